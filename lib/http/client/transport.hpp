#pragma once

#include <frameio/clock.hpp>

#include "http/client/client_message.hpp"
#include "http/client/name_lookup.hpp"
#include "http/client/proxy_settings.hpp"
#include "http/client/transport_error.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace frameio::http {

struct transport_options {
    clock* time = nullptr;  ///< outlives all calls; null: the machine's. Certificates are judged by the machine's.

    /// For a new connection, from its host's addresses to TLS; shared out among the addresses. Zero: no limit.
    std::chrono::milliseconds connect_timeout{5'000};
    /// For a whole call. Zero: no limit.
    std::chrono::milliseconds total_timeout{30'000};

    std::size_t response_limit = 16 * 1024 * 1024;  ///< octets of a body that is collected
    std::size_t header_limit = 64 * 1024;           ///< octets of a response's head

    std::size_t connections_per_origin = 128;  ///< in use at the same time; further calls wait for their turn
    std::size_t idle_per_origin = 64;          ///< kept for later; zero: none
    /// How long they are kept. Noticed when the transport is used; `sweep` does it at once.
    std::chrono::milliseconds idle_time{50'000};

    std::string ca_file;     ///< PEM file with the CAs to trust; empty: the system's
    std::string user_agent;  ///< empty: no such header
    proxy_settings proxies;  ///< see `proxy_settings::from_environment`
    name_lookup lookup;      ///< empty: the system's
};

/// What a transport has done so far, and has now.
struct transport_counters {
    std::uint64_t requests = 0;  ///< calls that got as far as sending
    std::uint64_t opened = 0;    ///< connections that could take a request
    std::uint64_t reused = 0;    ///< requests on a connection that had served one
    std::size_t open = 0;        ///< connections now, in use or idle
    std::size_t idle = 0;
};

/// Sends requests by HTTP/1.1, over TLS or not, and keeps connections for the next ones.
///
/// Redirects are returned as they are. A request is sent again, once and on a new connection, if a kept connection
/// turns out to be closed: any request if nothing of it had left, otherwise only GET, HEAD, PUT, DELETE, OPTIONS and
/// TRACE, and only if no octet of a response had come.
///
/// If the answer comes before all of a large body was sent, the rest is not sent.
///
/// Thread safety: all members may be called from any thread; a call runs on its coroutine's executor, whose context may
/// have any number of threads, with a strand or without. Destroy it whenever you like: calls that run go on.
class transport {
public:
    /// @throws configuration_error for a CA file or a proxy that cannot be used, or limits of zero
    explicit transport(transport_options options);
    ~transport();
    transport(const transport&) = delete;
    transport& operator=(const transport&) = delete;

    /// Sends `request` and collects the response.
    ///
    /// Per-operation cancellation (terminal) ends it with `operation_aborted` wherever it is, and closes its
    /// connection.
    /// @throws transport_error without a complete response
    /// @throws error (`errc::invalid_configuration`) for a request that must not be sent; nothing was done then
    /// @throws boost::system::system_error (`operation_aborted`) when cancelled
    boost::asio::awaitable<client_response> send(client_request request);

    /// The same, with the body given to `to`, which lives until the call has ended. There is no limit to its size.
    boost::asio::awaitable<client_response> send(client_request request, body_sink& to);

    /// Closes what has been idle for too long.
    void sweep();

    transport_counters counters() const;

private:
    std::shared_ptr<struct transport_state> state_;
};

}  // namespace frameio::http
