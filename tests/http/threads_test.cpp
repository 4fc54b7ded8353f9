// A server on executors that several threads run.

#include <boost/test/unit_test.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "common/client.hpp"
#include "common/deliveries.hpp"

namespace asio = boost::asio;
using frameio_test::client;
using frameio_test::genuine_octets;
using frameio_test::second_of;

namespace {

using result = boost::system::error_code;

/// Serves until it is drained.
std::future<result> run(frameio::server& server) {
    std::promise<result> done;
    std::future<result> ended = done.get_future();
    server.async_run([done = std::move(done)](result code) mutable { done.set_value(code); });
    return ended;
}

constexpr int clients = 8;
constexpr int requests = 40;

/// An app, with clients that send to its server from threads of their own.
struct crowd {
    frameio::manual_clock clock;
    frameio::app app;
    std::atomic<int> runs = 0;
    std::atomic<int> good = 0;
    frameio::server_options options;

    crowd() {
        app.use_clock(clock);
        app.webhook_secret(frameio_test::webhook_secret);
        app.on_webhook("file.ready",
                       [this](const frameio::webhook_event&, frameio::context& ctx) -> asio::awaitable<void> {
                           co_await asio::post(ctx.executor(), asio::use_awaitable);
                           ++runs;
                       });
        options.listen = {"127.0.0.1:0"};
        options.lanes = 4;
    }

    void send_all(const frameio::endpoint& to, int number) {
        client one(to);
        for (int i = 0; i < requests; ++i) {
            const std::string id = std::to_string(number) + "-" + std::to_string(i);
            one.send(genuine_octets(frameio_test::webhook_secret, frameio_test::webhook_body("file.ready", id),
                                    second_of(clock)));
            good += one.receive().status == 200 ? 1 : 0;
        }
    }

    void send_from_everywhere(const frameio::endpoint& to) {
        std::vector<std::jthread> threads;
        for (int number = 0; number < clients; ++number) {
            threads.emplace_back([this, &to, number] { send_all(to, number); });
        }
    }

    /// Serves on the executor, sends, drains.
    void check(asio::any_io_executor executor) {
        frameio::server server(executor, app, options);
        std::future<result> ended = run(server);
        send_from_everywhere(server.local_endpoint());
        BOOST_TEST(server.counters().requests == static_cast<unsigned>(clients * requests));
        server.drain();
        BOOST_TEST_REQUIRE((ended.wait_for(frameio_test::patience) == std::future_status::ready));
        BOOST_TEST(!ended.get());
        BOOST_TEST(good == clients * requests);
        BOOST_TEST(runs == clients * requests);
    }

    void check_with_threads(int count) {
        asio::io_context loop;
        auto work = asio::make_work_guard(loop);
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < count; ++i) {
                threads.emplace_back([&loop] { loop.run(); });
            }
            check(loop.get_executor());
            work.reset();
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(threads, crowd)

BOOST_AUTO_TEST_CASE(one_runs_the_context) {
    check_with_threads(1);
}

BOOST_AUTO_TEST_CASE(four_run_the_context) {
    check_with_threads(4);
}

BOOST_AUTO_TEST_CASE(of_a_pool_run_the_server) {
    asio::thread_pool pool(4);
    check(pool.get_executor());
    pool.join();
}

BOOST_AUTO_TEST_CASE(as_many_lanes_as_there_are_cores_by_default) {
    options.lanes = 0;
    check_with_threads(4);
}

BOOST_AUTO_TEST_CASE(several_servers_share_an_app) {
    asio::thread_pool pool(4);
    frameio::server first(pool.get_executor(), app, options);
    frameio::server second(pool.get_executor(), app, options);
    std::future<result> first_ended = run(first);
    std::future<result> second_ended = run(second);
    {
        // Both are sent the same deliveries: each runs once, wherever it comes in.
        std::jthread to_first([&] { send_from_everywhere(first.local_endpoint()); });
        std::jthread to_second([&] { send_from_everywhere(second.local_endpoint()); });
    }
    BOOST_TEST(good == 2 * clients * requests);
    BOOST_TEST(runs == clients * requests);
    first.drain();
    second.drain();
    BOOST_TEST_REQUIRE((first_ended.wait_for(frameio_test::patience) == std::future_status::ready));
    BOOST_TEST_REQUIRE((second_ended.wait_for(frameio_test::patience) == std::future_status::ready));
    pool.join();
}

BOOST_AUTO_TEST_SUITE_END()
