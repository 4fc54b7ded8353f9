// What a server counts, and what it answers beside deliveries.

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

#include "common/busy_server.hpp"

using namespace std::chrono_literals;
using frameio_test::client;
using frameio_test::genuine_octets;
using frameio_test::second_of;

namespace {

struct counting_server : frameio_test::busy_server {
    counting_server() {
        app.on_webhook("file.deleted", [](const frameio::webhook_event&) -> boost::asio::awaitable<void> {
            throw std::runtime_error("no");
            co_return;
        });
        serve();
    }

    frameio_test::received_response ask(client& on, const std::string& method, const std::string& target) {
        on.send(method + " " + target + " HTTP/1.1\r\nHost: test\r\n\r\n");
        return on.receive(method != "HEAD");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(counters, counting_server)

BOOST_AUTO_TEST_CASE(count_what_became_of_the_deliveries) {
    client one = connect();
    const auto send = [&](const std::string& octets) {
        one.send(octets);
        return one.receive().status;
    };
    BOOST_TEST(send(webhook("file.ready")) == 200U);
    BOOST_TEST(send(webhook("file.ready")) == 200U);
    BOOST_TEST(send(webhook("share.viewed")) == 200U);
    BOOST_TEST(send(webhook("file.deleted")) == 500U);
    BOOST_TEST(send(genuine_octets("wrong", "{}", second_of(clock))) == 401U);
    BOOST_TEST(send(genuine_octets(frameio_test::webhook_secret, "{}", second_of(clock))) == 400U);
    BOOST_TEST(send("GET /nothing HTTP/1.1\r\nHost: test\r\n\r\n") == 404U);
    client other = connect();
    other.send(webhook("file.updated"));
    const frameio::server_counters now = server->counters();
    BOOST_TEST(now.connections == 2U);
    BOOST_TEST(now.open_connections == 2U);
    BOOST_TEST(now.requests == 7U);
    BOOST_TEST(now.accepted == 1U);
    BOOST_TEST(now.repeated == 1U);
    BOOST_TEST(now.ignored == 1U);
    BOOST_TEST(now.failed == 1U);
    BOOST_TEST(now.rejected == 2U);
    BOOST_TEST(now.running == 1U);
    BOOST_TEST(now.late == 0U);
    hold.open();
    BOOST_TEST(other.receive().status == 200U);
    BOOST_TEST(server->counters().running == 0U);
    BOOST_TEST(server->counters().accepted == 2U);
}

BOOST_AUTO_TEST_CASE(open_connections_go_down_when_they_close) {
    {
        client one = connect();
        client other = connect();
        BOOST_TEST(run_until([this] { return server->counters().open_connections == 2; }));
    }
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    BOOST_TEST(server->counters().connections == 2U);
}

BOOST_AUTO_TEST_CASE(health_is_answered_beside_deliveries) {
    client probe = connect();
    for (const char* path : {"/healthz", "/readyz"}) {
        const auto fine = ask(probe, "GET", path);
        BOOST_TEST(fine.status == 200U);
        BOOST_TEST(fine.body == R"({"status":"ok"})");
        BOOST_TEST(ask(probe, "HEAD", path).status == 200U);
        const auto wrong = ask(probe, "POST", path);
        BOOST_TEST(wrong.status == 405U);
        BOOST_TEST(wrong.header("allow") == "GET, HEAD");
    }
    BOOST_TEST(ask(probe, "GET", "/healthz?verbose=1").status == 200U);
}

BOOST_AUTO_TEST_CASE(other_methods_and_paths_are_refused_in_words) {
    client probe = connect();
    const auto get = ask(probe, "GET", "/");
    BOOST_TEST(get.status == 405U);
    BOOST_TEST(get.header("allow") == "POST");
    BOOST_TEST(ask(probe, "GET", "/nothing").status == 404U);
    BOOST_TEST(ask(probe, "BREW", "/").status == 501U);
    BOOST_TEST(ask(probe, "OPTIONS", "*").status == 204U);
    BOOST_TEST(ask(probe, "HEAD", "/nothing").status == 404U);
    BOOST_TEST(!probe.has_answer());
}

BOOST_AUTO_TEST_CASE(answers_carry_the_time_of_the_clock) {
    client probe = connect();
    BOOST_TEST(ask(probe, "GET", "/healthz").header("date") == "Thu, 29 Oct 2020 20:48:19 GMT");
    turn(1s);
    probe.send(webhook("file.ready"));
    BOOST_TEST(probe.receive().header("date") == "Thu, 29 Oct 2020 20:48:20 GMT");
}

BOOST_AUTO_TEST_SUITE_END()
