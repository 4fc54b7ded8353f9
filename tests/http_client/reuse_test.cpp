// Connections that are kept for later: when they are used again, and when they must not be.

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <filesystem>
#include <string>
#include <vector>

#include "http_client/caller.hpp"

using namespace std::chrono_literals;
using frameio::http::call_phase;
using frameio::http::transport_errc;
using frameio_test::reply;
using frameio_test::response;

namespace {

struct reusing : frameio_test::caller {
    frameio_test::scripted_server server;

    /// Asks once, so that there is an idle connection.
    void warm_up() {
        BOOST_TEST(ask(get(server.url())).status == 200U);
        BOOST_TEST(transport().counters().idle == 1U);
    }
    /// What a server does with its idle connection becomes visible to the client some time later.
    void wait_for_end(std::size_t count) {
        run_until([&] { return server.ended() == count; });
    }
};

std::string ok(const std::string& headers = {}) {
    return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + headers + "\r\n{}";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reuse, reusing)

BOOST_AUTO_TEST_CASE(a_connection_serves_many_requests) {
    for (int i = 0; i < 5; ++i) {
        const auto got = ask(get(server.url("/x?" + std::to_string(i))));
        BOOST_TEST(got.status == 200U);
        BOOST_TEST(got.body == "{}");
        BOOST_TEST(got.headers.find("content-type") == "application/json");
    }
    BOOST_TEST(server.connections() == 1U);
    const auto now = transport().counters();
    BOOST_TEST(now.requests == 5U);
    BOOST_TEST(now.opened == 1U);
    BOOST_TEST(now.reused == 4U);
    BOOST_TEST(now.open == 1U);
    BOOST_TEST(now.idle == 1U);
    const auto seen = server.requests();
    BOOST_TEST(seen[3].target == "/x?3");
    BOOST_TEST(seen[3].header("host") == "127.0.0.1:" + std::to_string(server.port()));
    BOOST_TEST(seen[3].header("content-length") == "");
}

BOOST_AUTO_TEST_CASE(a_server_that_closes_is_noticed_before) {
    server.answer(reply().send(ok()).close());
    BOOST_TEST(ask(get(server.url())).body == "{}");
    wait_for_end(1);
    BOOST_TEST(ask(post(server.url(), "x")).status == 200U);
    BOOST_TEST(server.connections() == 2U);
    BOOST_TEST(transport().counters().reused == 0U);
}

BOOST_AUTO_TEST_CASE(a_server_that_resets_is_noticed_before) {
    server.answer(reply().send(ok()).stall().reset());
    BOOST_TEST(ask(get(server.url())).body == "{}");
    server.resume();
    wait_for_end(1);
    BOOST_TEST(ask(post(server.url(), "x")).status == 200U);
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(what_was_not_asked_for_spoils_a_connection) {
    server.answer(reply().send(ok()).stall().send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n").stall());
    BOOST_TEST(ask(get(server.url())).body == "{}");
    server.resume();
    run_until([&] { return server.stalls() == 2; });
    server.answer(response(201).json("{}"));
    BOOST_TEST(ask(post(server.url(), "x")).status == 201U);
}

BOOST_AUTO_TEST_CASE(octets_behind_a_response_spoil_a_connection) {
    server.answer(reply().send(ok() + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
    BOOST_TEST(ask(get(server.url())).body == "{}");
    BOOST_TEST(transport().counters().idle == 0U);
    BOOST_TEST(ask(get(server.url())).body == "{}");
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(a_response_may_end_the_connection) {
    for (const std::string& last :
         {ok("Connection: close\r\n"), std::string("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}")}) {
        server.answer(reply().send(last));
        BOOST_TEST(ask(get(server.url())).body == "{}");
        BOOST_TEST(transport().counters().idle == 0U);
        BOOST_TEST(transport().counters().open == 0U);
    }
    server.answer(reply().send("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}"));
    BOOST_TEST(ask(get(server.url())).body == "{}");
    BOOST_TEST(transport().counters().idle == 1U);
}

BOOST_AUTO_TEST_CASE(a_get_is_repeated_when_a_kept_connection_was_closed_meanwhile) {
    for (const char* method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
        warm_up();
        const std::size_t before = server.connections();
        server.close_before_reply();
        frameio::http::client_request request(method, frameio::http::url::parse(server.url("/again")));
        BOOST_TEST(ask(request).status == 200U, method);
        BOOST_TEST(server.connections() == before + 1);
    }
}

BOOST_AUTO_TEST_CASE(a_post_that_was_sent_is_not_repeated) {
    for (const char* method : {"POST", "PATCH"}) {
        warm_up();
        const std::size_t before = server.connections();
        server.close_before_reply();
        const auto failed = ask_in_vain(frameio::http::client_request(method, frameio::http::url::parse(server.url())));
        BOOST_TEST(failed.code() == transport_errc::connection_lost);
        BOOST_TEST(failed.sent());
        BOOST_TEST(!failed.timed_out());
        BOOST_TEST(failed.phase() == call_phase::receive);
        BOOST_TEST(server.connections() == before);
    }
}

BOOST_AUTO_TEST_CASE(a_repeated_request_is_not_repeated_again) {
    warm_up();
    server.reset_before_reply();
    server.reset_before_reply();
    const auto failed = ask_in_vain(get(server.url()));
    BOOST_TEST(failed.code() == transport_errc::connection_lost);
    BOOST_TEST(failed.sent());
    BOOST_TEST(server.request_count() == 3U);
}

BOOST_AUTO_TEST_CASE(nothing_is_repeated_on_a_new_connection) {
    server.reset_before_reply();
    const auto failed = ask_in_vain(get(server.url()));
    BOOST_TEST(failed.code() == transport_errc::connection_lost);
    BOOST_TEST(failed.sent());
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(nothing_is_repeated_once_a_response_has_begun) {
    warm_up();
    server.answer(reply().send("H").close());
    const auto failed = ask_in_vain(get(server.url()));
    BOOST_TEST(failed.code() == transport_errc::truncated_response);
    BOOST_TEST(server.request_count() == 2U);
}

BOOST_AUTO_TEST_CASE(an_idle_connection_is_kept_for_its_time) {
    options.idle_time = 50s;
    warm_up();
    turn(49s);
    BOOST_TEST(ask(get(server.url())).status == 200U);
    BOOST_TEST(server.connections() == 1U);
    turn(50s);
    BOOST_TEST(ask(get(server.url())).status == 200U);
    BOOST_TEST(server.connections() == 2U);
    turn(51s);
    transport().sweep();
    BOOST_TEST(transport().counters().open == 0U);
    BOOST_TEST(transport().counters().idle == 0U);
}

BOOST_AUTO_TEST_CASE(no_more_connections_are_kept_than_allowed) {
    options.idle_per_origin = 2;
    for (int i = 0; i < 4; ++i) {
        server.answer(reply().stall().send(ok()));
    }
    std::vector<frameio_test::started_call> calls;
    for (int i = 0; i < 4; ++i) {
        calls.push_back(start(get(server.url())));
    }
    run_until([&] { return server.stalled() == 4; });
    server.resume(4);
    for (const auto& each : calls) {
        BOOST_TEST(finish(each).body == "{}");
    }
    BOOST_TEST(transport().counters().idle == 2U);
    BOOST_TEST(transport().counters().open == 2U);
}

BOOST_AUTO_TEST_CASE(the_connection_that_was_used_last_is_used_first) {
    server.answer(reply().stall().send(ok()));
    server.answer(reply().stall().send(ok()));
    const auto first = start(get(server.url("/first")));
    const auto second = start(get(server.url("/second")));
    run_until([&] { return server.stalled() == 2; });
    server.resume(2);
    finish(first);
    finish(second);
    BOOST_TEST(transport().counters().idle == 2U);
    ask(get(server.url("/a")));
    ask(get(server.url("/b")));
    const auto seen = server.requests();
    BOOST_TEST(seen[2].connection == seen[3].connection);
}

BOOST_AUTO_TEST_CASE(the_end_of_the_transport_closes_what_is_idle) {
    warm_up();
    client.reset();
    wait_for_end(1);
}

BOOST_AUTO_TEST_CASE(no_program_that_is_started_inherits_a_connection) {
    warm_up();
    int sockets = 0;
    for (const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) {
        const int descriptor = std::stoi(each.path().filename().string());
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        const bool connected = ::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) == 0;
        if (connected && ntohs(peer.sin_port) == server.port()) {
            ++sockets;
            BOOST_TEST((::fcntl(descriptor, F_GETFD) & FD_CLOEXEC) != 0);
        }
    }
    BOOST_TEST(sockets == 1);
}

BOOST_AUTO_TEST_CASE(a_call_outlives_its_transport) {
    server.answer(reply().stall().send(ok()));
    const auto running = start(get(server.url()));
    run_until([&] { return server.stalled() == 1; });
    client.reset();
    server.resume();
    BOOST_TEST(finish(running).body == "{}");
    wait_for_end(1);
}

BOOST_AUTO_TEST_CASE(origins_do_not_share_connections) {
    frameio_test::scripted_server other;
    ask(get(server.url()));
    ask(get(other.url()));
    ask(get(server.url("/", "localhost")));
    BOOST_TEST(server.connections() == 2U);
    BOOST_TEST(other.connections() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
