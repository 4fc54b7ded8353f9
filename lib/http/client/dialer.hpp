#pragma once

#include "http/client/transport_state.hpp"
#include "http/client/wire.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace frameio::http {

/// Opens one new connection for a call: addresses, TCP, a way through the proxy, TLS.
///
/// Thread safety: for one coroutine. What it is given outlives it.
class dialer {
public:
    /// @param through the proxy, or null
    /// @param sent whether the request has left before, by another connection: what its errors say
    dialer(transport_state& shared, const url& to, const proxy* through, wire& line, time_limit& limit, bool sent);

    /// Leaves the wire with a connection that takes requests. Until `end`, which the time limit is left at.
    /// @throws transport_error
    /// @throws boost::system::system_error (`operation_aborted`) when cancelled
    boost::asio::awaitable<void> open(clock::steady_time end);

private:
    using addresses = std::vector<boost::asio::ip::address>;

    boost::asio::awaitable<addresses> find_addresses();
    boost::asio::awaitable<boost::system::error_code> try_address(boost::asio::ip::address address,
                                                                  std::size_t to_share, clock::steady_time end);
    boost::asio::awaitable<void> connect(clock::steady_time end);
    boost::asio::awaitable<void> ask_proxy();
    boost::asio::awaitable<client_response> read_proxy_answer();
    boost::asio::awaitable<void> shake_hands();

    void check_answer(const client_response& answer) const;
    [[noreturn]] void fail(transport_errc code, const std::string& what) const;
    [[noreturn]] void fail_tls(boost::system::error_code failure) const;
    void check_failure(boost::system::error_code failure) const;
    /// Where the connection goes: the server or its proxy.
    std::string peer() const;

    transport_state& shared_;
    const url& to_;
    const proxy* through_;
    wire& line_;
    time_limit& limit_;
    const bool sent_;
    call_phase phase_ = call_phase::resolve;
};

}  // namespace frameio::http
