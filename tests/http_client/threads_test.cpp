// One transport, shared by many calls on the threads of one context, without a strand.

#include <boost/test/unit_test.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "http_client/caller.hpp"

using namespace std::chrono_literals;
using frameio_test::reply;
using frameio_test::response;

namespace {

namespace asio = boost::asio;

struct parallel {
    static constexpr int calls = 64;

    frameio_test::scripted_server server;
    frameio::http::transport_options options;
    std::atomic<int> answered = 0;
    std::atomic<int> failed = 0;

    parallel() {
        options.connections_per_origin = 16;
    }

    asio::awaitable<void> ask(frameio::http::transport& by, int number, int times) {
        for (int i = 0; i < times; ++i) {
            const std::string target = "/" + std::to_string(number) + "/" + std::to_string(i);
            frameio::http::client_request request("POST", frameio::http::url::parse(server.url(target)));
            request.body = target;
            const auto got = co_await by.send(std::move(request));
            ++(got.status == 200 && got.body == target ? answered : failed);
        }
    }
    void start(asio::thread_pool& threads, frameio::http::transport& by, int times) {
        for (int i = 0; i < calls; ++i) {
            asio::co_spawn(threads, ask(by, i, times),
                           [this](std::exception_ptr failure) { failed += failure ? 1 : 0; });
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(threads, parallel)

BOOST_AUTO_TEST_CASE(many_calls_share_few_connections) {
    server.handle([](const auto& request) { return response(200).body(request.body); });
    frameio::http::transport by(options);
    asio::thread_pool threads(4);
    start(threads, by, 10);
    threads.join();
    BOOST_TEST(answered == calls * 10);
    BOOST_TEST(failed == 0);
    BOOST_TEST(server.connections() <= 16U);
    BOOST_TEST(by.counters().requests == 640U);
    BOOST_TEST(by.counters().open == by.counters().idle);
}

BOOST_AUTO_TEST_CASE(many_calls_run_out_of_time_together) {
    server.handle([](const auto&) { return reply().stall(); });
    frameio::manual_clock clock;
    options.time = &clock;
    frameio::http::transport by(options);
    asio::thread_pool threads(4);
    start(threads, by, 1);
    server.wait_for_stalled(16);
    while (failed != calls) {  // some may begin only now
        clock.advance(31s);
        std::this_thread::yield();
    }
    threads.join();
    BOOST_TEST(failed == calls);
    BOOST_TEST(by.counters().open == 0U);
}

BOOST_AUTO_TEST_CASE(time_runs_out_while_answers_come) {
    server.handle([](const auto& request) { return response(200).body(request.body); });
    frameio::manual_clock clock;
    options.time = &clock;
    options.connect_timeout = 0s;
    options.total_timeout = 20ms;
    frameio::http::transport by(options);
    asio::thread_pool threads(4);
    start(threads, by, 20);
    std::atomic<bool> over = false;
    std::thread turning([&] {
        while (!over) {
            clock.advance(1ms);
            std::this_thread::yield();
        }
    });
    threads.join();
    over = true;
    turning.join();
    // Which of them were in time is not known; that no connection is lost or mixed up, is.
    BOOST_TEST(answered + failed >= calls);
    BOOST_TEST(by.counters().open == by.counters().idle);
}

BOOST_AUTO_TEST_CASE(many_executors_share_one_transport) {
    server.handle([](const auto& request) { return response(200).body(request.body); });
    frameio::http::transport by(options);
    std::vector<std::thread> lanes;
    for (int lane = 0; lane < 4; ++lane) {
        lanes.emplace_back([this, &by, lane] {
            asio::io_context loop(1);
            for (int i = 0; i < 8; ++i) {
                asio::co_spawn(loop, ask(by, lane * 8 + i, 10),
                               [this](std::exception_ptr failure) { failed += failure ? 1 : 0; });
            }
            loop.run();
        });
    }
    for (std::thread& each : lanes) {
        each.join();
    }
    BOOST_TEST(answered == 320);
    BOOST_TEST(failed == 0);
}

BOOST_AUTO_TEST_SUITE_END()
