// What the log says about requests that reach no handler: each refusal, and no more lines than an operator can read.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "common/busy_server.hpp"

using namespace std::chrono_literals;
using frameio_test::busy_server;
using frameio_test::client;

namespace {

struct watched_server : busy_server {
    unsigned status_of(const std::string& octets) {
        client sender = connect();
        sender.send(octets);
        return sender.receive().status;
    }
    std::string get(const std::string& path) {
        return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(notices, watched_server)

BOOST_AUTO_TEST_CASE(tell_of_a_path_that_is_not_there) {
    serve();
    BOOST_TEST(status_of(get("/frameio")) == 404U);
    BOOST_TEST(sink->count("info: a request was refused status=404 method=GET path=/frameio peer=127.0.0.1:") == 1U);
}

BOOST_AUTO_TEST_CASE(tell_once_of_a_request_whose_body_is_read_for_nothing) {
    serve();
    BOOST_TEST(status_of("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\n\r\nbody") == 405U);
    BOOST_TEST(sink->count("status=405 method=PUT path=/ ") == 1U);
}

BOOST_AUTO_TEST_CASE(tell_of_what_is_no_http) {
    serve();
    BOOST_TEST(status_of("good morning\r\n\r\n") == 400U);
    BOOST_TEST(sink->count("info: a request was refused status=400 reason=") == 1U);
}

BOOST_AUTO_TEST_CASE(tell_of_requests_that_take_too_long) {
    serve();
    client slow = connect();
    slow.send("POST / HT");
    turn(10s);
    BOOST_TEST(slow.receive().status == 408U);
    BOOST_TEST(sink->count("status=408 reason=the headers took too long") == 1U);
}

BOOST_AUTO_TEST_CASE(tell_of_deliveries_that_are_too_many) {
    options.limits.running = 1;
    serve();
    client held = connect();
    held.send(webhook("file.updated"));
    BOOST_TEST(status_of(webhook("file.ready")) == 503U);
    BOOST_TEST(sink->count("warning: too many deliveries at once") == 1U);
    hold.open();
    BOOST_TEST(held.receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(tell_of_handlers_that_are_late) {
    serve();
    client waiting = connect();
    waiting.send(webhook("file.updated"));
    turn(5s);
    BOOST_TEST(waiting.receive().status == 503U);
    BOOST_TEST(
        sink->count("warning: the handler is not done in time; it goes on, and the retry gets its answer "
                    "event=file.updated resource=file-1 account=account-1 workspace=workspace-1 route=file.updated") ==
        1U);
    hold.open();
    run();
}

BOOST_AUTO_TEST_CASE(say_nothing_of_health_checks) {
    serve();
    BOOST_TEST(status_of(get("/healthz")) == 200U);
    BOOST_TEST(sink->count("refused") == 0U);
}

BOOST_AUTO_TEST_CASE(are_ten_in_a_second_and_count_the_rest) {
    serve();
    for (int i = 0; i < 25; ++i) {
        BOOST_TEST(status_of(get("/" + std::to_string(i))) == 404U);
    }
    BOOST_TEST(sink->count("a request was refused") == 10U);
    turn(1s);
    BOOST_TEST(status_of(get("/late")) == 404U);
    BOOST_TEST(sink->count("path=/late") == 1U);
    BOOST_TEST(sink->count("left_out_before=15") == 1U);
    BOOST_TEST(sink->count("left_out_before") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
