#include "common/turned_loop.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

namespace frameio_test {

namespace asio = boost::asio;

void run_until(asio::io_context& loop, const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (;;) {
        loop.restart();
        loop.poll();
        if (condition()) {
            return;
        }
        BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < end), "waited in vain");
        loop.restart();
        loop.run_one_for(std::chrono::milliseconds(1));
    }
}

// Here, and not in the header: it takes each of the many tests longer to compile than all that they say themselves.
void turned_loop::spawn(asio::awaitable<void> what, std::shared_ptr<ending> one) {
    const asio::cancellation_slot slot = one->signal.slot();
    asio::co_spawn(loop, std::move(what),
                   asio::bind_cancellation_slot(slot, [one = std::move(one)](std::exception_ptr failure) {
                       one->done = true;
                       one->failure = failure;
                   }));
}

}  // namespace frameio_test
