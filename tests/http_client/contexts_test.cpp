// Connections that are kept outlive the context that opened them, and serve another.

#include <boost/test/unit_test.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "common/scripted_server.hpp"
#include "http/client/transport.hpp"

namespace {

namespace asio = boost::asio;
using frameio_test::reply;

struct wandering {
    frameio_test::scripted_server server;
    std::optional<frameio::http::transport> by;

    wandering() {
        by.emplace(frameio::http::transport_options());
    }

    /// The status of a call that runs on that context to its end.
    unsigned ask(asio::io_context& loop) {
        unsigned status = 0;
        asio::co_spawn(loop, by->send(frameio::http::client_request("GET", frameio::http::url::parse(server.url()))),
                       [&status](std::exception_ptr failure, const frameio::http::client_response& response) {
                           status = failure ? 0 : response.status;
                       });
        loop.restart();
        loop.run();
        return status;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(contexts, wandering)

BOOST_AUTO_TEST_CASE(a_connection_outlives_its_context) {
    for (int i = 0; i < 4; ++i) {
        asio::io_context loop(1);
        BOOST_TEST(ask(loop) == 200U);
        BOOST_TEST(ask(loop) == 200U);
    }
    BOOST_TEST(server.connections() == 1U);
    BOOST_TEST(by->counters().idle == 1U);
    by.reset();
    server.wait_for_ended(1);
}

BOOST_AUTO_TEST_CASE(a_connection_goes_from_one_context_to_another_and_back) {
    asio::io_context one(1);
    asio::io_context other(1);
    for (int i = 0; i < 4; ++i) {
        BOOST_TEST(ask(one) == 200U);
        BOOST_TEST(ask(other) == 200U);
    }
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_transport_may_end_before_its_contexts) {
    asio::io_context one(1);
    BOOST_TEST(ask(one) == 200U);
    by.reset();
    server.wait_for_ended(1);
    by.emplace(frameio::http::transport_options());
    BOOST_TEST(ask(one) == 200U);
}

BOOST_AUTO_TEST_CASE(a_context_may_end_in_the_middle_of_a_call_on_a_kept_connection) {
    auto loop = std::make_unique<asio::io_context>(1);
    BOOST_TEST(ask(*loop) == 200U);
    server.stall();
    asio::co_spawn(*loop, by->send(frameio::http::client_request("GET", frameio::http::url::parse(server.url()))),
                   [](std::exception_ptr, const frameio::http::client_response&) {});
    loop->restart();
    while (server.stalled() == 0) {
        loop->poll();
    }
    loop.reset();
    server.wait_for_ended(1);
    BOOST_TEST(by->counters().open == 0U);
    asio::io_context next(1);
    BOOST_TEST(ask(next) == 200U);
}

BOOST_AUTO_TEST_CASE(contexts_come_and_go_on_many_threads) {
    std::vector<std::thread> lanes;
    std::vector<int> answered(4);
    for (int& count : answered) {
        lanes.emplace_back([this, &count] {
            for (int i = 0; i < 50; ++i) {
                asio::io_context loop(1);
                count += ask(loop) == 200 ? 1 : 0;
            }
        });
    }
    for (std::thread& each : lanes) {
        each.join();
    }
    for (const int count : answered) {
        BOOST_TEST(count == 50);
    }
    BOOST_TEST(by->counters().open == by->counters().idle);
    BOOST_TEST(server.connections() <= 4U);
}

BOOST_AUTO_TEST_SUITE_END()
