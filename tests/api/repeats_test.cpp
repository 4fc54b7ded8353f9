// Calls that fail, and are made again or are not.

#include <boost/test/unit_test.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "api/api_caller.hpp"

using namespace std::chrono_literals;
using api_errc = frameio::api::errc;
using frameio::api::api_error;
using frameio::api::call_options;
using frameio::api::condition;
using frameio::api::repetition;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;

namespace {

struct repeating : frameio_test::api_caller {
    repeating() {
        options.keep_to_rates = false;
    }

    auto change() {
        return api().files().update("a", "f", api::file_changes().name("new name"));
    }
    /// Runs until the server has seen so many requests and the client their answers.
    void wait_for_entries(std::size_t count) {
        run_until([&] { return seen->entries().size() >= count; });
        run();
    }
};

/// A port of this machine that nobody listens to.
std::string nobody() {
    const int held = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    ::bind(held, reinterpret_cast<sockaddr*>(&here), size);
    ::getsockname(held, reinterpret_cast<sockaddr*>(&here), &size);
    ::close(held);
    return "http://127.0.0.1:" + std::to_string(ntohs(here.sin_port));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(repeats, repeating)

BOOST_AUTO_TEST_CASE(what_may_happen_twice_is_repeated_after_a_burst_of_failures) {
    for (const unsigned status : {500U, 502U, 503U, 504U}) {
        answer(4, response(status));
        finish(show());
        answer(4, response(status));
        finish(change());
        answer(4, response(status));
        finish(remove());
    }
    BOOST_TEST(server.request_count() == 60U);
}

BOOST_AUTO_TEST_CASE(repetitions_come_to_an_end) {
    answer(5, response(502));
    const api_error failed = failure(change());
    BOOST_TEST(failed.code() == api_errc::server_error);
    BOOST_TEST(failed.attempts() == 5U);
    BOOST_TEST(failed.in_doubt());
    BOOST_TEST(failed.what() == "files.update: 502 (attempt 5)");
    BOOST_TEST(server.request_count() == 5U);
    answer(5, response(502));
    BOOST_TEST(!failure(show()).in_doubt());
}

BOOST_AUTO_TEST_CASE(what_must_not_happen_twice_is_not_repeated) {
    for (const reply& how : {reply(response(500)), reply(response(503).header("Retry-After", "0")), reply().reset(),
                             reply().close(), reply().send("HTTP/1.1 200 OK\r\nContent-Len").reset()}) {
        made.reset();
        const std::size_t before = server.request_count();
        server.answer(how);
        const api_error failed = failure(comment());
        BOOST_TEST(failed.in_doubt());
        BOOST_TEST(failed.attempts() == 1U);
        BOOST_TEST(failed.is_retryable());
        BOOST_TEST(server.request_count() == before + 1);
    }
}

BOOST_AUTO_TEST_CASE(the_caller_decides_what_may_happen_twice) {
    answer(2, response(502));
    const auto always = api().with(call_options().repeat(repetition::always));
    finish(always.comments().create("a", "f", api::new_comment("Hi")));
    BOOST_TEST(server.request_count() == 3U);
    answer(1, response(502));
    const auto never = api().with(call_options().repeat(repetition::never));
    BOOST_TEST(failure(never.files().show("a", "f")).attempts() == 1U);
    BOOST_TEST(server.request_count() == 4U);
}

BOOST_AUTO_TEST_CASE(a_call_may_have_a_policy_of_its_own) {
    api::retry_policy once;
    once.attempts = 1;
    answer(1, response(502));
    BOOST_TEST(failure(api().with(call_options().retry(once)).files().show("a", "f")).attempts() == 1U);
}

BOOST_AUTO_TEST_CASE(what_was_removed_by_an_attempt_without_an_answer_is_removed) {
    answer(1, response(502));
    answer(1, response(404));
    finish(remove());
    BOOST_TEST(server.request_count() == 2U);
    made.reset();
    answer(1, reply().reset());
    answer(1, response(404));
    finish(remove());
}

BOOST_AUTO_TEST_CASE(what_was_removed_by_way_of_a_kept_connection_that_ended_is_removed) {
    answer(1, response(200).json("{}"));
    finish(show());
    answer(1, reply().reset());
    answer(1, response(404));
    finish(remove());
    BOOST_TEST(server.request_count() == 3U);
    BOOST_TEST(seen->entries().back().attempt == 1U);
}

BOOST_AUTO_TEST_CASE(what_was_not_there_is_not_found) {
    answer(1, response(404));
    const api_error failed = failure(remove());
    BOOST_TEST(failed.is_not_found());
    BOOST_TEST(!failed.in_doubt());
    // Nor is it removed by an attempt that was not made.
    answer(1, response(429));
    answer(1, response(404));
    const auto running = start(remove());
    wait_for_entries(2);
    turn(1s);
    BOOST_TEST(failure(running).is_not_found());
}

BOOST_AUTO_TEST_CASE(a_change_that_was_in_doubt_stays_so) {
    options.retry.attempts = 2;
    answer(1, response(502));
    answer(1, reply().before_body().reset());
    BOOST_TEST(failure(change()).in_doubt());
    // The last attempt cannot have done it, but the one before it can.
    answer(1, response(502));
    answer(1, response(429).header("Retry-After", "3600"));
    const auto late = api().with(call_options().deadline(clock.steady() + 10s));
    const api_error failed = failure(late.files().update("a", "f", api::file_changes().name("new name")));
    BOOST_TEST(failed.code() == api_errc::rate_limited);
    BOOST_TEST(failed.in_doubt());
    made.reset();
    answer(1, response(502));
    answer(1, response(422));
    BOOST_TEST(!failure(change()).in_doubt());  // what it changes to is not allowed, whenever
}

BOOST_AUTO_TEST_CASE(a_rate_limit_is_waited_for_whatever_it_says) {
    for (const auto& [value, wait] :
         {std::pair(std::string(), 1'000ms), std::pair(std::string("0"), 1'000ms), std::pair(std::string("3"), 3'000ms),
          std::pair(std::string("Fri, 30 Oct 2020 00:00:00 GMT"), 0ms), std::pair(std::string("soon"), 1'000ms),
          std::pair(std::string("-5"), 1'000ms), std::pair(std::string("99999999999999999999"), 120'000ms)}) {
        BOOST_TEST_CONTEXT(value) {
            clock.set_wall(frameio::clock::wall_time(1604015990s));  // ten seconds before that date
            const auto expected = value.starts_with("Fri") ? 10'000ms : wait;
            const std::size_t before = server.request_count();
            const std::size_t told = seen->entries().size();
            answer(1, value.empty() ? response(429) : response(429).header("Retry-After", value));
            const auto running = start(comment());
            wait_for_entries(told + 1);
            turn(expected - 1ms);
            BOOST_TEST(server.request_count() == before + 1);
            turn(1ms);
            finish(running);
            BOOST_TEST(server.request_count() == before + 2);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_rate_limit_is_not_counted_as_an_attempt) {
    options.retry.attempts = 1;
    answer(20, response(429).header("Retry-After", "1"));
    const auto running = start(comment());
    for (std::size_t i = 1; i <= 20; ++i) {
        wait_for_entries(i);
        turn(1s);
    }
    finish(running);
    BOOST_TEST(server.request_count() == 21U);
}

BOOST_AUTO_TEST_CASE(a_rate_limit_holds_back_other_calls_of_the_operation) {
    answer(1, response(429).header("Retry-After", "5"));
    const auto first = start(show());
    wait_for_entries(1);
    const auto second = start(show());
    const auto other = start(comment());
    finish(other);
    BOOST_TEST(server.request_count() == 2U);
    turn(5s);
    finish(first);
    finish(second);
    BOOST_TEST(server.request_count() == 4U);
}

BOOST_AUTO_TEST_CASE(a_call_that_cannot_wait_for_the_rate_limit_holds_back_the_others_too) {
    answer(1, response(429).header("Retry-After", "60"));
    const auto hasty = api().with(call_options().deadline(clock.steady() + 10s));
    const api_error failed = failure(hasty.files().show("a", "f"));
    BOOST_TEST(failed.code() == api_errc::rate_limited);
    BOOST_TEST(failed.retry_after().value().count() == 60'000);
    const auto other = start(show());
    turn(59'999ms);
    BOOST_TEST(server.request_count() == 1U);
    turn(1ms);
    finish(other);
}

BOOST_AUTO_TEST_CASE(an_outage_is_waited_for_as_it_says) {
    answer(1, response(503).header("Retry-After", "7"));
    const auto running = start(show());
    wait_for_entries(1);
    turn(6'999ms);
    BOOST_TEST(server.request_count() == 1U);
    turn(1ms);
    finish(running);
}

BOOST_AUTO_TEST_CASE(without_a_hint_waits_grow_by_chance) {
    *chance = 0.5;
    answer(3, response(503));
    const auto running = start(show());
    std::size_t count = 1;
    for (const auto wait : {250ms, 500ms, 1'000ms}) {
        wait_for_entries(count);
        turn(wait - 1ms);
        BOOST_TEST(server.request_count() == count);
        turn(1ms);
        ++count;
    }
    finish(running);
    BOOST_TEST(server.request_count() == 4U);
}

BOOST_AUTO_TEST_CASE(a_connection_that_ends_before_the_answer) {
    answer(2, reply().reset());
    answer(1, reply().close());
    answer(1, reply().send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\"").reset());
    finish(show());
    BOOST_TEST(server.request_count() == 5U);
    made.reset();
    answer(5, reply().reset());
    const api_error failed = failure(show());
    BOOST_TEST(failed.code() == api_errc::no_answer);
    BOOST_TEST(failed.status() == 0U);
    BOOST_TEST(!failed.in_doubt());
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_not_http) {
    answer(5, reply().send("SSH-2.0-OpenSSH_9.2\r\n\r\n").close());
    BOOST_TEST(failure(show()).code() == api_errc::no_answer);
}

BOOST_AUTO_TEST_CASE(a_server_that_nobody_reaches) {
    options.url = nobody();
    const api_error failed = failure(comment());
    BOOST_TEST(failed.code() == api_errc::unreachable);
    BOOST_TEST(failed.is_retryable());
    BOOST_TEST(!failed.in_doubt());
    BOOST_TEST(failed.attempts() == 5U);  // nothing was sent
    BOOST_TEST(failed.status() == 0U);
    BOOST_TEST(failed.errors().empty());
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_come_in_time) {
    options.retry.attempts = 2;
    answer(2, reply().stall());
    const auto reading = start(show());
    run_until([&] { return server.stalls() == 1; });
    turn(30s);
    run_until([&] { return server.stalls() == 2; });
    turn(30s);
    const api_error failed = failure(reading);
    BOOST_TEST(failed.code() == api_errc::timed_out);
    BOOST_TEST(failed.is_timeout());
    BOOST_TEST(failed.is_retryable());
    BOOST_TEST(failed.attempts() == 2U);
    server.stall();
    const auto writing =
        start(api().with(call_options().timeout(3s)).comments().create("a", "f", api::new_comment("")));
    run_until([&] { return server.stalls() == 3; });
    turn(3s);
    const api_error doubted = failure(writing);
    BOOST_TEST(doubted.code() == api_errc::timed_out);
    BOOST_TEST(doubted.in_doubt());
    BOOST_TEST(doubted.attempts() == 1U);
}

BOOST_AUTO_TEST_CASE(observer_and_log_see_every_attempt) {
    answer(1, response(502));
    answer(1, response(429));
    const auto running = start(show());
    wait_for_entries(2);
    turn(1s);
    finish(running);
    const auto all = seen->entries();
    BOOST_TEST_REQUIRE(all.size() == 3U);
    unsigned number = 0;
    for (const unsigned status : {502U, 429U, 200U}) {
        BOOST_TEST(all[number].operation == "files.show");
        BOOST_TEST(all[number].status == status);
        BOOST_TEST(all[number].attempt == number + 1);
        ++number;
    }
    BOOST_TEST(log->count("info: an API call failed operation=files.show status=502 attempt=1") == 1U);
    BOOST_TEST(log->count("info: an API call failed operation=files.show status=429 attempt=2") == 1U);
    BOOST_TEST(log->count("debug: API call operation=files.show status=200 attempt=3") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
