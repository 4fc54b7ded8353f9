#pragma once

#include "http/client/bare_connection.hpp"
#include "http/client/time_limit.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string_view>

namespace frameio::http {

/// A connection while one call uses it: bound to the call's executor, and watched by its time limit. When the limit
/// comes, what is waited for ends with some error; ask the limit before you believe it. Per-operation cancellation ends
/// it with `operation_aborted`.
///
/// Thread safety: for one coroutine.
class wire {
public:
    using error_code = boost::system::error_code;

    /// `limit` outlives it.
    wire(const boost::asio::any_io_executor& executor, time_limit& limit);
    /// Closes the connection.
    ~wire();
    wire(const wire&) = delete;
    wire& operator=(const wire&) = delete;

    bool is_open() const noexcept {
        return connection_ != nullptr;
    }
    /// Undefined without a connection.
    bare_connection& connection() noexcept {
        return *connection_;
    }

    /// Uses that connection from now on.
    error_code attach(std::unique_ptr<bare_connection> connection);
    /// Gives it back. Null if the time limit has come: it may have been shut down.
    std::unique_ptr<bare_connection> detach();
    void close();

    /// Makes a new one; `open` counts it.
    boost::asio::awaitable<error_code> connect(boost::asio::ip::tcp::endpoint to, std::atomic<std::size_t>& open);

    /// Agrees on TLS; the session has been given to the connection.
    boost::asio::awaitable<error_code> shake_hands();

    /// Sends all of both, unless the server answers meanwhile: see `was_answered`.
    boost::asio::awaitable<error_code> write(std::string_view first, std::string_view second);

    /// Whether `write` has stopped because there is an answer, or the end, although not all has been sent.
    bool was_answered() const noexcept {
        return answered_;
    }

    /// Waits until there is more in the connection's `received`.
    boost::asio::awaitable<error_code> read();

private:
    bool look_for_answer();
    boost::asio::awaitable<error_code> wait_for_room_or_answer();

    boost::asio::ip::tcp::socket& socket() noexcept {
        return connection_->registered->socket();
    }

    boost::asio::any_io_executor executor_;
    time_limit& limit_;
    std::unique_ptr<bare_connection> connection_;
    bool answered_ = false;
    bool asked_ = false;  // nothing was received since something was sent
};

}  // namespace frameio::http
