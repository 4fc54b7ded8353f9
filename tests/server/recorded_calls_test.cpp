// What a run has done outside, the next run of the event does not do again.

#include <boost/test/unit_test.hpp>

#include <frameio/api/comments.hpp>
#include <frameio/api/files.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/scripted_server.hpp"
#include "server/stored_server.hpp"

namespace asio = boost::asio;
namespace api = frameio::api;
using frameio::store::event_state;
using frameio_test::received_request;
using frameio_test::reply;
using frameio_test::response;
using namespace std::chrono_literals;

namespace {

std::string comment(const std::string& id) {
    return R"({"data":{"id":")" + id +
           R"(","text":"Ready","file_id":"file-1","created_at":"2026-11-22T10:00:00Z",)"
           R"("updated_at":"2026-11-22T10:00:00Z"}})";
}

struct calling : frameio_test::stored_server {
    frameio_test::scripted_server platform;
    std::vector<std::string> made;  ///< the ids that the handler got
    int runs = 0;

    calling() {
        api::client_options to;
        to.url = platform.url("");
        to.who = api::credentials::token("token");
        to.use_proxies = false;
        to.time = &clock;
        to.timeout = 0ms;  // the clock is turned while calls are under way
        to.retry.attempts = 1;
        app.use_client(api::client(to));
    }

    asio::awaitable<void> say(frameio::context& ctx, std::string text) {
        const api::new_comment said(std::move(text));
        const api::comment got = co_await ctx.api().comments().create("account", "file-1", said);
        made.push_back(got.id);
    }
    /// All of it, whatever becomes of the first.
    asio::awaitable<void> say_each(frameio::context& ctx, std::vector<std::string> texts) {
        int failures = 0;
        for (const std::string& each : texts) {
            try {
                co_await say(ctx, each);
            } catch (const api::api_error&) {
                ++failures;
            }
        }
        if (failures != 0) {
            throw std::runtime_error("not all was said");
        }
    }
    asio::awaitable<void> say_twice(frameio::context& ctx) {
        return say_each(ctx, {"Ready", "Ready"});
    }
    asio::awaitable<void> say_ready_and_set(frameio::context& ctx) {
        return say_each(ctx, {"Ready", "Set"});
    }
    /// Creates what Frame.io cannot be asked for.
    asio::awaitable<void> copy(frameio::context& ctx) {
        co_await ctx.api().files().copy("account", "file-1");
    }
    /// A comment in a list.
    static std::string listed(const std::string& id, const std::string& text, frameio::clock::wall_time created) {
        const api::timestamp when(std::chrono::floor<std::chrono::microseconds>(created));
        return R"({"id":")" + id + R"(","text":")" + text + R"(","created_at":")" + when.text() + "\"}";
    }
    /// The first run fails, after all that was asked of it.
    void fail_first() {
        if (++runs == 1) {
            throw std::runtime_error("the first run fails");
        }
    }
    /// After `run_twice`: until Frame.io is asked for what is in doubt.
    void wait_until_asked() {
        BOOST_TEST(
            run_until([&] { return states().at(0).reason.find("Frame.io is asked later") != std::string::npos; }));
        BOOST_TEST(calls("GET") == 0U);
        turn(42s);
        wait_for_runs(3);
    }
    /// Delivers one event, and lets it run for the second time.
    void run_twice() {
        serve();
        status_of(webhook("file.ready"));
        wait_for_runs(1);
        wait_for(1, event_state::pending);
        turn(18s);
        wait_for_runs(2);
    }
    std::size_t calls(const std::string& method) const {
        std::size_t count = 0;
        for (const received_request& each : platform.requests()) {
            count += each.method == method ? 1U : 0U;
        }
        return count;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recorded_calls, calling)

BOOST_AUTO_TEST_CASE(are_not_made_again_and_have_the_same_result) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        co_await say(ctx, "Ready");
        co_await ctx.api().files().show("account", "file-1");
        fail_first();
    });
    platform.handle([](const received_request& asked) {
        return asked.method == "POST" ? response(201).json(comment("c1")) : response(200).json(R"({"data":{}})");
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
        [&](const received_request&) { return response(201).json(comment("c" + std::to_string(++count))); });
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
    platform.handle([](const received_request&) { return response(201).json(comment("c1")); });
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
    platform.handle([](const received_request&) { return response(201).json(comment("c1")); });
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
    platform.answer(response(201).json(comment("c1")));
    run_twice();
    wait_for(1, event_state::done);
    BOOST_TEST(calls("POST") == 2U);
    end();
}

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
    platform.answer(response(201).json(comment("c1")));
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
        return asked.method == "POST" ? response(201).json(comment("c2"))
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
    platform.answer(response(201).json(comment("c1")));
    platform.close_before_reply();
    platform.handle([this](const received_request& asked) {
        return asked.method == "POST" ? response(201).json(comment("c2"))
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
        return asked.method == "POST" ? response(201).json(comment("c" + std::to_string(++count)))
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

BOOST_AUTO_TEST_CASE(that_differ_from_run_to_run_are_made_and_noted) {
    on("file.ready", [this](const auto&, frameio::context& ctx) -> asio::awaitable<void> {
        co_await say(ctx, "run " + std::to_string(ctx.attempt()));
        fail_first();
    });
    platform.handle([](const received_request&) { return response(201).json(comment("c")); });
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
    platform.handle([](const received_request&) { return response(201).json(comment("c")); });
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
