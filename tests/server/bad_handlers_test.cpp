// Handlers that do everything wrong: what becomes of their own event, and that nothing becomes of the others.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <poll.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <new>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/stored_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;
using frameio::store::event_state;
using frameio_test::client;

namespace {

/// Cleans up by something that fails, while something else has failed.
struct failing_cleanup {
    ~failing_cleanup() {
        try {
            throw std::logic_error("the cleanup fails, too");
        } catch (const std::logic_error&) {
        }
    }
};

asio::awaitable<void> nothing() {
    co_return;
}

asio::awaitable<void> throw_exception() {
    co_await nothing();
    throw std::runtime_error("no luck");
}
asio::awaitable<void> throw_number() {
    co_await nothing();
    throw 42;
}
asio::awaitable<void> throw_while_unwinding() {
    const failing_cleanup outer;
    co_await throw_exception();
}
asio::awaitable<void> run_out_of_memory() {
    co_await nothing();
    throw std::bad_alloc();
}
asio::awaitable<void> wait_for_ever() {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    asio::steady_timer never(executor, asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::use_awaitable);
}

/// What a handler does, and what is known of that afterwards.
struct fault {
    const char* name;
    asio::awaitable<void> (*run)();
    const char* reason;

    friend std::ostream& operator<<(std::ostream& to, const fault& one) {
        return to << one.name;
    }
};

const std::array faults{fault{"throws", throw_exception, "no luck"},
                        fault{"throws what is no exception", throw_number, "unknown exception"},
                        fault{"throws while it unwinds", throw_while_unwinding, "no luck"},
                        fault{"has no memory", run_out_of_memory, "std::bad_alloc"},
                        fault{"never returns", wait_for_ever, "the run took longer than 5000 ms"}};

struct with_bad_one : frameio_test::stored_server {
    /// The first event, in whatever state it is.
    bool bad_one_is(event_state wanted) {
        return states().at(0).state == wanted;
    }
    /// Waits until so many are done, with time passing.
    void wait_for_done(std::ptrdiff_t wanted) {
        BOOST_TEST_REQUIRE(run_until([&] {
            const auto all = states();
            return std::ranges::count(all, event_state::done, &frameio_test::stored_state::state) == wanted;
        }));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bad_handlers, with_bad_one)

BOOST_DATA_TEST_CASE(fail_their_own_event_alone, boost::unit_test::data::make(faults), bad) {
    on("file.updated", [bad](const webhook_event&, context&) { return bad.run(); })
        .attempts(2)
        .backoff(10s, 10s)
        .timeout(5s);
    on("file.ready", [](const webhook_event&, context&) { return nothing(); });
    serve();
    BOOST_TEST(status_of(webhook("file.updated", "bad")) == 200U);
    wait_for_runs(1);
    for (const char* id : {"a", "b", "c"}) {
        BOOST_TEST(status_of(webhook("file.ready", id)) == 200U);
    }
    wait_for_done(3);
    turn(5s);
    BOOST_TEST_REQUIRE(run_until([&] { return bad_one_is(event_state::pending); }));
    BOOST_TEST(states().at(0).reason == bad.reason);
    turn(13s);
    wait_for_runs(5);
    BOOST_TEST(status_of(webhook("file.ready", "d")) == 200U);
    wait_for_done(4);
    turn(5s);
    BOOST_TEST_REQUIRE(run_until([&] { return bad_one_is(event_state::parked); }));
    BOOST_TEST(states().at(0).reason == std::string("2 runs failed: ") + bad.reason);
    BOOST_TEST(began.size() == 6U);
    BOOST_TEST(server->counters().running == 0U);
    server->drain();
    BOOST_TEST(!await_end());
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// A server with two lanes and two threads, and a handler that holds up one of them.
struct blocked_server {
    frameio_test::temporary_directory directory;
    frameio::manual_clock clock;
    asio::io_context loop{2};
    frameio::app app;
    std::promise<void> entered;
    std::promise<void> release;
    std::atomic<int> blocked = 0;
    std::atomic<int> good = 0;
    std::optional<frameio::server> server;
    std::promise<boost::system::error_code> ended;
    bool released = false;
    std::vector<std::jthread> threads;

    blocked_server() {
        app.use_clock(clock);
        app.webhook_secret(frameio_test::webhook_secret);
        app.on_webhook("file.updated", [this](const webhook_event&) -> asio::awaitable<void> {
            if (++blocked == 1) {
                entered.set_value();
                release.get_future().wait();
            }
            co_return;
        });
        app.on_webhook("file.ready", [this](const webhook_event&) -> asio::awaitable<void> {
            ++good;
            co_return;
        });
        server.emplace(loop.get_executor(), app, options());
        server->async_run([this](boost::system::error_code code) { ended.set_value(code); });
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([this] { loop.run(); });
        }
    }
    ~blocked_server() {
        if (!released) {
            let_go();
        }
        loop.stop();
        threads.clear();
    }
    blocked_server(const blocked_server&) = delete;
    blocked_server& operator=(const blocked_server&) = delete;

    void let_go() {
        released = true;
        release.set_value();
    }

    frameio::server_options options() const {
        frameio::server_options made;
        made.listen = {"127.0.0.1:0"};
        made.lanes = 2;
        made.store = "sqlite:" + (directory.path() / "store.db").string();
        return made;
    }
    void deliver(client& by, const std::string& type, const std::string& id) const {
        by.send(frameio_test::genuine_octets(frameio_test::webhook_secret, frameio_test::webhook_body(type, id),
                                             frameio_test::second_of(clock)));
    }
    bool wait_for_good(int count) const {
        const auto end = std::chrono::steady_clock::now() + frameio_test::patience;
        while (good < count && std::chrono::steady_clock::now() < end) {
            std::this_thread::yield();
        }
        return good >= count;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(blocking_handlers, blocked_server)

// Longer than a lease: the other lane does not take the event, as long as the server lives.
BOOST_AUTO_TEST_CASE(hold_up_their_lane_and_no_other) {
    std::array<client, 2> one_on_each{client(server->local_endpoint()), client(server->local_endpoint())};
    for (std::size_t i = 0; i < 2; ++i) {
        deliver(one_on_each[i], "file.ready", "before " + std::to_string(i));
        BOOST_TEST(one_on_each[i].receive().status == 200U);
    }
    BOOST_TEST_REQUIRE(wait_for_good(2));
    deliver(one_on_each[0], "file.updated", "bad");
    BOOST_TEST(one_on_each[0].receive().status == 200U);
    BOOST_TEST_REQUIRE((entered.get_future().wait_for(frameio_test::patience) == std::future_status::ready));

    for (std::size_t i = 0; i < 2; ++i) {
        deliver(one_on_each[i], "file.ready", "during " + std::to_string(i));
    }
    std::array<pollfd, 2> answers{pollfd{one_on_each[0].by().fd(), POLLIN, 0},
                                  pollfd{one_on_each[1].by().fd(), POLLIN, 0}};
    BOOST_TEST_REQUIRE(::poll(answers.data(), answers.size(), 30'000) == 1);
    const std::size_t free = (answers[0].revents & POLLIN) != 0 ? 0 : 1;
    BOOST_TEST(one_on_each[free].receive().status == 200U);
    BOOST_TEST(wait_for_good(3));
    clock.advance(31s);
    deliver(one_on_each[free], "file.ready", "later");
    BOOST_TEST(one_on_each[free].receive().status == 200U);
    BOOST_TEST(wait_for_good(4));  // it has looked what there is to run
    BOOST_TEST(blocked == 1);

    let_go();
    BOOST_TEST(one_on_each[1 - free].receive().status == 200U);
    BOOST_TEST(wait_for_good(5));
    server->drain();
    auto result = ended.get_future();
    BOOST_TEST_REQUIRE((result.wait_for(frameio_test::patience) == std::future_status::ready));
    BOOST_TEST(!result.get());
    BOOST_TEST(blocked == 1);
}

BOOST_AUTO_TEST_SUITE_END()
