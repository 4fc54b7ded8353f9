// Whose certificates are believed, and with whom TLS is spoken at all.

#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <string>

#include "common/environment.hpp"
#include "common/temporary_directory.hpp"
#include "http_client/caller.hpp"

using frameio::http::call_phase;
using frameio::http::transport_errc;
using frameio_test::certificate;
using frameio_test::certificate_content;
using frameio_test::reply;
using frameio_test::response;
using frameio_test::scripted_server;

namespace {

struct trusting : frameio_test::caller {
    frameio_test::temporary_directory folder;
    std::string ca_file = (folder.path() / "ca.pem").string();
    certificate ca{certificate_content{.name = "our CA", .is_authority = true}};
    certificate good{signed_for("DNS:localhost,IP:127.0.0.1")};

    trusting() {
        ca.write_certificate(ca_file);
        options.ca_file = ca_file;
        // "api.example.com" and all others are here.
        options.lookup = [](const auto&, const std::string&, const frameio::http::found_addresses& done) {
            done({}, {boost::asio::ip::address_v4::loopback()});
        };
    }

    certificate signed_for(const std::string& names, long from = -3600, long until = 3600) {
        return certificate({.name = "leaf", .alternatives = names, .valid_from = from, .valid_until = until}, &ca);
    }
    void accepts(const certificate& shown, const std::string& host) {
        scripted_server server({.shown = &shown});
        BOOST_TEST(ask(get(server.url("/", host))).body == "{}");
    }
    void refuses(const certificate& shown, const std::string& host, const std::string& because) {
        scripted_server server({.shown = &shown});
        const auto failed = ask_in_vain(post(server.url("/", host), "secret"));
        BOOST_TEST(failed.code() == transport_errc::certificate_refused);
        BOOST_TEST(failed.phase() == call_phase::tls);
        BOOST_TEST(!failed.sent());
        const std::string text = failed.what();
        BOOST_TEST(text.find(because) != std::string::npos, text);
        BOOST_TEST(text.find(host) != std::string::npos, text);
        server.wait_for_ended(1);
        BOOST_TEST(server.request_count() == 0U);
        BOOST_TEST(transport().counters().open == 0U);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tls, trusting)

BOOST_AUTO_TEST_CASE(a_certificate_of_the_host_is_accepted) {
    accepts(good, "localhost");
    accepts(good, "127.0.0.1");
    accepts(signed_for("DNS:api.example.com"), "api.example.com");
    accepts(signed_for("DNS:api.example.com"), "API.example.COM");
    accepts(signed_for("DNS:*.example.com"), "api.example.com");
}

BOOST_AUTO_TEST_CASE(the_server_is_told_which_host_and_protocol) {
    scripted_server server({.shown = &good});
    ask(get(server.url("/", "LOCALHOST")));
    ask(get(server.url("/", "127.0.0.1")));
    const auto seen = server.requests();
    BOOST_TEST(seen[0].server_name == "localhost");
    BOOST_TEST(seen[0].protocol == "http/1.1");
    BOOST_TEST(seen[1].server_name == "");  // addresses are no names: RFC 6066 §3
    BOOST_TEST(seen[1].protocol == "http/1.1");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_host_is_refused) {
    refuses(signed_for("DNS:api.example.com"), "localhost", "another host");
    refuses(signed_for("DNS:localhost"), "127.0.0.1", "another host");
    refuses(signed_for("IP:127.0.0.2"), "127.0.0.1", "another host");
    refuses(signed_for("DNS:127.0.0.1"), "127.0.0.1", "another host");
    refuses(signed_for("DNS:*.example.com"), "a.api.example.com", "another host");
    refuses(signed_for("DNS:*.example.com"), "example.com", "another host");
    refuses(signed_for("DNS:a*.example.com"), "api.example.com", "another host");
    refuses(signed_for("DNS:localhost.example.com"), "localhost", "another host");
    // Only alternative names count, not what the subject is called.
    refuses(certificate({.name = "api.example.com"}, &ca), "api.example.com", "another host");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_time_is_refused) {
    refuses(signed_for("DNS:localhost", -7200, -3600), "localhost", "expired");
    refuses(signed_for("DNS:localhost", 3600, 7200), "localhost", "not yet valid");
}

BOOST_AUTO_TEST_CASE(a_certificate_that_nobody_vouches_for_is_refused) {
    const certificate other_ca(certificate_content{.name = "other CA", .is_authority = true});
    refuses(certificate({.name = "leaf", .alternatives = "DNS:localhost"}, &other_ca), "localhost", "CA");
    refuses(certificate(certificate_content{.name = "self", .alternatives = "DNS:localhost"}), "localhost",
            "self-signed");
    // One with the CA's name and another key.
    const certificate impostor(certificate_content{.name = "our CA", .is_authority = true});
    refuses(certificate({.name = "leaf", .alternatives = "DNS:localhost"}, &impostor), "localhost", "CA");
    // One that was signed by a certificate that may not sign.
    refuses(certificate({.name = "leaf", .alternatives = "DNS:localhost"}, &good), "localhost", "CA");
}

BOOST_AUTO_TEST_CASE(the_systems_roots_are_believed_by_default) {
    const frameio_test::variable roots("SSL_CERT_FILE", ca_file.c_str());
    options.ca_file.clear();
    accepts(good, "localhost");
    client.reset();
    const frameio_test::variable none("SSL_CERT_FILE", "/dev/null");
    const frameio_test::variable nowhere("SSL_CERT_DIR", "/dev/null");
    refuses(good, "localhost", "CA");
}

BOOST_AUTO_TEST_CASE(old_versions_are_not_spoken) {
    scripted_server old({.shown = &good, .lowest = TLS1_VERSION, .highest = TLS1_1_VERSION});
    const auto failed = ask_in_vain(get(old.url()));
    BOOST_TEST(failed.code() == transport_errc::tls_failed);
    BOOST_TEST(failed.phase() == call_phase::tls);
    BOOST_TEST(!failed.sent());
    scripted_server enough({.shown = &good, .lowest = TLS1_2_VERSION, .highest = TLS1_2_VERSION});
    BOOST_TEST(ask(get(enough.url())).status == 200U);
    BOOST_TEST(ask(get(enough.url())).status == 200U);
    BOOST_TEST(enough.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(who_does_not_speak_tls_is_not_spoken_to) {
    scripted_server plain;
    plain.greet(reply().send("HTTP/1.1 400 Bad Request\r\n\r\n").close());
    const std::string where = "https://localhost:" + std::to_string(plain.port());
    const auto failed = ask_in_vain(get(where));
    BOOST_TEST(failed.code() == transport_errc::tls_failed);
    BOOST_TEST(!failed.sent());
    plain.greet(reply().close());
    BOOST_TEST(ask_in_vain(get(where)).code() == transport_errc::tls_failed);
    // Not before the client has connected: it would not come as far as TLS.
    plain.greet(reply().stall().reset());
    const auto running = start(get(where));
    run_until([&] { return plain.stalled() == 1; });
    run();
    plain.resume();
    BOOST_TEST(failure(running).code() == transport_errc::tls_failed);
}

BOOST_AUTO_TEST_CASE(a_connection_is_kept_and_looked_at) {
    scripted_server server({.shown = &good});
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(ask(post(server.url(), std::string(100'000, 'x'))).status == 200U);
    }
    BOOST_TEST(server.connections() == 1U);
    BOOST_TEST(server.requests()[2].body == std::string(100'000, 'x'));
    BOOST_TEST(transport().counters().reused == 2U);
    server.answer(reply().send(response(200).json("{}").text()).close());
    BOOST_TEST(ask(get(server.url())).status == 200U);
    server.wait_for_ended(1);
    BOOST_TEST(ask(post(server.url(), "x")).status == 200U);
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(what_was_not_asked_for_spoils_a_connection) {
    scripted_server server({.shown = &good});
    server.answer(reply().send(response(200).json("{}").text()).stall().send("HTTP/1.1 200 OK\r\n").stall());
    BOOST_TEST(ask(get(server.url())).status == 200U);
    server.resume();
    run_until([&] { return server.stalls() == 2; });
    BOOST_TEST(ask(post(server.url(), "x")).status == 200U);
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(an_end_that_tls_did_not_announce_is_none) {
    scripted_server server({.shown = &good});
    server.answer(reply().send("HTTP/1.1 200 OK\r\n\r\nhello").close());
    BOOST_TEST(ask(get(server.url())).body == "hello");
    server.answer(reply().send("HTTP/1.1 200 OK\r\n\r\nhello").half_close().stall());
    BOOST_TEST(ask_in_vain(get(server.url())).code() == transport_errc::truncated_response);
}

BOOST_AUTO_TEST_CASE(large_bodies_go_both_ways) {
    scripted_server server({.shown = &good});
    const std::string large(3 << 20, 'x');
    server.handle([](const auto& request) { return response(200).body(request.body); });
    BOOST_TEST((ask(post(server.url(), large)).body == large));
    BOOST_TEST((ask(post(server.url(), large)).body == large));
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_bad_ca_file_is_found_at_once) {
    for (const std::string& file : {std::string("/nowhere.pem"), std::string("/dev/null"), folder.path().string()}) {
        options.ca_file = file;
        BOOST_CHECK_EXCEPTION(frameio::http::transport{options}, frameio::configuration_error, [&](const auto& failed) {
            return std::string(failed.what()).find(file) != std::string::npos;
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
