#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>

namespace frameio::http {

/// Why there is no response.
enum class transport_errc {
    resolve_failed = 1,   ///< the host has no address
    connect_failed,       ///< no address of it took a connection
    proxy_refused,        ///< the proxy did not open a way to the server
    tls_failed,           ///< no TLS with the server, for another reason than its certificate
    certificate_refused,  ///< its certificate is not trusted, not valid now, or of another server
    timed_out,            ///< equal to `boost::system::errc::timed_out`
    connection_lost,      ///< the connection ended before the response's first octet
    malformed_response,   ///< the response is not HTTP as it should be
    truncated_response,   ///< the connection ended within the response
    response_too_large,   ///< head or body are larger than the limits
    body_ended_early      ///< the source of the request's body gave less than it said
};

}  // namespace frameio::http

template <>
struct boost::system::is_error_code_enum<frameio::http::transport_errc> : std::true_type {};

namespace frameio::http {

/// The category of `transport_errc`. Named "frameio.transport".
const boost::system::error_category& transport_category() noexcept;

boost::system::error_code make_error_code(transport_errc code) noexcept;

/// What a call was doing.
enum class call_phase {
    queue,    ///< waiting for one of the connections that an origin may have
    resolve,  ///< looking for the host's addresses
    connect,
    proxy,  ///< waiting for the proxy to connect to the server
    tls,
    send,
    receive
};

const char* to_string(call_phase phase) noexcept;

/// A call without a response. `what()` is one sentence that names the server and a remedy, and never repeats what a
/// header or a body says.
class transport_error : public boost::system::system_error {
public:
    transport_error(transport_errc code, call_phase phase, bool sent, const std::string& what);

    const char* what() const noexcept override;

    call_phase phase() const noexcept {
        return phase_;
    }
    /// Whether any octet of the request has left, so that the server may have acted on it. False: it cannot have.
    bool sent() const noexcept {
        return sent_;
    }
    bool timed_out() const noexcept {
        return code() == transport_errc::timed_out;
    }

private:
    std::runtime_error text_;  // copies without throwing
    call_phase phase_;
    bool sent_;
};

}  // namespace frameio::http
