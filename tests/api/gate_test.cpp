// Who is let in when, where calls wait for the rate limits.

#include <boost/test/unit_test.hpp>

#include "api/gate.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "api/api_caller.hpp"

using namespace std::chrono_literals;
using frameio::api::gate;
using frameio::api::pace;
using frameio::api::priority;
using frameio_test::running;

namespace {

namespace asio = boost::asio;

struct guarded : frameio_test::turned_loop {
    gate rates{clock};
    pace allowed{1, 1000ms};
    int owner = 0;
    std::string order;  // the names of those who were let in

    gate::key key(std::string_view operation = "x.y") const {
        return {operation, &owner};
    }

    asio::awaitable<bool> pass(gate::key whose, char name, priority who, std::chrono::milliseconds patience,
                               bool again = false) {
        const bool let_in = co_await rates.enter(whose, allowed, who, clock.steady() + patience, again);
        if (let_in) {
            order += name;
        }
        co_return let_in;
    }
    running<bool> enter(char name, priority who = priority::background, std::chrono::milliseconds patience = 1h) {
        return start(pass(key(), name, who, patience));
    }
};

frameio::api::rate_limit limit_of(std::int64_t limit, std::int64_t remaining, std::chrono::milliseconds window) {
    frameio::api::rate_limit said;
    said.limit = limit;
    said.remaining = remaining;
    said.window = window;
    return said;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(gates, guarded)

BOOST_AUTO_TEST_CASE(calls_go_in_the_order_in_which_they_came) {
    std::vector<running<bool>> all;
    for (const char name : std::string("abcde")) {
        all.push_back(enter(name));
    }
    BOOST_TEST(order == "a");
    BOOST_TEST(rates.waiting_calls() == 4U);
    turn(999ms);
    BOOST_TEST(order == "a");
    turn(1ms);
    BOOST_TEST(order == "ab");
    for (int i = 0; i < 3; ++i) {
        turn(1000ms);
    }
    BOOST_TEST(order == "abcde");
    BOOST_TEST(rates.waiting_calls() == 0U);
}

BOOST_AUTO_TEST_CASE(interactive_calls_go_first) {
    std::vector<running<bool>> all;
    for (const char name : std::string("abc")) {
        all.push_back(enter(name));
    }
    for (const char name : std::string("XY")) {
        all.push_back(enter(name, priority::interactive));
    }
    for (int i = 0; i < 4; ++i) {
        turn(1000ms);
    }
    BOOST_TEST(order == "aXYbc");
}

BOOST_AUTO_TEST_CASE(a_call_that_is_made_again_goes_before_those_that_wait_for_their_first_turn) {
    std::vector<running<bool>> all;
    for (const char name : std::string("abc")) {
        all.push_back(enter(name));
    }
    all.push_back(start(pass(key(), 'r', priority::background, 1h, true)));
    all.push_back(enter('X', priority::interactive));
    all.push_back(start(pass(key(), 'R', priority::interactive, 1h, true)));
    for (int i = 0; i < 5; ++i) {
        turn(1000ms);
    }
    BOOST_TEST(order == "aRXrbc");
    // Also when nobody of its own priority waits.
    order.clear();
    all.push_back(enter('d'));
    all.push_back(start(pass(key(), 'S', priority::interactive, 1h, true)));
    turn(1000ms);
    turn(1000ms);
    BOOST_TEST(order == "Sd");
}

BOOST_AUTO_TEST_CASE(a_new_call_does_not_overtake_those_that_wait) {
    const auto first = enter('a');
    const auto second = enter('b');
    clock.advance(1000ms);  // there is a token, and nobody has noticed
    const auto third = enter('c');
    BOOST_TEST(order == "ab");
    turn(1000ms);
    BOOST_TEST(order == "abc");
}

BOOST_AUTO_TEST_CASE(the_first_of_those_who_wait_may_leave) {
    const auto first = enter('a');
    const auto second = enter('b');
    const auto third = enter('c');
    second->cancel();
    BOOST_TEST(was_cancelled(second));
    BOOST_TEST(rates.waiting_calls() == 1U);
    turn(1000ms);
    BOOST_TEST(order == "ac");
}

BOOST_AUTO_TEST_CASE(one_in_the_middle_may_leave) {
    const auto first = enter('a');
    const auto second = enter('b');
    const auto third = enter('c');
    const auto fourth = enter('d');
    third->cancel();
    BOOST_TEST(was_cancelled(third));
    turn(1000ms);
    turn(1000ms);
    BOOST_TEST(order == "abd");
}

BOOST_AUTO_TEST_CASE(a_call_that_would_wait_beyond_its_time_does_not) {
    const auto first = enter('a');
    const auto hasty = enter('b', priority::background, 999ms);
    BOOST_TEST(!finish(hasty));
    BOOST_TEST(rates.waiting_calls() == 0U);
    const auto exact = enter('c', priority::background, 1000ms);
    BOOST_TEST(!exact->done);
    turn(1000ms);
    BOOST_TEST(finish(exact));
}

BOOST_AUTO_TEST_CASE(a_call_leaves_when_its_time_is_up_while_others_are_before_it) {
    const auto first = enter('a');
    const auto second = enter('b');
    const auto third = enter('c', priority::background, 1500ms);
    const auto fourth = enter('d');
    turn(1000ms);
    turn(500ms);
    BOOST_TEST(!finish(third));
    turn(500ms);
    BOOST_TEST(order == "abd");
}

BOOST_AUTO_TEST_CASE(operations_and_credentials_do_not_share) {
    int other = 0;
    const auto first = start(pass({"x.y", &owner}, 'a', priority::background, 1h));
    const auto second = start(pass({"x.z", &owner}, 'b', priority::background, 1h));
    const auto third = start(pass({"x.y", &other}, 'c', priority::background, 1h));
    BOOST_TEST(order == "abc");
}

BOOST_AUTO_TEST_CASE(a_limit_that_is_raised_wakes_those_who_wait) {
    std::vector<running<bool>> all;
    for (const char name : std::string("abcd")) {
        all.push_back(enter(name));
    }
    rates.learn(key(), limit_of(3, 2, 1000ms));
    run();
    BOOST_TEST(order == "abc");
    turn(1000ms);
    BOOST_TEST(order == "abcd");
}

BOOST_AUTO_TEST_CASE(a_refusal_holds_back_all_who_wait) {
    const auto first = enter('a');
    const auto second = enter('b');
    rates.close(key(), clock.steady() + 10s);
    turn(1000ms);
    BOOST_TEST(order == "a");
    const auto hasty = enter('c', priority::interactive, 5s);
    BOOST_TEST(!finish(hasty));
    turn(8999ms);
    BOOST_TEST(order == "a");
    turn(1ms);
    BOOST_TEST(order == "ab");
}

BOOST_AUTO_TEST_CASE(what_is_said_of_an_operation_that_nobody_has_called_is_ignored) {
    rates.learn(key(), limit_of(1, 0, 1000ms));
    rates.close(key(), clock.steady() + 10s);
    const auto first = enter('a');
    BOOST_TEST(order == "a");
}

BOOST_AUTO_TEST_CASE(many_credentials_come_and_go) {
    std::vector<int> owners(10'000);
    for (const int& each : owners) {
        const auto one = start(pass({"x.y", &each}, 'a', priority::background, 1h));
        BOOST_TEST_REQUIRE(one->done);
        clock.advance(1ms);
    }
    // Those that were forgotten meanwhile were not in use: the last ones still count.
    const auto again = start(pass({"x.y", &owners.back()}, 'b', priority::background, 1h));
    BOOST_TEST(!again->done);
    turn(1000ms);
    BOOST_TEST(again->done);
}

BOOST_AUTO_TEST_CASE(threads_without_a_strand_let_everyone_in_at_the_rate) {
    constexpr int calls = 200;
    const pace some{20, 10ms};
    std::atomic<int> in = 0;
    std::atomic<int> failed = 0;
    gate real(frameio::system_clock());
    asio::thread_pool threads(4);
    const auto enter_one = [&](int number) -> asio::awaitable<void> {
        const auto who = number % 3 == 0 ? priority::interactive : priority::background;
        const bool let_in =
            co_await real.enter(key(), some, who, frameio::system_clock().steady() + std::chrono::hours(1));
        ++(let_in ? in : failed);
    };
    const auto begin = frameio::system_clock().steady();
    for (int i = 0; i < calls; ++i) {
        asio::co_spawn(threads, enter_one(i), [&](std::exception_ptr failure) { failed += failure ? 1 : 0; });
    }
    threads.join();
    BOOST_TEST(in == calls);
    BOOST_TEST(failed == 0);
    BOOST_TEST(real.waiting_calls() == 0U);
    BOOST_TEST((frameio::system_clock().steady() - begin >= 90ms));
}

BOOST_AUTO_TEST_CASE(threads_may_cancel_while_others_are_let_in) {
    constexpr int calls = 200;
    std::atomic<int> ended = 0;
    gate real(frameio::system_clock());
    asio::thread_pool threads(4);
    const auto enter_one = [&]() -> asio::awaitable<void> {
        const bool let_in = co_await real.enter(key(), pace{20, 10ms}, priority::background,
                                                frameio::system_clock().steady() + std::chrono::hours(1));
        static_cast<void>(let_in);
    };
    // A call and its cancellation run on a strand of their own.
    std::vector<asio::strand<asio::thread_pool::executor_type>> strands;
    std::vector<std::shared_ptr<asio::cancellation_signal>> signals;
    for (int i = 0; i < calls; ++i) {
        strands.push_back(asio::make_strand(threads));
        signals.push_back(std::make_shared<asio::cancellation_signal>());
        auto ends = [&ended, keep = signals.back()](std::exception_ptr) { ++ended; };
        asio::co_spawn(strands.back(), enter_one(), asio::bind_cancellation_slot(signals.back()->slot(), ends));
    }
    for (std::size_t i = 0; i < calls; i += 2) {
        asio::post(strands[i], [one = signals[i]] { one->emit(asio::cancellation_type::terminal); });
    }
    threads.join();
    BOOST_TEST(ended == calls);
    BOOST_TEST(real.waiting_calls() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
