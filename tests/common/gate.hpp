#pragma once

/// @file
/// What handlers wait at until the test lets them go on.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace frameio_test {

/// Closed until it is opened, then open for ever. For one thread.
class gate {
public:
    explicit gate(boost::asio::io_context& context) : timer_(context, boost::asio::steady_timer::time_point::max()) {}

    boost::asio::awaitable<void> pass() {
        if (open_) {
            co_return;
        }
        ++waiting_;
        const auto ended = co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        static_cast<void>(ended);
        --waiting_;
    }

    void open() {
        open_ = true;
        timer_.cancel();
    }

    /// How many handlers stand before it.
    int waiting() const noexcept {
        return waiting_;
    }

private:
    boost::asio::steady_timer timer_;
    int waiting_ = 0;
    bool open_ = false;
};

}  // namespace frameio_test
