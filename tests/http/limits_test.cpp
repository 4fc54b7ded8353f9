// Everything that a peer could make large is bounded, and what is within the bounds arrives whole.

#include <boost/test/unit_test.hpp>

#include <optional>
#include <random>
#include <string>

#include "common/busy_server.hpp"
#include "common/temporary_directory.hpp"

using namespace std::chrono_literals;
using frameio_test::busy_server;
using frameio_test::client;
using frameio_test::genuine_octets;
using frameio_test::second_of;

BOOST_FIXTURE_TEST_SUITE(limits, busy_server)

BOOST_AUTO_TEST_CASE(further_connections_wait_until_others_close) {
    options.limits.connections = 2;
    serve();
    client third = [this] {
        client first = connect();
        client second = connect();
        first.send(webhook("file.ready", "1"));
        second.send(webhook("file.ready", "2"));
        BOOST_TEST(first.receive().status == 200U);
        BOOST_TEST(second.receive().status == 200U);
        client waiting = connect();
        waiting.send(webhook("file.ready", "3"));
        turn(1s);
        BOOST_TEST(!waiting.has_answer());
        BOOST_TEST(server->counters().connections == 2U);
        return waiting;
    }();
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    turn(1s);
    BOOST_TEST(third.receive().status == 200U);
    BOOST_TEST(server->counters().connections == 3U);
}

BOOST_AUTO_TEST_CASE(a_full_lane_does_not_keep_connections_from_another) {
    options.limits.connections = 4;
    options.lanes = 2;
    serve();
    client a = connect();
    auto b = std::make_unique<client>(connect());
    client c = connect();
    auto d = std::make_unique<client>(connect());
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 4; }));
    // Both that are left are on one lane, whichever it is.
    b.reset();
    d.reset();
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 2; }));
    turn(500ms);
    client e = connect();
    client f = connect();
    for (client* each : {&e, &f}) {
        each->send(webhook("file.ready"));
        turn(500ms);
        BOOST_TEST(each->receive().status == 200U);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_closes_after_as_many_requests_as_it_may_make) {
    options.limits.requests_per_connection = 3;
    serve();
    client busy = connect();
    for (int i = 0; i < 5; ++i) {
        busy.send(webhook("file.ready", std::to_string(i)));
        if (i < 3) {
            const auto got = busy.receive();
            BOOST_TEST(got.status == 200U);
            BOOST_TEST(got.closes() == (i == 2));
        }
    }
    BOOST_TEST(busy.at_end());
    BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE(handlers_beyond_the_limit_are_answered_503) {
    options.limits.running = 2;
    serve();
    client first = connect();
    client second = connect();
    client third = connect();
    first.send(webhook("file.updated", "1"));
    second.send(webhook("file.updated", "2"));
    third.send(webhook("file.updated", "3"));
    const auto refused = third.receive();
    BOOST_TEST(refused.status == 503U);
    BOOST_TEST(refused.header("retry-after") != "");
    BOOST_TEST(!refused.closes());
    hold.open();
    BOOST_TEST(first.receive().status == 200U);
    BOOST_TEST(second.receive().status == 200U);
    third.send(webhook("file.updated", "3"));
    BOOST_TEST(third.receive().status == 200U);
    BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE(the_sum_of_all_bodies_is_bounded) {
    options.limits.body_bytes = 64 * 1024;
    options.limits.bodies_bytes = 100 * 1024;
    serve();
    const std::string whole = webhook_of(60 * 1024);
    client first = connect();
    first.send(whole.substr(0, whole.size() / 2));
    client second = connect();
    second.send(whole.substr(0, whole.size() / 2));
    const auto refused = second.receive();
    BOOST_TEST(refused.status == 503U);
    BOOST_TEST(refused.header("retry-after") != "");
    BOOST_TEST(refused.closes());
    first.send(whole.substr(whole.size() / 2));
    BOOST_TEST(first.receive().status == 200U);
    client third = connect();
    third.send(whole);
    BOOST_TEST(third.receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(the_sum_of_all_bodies_forgets_those_that_were_given_up) {
    options.limits.body_bytes = 64 * 1024;
    options.limits.bodies_bytes = 100 * 1024;
    serve();
    const std::string whole = webhook_of(60 * 1024);
    for (int i = 0; i < 4; ++i) {
        client gives_up = connect();
        gives_up.send(whole.substr(0, whole.size() / 2));
        if (i == 0) {
            turn(20s);
            BOOST_TEST(gives_up.receive().status == 408U);
        }
    }
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    client last = connect();
    last.send(genuine_octets(frameio_test::webhook_secret, body_of(60 * 1024), second_of(clock)));
    BOOST_TEST(last.receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(bodies_up_to_the_limit_arrive_whole) {
    keep_bodies = true;
    serve();
    client sender = connect();
    for (const std::size_t size : {100UL, 16'383UL, 16'384UL, 16'385UL, 65'536UL, 300'000UL, 1'048'576UL}) {
        BOOST_TEST(sender.send(webhook_of(size)));
        BOOST_TEST(sender.receive().status == 200U, size);
        BOOST_TEST_REQUIRE(!bodies.empty());
        BOOST_TEST((bodies.back() == body_of(size)), size);
    }
    sender.send(webhook_of(1'048'577));
    BOOST_TEST(sender.receive().status == 413U);
    BOOST_TEST(bodies.size() == 7U);
}

BOOST_AUTO_TEST_CASE(chunked_bodies_up_to_the_limit_arrive_whole) {
    keep_bodies = true;
    serve();
    const std::string body = body_of(1'048'576);
    std::string octets = genuine_octets(frameio_test::webhook_secret, body, second_of(clock));
    octets.resize(octets.find("Content-Length"));
    octets += "Transfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at < body.size(); at += 0x5000) {
        const std::string part = body.substr(at, 0x5000);
        char size[16];
        std::snprintf(size, sizeof size, "%zx\r\n", part.size());
        octets.append(size).append(part).append("\r\n");
    }
    client sender = connect();
    BOOST_TEST(sender.send(octets + "0\r\n\r\n"));
    BOOST_TEST(sender.receive().status == 200U);
    BOOST_TEST_REQUIRE(bodies.size() == 1U);
    BOOST_TEST((bodies.front() == body));
}

BOOST_AUTO_TEST_CASE(buffers_that_are_used_again_keep_bodies_apart) {
    keep_bodies = true;
    serve();
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same sizes every time
    client one = connect();
    client other = connect();
    for (int i = 0; i < 200; ++i) {
        const std::string id = "file-" + std::to_string(i);
        const std::size_t size = 100 + random() % (i % 10 == 0 ? 200'000 : 3'000);
        client& sender = i % 3 == 0 ? other : one;
        BOOST_TEST_REQUIRE(sender.send(webhook_of(size, id)));
        BOOST_TEST_REQUIRE(sender.receive().status == 200U);
        BOOST_TEST_REQUIRE((bodies.back() == body_of(size, id)));
    }
    BOOST_TEST(bodies.size() == 200U);
}

BOOST_AUTO_TEST_CASE(a_flood_of_pipelined_requests_meets_back_pressure) {
    serve();
    client flood = connect();
    const int small = 16 * 1024;
    ::setsockopt(flood.by().fd(), SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
    const std::string padding = "X-Padding: " + std::string(8'000, 'x') + "\r\n";
    std::string rest;
    int sent = 0;
    for (int stuck = 0; stuck < 20;) {
        if (rest.empty()) {
            const std::string body = frameio_test::action_body("acme.large", "i-" + std::to_string(sent++));
            rest = genuine_octets(frameio_test::action_secret, body, second_of(clock), padding);
        }
        const long count = flood.by().write(rest.data(), rest.size());
        rest.erase(0, count > 0 ? static_cast<std::size_t>(count) : 0);
        stuck = count > 0 ? 0 : stuck + 1;
        run();
        BOOST_TEST_REQUIRE(sent < 2'000);
    }
    BOOST_TEST(runs < sent);
    for (int i = 0; i < sent; ++i) {
        const auto got = flood.receive();
        BOOST_TEST_REQUIRE(got.status == 200U);
        BOOST_TEST_REQUIRE(got.body.find("\"i-" + std::to_string(i) + ".") != std::string::npos);
        const long count = rest.empty() ? 0 : flood.by().write(rest.data(), rest.size());
        rest.erase(0, count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    BOOST_TEST(runs == sent);
}

BOOST_AUTO_TEST_CASE(a_body_of_unknown_size_that_nobody_wants_is_not_read) {
    serve();
    client sender = connect();
    sender.send("PUT / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
    const auto refusal = sender.receive();
    BOOST_TEST(refusal.status == 405U);
    BOOST_TEST(refusal.closes());
}

BOOST_AUTO_TEST_CASE(a_peer_that_sends_faster_than_it_is_served_does_not_hold_up_others) {
    // A unix socket has no window: it is full again as soon as it is filled.
    const frameio_test::temporary_directory folder;
    options.listen = {"unix:" + (folder.path() / "socket").string()};
    constexpr int most = 500;
    std::optional<client> flood;
    std::string octets;
    int sent = 0;
    int other_came = 0;
    const auto fill = [&] {
        for (long count = 1; count > 0 && runs < most;) {
            octets += octets.empty() ? webhook_of(8'000, std::to_string(++sent)) : "";
            count = flood->by().write(octets.data(), octets.size());
            octets.erase(0, count > 0 ? static_cast<std::size_t>(count) : 0);
        }
    };
    app.on_webhook("file.ready", [&](const frameio::webhook_event& event) -> boost::asio::awaitable<void> {
        if (event.resource.id == "other") {
            other_came = runs;
        }
        fill();
        co_return;
    });
    serve();
    flood.emplace(connect());
    client other = connect();
    fill();
    const std::string request = webhook_of(100, "other");
    other.by().write(request.data(), request.size());
    BOOST_TEST(run_until([&] {
        fill();
        return runs >= most;
    }));
    BOOST_TEST(other_came > 0);
    BOOST_TEST(other_came < most / 4);
}

BOOST_AUTO_TEST_CASE(answers_to_a_flood_of_small_requests_keep_their_order) {
    options.limits.pipelined = 4;
    serve();
    client flood = connect();
    std::string all;
    for (int i = 0; i < 300; ++i) {
        all += action("acme.echo", "i-" + std::to_string(i));
    }
    BOOST_TEST(flood.send(all));
    for (int i = 0; i < 300; ++i) {
        BOOST_TEST_REQUIRE(flood.receive().body.find("\"i-" + std::to_string(i) + "\"") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_is_refused_after_a_large_body_does_not_look_back_at_it) {
    serve();
    const auto connection_after_a_large_body = [this] {
        client one = connect();
        one.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'x'));
        BOOST_TEST(one.receive().status == 400U);
        return one;
    };
    client empty_lines = connection_after_a_large_body();
    std::string lines;
    for (int i = 0; i < 20; ++i) {
        lines += "\r\n";
    }
    empty_lines.send(lines);
    BOOST_TEST(empty_lines.receive().status == 400U);
    client half_a_line = connection_after_a_large_body();
    half_a_line.send("\r");
    turn(std::chrono::seconds(10));
    BOOST_TEST(half_a_line.receive().status == 408U);
}

BOOST_AUTO_TEST_CASE(a_head_that_fills_the_buffer_may_come_too_late) {
    serve();
    client slow = connect();
    const std::string head = "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 16384\r\n\r\n";
    slow.send(head + std::string(16'384 - head.size(), 'x'));
    turn(std::chrono::seconds(20));
    BOOST_TEST(slow.receive().status == 408U);
}

BOOST_AUTO_TEST_CASE(bodies_that_nobody_wants_count_in_the_sum_too) {
    options.limits.body_bytes = 32 * 1024;
    options.limits.bodies_bytes = 40 * 1024;
    serve();
    const std::string unwanted = "PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 30000\r\n\r\nbegin";
    client one = connect();
    one.send(unwanted);
    client other = connect();
    other.send(unwanted);
    BOOST_TEST(other.receive().status == 503U);
    one.send(std::string(30'000 - 5, 'x'));
    BOOST_TEST(one.receive().status == 405U);
}

BOOST_AUTO_TEST_SUITE_END()
