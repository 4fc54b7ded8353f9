#pragma once

/// @file
/// An HTTP client that says exactly what a test wants said.

#include <frameio/server.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace frameio_test {

/// What a test waits for at most before it fails.
inline constexpr std::chrono::seconds patience{30};

/// One answer. Status 0: none came, the connection ended before.
struct received_response {
    unsigned status = 0;
    std::map<std::string, std::string> headers;  // names in small letters
    std::string body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
    bool closes() const {
        return header("connection") == "close";
    }
};

/// A connected socket that never blocks. Derive from it to speak TLS.
class transport {
public:
    static constexpr long nothing_yet = -1;
    static constexpr long broken = -2;

    explicit transport(const frameio::endpoint& to) : fd_(connect_to(to)) {}
    virtual ~transport() {
        ::close(fd_);
    }
    transport(const transport&) = delete;
    transport& operator=(const transport&) = delete;

    /// A number of octets, 0 at the end of the stream, or one of the above.
    virtual long read(char* to, std::size_t size) {
        return result_of(::recv(fd_, to, size, MSG_DONTWAIT));
    }
    virtual long write(const char* from, std::size_t size) {
        return result_of(::send(fd_, from, size, MSG_DONTWAIT | MSG_NOSIGNAL));
    }
    virtual void finish() {
        ::shutdown(fd_, SHUT_WR);
    }
    int fd() const noexcept {
        return fd_;
    }
    /// What the server sees as the peer's address, of IPv4.
    std::string own_address() const {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
        return "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }

private:
    static long result_of(ssize_t result) {
        const bool again = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
        return result >= 0 ? result : (again ? nothing_yet : broken);
    }
    static int open_socket(int family, const void* address, std::size_t size) {
        const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd < 0 || ::connect(fd, static_cast<const sockaddr*>(address), static_cast<socklen_t>(size)) != 0) {
            const std::string why = std::strerror(errno);
            ::close(fd);
            throw std::runtime_error("cannot connect: " + why);
        }
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return fd;
    }
    static int connect_to(const frameio::endpoint& to) {
        if (to.port() == 0) {
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            std::memcpy(address.sun_path, to.address().c_str(), to.address().size() + 1);
            return open_socket(AF_UNIX, &address, sizeof address);
        }
        if (to.address().find(':') != std::string::npos) {
            sockaddr_in6 address{};
            address.sin6_family = AF_INET6;
            address.sin6_port = htons(to.port());
            ::inet_pton(AF_INET6, to.address().c_str(), &address.sin6_addr);
            return open_socket(AF_INET6, &address, sizeof address);
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(to.port());
        ::inet_pton(AF_INET, to.address().c_str(), &address.sin_addr);
        return open_socket(AF_INET, &address, sizeof address);
    }

    int fd_;
};

/// One connection. `serve` lets the server do all that it can do now; empty where other threads run it.
class client {
public:
    using work = std::function<void()>;

    explicit client(const frameio::endpoint& to, work serve = {})
        : client(std::make_unique<transport>(to), std::move(serve)) {}
    explicit client(std::unique_ptr<transport> by, work serve = {}) : by_(std::move(by)), serve_(std::move(serve)) {
        run();
    }

    /// Sends it all, and lets the server see it.
    /// @return false if the server does not take it
    bool send(std::string_view octets) {
        return wait_for([&] {
                   const long count = octets.empty() ? 0 : by_->write(octets.data(), octets.size());
                   octets.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
                   failed_ = failed_ || count == transport::broken;
                   return octets.empty() || failed_;
               }) &&
               !failed_;
    }

    /// Says that nothing more will be sent.
    void finish() {
        by_->finish();
        run();
    }

    /// The next answer.
    received_response receive(bool with_body = true) {
        received_response answer;
        wait_for([&] { return parse(answer, with_body) || !read_some(); });
        return answer;
    }

    /// Whether an answer has come; does not wait for one.
    bool has_answer() {
        run();
        while (read_some() && read_last_ > 0) {
        }
        return received_.find("\r\n\r\n") != std::string::npos;
    }

    /// Waits for the end of the stream.
    /// @return whether it came, and came without anything before it
    bool at_end() {
        return wait_for([&] { return !read_some(); }) && received_.empty();
    }

    /// Whether the stream has not ended; does not wait.
    bool is_open() {
        run();
        return read_some();
    }

    /// Whether the stream ended with a reset.
    bool was_reset() const noexcept {
        return reset_;
    }

    transport& by() noexcept {
        return *by_;
    }

    /// What has come and belongs to no answer yet.
    const std::string& received() const noexcept {
        return received_;
    }

    void run() {
        if (serve_) {
            serve_();
        }
    }

private:
    template <class Condition>
    bool wait_for(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + patience;
        for (;;) {
            const bool met = condition();
            run();
            if (met) {
                return true;
            }
            if (std::chrono::steady_clock::now() > end) {
                return false;
            }
            pollfd readable{by_->fd(), POLLIN, 0};
            ::poll(&readable, 1, 1);
        }
    }

    /// False at the end of the stream.
    bool read_some() {
        char octets[16 * 1024];
        read_last_ = ended_ ? 0 : by_->read(octets, sizeof octets);
        if (read_last_ > 0) {
            received_.append(octets, static_cast<std::size_t>(read_last_));
        }
        reset_ = reset_ || read_last_ == transport::broken;
        ended_ = read_last_ == 0 || reset_;
        return !ended_;
    }

    bool parse(received_response& answer, bool with_body) {
        const std::size_t end = received_.find("\r\n\r\n");
        if (end == std::string::npos) {
            return false;
        }
        received_response parsed;
        parsed.status = static_cast<unsigned>(std::stoul(received_.substr(9, 3)));
        for (std::size_t at = received_.find("\r\n"); at < end;) {
            const std::size_t next = received_.find("\r\n", at + 2);
            add_header(parsed, received_.substr(at + 2, next - at - 2));
            at = next;
        }
        const std::string length = parsed.header("content-length");
        const std::size_t size = with_body && !length.empty() ? std::stoul(length) : 0;
        if (received_.size() < end + 4 + size) {
            return false;
        }
        parsed.body = received_.substr(end + 4, size);
        received_.erase(0, end + 4 + size);
        answer = std::move(parsed);
        return true;
    }

    static void add_header(received_response& to, const std::string& line) {
        const std::size_t colon = line.find(": ");
        std::string name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
        to.headers[name] = line.substr(colon + 2);
    }

    std::unique_ptr<transport> by_;
    work serve_;
    std::string received_;
    long read_last_ = 0;
    bool ended_ = false;
    bool reset_ = false;
    bool failed_ = false;
};

}  // namespace frameio_test
