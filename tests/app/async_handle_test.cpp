#include <boost/test/unit_test.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "common/gate.hpp"
#include "common/handled_app.hpp"

namespace asio = boost::asio;
using frameio::webhook_event;

namespace {

asio::awaitable<unsigned> status_of(frameio::app& app, frameio::http_request request) {
    frameio::http_response answer = co_await app.async_handle(std::move(request), asio::use_awaitable);
    co_return answer.status();
}

struct quiet_app : frameio_test::handled_app {
    std::atomic<int> runs = 0;

    quiet_app() {
        app.on_webhook("file.*", [this](const webhook_event&) -> asio::awaitable<void> {
            ++runs;
            co_return;
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(async_handle, quiet_app)

BOOST_AUTO_TEST_CASE(completes_a_coroutine) {
    unsigned status = 0;
    asio::co_spawn(loop, status_of(app, webhook("file.ready")),
                   [&](std::exception_ptr, unsigned got) { status = got; });
    loop.run();
    BOOST_TEST(status == 200U);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(completes_a_future) {
    std::future<frameio::http_response> answer = app.async_handle(webhook("file.ready"), asio::use_future);
    BOOST_REQUIRE((answer.wait_for(std::chrono::seconds(30)) == std::future_status::ready));
    BOOST_TEST(answer.get().status() == 200U);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(completes_a_callback_on_its_executor_where_the_handlers_run_too) {
    std::thread::id handler_thread;
    std::thread::id completion_thread;
    app.on_webhook("folder.created", [&](const webhook_event&, frameio::context& ctx) -> asio::awaitable<void> {
        BOOST_TEST((ctx.executor() == asio::any_io_executor(loop.get_executor())));
        handler_thread = std::this_thread::get_id();
        co_return;
    });
    app.async_handle(webhook("folder.created"),
                     asio::bind_executor(loop.get_executor(), [&](std::exception_ptr, frameio::http_response) {
                         completion_thread = std::this_thread::get_id();
                     }));
    BOOST_TEST((completion_thread == std::thread::id()));
    std::thread runner([this] { loop.run(); });
    const auto expected = runner.get_id();
    runner.join();
    BOOST_TEST((handler_thread == expected));
    BOOST_TEST((completion_thread == expected));
}

BOOST_AUTO_TEST_CASE(reports_start_up_problems_at_once) {
    frameio::app empty;
    BOOST_CHECK_THROW(empty.async_handle(frameio::http_request("POST", "/"), asio::detached),
                      frameio::configuration_error);
}

BOOST_AUTO_TEST_CASE(serves_many_at_once) {
    frameio_test::gate hold(loop);
    app.on_webhook("comment.created", [&](const webhook_event&) -> asio::awaitable<void> {
        co_await hold.pass();
        ++runs;
    });
    std::vector<frameio_test::pending_answer> answers;
    for (int i = 0; i < 50; ++i) {
        answers.push_back(begin(webhook("comment.created", "comment-" + std::to_string(i))));
    }
    BOOST_TEST(hold.waiting() == 50);
    hold.open();
    run();
    for (const auto& each : answers) {
        BOOST_REQUIRE(each->has_value());
        BOOST_TEST((*each)->status() == 200U);
    }
    BOOST_TEST(runs == 50);
}

BOOST_AUTO_TEST_CASE(may_be_called_from_many_threads_from_the_first_request_on) {
    constexpr int threads = 4;
    constexpr int each = 100;
    asio::thread_pool pool(threads);
    std::vector<std::future<frameio::http_response>> answers(threads * each);
    {
        std::vector<std::jthread> callers;
        for (int number = 0; number < threads; ++number) {
            callers.emplace_back([&, number] {
                for (int i = 0; i < each; ++i) {
                    const int at = number * each + i;
                    // Each event is sent twice, from two threads.
                    auto request = webhook("file.ready", "file-" + std::to_string(number / 2 * each + i));
                    answers[static_cast<std::size_t>(at)] = app.async_handle(
                        std::move(request), asio::bind_executor(pool.get_executor(), asio::use_future));
                }
            });
        }
    }
    int good = 0;
    for (auto& answer : answers) {
        BOOST_REQUIRE((answer.wait_for(std::chrono::seconds(30)) == std::future_status::ready));
        good += answer.get().status() == 200 ? 1 : 0;
    }
    pool.join();
    BOOST_TEST(good == threads * each);
    BOOST_TEST(runs == threads / 2 * each);
}

BOOST_AUTO_TEST_CASE(a_run_whose_context_ends_is_destroyed) {
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> seen = held;
    {
        asio::io_context short_lived;
        frameio_test::gate hold(short_lived);
        app.on_webhook("comment.created",
                       [&hold](const webhook_event&, frameio::context& ctx) -> asio::awaitable<void> {
                           ctx.set(0);
                           co_await hold.pass();
                       });
        app.async_handle(webhook("comment.created"),
                         asio::bind_executor(short_lived.get_executor(),
                                             [kept = std::move(held)](std::exception_ptr, frameio::http_response) {}));
        short_lived.poll();
        BOOST_TEST(hold.waiting() == 1);
        BOOST_TEST(!seen.expired());
    }
    BOOST_TEST(seen.expired());
    BOOST_TEST(runs == 0);
}

BOOST_AUTO_TEST_SUITE_END()
