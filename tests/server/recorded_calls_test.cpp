// What a run has done outside, the next run of the event does not do again.

#include <boost/test/unit_test.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/calling_server.hpp"

namespace asio = boost::asio;
namespace api = frameio::api;
using frameio::store::event_state;
using frameio_test::calling_server;
using frameio_test::comment_answer;
using frameio_test::received_request;
using frameio_test::reply;
using frameio_test::response;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(recorded_calls, calling_server)

BOOST_AUTO_TEST_CASE(are_not_made_again_and_have_the_same_result) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        co_await say(ctx, "Ready");
        co_await ctx.api().files().show("account", "file-1");
        fail_first();
    });
    platform.handle([](const received_request& asked) {
        return asked.method == "POST" ? response(201).json(comment_answer("c1")) : response(200).json(R"({"data":{}})");
    });
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 1U);
    BOOST_TEST(calls("GET") == 2U);
    const std::vector<std::string> expected{"c1", "c1"};
    BOOST_TEST(made == expected, boost::test_tools::per_element());
    end();
}

BOOST_AUTO_TEST_CASE(are_told_apart_by_what_they_say_and_by_their_number) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        using namespace asio::experimental::awaitable_operators;
        co_await say(ctx, "twice");
        auto both = say(ctx, "twice") && say(ctx, "once");
        co_await std::move(both);
        fail_first();
    });
    std::atomic<int> count = 0;  // two connections, each with a thread
    platform.handle(
        [&](const received_request&) { return response(201).json(comment_answer("c" + std::to_string(++count))); });
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 3U);
    BOOST_TEST(made.size() == 6U);
    BOOST_TEST(made[0] == made[3]);
    end();
}

// Frame.io sends again what it has no answer to, also if it was answered and the answer got lost.
BOOST_AUTO_TEST_CASE(are_not_made_again_for_a_repetition_that_may_be_another_event) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say(ctx, "Ready"); });
    platform.handle([](const received_request&) { return response(201).json(comment_answer("c1")); });
    serve();
    const std::string octets = webhook("file.ready");
    status_of(octets);
    wait_for(1, event_state::done);
    turn(15s);
    status_of(octets);
    wait_for(2, event_state::done);
    BOOST_TEST(calls("POST") == 1U);
    BOOST_TEST(made.size() == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(are_kept_also_if_the_server_ends_in_between) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        co_await say(ctx, "Ready");
        co_await hold.pass();
    });
    platform.handle([](const received_request&) { return response(201).json(comment_answer("c1")); });
    serve_until_cut_off();
    status_of(webhook("file.ready"));
    BOOST_TEST_REQUIRE(run_until([&] { return made.size() == 1; }));
    cut_off();
    hold.open();
    serve();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 1U);
    BOOST_TEST(made.size() == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(that_were_refused_are_made_again) {
    on("file.ready",
       [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> { co_await say(ctx, "Ready"); });
    platform.answer(response(404).json(R"({"errors":[{"detail":"not there yet"}]})"));
    platform.answer(response(201).json(comment_answer("c1")));
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(that_differ_from_run_to_run_are_made_and_noted) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        co_await say(ctx, "run " + std::to_string(ctx.attempt()));
        fail_first();
    });
    platform.handle([](const received_request&) { return response(201).json(comment_answer("c")); });
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 2U);
    BOOST_TEST(sink->count("a step differs from the one that an earlier run has done") == 1U);
    end();
}

BOOST_AUTO_TEST_CASE(keep_what_is_said_for_them) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        const api::client other = ctx.api(api::credentials::token("another")).with(api::call_options().trace("trace"));
        const api::new_comment said("Ready");
        co_await other.comments().create("account", "file-1", said);
        fail_first();
    });
    platform.handle([](const received_request&) { return response(201).json(comment_answer("c")); });
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 1U);
    BOOST_TEST(platform.requests().front().header("authorization") == "Bearer another");
    end();
}

BOOST_AUTO_TEST_CASE(are_kept_without_the_secrets_of_what_they_created) {
    std::vector<std::string> secrets;
    on("file.ready", [&](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        api::request asked("POST", "/v4/accounts/account/workspaces/w/webhooks");
        asked.body("{}");
        const api::answer got = co_await ctx.api().send(std::move(asked));
        secrets.push_back(got.body);
        fail_first();
    });
    platform.answer(response(201).json(R"({"data":{"id":"w1","secret":"signing-secret"}})"));
    run_twice();
    wait_for(1, event_state::done);
    const std::vector<std::string> expected{R"({"data":{"id":"w1","secret":"signing-secret"}})",
                                            R"({"data":{"id":"w1"}})"};
    BOOST_TEST(secrets == expected, boost::test_tools::per_element());
    end();
}

BOOST_AUTO_TEST_CASE(are_none_of_an_event_whose_run_has_ended) {
    std::optional<api::client> kept;
    on("file.ready", [&](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        kept = ctx.api();
        co_return;
    });
    serve();
    status_of(webhook("file.ready"));
    wait_for(1, event_state::done);
    std::optional<boost::system::error_code> failed;
    const api::new_comment late("late");
    asio::co_spawn(loop, kept->comments().create("account", "file-1", late),
                   [&](const std::exception_ptr& failure, const api::comment&) {
                       try {
                           std::rethrow_exception(failure);
                       } catch (const frameio::error& known) {
                           failed = known.code();
                       }
                   });
    BOOST_TEST_REQUIRE(run_until([&] { return failed.has_value(); }));
    BOOST_TEST((*failed == frameio::errc::run_ended));
    BOOST_TEST(calls("POST") == 0U);
    end();
}

BOOST_AUTO_TEST_CASE(may_be_anything_that_is_to_happen_once) {
    int mails = 0;
    std::vector<std::string> results;
    on("file.ready", [&](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        std::function<asio::awaitable<std::string>()> mail = [&]() -> asio::awaitable<std::string> {
            co_return "mail " + std::to_string(++mails);
        };
        std::function<asio::awaitable<void>()> nothing = [&]() -> asio::awaitable<void> {
            ++mails;
            co_return;
        };
        const std::string got = co_await ctx.once("mail", mail);
        results.push_back(got);
        co_await ctx.once("nothing", nothing);
        fail_first();
    });
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(mails == 2);
    const std::vector<std::string> expected{"mail 1", "mail 1"};
    BOOST_TEST(results == expected, boost::test_tools::per_element());
    end();
}

BOOST_AUTO_TEST_CASE(that_throw_have_not_happened) {
    int tries = 0;
    on("file.ready", [&](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        std::function<asio::awaitable<void>()> mail = [&]() -> asio::awaitable<void> {
            if (++tries == 1) {
                throw std::runtime_error("no mail today");
            }
            co_return;
        };
        co_await ctx.once("mail", mail);
    });
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(tries == 2);
    end();
}

BOOST_AUTO_TEST_CASE(that_were_cut_off_are_in_doubt) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        std::function<asio::awaitable<void>()> mail = [this] { return hold.pass(); };
        co_await ctx.once("mail", mail);
    });
    serve_until_cut_off();
    status_of(webhook("file.ready"));
    BOOST_TEST_REQUIRE(run_until([&] { return hold.waiting() == 1; }));
    cut_off();
    serve();
    wait_for(1, event_state::parked);
    BOOST_TEST(states().at(0).reason.find("once mail: in doubt") == 0U);
    end();
}

BOOST_AUTO_TEST_SUITE_END()
