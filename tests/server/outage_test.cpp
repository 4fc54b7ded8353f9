// The store fails for a while: what a server that ends meanwhile does, and how much of it is told.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

#include "server/stored_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;
using frameio::store::event_state;
using frameio::store::sqlite_database;

namespace {

constexpr const char* fails = "error: the store fails";

struct out_of_order : frameio_test::stored_server {
    std::optional<sqlite_database> other;
    int mails = 0;

    out_of_order() {
        on("file.updated", [](const webhook_event&, context&) -> asio::awaitable<void> { co_return; });
        on("file.ready", [this](const webhook_event&, context&) { return hold.pass(); });
        on("file.created", [this](const webhook_event&, context& ctx) -> asio::awaitable<void> {
            auto work = [this] { return mail(); };
            co_await ctx.once("mail", std::move(work));
        });
    }

    asio::awaitable<void> mail() {
        co_await hold.pass();
        ++mails;
    }

    void change(const std::string& sql) {
        if (!other) {
            other.emplace(path(), sqlite_database::mode::write, 20s);
        }
        other->execute(sql);
    }
    /// Events are still taken, but nothing that becomes of them: as if that needed more room than the disk has.
    void keep_runs_out() {
        change("CREATE TRIGGER no_runs BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'no luck'); END");
    }
    void let_runs_in() {
        change("DROP TRIGGER no_runs");
    }
    /// All that the store was asked for until now has been answered: it does one thing after the other.
    void wait_for_store() {
        BOOST_TEST(status_of(webhook("file.updated", std::to_string(++asked_))) == 200U);
    }

private:
    int asked_ = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(outages, out_of_order)

// The clock stands still: nobody looks again just because it is time.
BOOST_AUTO_TEST_CASE(do_not_hold_up_a_drain) {
    serve();
    change("ALTER TABLE event RENAME TO gone");
    turn(1s);
    BOOST_TEST_REQUIRE(run_until([&] { return sink->count(fails) != 0; }));
    server->drain();
    BOOST_TEST(!await_end());
}

BOOST_AUTO_TEST_CASE(do_not_hold_up_a_drain_while_events_wait) {
    serve();
    keep_runs_out();
    BOOST_TEST(status_of(webhook("file.updated")) == 200U);
    BOOST_TEST_REQUIRE(run_until([&] { return sink->count(fails) != 0; }));
    server->drain();
    BOOST_TEST(!await_end());
    let_runs_in();
    serve();
    wait_for(1, event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(are_waited_for_by_a_drain_that_has_to_say_how_a_run_ended) {
    serve();
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    wait_for_runs(1);
    keep_runs_out();
    server->drain();
    hold.open();
    BOOST_TEST_REQUIRE(run_until([&] { return sink->count(fails) != 0; }));
    BOOST_TEST(!ended.has_value());
    let_runs_in();
    turn(1s);
    BOOST_TEST(!await_end());
    BOOST_TEST(states().at(0).state == event_state::done);
    BOOST_TEST(states().at(0).runs == 1);
}

BOOST_AUTO_TEST_CASE(are_waited_for_no_longer_than_the_grace_time) {
    options.grace = 5s;
    serve();
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    wait_for_runs(1);
    keep_runs_out();
    server->drain();
    hold.open();
    BOOST_TEST_REQUIRE(run_until([&] { return sink->count(fails) != 0; }));
    turn(options.grace);
    BOOST_TEST_REQUIRE(run_until([&] { return ended.has_value(); }));
    turn(1s);  // the run gives up when it would have told the store again
    BOOST_TEST((await_end() == asio::error::timed_out));
    let_runs_in();
    serve();
    turn(options.lease);
    wait_for(1, event_state::done);
    BOOST_TEST(states().at(0).runs == 2);
    end();
}

BOOST_AUTO_TEST_CASE(are_not_told_of_for_each_run) {
    constexpr std::size_t many = 30;
    options.store_runs = many;
    serve();
    for (std::size_t i = 0; i < many; ++i) {
        BOOST_TEST(status_of(webhook("file.ready", "file-" + std::to_string(i))) == 200U);
    }
    wait_for_runs(many);
    keep_runs_out();
    hold.open();
    run();
    wait_for_store();
    BOOST_TEST(sink->count(fails) == 10U);
    BOOST_TEST(sink->count("left_out_before") == 0U);
    turn(1s);  // all of them try again
    wait_for_store();
    BOOST_TEST(sink->count(fails) == 20U);
    BOOST_TEST(sink->count("left_out_before=20") == 1U);
    let_runs_in();
    turn(1s);
    wait_for(many + 2, event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(are_not_told_of_for_each_delivery) {
    constexpr const char* refused = "error: the store does not take a delivery";
    serve();
    change("ALTER TABLE event RENAME TO gone");
    for (int i = 0; i < 15; ++i) {
        BOOST_TEST(status_of(webhook("file.updated", std::to_string(i))) == 503U);
    }
    BOOST_TEST(sink->count(refused) == 10U);
    turn(1s);
    BOOST_TEST(status_of(webhook("file.updated")) == 503U);
    BOOST_TEST(sink->count(refused) == 11U);
    const auto lines = sink->lines();
    BOOST_TEST(std::ranges::count_if(lines, [&](const std::string& each) {
                   return each.starts_with(refused) && each.ends_with(" left_out_before=5");
               }) == 1);
    end();
}

// It is asked every second whether it takes what was done.
BOOST_AUTO_TEST_CASE(are_told_of_once_by_a_run_that_waits_for_their_end) {
    constexpr const char* waits = "error: the store does not take what a run has done; it waits";
    serve();
    BOOST_TEST(status_of(webhook("file.created")) == 200U);
    BOOST_TEST_REQUIRE(run_until([&] { return hold.waiting() == 1; }));
    change("ALTER TABLE step RENAME TO gone");
    hold.open();
    run();
    for (int i = 0; i < 5; ++i) {
        wait_for_store();
        BOOST_TEST(sink->count(waits) == 1U);
        turn(1s);
    }
    change("ALTER TABLE gone RENAME TO step");
    turn(1s);
    wait_for(6, event_state::done);
    BOOST_TEST(mails == 1);
    end();
}

BOOST_AUTO_TEST_SUITE_END()
