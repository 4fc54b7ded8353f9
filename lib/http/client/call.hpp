#pragma once

#include "http/client/response_reader.hpp"
#include "http/client/transport_state.hpp"
#include "http/client/wire.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace frameio::http {

/// One request and its response.
///
/// Thread safety: for one coroutine.
class call {
public:
    /// `request` and `to`, which may be null, outlive it.
    call(std::shared_ptr<transport_state> shared, const client_request& request, body_sink* to,
         const boost::asio::any_io_executor& executor);

    /// Once. Throws as `transport::send` does.
    boost::asio::awaitable<client_response> run();

private:
    using error_code = boost::system::error_code;

    boost::asio::awaitable<void> enter();
    boost::asio::awaitable<bool> exchange();
    boost::asio::awaitable<error_code> send();
    boost::asio::awaitable<error_code> send_source(std::string head);
    boost::asio::awaitable<error_code> receive();
    boost::asio::awaitable<void> prepare(bool fresh);

    bool take_idle();
    clock::steady_time latest() const;
    void moved();
    void note_sent();
    void finish();
    bool can_repeat() const;
    std::size_t fill(std::string& piece, std::size_t used, std::uint64_t offset);
    void check_failure(error_code failure) const;
    [[noreturn]] void fail(transport_errc code, const std::string& what) const;
    [[noreturn]] void fail_receiving(error_code failure) const;
    std::string peer() const;

    const std::shared_ptr<transport_state> shared_;
    const client_request& request_;
    body_sink* const to_;
    const proxy* const through_;
    const std::uintptr_t context_;
    const std::uint64_t body_size_;
    const clock::steady_time end_;
    client_response response_;
    std::optional<response_reader> reader_;
    time_limit limit_;
    connection_pool::slot slot_;
    wire line_;
    call_phase phase_ = call_phase::queue;
    clock::steady_time moved_at_{};
    std::uint64_t sent_before_ = 0;  // by the connection
    bool reused_ = false;
    bool left_ = false;  // octets of the request, by this connection
    bool sent_ = false;  // the same, by any
    bool repeated_ = false;
};

}  // namespace frameio::http
