// What a server does when its inbox is full, when its store fails, and which part it has among several.

#include <string>

#include "server/stored_server.hpp"
#include "support/build_id.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;
using frameio::store::event_state;
using frameio_test::client;

namespace {

struct busy : frameio_test::stored_server {
    handler wait() {
        return [this](const webhook_event&, context&) -> asio::awaitable<void> { co_await hold.pass(); };
    }

    std::string health() {
        client asking = connect();
        asking.send("GET /readyz HTTP/1.1\r\nHost: test\r\n\r\n");
        return asking.receive().body;
    }

    /// Waits for what the server notices by itself.
    template <class Condition>
    bool notices(Condition condition) {
        turn(1s);
        return run_until(condition);
    }

    std::string changed_by(std::string_view user) const {
        const std::string body = R"({"type":"file.updated","resource":{"id":"file-1","type":"file"},"user":{"id":")" +
                                 std::string(user) + R"("},"account":{"id":"account-1"}})";
        return frameio_test::genuine_octets(frameio_test::webhook_secret, body, frameio_test::second_of(clock));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(readiness, busy)

BOOST_AUTO_TEST_CASE(a_full_inbox_refuses_at_once_until_there_is_room) {
    options.inbox = 2;
    options.store_runs = 1;
    on("file.ready", wait());
    serve();
    BOOST_TEST(status_of(webhook("file.ready", "a")) == 200U);
    wait_for_runs(1);
    BOOST_TEST(status_of(webhook("file.ready", "b")) == 200U);
    client third = connect();
    third.send(webhook("file.ready", "c"));
    const auto refused = third.receive();
    BOOST_TEST(refused.status == 503U);
    BOOST_TEST(refused.header("retry-after") == "1");
    BOOST_TEST(states().size() == 2U);
    BOOST_TEST(sink->count("the inbox is full: 2 events wait for their runs") == 1U);
    BOOST_TEST(notices([this] { return status_of(webhook("file.ready", "c")) == 200U; }));  // `a` does not wait
    hold.open();
    wait_for(3, event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(a_store_that_fails_is_told) {
    on("file.ready", wait());
    serve();
    BOOST_TEST(health() == R"({"status":"ok"})");
    frameio::store::sqlite_database other(path(), frameio::store::sqlite_database::mode::write, 20s);
    other.execute("ALTER TABLE event RENAME TO gone");
    BOOST_TEST(notices([this] { return health() == R"({"status":"the store fails"})"; }));
    other.execute("ALTER TABLE gone RENAME TO event");
    BOOST_TEST(notices([this] { return health() == R"({"status":"ok"})"; }));
    end();
}

// As on a disk that is full: it can be read.
BOOST_AUTO_TEST_CASE(a_store_that_takes_nothing_is_told_until_it_may_be_tried_again) {
    on("file.ready", wait());
    hold.open();
    serve();
    frameio::store::sqlite_database other(path(), frameio::store::sqlite_database::mode::write, 20s);
    const auto fill = [&other] {
        other.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE (ABORT, 'no room'); END");
    };
    fill();
    BOOST_TEST(status_of(webhook("file.ready")) == 503U);
    BOOST_TEST(health() == R"({"status":"the store fails"})");
    other.execute("DROP TRIGGER full");
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    BOOST_TEST(health() == R"({"status":"ok"})");
    fill();
    BOOST_TEST(status_of(webhook("file.ready", "another")) == 503U);
    turn(1s);
    BOOST_TEST(health() == R"({"status":"the store fails"})");
    // Nobody sends to a server that is not ready.
    BOOST_TEST(run_until([this] {
        turn(1s);
        return health() == R"({"status":"ok"})";
    }));
    end();
}

BOOST_AUTO_TEST_CASE(a_store_that_is_stuck_is_told) {
    on("file.ready", wait());
    hold.open();
    serve();
    frameio::store::sqlite_database other(path(), frameio::store::sqlite_database::mode::write, 20s);
    other.execute("BEGIN IMMEDIATE");
    client waiting = connect();
    waiting.send(webhook("file.ready"));  // and all that comes after it waits too
    run();
    for (int i = 0; i < 6; ++i) {
        turn(1s);
    }
    BOOST_TEST(health() == R"({"status":"the store fails"})");
    other.execute("ROLLBACK");
    BOOST_TEST(notices([this] { return health() == R"({"status":"ok"})"; }));
    end();
}

BOOST_AUTO_TEST_CASE(a_part_among_several_wants_a_store_that_is_shared) {
    on("file.ready", wait());
    for (const auto role : {frameio::server_role::receive, frameio::server_role::work}) {
        options.role = role;
        BOOST_CHECK_EXCEPTION(frameio::server(loop.get_executor(), app, options), frameio::configuration_error,
                              [](const frameio::configuration_error& wrong) {
                                  return std::string(wrong.what()).find("shares a store with others") !=
                                         std::string::npos;
                              });
    }
}

BOOST_AUTO_TEST_CASE(changes_that_wait_are_merged_where_only_the_newest_counts) {
    options.store_runs = 1;
    on("file.*", wait()).merge_pending();
    serve();
    status_of(webhook("file.ready", "first"));
    wait_for_runs(1);
    for (const char* user : {"ann", "ben", "ann"}) {
        BOOST_TEST(status_of(changed_by(user)) == 200U);
        turn(1s);
    }
    BOOST_TEST(states().size() == 2U);
    BOOST_TEST(states().at(1).seen == 3);
    hold.open();
    wait_for(2, event_state::done);
    BOOST_TEST(status_of(changed_by("ben")) == 200U);
    wait_for(3, event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(what_happens_once_is_for_the_route_to_say) {
    hold.open();
    on("file.updated", wait()).happens_once(1h);
    on("file.created", wait()).happens_once(0h);
    serve();
    BOOST_TEST(status_of(changed_by("ann")) == 200U);
    BOOST_TEST(status_of(webhook("file.created")) == 200U);
    wait_for(2, event_state::done);
    turn(1min);
    BOOST_TEST(status_of(changed_by("ben")) == 200U);
    BOOST_TEST(status_of(webhook("file.created")) == 200U);
    wait_for(3, event_state::done);
    turn(1h);
    BOOST_TEST(status_of(changed_by("ben")) == 200U);
    wait_for(4, event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(runs_say_which_program_they_were) {
    on("file.ready", wait());
    hold.open();
    serve();
    status_of(webhook("file.ready"));
    wait_for(1, event_state::done);
    end();
    frameio::store::sqlite_database store(path(), frameio::store::sqlite_database::mode::read, 20s);
    auto asked = store.query("SELECT build FROM run");
    BOOST_TEST_REQUIRE(asked.step());
    BOOST_TEST(asked.text() == frameio::build_id());
    BOOST_TEST(frameio::build_id().size() == 40U);  // SHA-1, as the linker makes it
}

BOOST_AUTO_TEST_SUITE_END()
