// TLS: what is offered and refused, records and requests, certificates that change.

#include <boost/test/unit_test.hpp>

#include <fcntl.h>

#include <fstream>
#include <memory>
#include <string>

#include "common/busy_server.hpp"
#include "common/certificates.hpp"
#include "common/temporary_directory.hpp"
#include "common/tls_transport.hpp"

using namespace std::chrono_literals;
using frameio_test::certificate;
using frameio_test::client;
using frameio_test::tls_offer;
using frameio_test::tls_transport;

namespace {

struct tls_server : frameio_test::busy_server {
    frameio_test::temporary_directory folder;
    std::string certificate_file = (folder.path() / "certificate.pem").string();
    std::string key_file = (folder.path() / "key.pem").string();

    tls_server() {
        certificate("first").write(certificate_file, key_file);
        options.tls_certificate = certificate_file;
        options.tls_key = key_file;
    }

    /// A connection that has spoken TLS, or tried to.
    std::unique_ptr<client> connect_tls(const tls_offer& offer = {}) {
        auto by = std::make_unique<tls_transport>(server->local_endpoint(), offer);
        // It is not the sockets that must not block: the server runs on this thread.
        ::fcntl(by->fd(), F_SETFL, ::fcntl(by->fd(), F_GETFL) | O_NONBLOCK);
        return std::make_unique<client>(std::move(by), [this] { run(); });
    }
    static tls_transport& tls(client& one) {
        return dynamic_cast<tls_transport&>(one.by());
    }

    /// The version that is spoken with such a client; "refused" if none is.
    std::string version_for(const tls_offer& offer) {
        const auto one = connect_tls(offer);
        if (!one->send(webhook("file.ready", std::to_string(++asked_)))) {
            return "refused";
        }
        const unsigned status = one->receive().status;
        return status == 200 ? tls(*one).version() : "status " + std::to_string(status);
    }
    std::string name_now() {
        const auto one = connect_tls();
        one->send(webhook("file.ready", std::to_string(++asked_)));
        BOOST_TEST(one->receive().status == 200U);
        return tls(*one).peer_name();
    }

private:
    int asked_ = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tls, tls_server)

BOOST_AUTO_TEST_CASE(speaks_1_2_and_1_3_and_nothing_older) {
    serve();
    BOOST_TEST(version_for({TLS1_2_VERSION, TLS1_3_VERSION, {}}) == "TLSv1.3");
    BOOST_TEST(version_for({TLS1_2_VERSION, TLS1_2_VERSION, {}}) == "TLSv1.2");
    BOOST_TEST(version_for({TLS1_VERSION, TLS1_1_VERSION, {}}) == "refused");
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(speaks_no_ciphers_but_good_ones) {
    serve();
    for (const char* good : {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"}) {
        BOOST_TEST(version_for({TLS1_2_VERSION, TLS1_2_VERSION, good}) == "TLSv1.2", good);
    }
    for (const char* bad : {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "AES128-GCM-SHA256", "aNULL"}) {
        BOOST_TEST(version_for({TLS1_2_VERSION, TLS1_2_VERSION, bad}) == "refused", bad);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_serves_many_requests) {
    serve();
    const auto one = connect_tls();
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(one->send(webhook("file.ready", std::to_string(i))));
        BOOST_TEST(one->receive().status == 200U);
        turn(10s);
    }
    BOOST_TEST(server->counters().connections == 1U);
}

BOOST_AUTO_TEST_CASE(a_request_may_come_in_many_records) {
    keep_bodies = true;
    serve();
    const auto one = connect_tls();
    for (const char octet : webhook_of(700)) {
        BOOST_TEST_REQUIRE(one->send(std::string(1, octet)));
    }
    BOOST_TEST(one->receive().status == 200U);
    BOOST_TEST_REQUIRE(bodies.size() == 1U);
    BOOST_TEST((bodies.front() == body_of(700)));
}

BOOST_AUTO_TEST_CASE(many_requests_may_come_in_one_record) {
    serve();
    const auto one = connect_tls();
    std::string all;
    for (int i = 0; i < 20; ++i) {
        all += action("acme.echo", "i-" + std::to_string(i));
    }
    BOOST_TEST(one->send(all));
    for (int i = 0; i < 20; ++i) {
        BOOST_TEST(one->receive().body.find("\"i-" + std::to_string(i) + "\"") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(large_bodies_arrive_whole) {
    keep_bodies = true;
    serve();
    const auto one = connect_tls();
    for (const std::size_t size : {16'384UL, 100'000UL, 1'048'576UL}) {
        BOOST_TEST(one->send(webhook_of(size)));
        BOOST_TEST(one->receive().status == 200U);
        BOOST_TEST_REQUIRE(!bodies.empty());
        BOOST_TEST((bodies.back() == body_of(size)), size);
    }
}

BOOST_AUTO_TEST_CASE(large_answers_arrive_whole_at_a_slow_reader) {
    serve();
    const auto one = connect_tls();
    for (int i = 0; i < 12; ++i) {
        BOOST_TEST(one->send(action("acme.large", "i-" + std::to_string(i))));
    }
    for (int i = 0; i < 12; ++i) {
        turn(1s);
        const auto got = one->receive();
        BOOST_TEST(got.status == 200U);
        BOOST_TEST(got.body.size() > large);
        BOOST_TEST(got.body.find("\"i-" + std::to_string(i) + ".") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_handler_may_wait) {
    serve();
    const auto one = connect_tls();
    one->send(webhook("file.updated"));
    BOOST_TEST(hold.waiting() == 1);
    BOOST_TEST(!one->has_answer());
    hold.open();
    BOOST_TEST(one->receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(the_end_is_told) {
    serve();
    const auto one = connect_tls();
    one->send(webhook("file.ready", "1", "Connection: close\r\n"));
    BOOST_TEST(one->receive().status == 200U);
    BOOST_TEST(one->at_end());
    BOOST_TEST(tls(*one).was_told_the_end());
    const auto other = connect_tls();
    other->send("GET\r\n\r\n");
    BOOST_TEST(other->receive().status == 400U);
    BOOST_TEST(other->at_end());
    BOOST_TEST(tls(*other).was_told_the_end());
}

BOOST_AUTO_TEST_CASE(a_peer_that_says_no_more_gets_its_answer) {
    serve();
    const auto one = connect_tls();
    one->send(webhook("file.updated"));
    one->finish();
    hold.open();
    BOOST_TEST(one->receive().status == 200U);
    BOOST_TEST(one->at_end());
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
}

BOOST_AUTO_TEST_CASE(what_is_no_tls_is_closed) {
    serve();
    client plain = connect();
    plain.send(webhook("file.ready"));
    plain.receive();
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    client noise = connect();
    noise.send(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + std::string(600, '\xff'));
    noise.receive();
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    BOOST_TEST(runs == 0);
    BOOST_TEST(name_now() == "first");
}

BOOST_AUTO_TEST_CASE(a_handshake_that_fails_is_logged_with_its_reason) {
    serve();
    client plain(server->local_endpoint(), [this] { run(); });
    plain.send("GET / HTTP/1.1\r\n\r\n");
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    BOOST_TEST(sink->count("info: a TLS handshake failed reason=http request peer=127.0.0.1:") == 1U);
}

BOOST_AUTO_TEST_CASE(garbage_after_the_handshake_is_closed) {
    serve();
    const auto one = connect_tls();
    one->send(webhook("file.ready"));
    BOOST_TEST(one->receive().status == 200U);
    const std::string noise(100, 'x');
    BOOST_TEST(::send(one->by().fd(), noise.data(), noise.size(), MSG_NOSIGNAL) == 100);
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    BOOST_TEST(name_now() == "first");
}

BOOST_AUTO_TEST_CASE(a_handshake_has_ten_seconds) {
    serve();
    client silent = connect();
    client slow = connect();
    slow.send("\x16\x03\x01");
    for (int i = 0; i < 9; ++i) {
        turn(1s);
        slow.send(std::string(1, '\x01'));
    }
    turn(999ms);
    BOOST_TEST(server->counters().open_connections == 2U);
    turn(1ms);
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
}

BOOST_AUTO_TEST_CASE(deadlines_hold_after_the_handshake) {
    serve();
    const auto idle = connect_tls();
    idle->send(webhook("file.ready"));
    BOOST_TEST(idle->receive().status == 200U);
    turn(59'999ms);
    BOOST_TEST(idle->is_open());
    turn(1ms);
    BOOST_TEST(idle->at_end());
    BOOST_TEST(tls(*idle).was_told_the_end());
    const auto slow = connect_tls();
    slow->send("POST / ");
    turn(10s);
    BOOST_TEST(slow->receive().status == 408U);
    BOOST_TEST(slow->at_end());
}

BOOST_AUTO_TEST_CASE(certificates_are_read_again_when_asked) {
    serve();
    const auto before = connect_tls();
    before->send(webhook("file.ready", "before"));
    BOOST_TEST(before->receive().status == 200U);
    certificate("second").write(certificate_file, key_file);
    BOOST_TEST(name_now() == "first");
    server->reload_certificate();
    BOOST_TEST(name_now() == "second");
    before->send(webhook("file.ready", "after"));
    BOOST_TEST(before->receive().status == 200U);
}

BOOST_AUTO_TEST_CASE(the_old_certificate_stays_when_the_new_one_is_broken) {
    serve();
    std::ofstream(certificate_file) << "-----BEGIN CERTIFICATE-----\nbroken\n";
    const auto names_it = [this](const frameio::configuration_error& wrong) {
        return wrong.code() == frameio::errc::invalid_configuration &&
               std::string(wrong.what()).find(certificate_file) != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(server->reload_certificate(), frameio::configuration_error, names_it);
    BOOST_TEST(name_now() == "first");
    certificate("third").write_certificate(certificate_file);
    BOOST_CHECK_EXCEPTION(server->reload_certificate(), frameio::configuration_error,
                          [this](const frameio::configuration_error& wrong) {
                              return std::string(wrong.what()).find(key_file) != std::string::npos;
                          });
    BOOST_TEST(name_now() == "first");
}

BOOST_AUTO_TEST_CASE(mistakes_in_the_files_are_found_at_the_start_and_name_the_file) {
    const auto mistake = [this]() -> std::string {
        try {
            frameio::server wrong(loop.get_executor(), app, options);
        } catch (const frameio::configuration_error& found) {
            return found.what();
        }
        return "none";
    };
    certificate("other").write_key(key_file);
    BOOST_TEST(mistake().find(key_file) != std::string::npos);
    std::ofstream(key_file) << "no key";
    BOOST_TEST(mistake().find(key_file) != std::string::npos);
    options.tls_key = "/nonexistent/key.pem";
    BOOST_TEST(mistake().find("/nonexistent/key.pem") != std::string::npos);
    options.tls_certificate = "/nonexistent/certificate.pem";
    BOOST_TEST(mistake().find("/nonexistent/certificate.pem") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(records_without_data_are_not_answered_for_ever) {
    serve();
    const auto one = connect_tls();
    one->send(webhook("file.ready"));
    BOOST_TEST(one->receive().status == 200U);
    for (int i = 0; i < 20'000 && server->counters().open_connections != 0; ++i) {
        if (!tls(*one).ask_for_new_keys()) {
            run();
        }
    }
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
}

BOOST_AUTO_TEST_CASE(errors_that_handlers_leave_behind_are_not_taken_for_its_own) {
    app.on_webhook("file.created", [](const frameio::webhook_event&) -> boost::asio::awaitable<void> {
        ERR_raise(ERR_LIB_USER, 1);
        co_return;
    });
    serve();
    const auto one = connect_tls();
    const auto other = connect_tls();
    other->send(webhook("file.ready"));
    BOOST_TEST(other->receive().status == 200U);
    for (int i = 0; i < 3; ++i) {
        one->send(webhook("file.created", std::to_string(i)));
        other->send(webhook("file.ready", std::to_string(i)));
        BOOST_TEST(one->receive().status == 200U);
        BOOST_TEST(other->receive().status == 200U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
