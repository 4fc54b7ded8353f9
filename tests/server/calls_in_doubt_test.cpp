// Calls of which nobody knows whether they had their effect: Frame.io is asked, or the route says what becomes of them.

#include <boost/test/unit_test.hpp>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <atomic>
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

BOOST_FIXTURE_TEST_SUITE(calls_in_doubt, calling_server)
BOOST_AUTO_TEST_CASE(whose_answer_is_lost_park_the_event) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return copy(ctx); });
    platform.close_before_reply();
    run_twice();
    wait_for(1, event_state::parked);
    BOOST_TEST(calls("POST") == 1U);
    BOOST_TEST(states().at(0).reason.find("POST /v4/accounts/account/files/file-1/copy: in doubt") == 0U);
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_are_made_again_where_the_route_says_so) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return copy(ctx); }).in_doubt(frameio::doubt::retry);
    platform.answer(response(500).json("{}"));
    platform.answer(response(201).json(R"({"data":{}})"));
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_are_left_to_the_handler_where_the_route_says_so) {
    bool doubted = false;
    on("file.ready", [&](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        try {
            co_await copy(ctx);
        } catch (const api::api_error& failure) {
            doubted = ++runs == 2 && failure.in_doubt();
            if (runs == 1) {
                throw;
            }
        }
    }).in_doubt(frameio::doubt::skip);
    platform.close_before_reply();
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(doubted);
    BOOST_TEST(calls("POST") == 1U);
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_are_not_made_again_if_frameio_has_what_they_created) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say(ctx, "Ready"); });
    platform.close_before_reply();
    const std::string link = R"("links":{"next":"/v4/accounts/account/files/file-1/comments?after=1"})";
    platform.answer(response(200).json(R"({"data":[)" + listed("c0", "Other", clock.now()) + "]," + link + "}"));
    platform.answer(response(200).json(R"({"data":[)" + listed("old", "Ready", clock.now() - 1h) + "," +
                                       listed("c1", "Ready", clock.now()) + "]}"));
    run_twice();
    wait_until_asked();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 1U);
    BOOST_TEST(calls("GET") == 2U);
    BOOST_TEST(platform.requests().at(1).target == "/v4/accounts/account/files/file-1/comments?page_size=100");
    const std::vector<std::string> expected{"c1"};
    BOOST_TEST(made == expected, boost::test_tools::per_element());
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_are_made_again_if_frameio_has_not) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say(ctx, "Ready"); });
    platform.close_before_reply();
    platform.answer(response(200).json(R"({"data":[)" + listed("old", "Ready", clock.now() - 1h) + "]}"));
    platform.answer(response(201).json(comment_answer("c1")));
    run_twice();
    wait_until_asked();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_that_say_the_same_are_not_taken_for_each_other) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say_twice(ctx); });
    // Of the two that were cut off, one had its effect.
    platform.close_before_reply();
    platform.close_before_reply();
    platform.handle([this](const received_request& asked) {
        return asked.method == "POST" ? response(201).json(comment_answer("c2"))
                                      : response(200).json(R"({"data":[)" + listed("c1", "Ready", clock.now()) + "]}");
    });
    run_twice();
    wait_until_asked();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 3U);
    const std::vector<std::string> expected{"c1", "c2"};
    BOOST_TEST(made == expected, boost::test_tools::per_element());
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_are_not_taken_for_those_that_an_earlier_run_has_made) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say_twice(ctx); });
    platform.answer(response(201).json(comment_answer("c1")));
    platform.close_before_reply();
    platform.handle([this](const received_request& asked) {
        return asked.method == "POST" ? response(201).json(comment_answer("c2"))
                                      : response(200).json(R"({"data":[)" + listed("c1", "Ready", clock.now()) + "]}");
    });
    run_twice();
    wait_until_asked();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 3U);
    const std::vector<std::string> expected{"c1", "c1", "c1", "c2"};
    BOOST_TEST(made == expected, boost::test_tools::per_element());
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_are_not_taken_for_those_that_the_same_run_has_made) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say_twice(ctx); }).backoff(75s, 75s);
    platform.answer(response(404).json("{}"));
    platform.close_before_reply();
    std::atomic<int> count = 0;  // the server has threads of its own
    platform.handle([&](const received_request& asked) {
        const std::string listed_here = count > 0 ? listed("c1", "Ready", clock.now()) : "";
        return asked.method == "POST" ? response(201).json(comment_answer("c" + std::to_string(++count)))
                                      : response(200).json(R"({"data":[)" + listed_here + "]}");
    });
    serve();
    status_of(webhook("file.ready"));
    wait_for_runs(1);
    wait_for(1, event_state::pending);
    turn(90s);  // so late that Frame.io may be asked at once
    wait_for(1, event_state::done);
    BOOST_TEST(calls("GET") == 1U);
    BOOST_TEST(calls("POST") == 4U);
    const std::vector<std::string> expected{"c1", "c2"};
    BOOST_TEST(made == expected, boost::test_tools::per_element());
    end();
}

BOOST_AUTO_TEST_CASE(in_doubt_may_be_awaited_side_by_side_until_frameio_is_asked) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        using namespace asio::experimental::awaitable_operators;
        if (ctx.attempt() == 1) {
            co_await say_ready_and_set(ctx);  // side by side, the first that fails would end the other
        }
        auto both = say(ctx, "Ready") && say(ctx, "Set");
        co_await std::move(both);
    });
    platform.close_before_reply();
    platform.close_before_reply();
    platform.handle([this](const received_request&) {
        return response(200).json(R"({"data":[)" + listed("c1", "Ready", clock.now()) + "," +
                                  listed("c2", "Set", clock.now()) + "]}");
    });
    run_twice();
    BOOST_TEST(server->counters().failed == 1U);  // the first run, but not the one that waits
    wait_until_asked();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 2U);
    BOOST_TEST(server->counters().failed == 1U);
    end();
}

BOOST_AUTO_TEST_CASE(stay_in_doubt_while_frameio_cannot_be_asked) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say(ctx, "Ready"); });
    platform.close_before_reply();
    platform.answer(response(500).json("{}"));
    platform.answer(response(200).json(R"({"data":[)" + listed("c1", "Ready", clock.now()) + "]}"));
    run_twice();
    wait_until_asked();
    BOOST_TEST(run_until([&] { return states().at(0).reason.find("comments.index: 500") == 0; }));
    turn(72s);
    wait_for_runs(4);
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 1U);
    end();
}

BOOST_AUTO_TEST_CASE(that_set_and_delete_are_repeated_when_in_doubt) {
    on("file.ready", [](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        co_await ctx.api().comments().remove("account", "c1");
    });
    platform.close_before_reply();
    platform.answer(response(404).json("{}"));  // the first had its effect
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("DELETE") == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(begin_anew_when_frameio_has_not_what_they_created) {
    on("file.ready", [this](const auto&, frameio::context& ctx) { return say(ctx, "Ready"); });
    platform.close_before_reply();
    platform.answer(response(200).json(R"({"data":[]})"));
    platform.close_before_reply();
    platform.answer(response(200).json(R"({"data":[)" + listed("c1", "Ready", clock.now() + 60s) + "]}"));
    run_twice();
    wait_until_asked();  // sent again, and in doubt again
    BOOST_TEST(run_until([&] { return states().at(0).reason.find("comments.create") == 0; }));
    turn(72s);
    wait_for_runs(4);
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 2U);
    end();
}

BOOST_AUTO_TEST_SUITE_END()
