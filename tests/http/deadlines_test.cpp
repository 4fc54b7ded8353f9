// Each phase of a connection has a deadline, as a total: octets that come drop by drop do not put it off.

#include <boost/test/unit_test.hpp>

#include <boost/asio/detached.hpp>

#include <string>

#include "common/busy_server.hpp"

using namespace std::chrono_literals;
using frameio_test::busy_server;
using frameio_test::client;

namespace {

struct timed_server : busy_server {
    timed_server() {
        serve();
    }

    /// A connection that asks for more than the buffers between it and the server hold, and reads nothing.
    client ask_too_much() {
        client asking = connect();
        const int small = 64 * 1024;
        ::setsockopt(asking.by().fd(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        for (int i = 0; i < asked; ++i) {
            BOOST_TEST_REQUIRE(asking.send(action("acme.large", "interaction-" + std::to_string(i))));
        }
        BOOST_TEST(runs < asked);
        return asking;
    }
    static constexpr int asked = 16;

    /// Sends an empty line each second, and expects the end after that time.
    void check_open_for(std::chrono::seconds time, client& chatty) {
        for (std::chrono::seconds passed = 1s; passed < time; ++passed) {
            turn(1s);
            BOOST_TEST(chatty.send("\r\n"));
            BOOST_TEST(chatty.is_open());
        }
        turn(1s);
        BOOST_TEST(chatty.at_end());
        BOOST_TEST(all_closed());
    }

    bool all_closed() {
        return run_until([this] { return server->counters().open_connections == 0; });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(deadlines, timed_server)

BOOST_AUTO_TEST_CASE(a_connection_that_says_nothing_is_closed) {
    client silent = connect();
    turn(9'999ms);
    BOOST_TEST(silent.is_open());
    turn(1ms);
    BOOST_TEST(silent.at_end());
    BOOST_TEST(all_closed());
}

BOOST_AUTO_TEST_CASE(empty_lines_do_not_put_off_the_end_of_a_silent_connection) {
    client chatty = connect();
    check_open_for(10s, chatty);
}

BOOST_AUTO_TEST_CASE(empty_lines_do_not_put_off_the_end_of_an_idle_connection) {
    client chatty = connect();
    chatty.send(webhook("file.ready"));
    BOOST_TEST(chatty.receive().status == 200U);
    check_open_for(60s, chatty);
}

BOOST_AUTO_TEST_CASE(headers_that_come_drop_by_drop_have_ten_seconds) {
    client slow = connect();
    turn(5s);
    for (const char octet : std::string("POST / HTT")) {
        BOOST_TEST(slow.send(std::string(1, octet)));
        BOOST_TEST(slow.is_open());
        turn(999ms);
    }
    BOOST_TEST(slow.is_open());
    turn(10ms);
    const auto late = slow.receive();
    BOOST_TEST(late.status == 408U);
    BOOST_TEST(late.closes());
    BOOST_TEST(slow.at_end());
    turn(2s);
    BOOST_TEST(all_closed());
}

BOOST_AUTO_TEST_CASE(headers_of_a_later_request_have_ten_seconds_too) {
    client slow = connect();
    slow.send(webhook("file.ready"));
    BOOST_TEST(slow.receive().status == 200U);
    turn(30s);
    slow.send("POST / HTTP/1.1\r\nHost: ");
    turn(9'999ms);
    BOOST_TEST(slow.is_open());
    turn(1ms);
    BOOST_TEST(slow.receive().status == 408U);
    BOOST_TEST(slow.at_end());
}

BOOST_AUTO_TEST_CASE(a_body_that_comes_drop_by_drop_has_twenty_seconds) {
    client slow = connect();
    slow.send("POST / HTTP/1.1\r\nHost: test\r\n");
    turn(9s);
    slow.send("Content-Length: 100\r\n\r\n");
    for (int i = 0; i < 19; ++i) {
        turn(1s);
        BOOST_TEST(slow.send("x"));
        BOOST_TEST(slow.is_open());
    }
    turn(999ms);
    BOOST_TEST(slow.is_open());
    turn(1ms);
    const auto late = slow.receive();
    BOOST_TEST(late.status == 408U);
    BOOST_TEST(late.closes());
    BOOST_TEST(slow.at_end());
}

BOOST_AUTO_TEST_CASE(a_chunked_body_has_twenty_seconds_too) {
    client slow = connect();
    slow.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 19; ++i) {
        turn(1s);
        BOOST_TEST(slow.send("1\r\nx\r\n"));
    }
    turn(999ms);
    BOOST_TEST(slow.is_open());
    turn(1ms);
    BOOST_TEST(slow.receive().status == 408U);
    BOOST_TEST(slow.at_end());
}

BOOST_AUTO_TEST_CASE(an_idle_connection_has_a_minute) {
    client idle = connect();
    for (int i = 0; i < 3; ++i) {
        idle.send(webhook("file.ready"));
        BOOST_TEST(idle.receive().status == 200U);
        turn(59'999ms);
        BOOST_TEST(idle.is_open());
    }
    turn(1ms);
    BOOST_TEST(idle.at_end());
    BOOST_TEST(all_closed());
}

BOOST_AUTO_TEST_CASE(a_peer_that_takes_no_answers_has_twenty_seconds) {
    const client deaf = ask_too_much();
    turn(19'999ms);
    BOOST_TEST(server->counters().open_connections == 1U);
    turn(1ms);
    BOOST_TEST(all_closed());
}

BOOST_AUTO_TEST_CASE(a_peer_that_takes_its_answers_slowly_is_served_to_the_end) {
    client slow = ask_too_much();
    for (int i = 0; i < asked; ++i) {
        turn(2s);
        BOOST_TEST_REQUIRE(slow.receive().status == 200U);
    }
    BOOST_TEST(runs == asked);
}

BOOST_AUTO_TEST_CASE(a_handler_that_runs_is_not_cut_off_by_another_phases_deadline) {
    client patient = connect();
    patient.send(webhook("file.updated"));
    turn(4'999ms);
    BOOST_TEST(patient.is_open());
    hold.open();
    BOOST_TEST(patient.receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(deadlines_are_the_users_to_choose) {
    options.limits.fresh_time = 1s;
    options.limits.header_time = 2s;
    options.limits.body_time = 3s;
    options.limits.idle_time = 4s;
    frameio::server hasty(loop.get_executor(), app, options);
    hasty.async_run(boost::asio::detached);
    run();
    const auto open = [&] { return hasty.counters().open_connections; };
    const auto at = [&] { return client(hasty.local_endpoint(), [this] { run(); }); };
    client fresh = at();
    client head = at();
    client body = at();
    client idle = at();
    head.send("P");
    body.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\n");
    idle.send(webhook("file.ready"));
    BOOST_TEST(idle.receive().status == 200U);
    BOOST_TEST(open() == 4U);
    turn(1s);
    BOOST_TEST(fresh.at_end());
    turn(1s);
    BOOST_TEST(head.receive().status == 408U);
    turn(1s);
    BOOST_TEST(body.receive().status == 408U);
    BOOST_TEST(idle.is_open());
    turn(1s);
    BOOST_TEST(idle.at_end());
}

BOOST_AUTO_TEST_CASE(a_drain_does_not_wait_longer_for_a_request_than_it_says) {
    client slow = connect();
    slow.send("POST / HTTP/1.1\r\nHost: ");
    client slower = connect();
    slower.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n");
    server->drain();
    turn(1'999ms);
    BOOST_TEST(slow.is_open());
    turn(1ms);
    BOOST_TEST(slow.receive().status == 408U);
    BOOST_TEST(slower.receive().status == 408U);
    turn(2s);
    BOOST_TEST(ended.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
