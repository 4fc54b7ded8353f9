#pragma once

#include <frameio/clock.hpp>

#include "http/client/url.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::http {

/// Where the octets of a large request come from. Its size is known before.
class body_source {
public:
    virtual ~body_source() = default;

    virtual std::uint64_t size() const = 0;

    /// Copies octets from `offset` on to `to`, which is not empty, and says how many; 0 is a failure
    /// (`transport_errc::body_ended_early`). Called in order, and from the begin again if the request is repeated; on
    /// the executor of the call, which waits for it. What it throws ends the call.
    virtual std::size_t read(std::uint64_t offset, std::span<char> to) = 0;
};

/// One request. Owns what it says, but for the source.
///
/// The transport adds Host, Content-Length and, unless there is one, User-Agent. It refuses those that say where a
/// message ends or what a connection is for (Host, Content-Length, Transfer-Encoding, Connection, Expect, …).
class client_request {
public:
    client_request(std::string how, url where) : method(std::move(how)), to(std::move(where)) {}

    client_request& header(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }

    std::string method;  ///< as it is sent: "GET"
    url to;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    body_source* source = nullptr;  ///< the body, instead of `body`; lives until the call has ended

    /// Instead of the transport's; zero: no limit.
    std::optional<std::chrono::milliseconds> connect_timeout;
    std::optional<std::chrono::milliseconds> total_timeout;
    /// The longest time, once there is a connection, in which no octet moves; for large bodies, whose total time nobody
    /// knows. Kept to within a second. Default: no such limit.
    std::optional<std::chrono::milliseconds> stall_timeout;
    /// By the transport's clock, and beside the timeouts: whichever is first.
    std::optional<clock::steady_time> deadline;
};

/// The fields of a message's head, in order, in one block of text.
class header_fields {
public:
    struct field {
        std::string_view name;
        std::string_view value;
    };

    void add(std::string_view name, std::string_view value);

    std::size_t size() const noexcept {
        return places_.size();
    }
    /// The views live as long as this, unchanged.
    field operator[](std::size_t index) const noexcept;

    /// The first with that name, of letters and hyphens in whatever case; without data() if there is none.
    std::string_view find(std::string_view name) const noexcept;
    bool contains(std::string_view name) const noexcept {
        return find(name).data() != nullptr;
    }

private:
    struct place {
        std::uint32_t begin;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };

    std::string text_;
    std::vector<place> places_;
};

/// One response. Owns what it says.
class client_response {
public:
    client_response() {}

    unsigned status = 0;
    header_fields headers;
    std::string body;  ///< without its transfer coding; empty if a sink took it
    /// Whether the request was sent twice: a kept connection ended without an answer. The first one may have been
    /// heard.
    bool repeated = false;
};

/// Where the octets of a large response go.
class body_sink {
public:
    virtual ~body_sink() = default;

    /// The head has come; `head` has no body yet. Called once, unless the call fails before.
    /// @return whether this wants the body; if not, it is collected in the response, as without a sink
    virtual bool begin(const client_response& head) = 0;

    /// The next octets of the body, which stay only for the call. What it throws ends the call.
    virtual void write(std::string_view octets) = 0;
};

}  // namespace frameio::http
