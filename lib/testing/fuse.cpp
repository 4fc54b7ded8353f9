#include "testing/fuse.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace frameio::testing {

namespace asio = boost::asio;

bool fuse::burns_at(const std::string& moment) {
    if (left_ > 0 && --left_ == 0) {
        burnt_ = true;
        moment_ = moment;
    }
    return burnt_;
}

asio::awaitable<void> fuse::pass(std::string moment) {
    if (burns_at(moment)) {
        // For ever: until the app's context is gone.
        asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
        co_await never.async_wait(asio::use_awaitable);
    }
}

}  // namespace frameio::testing
