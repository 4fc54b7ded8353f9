// Servers that are moved, destroyed early, or not alone.

#include <boost/test/unit_test.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <dirent.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "common/busy_server.hpp"

namespace asio = boost::asio;
using frameio_test::busy_server;
using frameio_test::client;
using frameio_test::genuine_octets;
using frameio_test::second_of;

namespace {

int open_descriptors() {
    DIR* const folder = ::opendir("/proc/self/fd");
    int count = 0;
    while (::readdir(folder) != nullptr) {
        ++count;
    }
    ::closedir(folder);
    return count;
}

/// Serves in a coroutine that owns the server.
asio::awaitable<void> serve_in_here(frameio::app& app, frameio::server_options options,
                                    std::optional<frameio::endpoint>& where, std::shared_ptr<int> witness) {
    const auto executor = co_await asio::this_coro::executor;
    frameio::server server(executor, app, std::move(options));
    where = server.local_endpoint();
    co_await server.async_run(asio::use_awaitable);
    *witness = 2;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lifetime)

BOOST_AUTO_TEST_CASE(a_server_may_be_destroyed_without_a_run) {
    const int before = open_descriptors();
    {
        busy_server one;
        one.options.lanes = 3;
        one.server.emplace(one.loop.get_executor(), one.app, one.options);
        for (int i = 0; i < 5; ++i) {
            client waiting(one.server->local_endpoint());
            waiting.send("GET /healthz HTTP/1.1\r\n");
        }
    }
    BOOST_TEST(open_descriptors() == before);
}

BOOST_AUTO_TEST_CASE(a_server_may_be_destroyed_while_everything_is_under_way) {
    const int before = open_descriptors();
    {
        busy_server one;
        one.options.lanes = 2;
        one.serve();
        client fresh = one.connect();
        client idle = one.connect();
        idle.send(one.webhook("file.ready"));
        BOOST_TEST(idle.receive().status == 200U);
        client head = one.connect();
        head.send("POST / HT");
        client body = one.connect();
        body.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\nx");
        client held = one.connect();
        held.send(one.webhook("file.updated", "1"));
        client joined = one.connect();
        joined.send(one.webhook("file.updated", "1"));
        client late = one.connect();
        late.send(one.webhook("file.updated", "2"));
        one.turn(std::chrono::seconds(5));
        client deaf = one.connect();
        for (int i = 0; i < 12; ++i) {
            deaf.send(one.action("acme.large", "i-" + std::to_string(i)));
        }
        client refused = one.connect();
        refused.send("GET\r\n\r\n");
        client unseen(one.server->local_endpoint());
        unseen.send(one.webhook("file.ready", "3"));
        one.server.reset();
        BOOST_TEST(one.hold.waiting() == 2);
        BOOST_TEST(!one.ended.has_value());
    }
    BOOST_TEST(open_descriptors() == before);
}

BOOST_AUTO_TEST_CASE(a_context_that_ends_takes_a_server_in_a_coroutine_with_it) {
    const int before = open_descriptors();
    auto witness = std::make_shared<int>(1);
    {
        busy_server one;
        std::optional<frameio::endpoint> where;
        asio::co_spawn(one.loop, serve_in_here(one.app, one.options, where, witness), asio::detached);
        one.run();
        BOOST_TEST_REQUIRE(where.has_value());
        client held(*where, [&one] { one.run(); });
        held.send(one.webhook("file.updated"));
        client idle(*where, [&one] { one.run(); });
        idle.send(one.webhook("file.ready"));
        BOOST_TEST(idle.receive().status == 200U);
        BOOST_TEST(witness.use_count() == 2);
    }
    BOOST_TEST(witness.use_count() == 1);
    BOOST_TEST(*witness == 1);
    BOOST_TEST(open_descriptors() == before);
}

BOOST_AUTO_TEST_CASE(a_server_may_be_moved_while_it_serves) {
    busy_server one;
    one.serve();
    client before = one.connect();
    frameio::server moved(std::move(*one.server));
    one.server.reset();
    before.send(one.webhook("file.ready", "1"));
    BOOST_TEST(before.receive().status == 200U);
    frameio::server assigned(one.loop.get_executor(), one.app, one.options);
    assigned = std::move(moved);
    client after(assigned.local_endpoint(), [&one] { one.run(); });
    after.send(one.webhook("file.ready", "2"));
    BOOST_TEST(after.receive().status == 200U);
    assigned.drain();
    BOOST_TEST(one.run_until([&] { return one.ended.has_value(); }));
}

BOOST_AUTO_TEST_CASE(several_servers_and_apps_live_in_one_process) {
    busy_server one;
    frameio::app other_app;
    int other_runs = 0;
    other_app.use_clock(one.clock).webhook_secret("another-secret");
    other_app.on_webhook("file.ready", [&](const frameio::webhook_event&) -> asio::awaitable<void> {
        ++other_runs;
        co_return;
    });
    one.serve();
    frameio::server other(one.loop.get_executor(), other_app, one.options);
    other.async_run(asio::detached);
    const auto with = [&](const frameio::server& to, const std::string& secret) {
        client sender(to.local_endpoint(), [&one] { one.run(); });
        sender.send(genuine_octets(secret, frameio_test::webhook_body("file.ready"), second_of(one.clock)));
        return sender.receive().status;
    };
    BOOST_TEST(with(*one.server, frameio_test::webhook_secret) == 200U);
    BOOST_TEST(with(other, frameio_test::webhook_secret) == 401U);
    BOOST_TEST(with(other, "another-secret") == 200U);
    BOOST_TEST(with(*one.server, "another-secret") == 401U);
    BOOST_TEST(one.runs == 1);
    BOOST_TEST(other_runs == 1);
    BOOST_TEST(other.counters().accepted == 1U);
    one.server->drain();
    BOOST_TEST(one.run_until([&] { return one.ended.has_value(); }));
    BOOST_TEST(with(other, "another-secret") == 200U);
}

BOOST_AUTO_TEST_CASE(the_app_may_go_before_its_server) {
    busy_server one;
    one.serve();
    one.app = frameio::app();
    client sender = one.connect();
    sender.send(one.webhook("file.ready"));
    BOOST_TEST(sender.receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(the_completion_runs_where_it_wants_to) {
    busy_server one;
    asio::io_context elsewhere;
    std::thread::id completed_on;
    one.server.emplace(one.loop.get_executor(), one.app, one.options);
    auto work = asio::make_work_guard(elsewhere);
    one.server->async_run(asio::bind_executor(elsewhere.get_executor(), [&](boost::system::error_code) {
        completed_on = std::this_thread::get_id();
        work.reset();
    }));
    std::thread other([&] { elsewhere.run(); });
    const auto expected = other.get_id();
    one.server->drain();
    BOOST_TEST(one.run_until([&] { return elsewhere.stopped(); }));
    other.join();
    BOOST_TEST((completed_on == expected));
}

BOOST_AUTO_TEST_SUITE_END()
