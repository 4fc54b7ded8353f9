// Deadlines, rate limits, the circuit and cancellation, as calls meet them.

#include <boost/asio/co_spawn.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "api/api_caller.hpp"

using namespace std::chrono_literals;
using api_errc = frameio::api::errc;
using frameio::api::api_error;
using frameio::api::call_options;
using frameio::api::client;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;
namespace asio = boost::asio;

namespace {

struct limited : frameio_test::api_caller {
    client until(std::chrono::milliseconds left) {
        return api().with(call_options().deadline(clock.steady() + left));
    }
    auto show_with(const client& by) {
        return by.files().show("a", "f");
    }
    /// An operation with ten calls per minute.
    auto update() {
        return api().comments().update("a", "c", api::comment_changes().text("Hi"));
    }
    void wait_for_entries(std::size_t count) {
        run_until([&] { return seen->entries().size() >= count; });
        run();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(limits, limited)

BOOST_AUTO_TEST_CASE(nothing_begins_after_the_deadline) {
    const client late = until(0ms);
    clock.advance(1ms);
    const api_error failed = failure(show_with(late));
    BOOST_TEST(failed.code() == api_errc::deadline);
    BOOST_TEST(failed.is_timeout());
    BOOST_TEST(failed.what() == "files.show: the deadline has passed");
    BOOST_TEST(!failed.in_doubt());
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_repetition_after_the_deadline_is_not_waited_for) {
    answer(1, response(503).header("Retry-After", "10"));
    const api_error failed = failure(show_with(until(9'999ms)));
    BOOST_TEST(failed.code() == api_errc::server_error);  // why it failed says more than that time is up
    BOOST_TEST(failed.attempts() == 1U);
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(a_turn_after_the_deadline_is_not_waited_for) {
    for (int i = 0; i < 10; ++i) {
        finish(update());
    }
    const api_error failed = failure(until(59s).comments().update("a", "c", api::comment_changes()));
    BOOST_TEST(failed.code() == api_errc::deadline);
    BOOST_TEST(server.request_count() == 10U);
}

BOOST_AUTO_TEST_CASE(a_turn_beyond_all_patience_is_a_rate_limit) {
    options.retry.patience = 10s;
    for (int i = 0; i < 10; ++i) {
        finish(update());
    }
    const api_error failed = failure(update());
    BOOST_TEST(failed.code() == api_errc::rate_limited);
    BOOST_TEST(failed.is_rate_limited());
    BOOST_TEST(failed.is_retryable());
    BOOST_TEST(failed.status() == 0U);
}

BOOST_AUTO_TEST_CASE(an_attempt_ends_at_the_deadline) {
    server.stall();
    const auto running = start(show_with(until(2s)));
    run_until([&] { return server.stalled() == 1; });
    turn(1'999ms);
    BOOST_TEST(!running->done);
    turn(1ms);
    const api_error failed = failure(running);
    BOOST_TEST(failed.is_timeout());
    BOOST_TEST(failed.attempts() == 1U);
}

BOOST_AUTO_TEST_CASE(waits_at_the_rate_limit_are_seen) {
    for (int i = 0; i < 10; ++i) {
        finish(update());
    }
    const auto running = start(update());
    turn(60s);
    finish(running);
    const auto all = seen->entries();
    BOOST_TEST((all.front().waited == 0s));
    BOOST_TEST((all.back().waited == 60s));
    BOOST_TEST(logged("waited_ms=60000"));
}

BOOST_AUTO_TEST_CASE(without_rates_only_the_platform_slows_calls_down) {
    options.keep_to_rates = false;
    for (int i = 0; i < 30; ++i) {
        server.answer(response(200)
                          .header("x-ratelimit-limit", "1")
                          .header("x-ratelimit-remaining", "0")
                          .header("x-ratelimit-window", "60000")
                          .json("{}"));
        finish(update());
    }
    BOOST_TEST(server.request_count() == 30U);
}

BOOST_AUTO_TEST_CASE(ten_thousand_calls_at_once_keep_to_ten_a_minute) {
    options.retry.patience = 24h;
    std::vector<frameio_test::running<api::comment>> all;
    for (int i = 0; i < 10'000; ++i) {
        all.push_back(start(update()));
    }
    const auto done = [&all] { return std::ranges::count_if(all, [](const auto& each) { return each->done; }); };
    run_until([&] { return done() == 10; });
    for (std::size_t minute = 1; minute <= 3; ++minute) {
        turn(59'999ms);
        BOOST_TEST(server.request_count() == 10 * minute);
        turn(1ms);
        run_until([&] { return done() == static_cast<std::ptrdiff_t>(10 * (minute + 1)); });
        BOOST_TEST(server.request_count() == 10 * (minute + 1));
    }
    // In the order in which they came.
    BOOST_TEST(std::all_of(all.begin(), all.begin() + 40, [](const auto& each) { return each->done; }));
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        (*each)->cancel();
    }
    run_until([&] { return done() == 10'000; });
    BOOST_TEST(server.request_count() == 40U);
}

BOOST_AUTO_TEST_CASE(a_burst_of_failures_opens_the_circuit) {
    options.failures_to_open = 3;
    options.retry.attempts = 1;
    answer(3, response(502));
    for (int i = 0; i < 3; ++i) {
        failure(show());
    }
    const api_error failed = failure(comment());
    BOOST_TEST(failed.code() == api_errc::circuit_open);
    BOOST_TEST(failed.is_retryable());
    BOOST_TEST(!failed.in_doubt());
    BOOST_TEST(failed.what() == "comments.create: 127.0.0.1 has failed too often; not called");
    BOOST_TEST(server.request_count() == 3U);
    BOOST_TEST(log->count("warning: the API fails; calls are held back for a while host=127.0.0.1") == 1U);
    turn(10s);
    finish(comment());
    finish(show());
}

BOOST_AUTO_TEST_CASE(answers_that_say_no_do_not_open_the_circuit) {
    options.failures_to_open = 3;
    options.keep_to_rates = false;
    options.retry.attempts = 1;
    options.retry.patience = 0s;
    for (const unsigned status : {400U, 401U, 403U, 404U, 422U, 301U}) {
        answer(3, response(status));
        for (int i = 0; i < 3; ++i) {
            BOOST_TEST(failure(show()).status() == status);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_call_may_wait_until_the_circuit_closes) {
    options.failures_to_open = 2;
    answer(2, response(502));
    const auto running = start(show());
    wait_for_entries(3);
    BOOST_TEST(!running->done);
    BOOST_TEST(server.request_count() == 2U);
    turn(9'999ms);
    BOOST_TEST(server.request_count() == 2U);
    turn(1ms);
    finish(running);
    BOOST_TEST(server.request_count() == 3U);
}

BOOST_AUTO_TEST_CASE(one_call_probes) {
    options.failures_to_open = 1;
    options.retry.attempts = 1;
    answer(1, response(502));
    failure(show());
    turn(10s);
    server.stall();
    const auto probe = start(show());
    run_until([&] { return server.stalled() == 1; });
    BOOST_TEST(failure(comment()).code() == api_errc::circuit_open);
    probe->cancel();
    BOOST_TEST(was_cancelled(probe));
    finish(comment());
    finish(comment());
}

BOOST_AUTO_TEST_CASE(calls_that_the_circuit_holds_back_use_up_no_turns) {
    options.failures_to_open = 1;
    options.retry.attempts = 1;
    answer(1, response(502));
    failure(show());
    for (int i = 0; i < 20; ++i) {
        BOOST_TEST(failure(update()).code() == api_errc::circuit_open);
    }
    turn(10s);
    for (int i = 0; i < 10; ++i) {
        finish(update());
    }
}

BOOST_AUTO_TEST_CASE(a_call_may_be_cancelled_while_it_waits_for_its_turn) {
    for (int i = 0; i < 10; ++i) {
        finish(update());
    }
    const auto first = start(update());
    const auto second = start(update());
    first->cancel();
    BOOST_TEST(was_cancelled(first));
    turn(60s);
    finish(second);
    BOOST_TEST(server.request_count() == 11U);
}

BOOST_AUTO_TEST_CASE(a_call_may_be_cancelled_before_it_is_made_again) {
    answer(1, response(503).header("Retry-After", "60"));
    const auto running = start(show());
    wait_for_entries(1);
    running->cancel();
    BOOST_TEST(was_cancelled(running));
    turn(60s);
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(a_call_may_be_cancelled_while_it_waits_for_the_answer) {
    server.stall();
    const auto running = start(show());
    run_until([&] { return server.stalled() == 1; });
    running->cancel();
    BOOST_TEST(was_cancelled(running));
    server.wait_for_ended(1);
    finish(show());
}

BOOST_AUTO_TEST_CASE(interactive_calls_overtake_the_others) {
    for (int i = 0; i < 10; ++i) {
        finish(update());
        turn(100ms);  // so that turns come back one by one
    }
    const auto background = start(update());
    const auto urgent = api().with(call_options().urgency(api::priority::interactive));
    const auto interactive = start(urgent.comments().update("a", "c", api::comment_changes()));
    turn(59s);
    finish(interactive);
    BOOST_TEST(!background->done);
    turn(100ms);
    finish(background);
}

BOOST_AUTO_TEST_CASE(somebody_else_has_limits_of_their_own) {
    for (int i = 0; i < 10; ++i) {
        finish(update());
    }
    const client other = api().with(api::credentials::token("other"));
    finish(other.comments().update("a", "c", api::comment_changes()));
    BOOST_TEST(server.requests().back().header("authorization") == "Bearer other");
    const auto running = start(update());
    BOOST_TEST(!running->done);
    running->cancel();
    BOOST_TEST(was_cancelled(running));
}

BOOST_AUTO_TEST_CASE(threads_without_a_strand_share_a_client) {
    options.time = nullptr;
    options.keep_to_rates = false;
    std::atomic<int> good = 0;
    std::atomic<int> failed = 0;
    asio::io_context many;
    for (int i = 0; i < 200; ++i) {
        asio::co_spawn(many, api().files().show("a", std::to_string(i)),
                       [&](std::exception_ptr failure, const api::file&) { ++(failure ? failed : good); });
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&many] { many.run(); });
    }
    for (std::thread& each : threads) {
        each.join();
    }
    BOOST_TEST(good == 200);
    BOOST_TEST(failed == 0);
    BOOST_TEST(server.request_count() == 200U);
}

BOOST_AUTO_TEST_SUITE_END()
