// The life of a server on an executor of the user's: run, drain, cancel, destroy.

#include <boost/test/unit_test.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <string>
#include <thread>

#include "common/busy_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio_test::client;

namespace {

using result = boost::system::error_code;

struct running_server : frameio_test::busy_server {
    bool has_ended() {
        return run_until([this] { return ended.has_value(); });
    }
    /// A connection whose handler waits at the gate.
    client with_held_handler(const std::string& id = "held") {
        const int before = hold.waiting();
        client held = connect();
        held.send(webhook("file.updated", id));
        BOOST_TEST(hold.waiting() == before + 1);
        return held;
    }
    /// Serves with a cancellation slot on the completion.
    void serve_with(asio::cancellation_signal& signal) {
        server.emplace(loop.get_executor(), app, options);
        auto done = [this](result code) { ended = code; };
        server->async_run(
            asio::bind_cancellation_slot(signal.slot(), asio::bind_executor(loop.get_executor(), std::move(done))));
        run();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(drain, running_server)

BOOST_AUTO_TEST_CASE(ends_at_once_when_there_is_nothing_to_wait_for) {
    serve();
    BOOST_TEST(!ended.has_value());
    server->drain();
    BOOST_TEST(has_ended());
    BOOST_TEST(!*ended);
    BOOST_CHECK_THROW(connect(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(closes_what_is_idle_and_waits_for_what_runs) {
    serve();
    client idle = connect();
    client used = connect();
    used.send(webhook("file.ready"));
    BOOST_TEST(used.receive().status == 200U);
    client held = with_held_handler();
    server->drain();
    BOOST_TEST(idle.at_end());
    BOOST_TEST(used.at_end());
    BOOST_TEST(!ended.has_value());
    hold.open();
    const auto last = held.receive();
    BOOST_TEST(last.status == 200U);
    BOOST_TEST(last.closes());
    BOOST_TEST(held.at_end());
    BOOST_TEST(has_ended());
    BOOST_TEST(!*ended);
}

BOOST_AUTO_TEST_CASE(answers_requests_that_have_begun_and_is_not_ready_meanwhile) {
    serve();
    client held = with_held_handler();
    client half = connect();
    half.send("GET /readyz HTTP/1.1\r\n");
    client healthy = connect();
    healthy.send("GET /healthz HTTP/1.1\r\n");
    server->drain();
    run();
    half.send("Host: test\r\n\r\n");
    const auto readiness = half.receive();
    BOOST_TEST(readiness.status == 503U);
    BOOST_TEST(readiness.header("retry-after") != "");
    BOOST_TEST(readiness.closes());
    healthy.send("Host: test\r\n\r\n");
    BOOST_TEST(healthy.receive().status == 200U);
    hold.open();
    BOOST_TEST(held.receive().status == 200U);
    BOOST_TEST(has_ended());
}

BOOST_AUTO_TEST_CASE(answers_connections_that_wait_to_be_accepted) {
    options.lanes = 2;
    serve();
    std::vector<client> waiting;
    for (int i = 0; i < 6; ++i) {
        waiting.emplace_back(server->local_endpoint());
        waiting.back().send(webhook("file.ready", std::to_string(i)));
    }
    server->drain();
    BOOST_TEST(has_ended());
    for (client& each : waiting) {
        BOOST_TEST(each.receive().status == 200U);
    }
}

BOOST_AUTO_TEST_CASE(waits_for_an_overdue_handler_without_a_peer) {
    serve();
    client held = with_held_handler();
    turn(5s);
    BOOST_TEST(held.receive().status == 503U);
    turn(2s);
    server->drain();
    run();
    BOOST_TEST(!ended.has_value());
    hold.open();
    BOOST_TEST(has_ended());
    BOOST_TEST(!*ended);
}

BOOST_AUTO_TEST_CASE(ends_without_handlers_after_the_grace_time) {
    options.grace = 7s;
    serve();
    client held = with_held_handler();
    server->drain();
    run();
    turn(6'999ms);
    BOOST_TEST(!ended.has_value());
    turn(1ms);
    BOOST_TEST(has_ended());
    BOOST_TEST((*ended == boost::system::errc::timed_out));
    held.receive();
    BOOST_TEST(held.at_end());
}

BOOST_AUTO_TEST_CASE(twice_is_once) {
    serve();
    client held = with_held_handler();
    server->drain();
    server->drain();
    run();
    server->drain();
    hold.open();
    BOOST_TEST(has_ended());
    BOOST_TEST(!*ended);
}

BOOST_AUTO_TEST_CASE(before_the_run_ends_it_at_once) {
    server.emplace(loop.get_executor(), app, options);
    server->drain();
    run();
    server->async_run([this](result code) { ended = code; });
    BOOST_TEST(!ended.has_value());
    BOOST_TEST(has_ended());
    BOOST_TEST(!*ended);
}

BOOST_AUTO_TEST_CASE(may_be_asked_for_from_another_thread) {
    serve();
    client held = with_held_handler();
    std::jthread([this] { server->drain(); }).join();
    run();
    BOOST_TEST(!ended.has_value());
    hold.open();
    BOOST_TEST(has_ended());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(cancellation, running_server)

BOOST_AUTO_TEST_CASE(total_and_partial_drain) {
    for (const auto type : {asio::cancellation_type::total, asio::cancellation_type::partial}) {
        frameio_test::busy_server fresh;
        asio::cancellation_signal signal;
        std::optional<result> code;
        fresh.server.emplace(fresh.loop.get_executor(), fresh.app, fresh.options);
        fresh.server->async_run(asio::bind_cancellation_slot(signal.slot(), [&](result got) { code = got; }));
        client held = fresh.connect();
        held.send(fresh.webhook("file.updated"));
        signal.emit(type);
        fresh.run();
        BOOST_TEST(!code.has_value());
        fresh.hold.open();
        BOOST_TEST(held.receive().closes());
        BOOST_TEST(fresh.run_until([&] { return code.has_value(); }));
        BOOST_TEST(!*code);
    }
}

BOOST_AUTO_TEST_CASE(terminal_ends_at_once) {
    asio::cancellation_signal signal;
    serve_with(signal);
    client held = with_held_handler();
    signal.emit(asio::cancellation_type::terminal);
    BOOST_TEST(has_ended());
    BOOST_TEST((*ended == asio::error::operation_aborted));
    BOOST_TEST(held.at_end());
    BOOST_TEST(hold.waiting() == 1);
    hold.open();
    run();
}

BOOST_AUTO_TEST_CASE(terminal_ends_a_drain) {
    asio::cancellation_signal signal;
    serve_with(signal);
    client held = with_held_handler();
    server->drain();
    run();
    BOOST_TEST(!ended.has_value());
    signal.emit(asio::cancellation_type::terminal);
    BOOST_TEST(has_ended());
    BOOST_TEST((*ended == asio::error::operation_aborted));
    hold.open();
    run();
}

BOOST_AUTO_TEST_CASE(may_come_from_another_thread) {
    auto signal = std::make_shared<asio::cancellation_signal>();
    server.emplace(loop.get_executor(), app, options);
    const auto serving = [](frameio::server& one) -> asio::awaitable<void> {
        // A coroutine that is spawned passes on only terminal cancellation, unless it says otherwise.
        co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
        co_await one.async_run(asio::use_awaitable);
    };
    bool completed = false;
    asio::co_spawn(loop, serving(*server),
                   asio::bind_cancellation_slot(signal->slot(),
                                                [&](std::exception_ptr failure) { completed = failure == nullptr; }));
    client held = with_held_handler();
    std::thread([this, signal] {
        asio::post(loop, [signal] { signal->emit(asio::cancellation_type::total); });
    }).join();
    run();
    BOOST_TEST(!completed);
    hold.open();
    BOOST_TEST(held.receive().closes());
    BOOST_TEST(run_until([&] { return completed; }));
}

BOOST_AUTO_TEST_CASE(after_the_end_does_nothing) {
    asio::cancellation_signal signal;
    serve_with(signal);
    server->drain();
    BOOST_TEST(has_ended());
    signal.emit(asio::cancellation_type::total);
    signal.emit(asio::cancellation_type::terminal);
    run();
    server.reset();
    signal.emit(asio::cancellation_type::total);
    run();
    BOOST_TEST(!*ended);
}

BOOST_AUTO_TEST_SUITE_END()
