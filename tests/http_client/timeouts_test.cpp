// Servers that stand still at every point of a call, until the time is up or the call is cancelled.

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <string>
#include <vector>

#include "http_client/caller.hpp"

using namespace std::chrono_literals;
using frameio::http::call_phase;
using frameio::http::transport_errc;
using frameio_test::certificate;
using frameio_test::reply;
using frameio_test::response;
using frameio_test::scripted_server;

namespace {

/// A port whose queue of connections is full, so that no more are made.
class deaf_port {
public:
    deaf_port() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address_), size);
        ::listen(listener_, 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address_), &size);
        for (int i = 0; i < 4; ++i) {
            const int one = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            ::connect(one, reinterpret_cast<sockaddr*>(&address_), sizeof address_);
            fillers_.push_back(one);
        }
    }
    ~deaf_port() {
        for (const int each : fillers_) {
            ::close(each);
        }
        ::close(listener_);
    }
    deaf_port(const deaf_port&) = delete;
    deaf_port& operator=(const deaf_port&) = delete;

    std::string port() const {
        return std::to_string(ntohs(address_.sin_port));
    }

private:
    int listener_;
    sockaddr_in address_{};
    std::vector<int> fillers_;
};

struct still : frameio_test::caller {
    using call = frameio_test::started_call;

    void check(const frameio::http::transport_error& failed, call_phase phase, bool sent) {
        BOOST_TEST(failed.code() == transport_errc::timed_out);
        BOOST_TEST(failed.timed_out());
        BOOST_TEST((failed.code() == boost::system::errc::timed_out));
        BOOST_TEST(failed.phase() == phase);
        BOOST_TEST(failed.sent() == sent);
        BOOST_TEST(transport().counters().open == 0U);
        BOOST_TEST(transport().counters().idle == 0U);
    }

    /// Brings a call to where it waits, twice: the time ends one, a cancellation the other.
    void end_both_ways(const std::function<call()>& begin, std::chrono::milliseconds time, call_phase phase,
                       bool sent) {
        const call late = begin();
        turn(time - 1ms);
        run();
        BOOST_TEST(!late->done);
        turn(1ms);
        check(failure(late), phase, sent);
        const call cancelled = begin();
        cancelled->cancel();
        BOOST_TEST(was_cancelled(cancelled));
        BOOST_TEST(transport().counters().open == 0U);
        BOOST_TEST(transport().counters().idle == 0U);
    }

    /// Starts a call, and runs it until the server stands still.
    std::function<call()> stalling(scripted_server& server, frameio::http::client_request request) {
        return [this, &server, request] {
            const std::size_t before = server.stalls();
            call one = start(request);
            run_until([&] { return server.stalls() == before + 1; });
            run();
            return one;
        };
    }
};

const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(timeouts, still)

BOOST_AUTO_TEST_CASE(a_lookup_that_does_not_end) {
    std::vector<frameio::http::found_addresses> kept;
    options.lookup = [&kept](const auto&, const std::string& host, frameio::http::found_addresses done) {
        BOOST_TEST(host == "api.example.com");
        kept.push_back(std::move(done));
    };
    end_both_ways([this] { return start(get("http://api.example.com/")); }, 5s, call_phase::resolve, false);
    for (const auto& each : kept) {  // too late
        each({}, {boost::asio::ip::address_v4::loopback()});
    }
    run();
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_not_made) {
    const deaf_port port;
    end_both_ways([&] { return start(get("http://127.0.0.1:" + port.port())); }, 5s, call_phase::connect, false);
}

BOOST_AUTO_TEST_CASE(addresses_share_the_time) {
    const deaf_port port;
    scripted_server server;
    options.lookup = [](const auto&, const std::string&, const frameio::http::found_addresses& done) {
        done({}, {boost::asio::ip::make_address("127.0.0.1"), boost::asio::ip::make_address("127.0.0.2")});
    };
    const auto running = start(get("http://api.example.com:" + port.port()));
    turn(2500ms);  // the second address is at nobody's
    const auto failed = failure(running);
    BOOST_TEST(failed.code() == transport_errc::connect_failed);
    BOOST_TEST(!failed.sent());
}

BOOST_AUTO_TEST_CASE(a_proxy_that_does_not_answer) {
    scripted_server proxy;
    options.proxies.https = "127.0.0.1:" + std::to_string(proxy.port());
    proxy.handle([](const auto&) { return reply().stall(); });
    end_both_ways(stalling(proxy, get("https://api.example.com/")), 5s, call_phase::proxy, false);
}

BOOST_AUTO_TEST_CASE(a_tls_handshake_that_does_not_end) {
    const certificate any("any");
    scripted_server server({.shown = &any});
    server.greet(reply().stall());
    server.greet(reply().stall());
    end_both_ways(stalling(server, get(server.url())), 5s, call_phase::tls, false);
}

BOOST_AUTO_TEST_CASE(a_request_that_is_not_taken) {
    scripted_server server;
    server.answer(reply().before_body().stall());
    server.answer(reply().before_body().stall());
    end_both_ways(stalling(server, post(server.url(), std::string(64 << 20, 'x'))), 30s, call_phase::send, true);
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_come) {
    scripted_server server;
    server.handle([](const auto&) { return reply().stall(); });
    end_both_ways(stalling(server, post(server.url(), "{}")), 30s, call_phase::receive, true);
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_end) {
    for (const std::string& part : {std::string("H"), head, head + "\r\n01234",
                                    std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n0123"),
                                    std::string("HTTP/1.1 200 OK\r\n\r\n0123")}) {
        scripted_server server;
        server.handle([&part](const auto&) { return reply().send(part).stall(); });
        end_both_ways(stalling(server, get(server.url())), 30s, call_phase::receive, true);
    }
}

BOOST_AUTO_TEST_CASE(a_free_connection_that_does_not_come) {
    scripted_server server;
    options.connections_per_origin = 1;
    options.total_timeout = 60s;
    server.stall();
    const call first = start(get(server.url()));
    run_until([&] { return server.stalled() == 1; });
    frameio::http::client_request hasty = get(server.url());
    hasty.total_timeout = 10s;
    const call late = start(hasty);
    const call cancelled = start(hasty);
    turn(9s);
    BOOST_TEST(!late->done);
    cancelled->cancel();
    BOOST_TEST(was_cancelled(cancelled));
    turn(1s);
    const auto failed = failure(late);
    BOOST_TEST(failed.timed_out());
    BOOST_TEST(failed.phase() == call_phase::queue);
    BOOST_TEST(!failed.sent());
    server.resume();
    server.answer(response(200).json("{}"));
    first->cancel();
    BOOST_TEST(was_cancelled(first));
    BOOST_TEST(ask(get(server.url())).status == 200U);
}

BOOST_AUTO_TEST_CASE(a_request_has_times_of_its_own) {
    scripted_server server;
    server.handle([](const auto&) { return reply().stall(); });
    frameio::http::client_request request = get(server.url());
    request.total_timeout = 100ms;
    end_both_ways(stalling(server, request), 100ms, call_phase::receive, true);
    request.total_timeout = 0s;  // none
    request.deadline = clock.steady() + 3h;
    const auto running = stalling(server, request)();
    turn(2h);
    BOOST_TEST(!running->done);
    turn(1h);
    check(failure(running), call_phase::receive, true);
    // Too late from the begin: nothing is sent.
    const std::size_t before = server.request_count();
    const auto failed = ask_in_vain(request);
    BOOST_TEST(failed.timed_out());
    BOOST_TEST(!failed.sent());
    BOOST_TEST(server.request_count() == before);
}

BOOST_AUTO_TEST_CASE(without_limits_nothing_ends) {
    scripted_server server;
    options.total_timeout = 0s;
    options.connect_timeout = 0s;
    server.answer(reply().stall().send(response(200).json("{}").text()));
    const auto running = start(get(server.url()));
    run_until([&] { return server.stalled() == 1; });
    turn(24h * 365);
    BOOST_TEST(!running->done);
    server.resume();
    BOOST_TEST(finish(running).status == 200U);
}

BOOST_AUTO_TEST_CASE(progress_does_not_prolong_a_call) {
    scripted_server server;
    server.answer(reply().send(head + "\r\n0").stall().send("1").stall());
    const auto running = start(get(server.url()));
    run_until([&] { return server.stalls() == 1; });
    turn(20s);
    server.resume();
    run_until([&] { return server.stalls() == 2; });
    turn(9999ms);
    BOOST_TEST(!running->done);
    turn(1ms);
    check(failure(running), call_phase::receive, true);
}

BOOST_AUTO_TEST_CASE(a_call_may_be_cancelled_before_it_starts_to_wait) {
    scripted_server server;
    auto one = std::make_shared<frameio_test::started<frameio::http::client_response>>();
    boost::asio::co_spawn(
        loop, transport().send(get(server.url())),
        boost::asio::bind_cancellation_slot(one->signal.slot(), [one](std::exception_ptr failure, auto) {
            one->done = true;
            one->failure = failure;
        }));
    one->cancel();
    BOOST_TEST(was_cancelled(one));
    BOOST_TEST(transport().counters().open == 0U);
}

BOOST_AUTO_TEST_CASE(a_context_may_end_with_calls_in_it) {
    scripted_server server;
    server.handle([](const auto&) { return reply().stall(); });
    options.connections_per_origin = 2;
    const std::string where = server.url();
    auto other = std::make_unique<boost::asio::io_context>(1);
    for (int i = 0; i < 4; ++i) {
        boost::asio::co_spawn(*other, transport().send(get(where)), [](std::exception_ptr, auto) {});
    }
    while (server.stalled() < 2) {
        other->restart();
        other->run_one_for(1ms);
    }
    other.reset();
    BOOST_TEST(transport().counters().open == 0U);
    server.wait_for_ended(2);
    server.answer(response(200).json("{}"));
    BOOST_TEST(ask(get(where)).status == 200U);
}

BOOST_AUTO_TEST_CASE(a_body_may_take_long_but_not_stand_still) {
    scripted_server server;
    server.answer(reply().send(head + "\r\n01234").stall().send("56").stall());
    auto request = get(server.url());
    request.total_timeout = 0ms;
    request.stall_timeout = 30s;
    const call slow = stalling(server, request)();
    turn(29s);
    BOOST_TEST(!slow->done);
    server.resume();
    run_until([&] { return server.stalls() == 2; });
    run();
    turn(29s);
    run();
    BOOST_TEST(!slow->done);
    turn(1s);
    check(failure(slow), call_phase::receive, true);
}

BOOST_AUTO_TEST_SUITE_END()
