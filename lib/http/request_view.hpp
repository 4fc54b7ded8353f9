#pragma once

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

/// A request whose head, and later body, has been read. Views into the buffer of whoever read it.
class request_view {
public:
    std::string_view method;
    std::string_view target;
    std::string_view path;  // of the target, without the query
    std::span<const field> fields;
    std::string_view body;
    std::string_view peer_text;  // where the peer's address is known as text
    int socket = -1;             // else the socket to ask
    bool keep_alive = true;
    bool http11 = true;

    /// The first field of that name.
    std::optional<std::string_view> find(std::string_view name) const noexcept;

    /// The peer's address: "host:port", "[v6]:port" or "unix".
    std::string peer() const;
};

}  // namespace frameio::http
