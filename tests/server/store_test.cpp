// Webhooks that are stored before they are acknowledged, and run from the store.

#include <boost/test/unit_test.hpp>

#include <frameio/delivery.hpp>
#include <frameio/error.hpp>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include "server/stored_server.hpp"

namespace asio = boost::asio;
using frameio::store::event_state;
using frameio_test::client;
using frameio_test::stored_server;
using namespace std::chrono_literals;

namespace {

struct with_handlers : stored_server {
    handler succeed() {
        return [](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> { co_return; };
    }
    handler wait() {
        return [this](const frameio::webhook_event&, frameio::context&) { return hold.pass(); };
    }
    handler fail() {
        return [](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> {
            throw std::runtime_error("no luck");
            co_return;
        };
    }
    handler fail_once() {
        return [this](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> {
            if (++failures == 1) {
                throw std::runtime_error("no luck");
            }
            co_return;
        };
    }
    int failures = 0;

    static asio::awaitable<void> come_later() {
        throw frameio::retry_later(1min, "not yet");
        co_return;
    }
    static asio::awaitable<void> set_aside() {
        throw frameio::park("no such platform");
        co_return;
    }

    /// The workers, too, may have found that the store fails, and rest until the clock is turned.
    void wait_until_done_by_rested_workers() {
        const auto done = [&] {
            turn(100ms);
            const auto all = states();
            return all.size() == 1 && all[0].state == event_state::done;
        };
        BOOST_TEST_REQUIRE(run_until(done));
    }
};

/// What a server says that cannot be made.
std::string refusal_of(const stored_server& of, frameio::app& app, const std::string& store) {
    frameio::server_options options = of.options;
    options.store = store;
    asio::io_context loop;
    try {
        const frameio::server made(loop.get_executor(), app, options);
    } catch (const frameio::configuration_error& wrong) {
        return wrong.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stored_webhooks, with_handlers)

BOOST_AUTO_TEST_CASE(are_acknowledged_when_they_are_stored_not_when_they_are_done) {
    on("file.ready", wait());
    serve();
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    wait_for_runs(1);
    BOOST_TEST(states().at(0).state == event_state::running);
    BOOST_TEST(server->counters().stored == 1U);
    BOOST_TEST(server->counters().accepted == 0U);
    hold.open();
    wait_for(1, event_state::done);
    BOOST_TEST(server->counters().accepted == 1U);
    end();
}

// Two changes of one second are signed alike: a copy that comes after a run that began at once is run once more.
BOOST_AUTO_TEST_CASE(are_run_twice_at_most_however_often_they_are_sent) {
    on("file.ready", succeed());
    serve();
    const std::string octets = webhook("file.ready");
    for (const std::size_t events : {1U, 2U, 2U, 2U}) {
        BOOST_TEST(status_of(octets) == 200U);
        wait_for(events, event_state::done);
        turn(5s);
    }
    BOOST_TEST(began.size() == 2U);
    BOOST_TEST(states().at(1).seen == 3);
    BOOST_TEST(server->counters().stored == 2U);
    BOOST_TEST(server->counters().repeated == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(are_one_event_while_they_wait_for_their_run) {
    options.store_runs = 1;
    on("file.*", wait());
    serve();
    status_of(webhook("file.updated"));
    wait_for_runs(1);
    const std::string octets = webhook("file.ready");
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(status_of(octets) == 200U);
    }
    hold.open();
    wait_for(2, event_state::done);
    BOOST_TEST(began.size() == 2U);
    BOOST_TEST(states().at(1).seen == 3);
    end();
}

BOOST_AUTO_TEST_CASE(are_run_again_after_a_failure_until_they_are_parked) {
    on("file.ready", fail()).attempts(2).backoff(10s, 10s);
    serve();
    status_of(webhook("file.ready"));
    wait_for_runs(1);
    wait_for(1, event_state::pending);
    BOOST_TEST(states().at(0).reason == "no luck");
    turn(13s);
    wait_for_runs(2);
    wait_for(1, event_state::parked);
    BOOST_TEST(states().at(0).reason == "2 runs failed: no luck");
    BOOST_TEST(server->counters().failed == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(have_a_run_of_their_own_for_each_handler) {
    on("file.ready", succeed());
    on("file.*", fail_once());
    serve();
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    wait_for_runs(2);
    BOOST_TEST(run_until([&] { return states().at(1).reason == "no luck"; }));
    turn(18s);
    wait_for_runs(3);
    wait_for(2, event_state::done);
    BOOST_TEST(states().at(0).runs == 1);
    BOOST_TEST(states().at(1).runs == 2);
    end();
}

BOOST_AUTO_TEST_CASE(of_one_resource_can_be_run_one_after_the_other) {
    on("file.*", wait()).ordered_by(frameio::order::resource);
    serve();
    status_of(webhook("file.updated", "a"));
    wait_for_runs(1);
    status_of(webhook("file.ready", "a"));
    status_of(webhook("file.ready", "b"));
    wait_for_runs(2);
    BOOST_TEST(began.back() == "b");
    hold.open();
    wait_for(3, event_state::done);
    BOOST_TEST(began.back() == "a");
    end();
}

BOOST_AUTO_TEST_CASE(are_run_no_more_at_a_time_than_their_route_allows) {
    options.lanes = 3;
    on("file.ready", wait()).concurrency(1);
    on("file.updated", wait());
    serve();
    for (const std::string id : {"a", "b", "c"}) {
        status_of(webhook("file.ready", id));
    }
    for (const std::string id : {"d", "e", "f"}) {
        status_of(webhook("file.updated", id));
    }
    for (int i = 0; i < 10; ++i) {
        turn(1s);  // so that every lane looks for work
    }
    wait_for_runs(4);
    hold.open();
    wait_for(6, event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(tell_their_handlers_what_is_known_without_a_request) {
    std::optional<frameio::clock::wall_time> received;
    on("file.ready", [&](const frameio::webhook_event& event, frameio::context& ctx) -> asio::awaitable<void> {
        BOOST_TEST(event.account_id == "account-1");
        BOOST_TEST(event.raw() == frameio_test::webhook_body("file.ready"));
        BOOST_TEST(ctx.route() == "file.ready");
        BOOST_TEST(ctx.peer() == "store");
        BOOST_TEST(!ctx.header("content-length"));
        BOOST_TEST(ctx.attempt() == 1U);
        BOOST_TEST(ctx.remaining() > 24h);
        received = ctx.received_at();
        co_return;
    });
    serve();
    const auto now = clock.now();
    status_of(webhook("file.ready"));
    wait_for(1, event_state::done);
    BOOST_TEST((received == now));
    end();
}

BOOST_AUTO_TEST_CASE(wait_for_the_next_server_when_this_one_drains) {
    on("file.*", wait());
    serve();
    status_of(webhook("file.ready", "a"));
    wait_for_runs(1);
    client last = connect();
    last.send(webhook("file.ready", "b").substr(0, 40));  // under way when the drain begins
    server->drain();
    run();
    last.send(webhook("file.ready", "b").substr(40));
    BOOST_TEST(last.receive().status == 200U);
    BOOST_TEST(!ended.has_value());
    hold.open();
    BOOST_TEST(!await_end());
    BOOST_TEST(began.size() == 1U);
    BOOST_TEST(states().at(0).state == event_state::done);
    BOOST_TEST(states().at(1).state == event_state::pending);
    serve();
    wait_for(2, event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(are_given_back_when_the_grace_time_is_over) {
    options.grace = 5s;  // less than a lease
    on("file.ready", wait());
    serve();
    status_of(webhook("file.ready"));
    wait_for_runs(1);
    server->drain();
    run();
    turn(options.grace);
    BOOST_TEST((await_end() == asio::error::timed_out));
    BOOST_TEST(states().at(0).state == event_state::pending);
    hold.open();
    serve();
    wait_for(1, event_state::done);
    BOOST_TEST(states().at(0).runs == 2);
    end();
}

BOOST_AUTO_TEST_CASE(are_given_back_when_the_server_is_cut_off) {
    on("file.ready", wait());
    serve_until_cut_off();
    status_of(webhook("file.ready"));
    wait_for_runs(1);
    cut_off();
    BOOST_TEST(states().at(0).state == event_state::pending);
}

BOOST_AUTO_TEST_CASE(are_parked_when_their_handler_is_gone) {
    options.grace = 5s;
    on("file.ready", wait());
    serve();
    status_of(webhook("file.ready"));
    wait_for_runs(1);
    server->drain();
    run();
    turn(options.grace);
    await_end();
    frameio::app other;
    other.use_clock(clock);
    other.webhook_secret(frameio_test::webhook_secret);
    other.on_webhook("comment.*", [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; });
    app = std::move(other);
    serve();
    wait_for(1, event_state::parked);
    BOOST_TEST(has(states().at(0).reason, "there is no handler for \"file.ready\" any more"));
    end();
}

BOOST_AUTO_TEST_CASE(are_refused_while_the_store_cannot_take_them) {
    on("file.created", succeed());
    serve();
    frameio::store::sqlite_database other(path(), frameio::store::sqlite_database::mode::write, 20s);
    other.execute("BEGIN IMMEDIATE");
    const std::string octets = webhook("file.created");
    client sender = connect();
    sender.send(octets);
    BOOST_TEST(!sender.has_answer());
    turn(4s);  // Frame.io waits for five
    const auto refused = sender.receive();
    BOOST_TEST(sender.at_end());
    sender = connect();  // closes the other
    BOOST_TEST(refused.status == 503U);
    BOOST_TEST(refused.header("retry-after") != "");
    BOOST_TEST(sink->count("the store is not done in time") == 1U);
    other.execute("ROLLBACK");
    BOOST_TEST(status_of(octets) == 200U);
    wait_until_done_by_rested_workers();
    BOOST_TEST(began.size() == 1U);
    end();
}

BOOST_AUTO_TEST_CASE(are_refused_when_the_store_says_no) {
    on("file.ready", succeed());
    serve();
    frameio::store::sqlite_database other(path(), frameio::store::sqlite_database::mode::write, 20s);
    other.execute("ALTER TABLE event RENAME TO gone");
    client sender = connect();
    sender.send(webhook("file.ready"));
    const auto refused = sender.receive();
    BOOST_TEST(refused.status == 503U);
    BOOST_TEST(refused.body == R"({"error":"the store is not available now"})");
    BOOST_TEST(sink->count("the store does not take a delivery") == 1U);
    other.execute("ALTER TABLE gone RENAME TO event");
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    wait_until_done_by_rested_workers();
    end();
}

BOOST_AUTO_TEST_CASE(are_forgotten_a_week_after_they_are_done) {
    on("file.ready", succeed());
    serve();
    status_of(webhook("file.ready"));
    wait_for(1, event_state::done);
    turn(std::chrono::days(7) - 1min);
    turn(10min);
    BOOST_TEST(run_until([&] {
        turn(10min);
        return states().empty();
    }));
    end();
}

// Also where the app is started again every few minutes.
BOOST_AUTO_TEST_CASE(are_forgotten_soon_after_the_start_of_a_server) {
    on("file.ready", succeed());
    serve();
    status_of(webhook("file.ready", "old"));
    wait_for(1, event_state::done);
    end();
    clock.advance(std::chrono::days(7));
    serve();
    status_of(webhook("file.ready", "new"));
    wait_for(2, event_state::done);
    turn(1min);
    BOOST_TEST(run_until([&] { return states().size() == 1; }));
    end();
}

BOOST_AUTO_TEST_CASE(may_ask_for_another_time_by_one_of_what_they_await_side_by_side) {
    int runs = 0;
    on("file.ready", [&](const frameio::webhook_event&, frameio::context& ctx) -> asio::awaitable<void> {
        using namespace asio::experimental::awaitable_operators;
        BOOST_TEST(ctx.attempt() == 1U);
        if (++runs == 1) {
            auto both = come_later() && come_later();
            auto all = std::move(both) && hold.pass();
            co_await std::move(all);
        }
    }).attempts(1);
    serve();
    status_of(webhook("file.ready"));
    BOOST_TEST_REQUIRE(run_until([&] { return states().at(0).reason == "not yet"; }));
    BOOST_TEST(states().at(0).state == event_state::pending);
    BOOST_TEST(server->counters().failed == 0U);
    turn(1min);
    wait_for(1, event_state::done);
    BOOST_TEST(runs == 2);
    end();
}

BOOST_AUTO_TEST_CASE(may_be_set_aside_by_one_of_what_they_await_side_by_side) {
    on("file.ready", [](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> {
        using namespace asio::experimental::awaitable_operators;
        auto both = set_aside() && set_aside();
        co_await std::move(both);
    });
    serve();
    status_of(webhook("file.ready"));
    wait_for(1, event_state::parked);
    BOOST_TEST(states().at(0).reason == "no such platform");
    BOOST_TEST(server->counters().failed == 0U);
    end();
}

BOOST_AUTO_TEST_CASE(need_a_store_that_can_be_opened) {
    on("file.ready", succeed());
    const std::string nowhere = (directory.path() / "nowhere" / "store.db").string();
    BOOST_TEST(has(refusal_of(*this, app, "sqlite:" + nowhere), nowhere));
    BOOST_TEST(has(refusal_of(*this, app, "mysql:x"), "write sqlite:PATH"));
    BOOST_TEST(has(refusal_of(*this, app, "sqlite:"), "write sqlite:PATH"));
    for (const char* const other :
         {"host=localhost password=geheim dbname=x", "password=geheim:", "password='geheim' options=-c:x",
          "mysql://user:geheim@localhost/x", "Postgresql://user:geheim@localhost/x",
          "postgresql:user=x password=geheim", "postgresql://user:geheim@localhost:port/x",
          "postgresql://user:geheim/1@localhost/x", "geheim"}) {
        const std::string refused = refusal_of(*this, app, other);
        BOOST_TEST(refused != "");
        BOOST_TEST(!has(refused, "geheim"), refused);
    }
    BOOST_TEST(refusal_of(*this, app, "memory:") == "");
    serve();
    BOOST_TEST(has(refusal_of(*this, app, options.store), "another process works on it"));
    end();
}

BOOST_AUTO_TEST_CASE(need_options_that_make_sense) {
    const auto problem_with = [](auto&& change) -> std::string {
        frameio::app one;
        one.webhook_secret("secret");
        change(one.on_webhook("file.ready", [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; }));
        try {
            one.check();
        } catch (const frameio::configuration_error& wrong) {
            return wrong.what();
        }
        return "";
    };
    BOOST_TEST(has(problem_with([](frameio::route& route) { route.attempts(0); }), "has 0 attempts"));
    BOOST_TEST(has(problem_with([](frameio::route& route) { route.backoff(0s, 1s); }), "has a backoff"));
    BOOST_TEST(has(problem_with([](frameio::route& route) { route.backoff(2s, 1s); }), "has a backoff"));
    BOOST_TEST(has(problem_with([](frameio::route& route) { route.timeout(-1s); }), "has a timeout below 0"));
    BOOST_TEST(has(problem_with([](frameio::route& route) { route.concurrency(0); }), "0 runs at a time"));
    BOOST_TEST(problem_with([](frameio::route& route) { route.attempts(1).backoff(1s, 1s).timeout(0s); }) == "");
}

BOOST_AUTO_TEST_SUITE_END()
