// The time of day is set, forward and back, while a server works.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>

#include "server/stored_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;
using frameio::store::event_state;
using frameio_test::client;
using frameio_test::webhook_body;
using frameio_test::webhook_secret;

namespace {

/// How far a clock is set, and what that is called.
struct jump {
    const char* name;
    std::chrono::seconds by;

    friend std::ostream& operator<<(std::ostream& to, const jump& one) {
        return to << one.name;
    }
};

/// From the time at which the clock of the tests begins.
std::chrono::seconds to_year(std::chrono::year year) {
    return std::chrono::sys_days(year / 1 / 1) -
           std::chrono::floor<std::chrono::seconds>(frameio::manual_clock().now());
}

const std::array jumps{jump{"an hour forward", 1h}, jump{"an hour back", -1h},
                       jump{"to 1970", to_year(std::chrono::year(1970))},
                       jump{"to 2040", to_year(std::chrono::year(2040))}};

constexpr const char* warning = "the clock of this machine may be wrong";

struct jumping : frameio_test::stored_server {
    std::chrono::seconds off{};  ///< how far the server's clock is from the sender's

    handler succeed() {
        return [](const webhook_event&, context&) -> asio::awaitable<void> { co_return; };
    }
    handler wait() {
        return [this](const webhook_event&, context&) { return hold.pass(); };
    }
    handler fail_once() {
        return [failed = false](const webhook_event&, context&) mutable -> asio::awaitable<void> {
            if (!std::exchange(failed, true)) {
                throw std::runtime_error("no luck");
            }
            return nothing();
        };
    }
    static asio::awaitable<void> nothing() {
        co_return;
    }

    void set_clock(std::chrono::seconds wanted) {
        clock.set_wall(clock.now() + (wanted - off));
        off = wanted;
    }

    /// A delivery of a sender whose clock is right.
    std::string sent(std::string_view type, std::string_view id) const {
        const auto stamp = frameio_test::second_of(clock) - off;
        return frameio_test::genuine_octets(webhook_secret, webhook_body(type, id), stamp);
    }

    unsigned answer_on(client& kept, const std::string& octets) {
        kept.send(octets);
        return kept.receive().status;
    }

    /// In steps in which leases are renewed.
    void pass(std::chrono::seconds time) {
        for (auto left = time; left > 0s; left -= 1s) {
            turn(1s);
        }
    }

    /// Until what may be forgotten is forgotten.
    void wait_until_tidied_up() {
        frameio::store::sqlite_database other(path(), frameio::store::sqlite_database::mode::write, 20s);
        other.execute("INSERT INTO ledger (key, event, forget_at) VALUES (x'00', x'00', -100000000000000)");
        turn(10min);
        BOOST_TEST_REQUIRE(run_until([&] { return !other.query("SELECT 1 FROM ledger WHERE key = x'00'").step(); }));
    }

    std::size_t runs_of(std::string_view id) const {
        return static_cast<std::size_t>(std::count(began.begin(), began.end(), id));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(clock_jumps, jumping)

BOOST_AUTO_TEST_CASE(of_less_than_the_tolerance_refuse_nothing) {
    on("file.ready", succeed());
    serve();
    client kept = connect();
    std::size_t events = 0;
    for (const auto by : {4min, -4min, 0min}) {
        set_clock(by);
        BOOST_TEST(answer_on(kept, sent("file.ready", std::to_string(by.count()))) == 200U);
        wait_for(++events, event_state::done);
    }
    BOOST_TEST(sink->count(warning) == 0U);
    end();
}

BOOST_AUTO_TEST_CASE(of_more_refuse_everything_and_are_told_once) {
    on("file.ready", succeed());
    serve();
    std::size_t told = 0;
    for (const auto by : {6min, -6min}) {
        set_clock(by);
        for (const char* id : {"a", "b", "c"}) {
            BOOST_TEST(status_of(sent("file.ready", id)) == 401U);
        }
        BOOST_TEST(sink->count(warning) == ++told);
        set_clock(0s);
        BOOST_TEST(status_of(sent("file.ready", std::to_string(told))) == 200U);
        wait_for(told, event_state::done);
    }
    BOOST_TEST(sink->count("seconds_old=360") == 1U);
    BOOST_TEST(sink->count("seconds_old=-360") == 1U);
    end();
}

// Anybody can send any time.
BOOST_AUTO_TEST_CASE(are_not_told_by_strangers) {
    on("file.ready", succeed());
    serve();
    const auto stamp = frameio_test::second_of(clock) - 1h;
    const std::string body = webhook_body("file.ready");
    BOOST_TEST(status_of(frameio_test::genuine_octets("a guess", body, stamp)) == 401U);
    BOOST_TEST(sink->count(warning) == 0U);
    BOOST_TEST(status_of(frameio_test::genuine_octets(webhook_secret, body, stamp)) == 401U);
    BOOST_TEST(sink->count(warning) == 1U);
    end();
}

// With two lanes, each of which may find that the other's lease has run out.
BOOST_DATA_TEST_CASE(there_and_back_disturb_nothing, boost::unit_test::data::make(jumps), there) {
    options.lanes = 2;
    on("file.updated", wait());
    on("file.ready", succeed());
    on("comment.created", fail_once()).backoff(5s, 5s);
    serve();
    client kept = connect();
    BOOST_TEST(answer_on(kept, sent("file.updated", "in flight")) == 200U);
    wait_for_runs(1);
    BOOST_TEST(answer_on(kept, sent("comment.created", "failed before")) == 200U);
    BOOST_TEST_REQUIRE(run_until([&] { return states().at(1).reason == "no luck"; }));

    set_clock(there.by);
    pass(12s);  // all leases are renewed
    BOOST_TEST(answer_on(kept, sent("file.ready", "refused")) == 401U);

    set_clock(0s);
    pass(12s);
    kept = connect();
    BOOST_TEST(answer_on(kept, sent("file.ready", "after")) == 200U);
    BOOST_TEST(run_until([&] { return runs_of("after") == 1 && runs_of("failed before") == 2; }));
    hold.open();
    wait_for(3, event_state::done);
    BOOST_TEST(runs_of("in flight") == 1U);
    BOOST_TEST(runs_of("refused") == 0U);
    BOOST_TEST(sink->count("does not count") == 0U);
    end();
}

BOOST_DATA_TEST_CASE(leave_connections_alone, boost::unit_test::data::make(jumps), there) {
    on("file.ready", succeed());
    serve();
    client idle = connect();
    BOOST_TEST(answer_on(idle, sent("file.ready", "before")) == 200U);
    client slow = connect();
    const std::string octets = sent("file.ready", "slow");
    slow.send(octets.substr(0, 60));
    set_clock(there.by);
    turn(1s);
    set_clock(0s);
    turn(1s);
    BOOST_TEST(idle.is_open());
    slow.send(octets.substr(60));
    BOOST_TEST(slow.receive().status == 200U);
    BOOST_TEST(answer_on(idle, sent("file.ready", "after")) == 200U);
    wait_for(3, event_state::done);
    turn(options.limits.idle_time);
    BOOST_TEST(idle.at_end());  // nor does it stay for ever
    end();
}

// Its lease seems to have run out; but it is known who runs it.
BOOST_AUTO_TEST_CASE(let_a_repeated_click_join_the_run_that_is_under_way) {
    int runs = 0;
    app.on_action(frameio::action("acme.publish", "Publish", "Sends it somewhere"),
                  [&](const frameio::action_event&, context&) -> asio::awaitable<frameio::message> {
                      ++runs;
                      co_await hold.pass();
                      co_return frameio::message("Published", "Once");
                  });
    serve();
    const std::string octets = action("acme.publish");
    client user = connect();
    user.send(octets);
    BOOST_TEST_REQUIRE(run_until([&] { return runs == 1; }));
    set_clock(4min);
    client again = connect();
    again.send(octets);
    BOOST_TEST_REQUIRE(run_until([&] { return states().at(0).seen == 2; }));
    set_clock(0s);
    hold.open();
    const std::string answer = user.receive().body;
    BOOST_TEST(answer.starts_with(R"({"title":"Published")"));
    BOOST_TEST(again.receive().body == answer);
    BOOST_TEST(runs == 1);
    end();
}

// What is tidied up meanwhile is tidied up by the time that has passed.
BOOST_DATA_TEST_CASE(make_nobody_forget, boost::unit_test::data::make(jumps), there) {
    on("file.created", succeed());
    serve();
    const std::string octets = sent("file.created", "once");
    BOOST_TEST(status_of(octets) == 200U);
    wait_for(1, event_state::done);
    set_clock(there.by);
    wait_until_tidied_up();
    set_clock(0s);
    wait_until_tidied_up();
    BOOST_TEST(status_of(sent("file.created", "once")) == 200U);
    BOOST_TEST(states().size() == 1U);
    BOOST_TEST(states().at(0).seen == 2);
    BOOST_TEST(began.size() == 1U);
    end();
}

// A program on the same machine may be as wrong as the server.
BOOST_AUTO_TEST_CASE(back_leave_nothing_waiting_for_a_time_far_ahead) {
    options.store_runs = 1;
    on("file.updated", wait());
    on("file.ready", fail_once()).backoff(5s, 5s);
    serve();
    const auto years = to_year(std::chrono::year(2040));
    set_clock(years);
    turn(1s);
    BOOST_TEST(status_of(webhook("file.ready", "failed")) == 200U);
    wait_for(1, event_state::pending);
    BOOST_TEST_REQUIRE(run_until([&] { return states().at(0).reason == "no luck"; }));
    BOOST_TEST(status_of(webhook("file.updated", "busy")) == 200U);
    wait_for_runs(2);
    BOOST_TEST(status_of(webhook("file.updated", "waiting")) == 200U);
    set_clock(0s);
    turn(1s);
    BOOST_TEST_REQUIRE(run_until([&] { return sink->count("the clock was ahead") == 1; }));
    hold.open();
    BOOST_TEST(run_until([&] { return runs_of("waiting") == 1; }));
    pass(7s);
    wait_for(3, event_state::done);
    BOOST_TEST(runs_of("failed") == 2U);
    BOOST_TEST(runs_of("busy") == 1U);
    end();
}

BOOST_AUTO_TEST_CASE(back_between_two_servers_leave_nothing_waiting_either) {
    options.grace = 5s;
    on("file.updated", wait());
    set_clock(to_year(std::chrono::year(2040)));
    serve();
    BOOST_TEST(status_of(webhook("file.updated", "given back")) == 200U);
    wait_for_runs(1);
    server->drain();
    run();
    turn(options.grace);
    BOOST_TEST((await_end() == asio::error::timed_out));
    hold.open();
    set_clock(0s);
    serve();
    BOOST_TEST(run_until([&] {
        turn(500ms);  // the server looks whether there is something to do
        return runs_of("given back") == 2;
    }));
    wait_for(1, event_state::done);
    end();
}

BOOST_AUTO_TEST_SUITE_END()
