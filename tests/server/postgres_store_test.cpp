// Servers that share a database: what one receives, another one runs.

#include <boost/test/unit_test.hpp>

#include <frameio/stored_events.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <string>

#include "common/postgres_server.hpp"
#include "server/stored_server.hpp"
#include "store/postgres_engine.hpp"

namespace asio = boost::asio;
using frameio_test::client;
using frameio_test::postgres_server;
using frameio_test::postgres_stranger;
using frameio_test::stored_server;

namespace {

unsigned schemas = 0;

struct in_database : stored_server {
    const std::string schema = "server_test_" + std::to_string(++schemas);
    const std::string url = postgres_server::shared().url() + "&schema=" + schema;

    in_database() {
        options.store = url;
    }

    bool listens() {
        return postgres_stranger().ask("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN " + schema + "'") ==
               "1";
    }

    /// How many events wait.
    std::string waiting() {
        return postgres_stranger().ask("SELECT count(*) FROM " + schema + ".event WHERE state = 0");
    }

    void end_all() {
        server->drain();
        BOOST_TEST_REQUIRE(run_until([&] { return ended.has_value(); }));
        server.reset();
    }

    frameio::store::arrival ready(const std::string& file) const {
        frameio::store::arrival made;
        made.event.route = made.event.type = "file.ready";
        made.event.resource_type = "file";
        made.event.resource_id = file;
        made.event.body = frameio_test::webhook_body("file.ready", file);
        made.event.stamp = frameio_test::second_of(clock);
        made.event.received_at = clock.now();
        made.exact[0] = made.same[1] = static_cast<std::uint8_t>(file.back());
        return made;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(servers_of_a_database, in_database)

// The clock stands still: nobody looks just because it is time.
BOOST_AUTO_TEST_CASE(what_another_process_stores_is_run_at_once) {
    on("file.ready", [](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> { co_return; });
    serve();
    BOOST_TEST_REQUIRE(run_until([&] { return listens(); }));
    BOOST_TEST(status_of(webhook("file.ready", "file-1")) == 200U);
    wait_for_runs(1);
    frameio::store::postgres_engine receiver(url, clock);
    receiver.on_change([] {});  // as every server does
    for (std::size_t number = 2; number < 10; ++number) {
        const std::string file = "file-" + std::to_string(number);
        asio::co_spawn(loop, receiver.admit(ready(file)), asio::detached);
        wait_for_runs(number);
        BOOST_TEST(began.back() == file);
    }
    end_all();
}

BOOST_AUTO_TEST_CASE(one_that_only_receives_leaves_webhooks_to_one_that_only_works) {
    on("file.ready", [&](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> { co_return; });
    app.on_action(frameio::action("acme.hello", "Hello", "Says hello"),
                  [](const frameio::action_event&) -> asio::awaitable<frameio::message> {
                      co_return frameio::message("Hello", "There");
                  });
    options.role = frameio::server_role::receive;
    serve();
    BOOST_TEST(status_of(webhook("file.ready", "file-1")) == 200U);
    client user = connect();
    user.send(action("acme.hello"));
    BOOST_TEST(user.receive().body == R"({"title":"Hello","description":"There"})");
    turn(std::chrono::seconds(1));
    BOOST_TEST(waiting() == "1");
    BOOST_TEST(began.empty());
    options.role = frameio::server_role::work;
    frameio::server worker(loop.get_executor(), app, options);
    bool worked = false;
    worker.async_run(asio::bind_executor(loop.get_executor(), [&](boost::system::error_code) { worked = true; }));
    wait_for_runs(1);
    client stray(worker.local_endpoint(), [this] { run(); });
    stray.send(webhook("file.ready", "file-2"));
    BOOST_TEST(stray.receive().status == 503U);
    BOOST_TEST(status_of(webhook("file.ready", "file-2")) == 200U);
    wait_for_runs(2);
    worker.drain();
    BOOST_TEST_REQUIRE(run_until([&] { return worked; }));
    end_all();
}

BOOST_AUTO_TEST_CASE(a_form_of_one_may_come_back_to_another) {
    app.on_action(frameio::action("acme.publish", "Publish", "Sends it"),
                  [](const frameio::action_event& event, frameio::context& ctx) -> asio::awaitable<frameio::message> {
                      const auto where = co_await ctx.ask(frameio::form("Where").text("platform", "Platform"));
                      co_return frameio::message(std::string(event.resource.id), std::string(where.text("platform")));
                  });
    serve();
    frameio::server other(loop.get_executor(), app, options);
    bool over = false;
    other.async_run(asio::bind_executor(loop.get_executor(), [&](boost::system::error_code) { over = true; }));
    client user = connect();
    user.send(action("acme.publish"));
    BOOST_TEST(user.receive().body.starts_with(R"({"title":"Where")"));
    for (const bool repeated : {false, true}) {
        client again = repeated ? connect() : client(other.local_endpoint(), [this] { run(); });
        again.send(action("acme.publish", "interaction-1", R"({"platform":"Vimeo"})"));
        BOOST_TEST(again.receive().body == R"({"title":"file-1","description":"Vimeo"})");
    }
    other.drain();
    BOOST_TEST_REQUIRE(run_until([&] { return over; }));
    end_all();
}

// The clock stands still: nobody looks again just because it is time.
BOOST_AUTO_TEST_CASE(one_that_has_lost_its_database_ends_nevertheless) {
    postgres_server own;
    options.store = own.url();
    on("file.ready", [](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> { co_return; });
    serve();
    own.stop();
    BOOST_TEST_REQUIRE(run_until([&] {
        turn(std::chrono::milliseconds(500));
        return sink->count("error: the store fails") != 0;
    }));
    server->drain();
    BOOST_TEST_REQUIRE(run_until([&] { return ended.has_value(); }), "the server does not end");
    BOOST_TEST(!*ended);
}

BOOST_AUTO_TEST_CASE(one_that_drains_says_how_its_runs_have_ended_when_its_database_is_back) {
    postgres_server own;
    options.store = own.url();
    on("file.ready", [this](const frameio::webhook_event&, frameio::context&) { return hold.pass(); });
    serve();
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    wait_for_runs(1);
    own.stop();
    server->drain();
    hold.open();
    BOOST_TEST_REQUIRE(run_until([&] { return sink->count("error: the store fails") != 0; }));
    BOOST_TEST(!ended.has_value());
    own.start();
    BOOST_TEST_REQUIRE(run_until([&] {
        turn(std::chrono::milliseconds(100));  // until it asks again
        return ended.has_value();
    }));
    BOOST_TEST(!*ended);
    BOOST_TEST(began.size() == 1U);
    frameio::stored_events beside(own.url(), clock);
    std::optional<frameio::event_counts> found;
    asio::co_spawn(loop, beside.count(), [&](const std::exception_ptr&, frameio::event_counts got) { found = got; });
    BOOST_TEST_REQUIRE(run_until([&] { return found.has_value(); }));
    BOOST_TEST(found->done == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
