#pragma once

#include <frameio/clock.hpp>

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace frameio::http {

struct field {
    std::string_view name;
    std::string_view value;
};

/// Whether two texts are equal without regard to the case of ASCII letters.
bool same_name(std::string_view left, std::string_view right) noexcept;

/// The same for a header name as it was parsed, and one that consists of letters and hyphens: much faster.
inline bool is_named(std::string_view parsed, std::string_view wanted) noexcept {
    if (parsed.size() != wanted.size()) {
        return false;
    }
    // Of the octets that a name may have, only a letter's other case differs from it in this bit alone.
    constexpr std::uint64_t case_bits = 0x2020202020202020ULL;
    std::size_t at = 0;
    for (; at + 8 <= wanted.size(); at += 8) {
        std::uint64_t left = 0;
        std::uint64_t right = 0;
        std::memcpy(&left, parsed.data() + at, 8);
        std::memcpy(&right, wanted.data() + at, 8);
        if (((left ^ right) & ~case_bits) != 0) {
            return false;
        }
    }
    for (; at < wanted.size(); ++at) {
        if (((parsed[at] ^ wanted[at]) & ~0x20) != 0) {
            return false;
        }
    }
    return true;
}

/// A request whose head, and later body, has been read. Views into the buffer of whoever read it.
class request_view {
public:
    std::string_view method;
    std::string_view target;
    std::string_view path;  // of the target, without the query
    std::span<const field> fields;
    std::string_view body;
    std::string_view peer_text;      // where the peer's address is known as text
    int socket = -1;                 // else the socket to ask
    clock::wall_time received_at{};  // when it was complete, more or less
    clock::steady_time received_steady{};
    bool keep_alive = true;
    bool http11 = true;

    /// The first field of that name.
    std::optional<std::string_view> find(std::string_view name) const noexcept;

    /// The peer's address: "host:port", "[v6]:port" or "unix".
    std::string peer() const;
};

}  // namespace frameio::http
