// Answers come in the order of the requests, and as soon as that order allows; and the last one is not lost.

#include <boost/test/unit_test.hpp>

#include <list>
#include <string>

#include "common/busy_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio_test::busy_server;
using frameio_test::client;
using frameio_test::gate;

namespace {

/// The same with an action of which each run waits at a gate of its own.
struct gated_server : busy_server {
    std::list<gate> gates;

    gated_server() {
        app.on_action(frameio::action("acme.gated", "Name", "Description"),
                      [this](const frameio::action_event& event) -> asio::awaitable<frameio::message> {
                          gate& own = gates.emplace_back(loop);
                          co_await own.pass();
                          co_return frameio::message("Gated", std::string(event.interaction_id));
                      });
        serve();
    }

    gate& gate_number(std::size_t number) {
        BOOST_TEST_REQUIRE(number < gates.size());
        auto at = gates.begin();
        std::advance(at, number);
        return *at;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(order, gated_server)

BOOST_AUTO_TEST_CASE(a_quick_answer_waits_for_the_slow_one_before_it) {
    client pipelining = connect();
    pipelining.send(action("acme.gated", "slow") + action("acme.echo", "quick"));
    BOOST_TEST(!pipelining.has_answer());
    gate_number(0).open();
    BOOST_TEST(pipelining.receive().body == R"({"title":"Gated","description":"slow"})");
    BOOST_TEST(pipelining.receive().body == R"({"title":"Echo","description":"quick"})");
}

BOOST_AUTO_TEST_CASE(answers_are_not_held_up_by_a_slow_one_after_them) {
    client pipelining = connect();
    pipelining.send(action("acme.echo", "1") + action("acme.echo", "2") + action("acme.gated", "slow"));
    BOOST_TEST(pipelining.receive().body == R"({"title":"Echo","description":"1"})");
    BOOST_TEST(pipelining.receive().body == R"({"title":"Echo","description":"2"})");
    BOOST_TEST(gates.size() == 1U);
    BOOST_TEST(!pipelining.has_answer());
    gate_number(0).open();
    BOOST_TEST(pipelining.receive().body == R"({"title":"Gated","description":"slow"})");
}

BOOST_AUTO_TEST_CASE(each_of_several_slow_ones_is_answered_when_it_is_done) {
    client pipelining = connect();
    pipelining.send(action("acme.gated", "1") + action("acme.gated", "2") + action("acme.gated", "3"));
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST(!pipelining.has_answer());
        BOOST_TEST(gates.size() == i + 1);
        gate_number(i).open();
        BOOST_TEST(pipelining.receive().body == R"({"title":"Gated","description":")" + std::to_string(i + 1) + "\"}");
    }
}

BOOST_AUTO_TEST_CASE(a_quick_answer_between_two_slow_ones_does_not_wait_for_the_second) {
    client pipelining = connect();
    pipelining.send(action("acme.gated", "1") + action("acme.echo", "2") + action("acme.gated", "3"));
    gate_number(0).open();
    BOOST_TEST(pipelining.receive().body == R"({"title":"Gated","description":"1"})");
    BOOST_TEST(pipelining.receive().body == R"({"title":"Echo","description":"2"})");
    gate_number(1).open();
    BOOST_TEST(pipelining.receive().body == R"({"title":"Gated","description":"3"})");
}

BOOST_AUTO_TEST_CASE(each_of_several_slow_ones_has_a_deadline_of_its_own) {
    client pipelining = connect();
    pipelining.send(action("acme.gated", "1") + action("acme.gated", "2"));
    turn(3s);
    gate_number(0).open();
    BOOST_TEST(pipelining.receive().status == 200U);
    turn(3s);
    BOOST_TEST(!pipelining.has_answer());
    gate_number(1).open();
    BOOST_TEST(pipelining.receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(a_peer_that_says_no_more_gets_its_answers) {
    client quick = connect();
    quick.send(webhook("file.ready", "1") + webhook("file.ready", "2"));
    quick.finish();
    BOOST_TEST(quick.receive().status == 200U);
    BOOST_TEST(quick.receive().status == 200U);
    BOOST_TEST(quick.at_end());
    client slow = connect();
    slow.send(webhook("file.updated"));
    slow.finish();
    BOOST_TEST(slow.is_open());
    hold.open();
    BOOST_TEST(slow.receive().status == 200U);
    BOOST_TEST(slow.at_end());
}

BOOST_AUTO_TEST_CASE(a_peer_that_stops_in_the_middle_is_not_answered) {
    client cut = connect();
    const std::string whole = webhook("file.ready");
    cut.send(whole.substr(0, whole.size() - 1));
    cut.finish();
    BOOST_TEST(cut.at_end());
    BOOST_TEST(runs == 0);
}

BOOST_AUTO_TEST_CASE(a_refusal_reaches_a_peer_that_is_still_sending) {
    client verbose = connect();
    BOOST_TEST(verbose.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 10000000\r\n\r\n"));
    for (int i = 0; i < 16; ++i) {
        BOOST_TEST(verbose.send(std::string(64 * 1024, 'x')));
    }
    const auto refused = verbose.receive();
    BOOST_TEST(refused.status == 413U);
    BOOST_TEST(refused.closes());
    BOOST_TEST(verbose.at_end());
    BOOST_TEST(!verbose.was_reset());
    BOOST_TEST(server->counters().open_connections == 1U);
    turn(2s);
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
}

BOOST_AUTO_TEST_CASE(a_closing_connection_closes_at_once_when_its_peer_does) {
    {
        client wrong = connect();
        wrong.send("GET\r\n\r\n");
        BOOST_TEST(wrong.receive().status == 400U);
        BOOST_TEST(wrong.at_end());
    }
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
}

BOOST_AUTO_TEST_CASE(nothing_is_processed_after_a_request_that_closes) {
    client closing = connect();
    closing.send(webhook("file.ready", "1", "Connection: close\r\n") + webhook("file.ready", "2"));
    const auto got = closing.receive();
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(got.closes());
    BOOST_TEST(closing.at_end());
    BOOST_TEST(!closing.was_reset());
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(http_1_0_closes_unless_it_asks_to_stay) {
    client old = connect();
    old.send(webhook("file.ready", "1", "Connection: keep-alive\r\n", "1.0"));
    const auto kept = old.receive();
    BOOST_TEST(kept.status == 200U);
    BOOST_TEST(kept.header("connection") == "keep-alive");
    old.send(webhook("file.ready", "2", {}, "1.0"));
    const auto last = old.receive();
    BOOST_TEST(last.status == 200U);
    BOOST_TEST(last.closes());
    BOOST_TEST(old.at_end());
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_SUITE_END()
