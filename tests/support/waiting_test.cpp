#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "support/waiting.hpp"

namespace asio = boost::asio;
using boost::system::error_code;
using frameio::waiting;
using namespace std::chrono_literals;

namespace {

asio::awaitable<void> wait_for(std::shared_ptr<waiting> what, std::optional<error_code>& result) {
    const error_code told = co_await what->wait();
    result = told;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(waits)

BOOST_AUTO_TEST_CASE(what_is_told_before_or_after_is_heard_once) {
    for (const bool before : {true, false}) {
        asio::io_context loop;
        auto what = std::make_shared<waiting>();
        std::optional<error_code> result;
        if (before) {
            BOOST_TEST(what->tell(asio::error::eof));
        }
        asio::co_spawn(loop, wait_for(what, result), asio::detached);
        loop.poll();
        BOOST_TEST(result.has_value() == before);
        BOOST_TEST(what->tell(asio::error::eof) == !before);
        BOOST_TEST(!what->tell());
        BOOST_TEST(what->told());
        loop.run();
        BOOST_TEST((result == asio::error::eof));
    }
}

BOOST_AUTO_TEST_CASE(a_cancelled_wait_is_over) {
    asio::io_context loop;
    auto what = std::make_shared<waiting>();
    std::optional<error_code> result;
    asio::cancellation_signal signal;
    asio::co_spawn(loop, wait_for(what, result), asio::bind_cancellation_slot(signal.slot(), asio::detached));
    loop.poll();
    signal.emit(asio::cancellation_type::terminal);
    loop.run();
    BOOST_TEST(what->told());
    BOOST_TEST(!what->tell());
}

BOOST_AUTO_TEST_CASE(a_waiter_goes_with_its_context_and_may_be_told_later) {
    auto what = std::make_shared<waiting>();
    const std::weak_ptr<waiting> watched = what;
    std::optional<error_code> result;
    {
        asio::io_context loop;
        asio::co_spawn(loop, wait_for(what, result), asio::detached);
        loop.poll();
        BOOST_TEST(what.use_count() > 1);
    }
    BOOST_TEST(what.use_count() == 1);
    BOOST_TEST(what->tell());
    BOOST_TEST(!result.has_value());
    what.reset();
    BOOST_TEST(watched.expired());
}

BOOST_AUTO_TEST_CASE(it_may_be_told_from_any_thread_at_any_moment) {
    for (int round = 0; round != 500; ++round) {
        asio::io_context loop;
        auto what = std::make_shared<waiting>();
        std::optional<error_code> result;
        asio::co_spawn(loop, wait_for(what, result), asio::detached);
        std::thread other([what] { what->tell(asio::error::eof); });
        loop.run();
        other.join();
        BOOST_TEST_REQUIRE((result == asio::error::eof));
    }
}

BOOST_AUTO_TEST_CASE(an_alarm_tells_when_its_time_has_come) {
    asio::io_context loop;
    frameio::manual_clock clock;
    auto what = std::make_shared<waiting>();
    const frameio::alarm bell(clock, loop.get_executor(), clock.steady() + 10s, what, asio::error::timed_out);
    clock.advance(9'999ms);
    loop.poll();
    BOOST_TEST(!what->told());
    loop.restart();
    clock.advance(1ms);
    loop.poll();
    BOOST_TEST(what->told());
}

BOOST_AUTO_TEST_CASE(sleep_lasts_until_the_clock_says_so) {
    asio::io_context loop;
    frameio::manual_clock clock;
    bool awake = false;
    asio::co_spawn(loop, frameio::sleep_until(clock, clock.steady() + 1s), [&](std::exception_ptr) { awake = true; });
    loop.poll();
    BOOST_TEST(!awake);
    clock.advance(1s);
    loop.run();
    BOOST_TEST(awake);
}

BOOST_AUTO_TEST_SUITE_END()
