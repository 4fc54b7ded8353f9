#include "http/request_view.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace frameio::http {
namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string to_text(const sockaddr_storage& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return fmt::format("{}:{}", text.data(), ntohs(v4.sin_port));
    }
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
        return fmt::format("[{}]:{}", text.data(), ntohs(v6.sin6_port));
    }
    return "unix";
}

}  // namespace

bool same_name(std::string_view left, std::string_view right) noexcept {
    if (left.size() != right.size()) {
        return false;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i] != right[i] && lower(left[i]) != lower(right[i])) {
            return false;
        }
    }
    return true;
}

std::optional<std::string_view> request_view::find(std::string_view name) const noexcept {
    for (const field& candidate : fields) {
        if (same_name(candidate.name, name)) {
            return candidate.value;
        }
    }
    return std::nullopt;
}

std::string request_view::peer() const {
    if (socket < 0) {
        return std::string(peer_text);
    }
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        return "gone";
    }
    return to_text(address);
}

}  // namespace frameio::http
