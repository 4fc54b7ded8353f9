// Proxies: for whom they are, and how they are spoken to.

#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <string>
#include <utility>

#include "common/environment.hpp"
#include "common/temporary_directory.hpp"
#include "http_client/caller.hpp"

using frameio::http::call_phase;
using frameio::http::proxy_settings;
using frameio::http::proxy_table;
using frameio::http::transport_errc;
using frameio::http::url;
using frameio_test::certificate;
using frameio_test::certificate_content;
using frameio_test::reply;
using frameio_test::response;
using frameio_test::scripted_server;
using frameio_test::variable;

namespace {

struct proxied : frameio_test::caller {
    scripted_server proxy;

    proxied() {
        options.proxies.http = "http://127.0.0.1:" + std::to_string(proxy.port());
        options.proxies.https = options.proxies.http;
    }
    void give_credentials() {
        const std::string with = "http://user:pa%3Ass@127.0.0.1:" + std::to_string(proxy.port()) + "/";
        options.proxies.http = with;
        options.proxies.https = with;
    }
    frameio::http::transport_error refused(const reply& how) {
        proxy.answer(how);
        const auto failed = ask_in_vain(get("https://api.example.com/"));
        BOOST_TEST(failed.code() == transport_errc::proxy_refused);
        BOOST_TEST(failed.phase() == call_phase::proxy);
        BOOST_TEST(!failed.sent());
        BOOST_TEST(transport().counters().open == 0U);
        const std::string text = failed.what();
        BOOST_TEST(text.find("pa:ss") == std::string::npos);
        BOOST_TEST(text.find("dXNlcjpwYTpzcw==") == std::string::npos);
        return failed;
    }
};

bool goes_through(const std::string& none_for, const std::string& where) {
    proxy_settings settings;
    settings.http = "proxy:3128";
    settings.https = "proxy:3128";
    settings.none_for = none_for;
    return proxy_table(settings).find(url::parse(where)) != nullptr;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(proxies, proxied)

BOOST_AUTO_TEST_CASE(plain_requests_name_their_origin) {
    give_credentials();
    BOOST_TEST(ask(get("http://api.example.com/x?y")).status == 200U);
    BOOST_TEST(ask(get("http://api.example.com/z")).status == 200U);
    const auto seen = proxy.requests();
    BOOST_TEST(seen[0].target == "http://api.example.com/x?y");
    BOOST_TEST(seen[0].header("host") == "api.example.com");
    BOOST_TEST(seen[0].header("proxy-authorization") == "Basic dXNlcjpwYTpzcw==");
    BOOST_TEST(proxy.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(tls_goes_through_a_tunnel) {
    const frameio_test::temporary_directory folder;
    options.ca_file = (folder.path() / "ca.pem").string();
    const certificate ca(certificate_content{.name = "our CA", .is_authority = true});
    ca.write_certificate(options.ca_file);
    const certificate leaf({.name = "leaf", .alternatives = "DNS:api.example.com"}, &ca);
    scripted_server server({.shown = &leaf});
    give_credentials();
    options.user_agent = "test/1";
    proxy.answer(reply().send("HTTP/1.1 200 Connection established\r\n\r\n").tunnel_to(server.port()));
    for (int i = 0; i < 2; ++i) {
        auto request = get("https://api.example.com/x");
        request.header("Authorization", "Bearer secret");
        BOOST_TEST(ask(request).status == 200U);
    }
    BOOST_TEST(proxy.request_count() == 1U);
    const auto asked = proxy.requests()[0];
    BOOST_TEST(asked.method == "CONNECT");
    BOOST_TEST(asked.target == "api.example.com:443");
    BOOST_TEST(asked.header("host") == "api.example.com:443");
    BOOST_TEST(asked.header("user-agent") == "test/1");
    BOOST_TEST(asked.header("proxy-authorization") == "Basic dXNlcjpwYTpzcw==");
    BOOST_TEST(asked.header("authorization") == "");
    BOOST_TEST(server.connections() == 1U);
    BOOST_TEST(server.requests()[1].target == "/x");
    BOOST_TEST(server.requests()[1].header("proxy-authorization") == "");
}

BOOST_AUTO_TEST_CASE(a_proxy_may_refuse) {
    give_credentials();
    const std::string wanted = refused(response(407).header("Proxy-Authenticate", "Basic").body("no")).what();
    BOOST_TEST(wanted.find("407") != std::string::npos);
    BOOST_TEST(wanted.find("credentials") != std::string::npos);
    refused(response(403));
    refused(response(302).header("Location", "http://evil/"));
    refused(reply().close());
    refused(reply().reset());
    refused(reply().send("SSH-2.0-x\r\n\r\n").close());
    refused(reply().send("HTTP/1.1 200 OK\r\n\r\nmore than that").close());
    refused(reply().send("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x')).close());
}

BOOST_AUTO_TEST_CASE(a_proxy_that_is_not_there_is_named) {
    options.proxies.http = "user:pass@127.0.0.2:" + std::to_string(proxy.port());
    const auto failed = ask_in_vain(get("http://api.example.com/"));
    BOOST_TEST(failed.code() == transport_errc::connect_failed);
    const std::string text = failed.what();
    BOOST_TEST(text.find("the proxy 127.0.0.2:") != std::string::npos, text);
    BOOST_TEST(text.find("pass") == std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(some_hosts_are_reached_directly) {
    scripted_server server;
    options.proxies.none_for = "127.0.0.0/8";
    BOOST_TEST(ask(get(server.url())).status == 200U);
    BOOST_TEST(proxy.connections() == 0U);
    BOOST_TEST(server.requests()[0].target == "/");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(proxy_choice)

BOOST_AUTO_TEST_CASE(by_host) {
    for (const auto& [none_for, where] : {
             std::pair("*", "https://example.com"),
             std::pair("example.com", "https://example.com"),
             std::pair("example.com", "https://api.example.com"),
             std::pair(".example.com", "https://api.example.com"),
             std::pair(".example.com", "https://example.com"),
             std::pair("*.example.com", "https://api.example.com"),
             std::pair("EXAMPLE.com", "https://example.COM"),
             std::pair("a, example.com ,b", "https://example.com"),
             std::pair("a example.com", "https://example.com"),
             std::pair("example.com:443", "https://example.com"),
             std::pair("example.com:8080", "http://example.com:8080"),
             std::pair("localhost", "http://localhost:1"),
             std::pair("127.0.0.1", "http://127.0.0.1:1"),
             std::pair("127.0.0.1:1", "http://127.0.0.1:1"),
             std::pair("10.0.0.0/8", "http://10.200.3.4"),
             std::pair("10.1.2.3/8", "http://10.200.3.4"),
             std::pair("::1", "http://[::1]:1"),
             std::pair("[::1]", "http://[::1]:1"),
             std::pair("[::1]:1", "http://[::1]:1"),
             std::pair("fd00::/8", "http://[fd12::1]"),
         }) {
        BOOST_TEST(!goes_through(none_for, where), none_for << " " << where);
    }
    for (const auto& [none_for, where] : {
             std::pair("", "https://example.com"),
             std::pair(",", "https://example.com"),
             std::pair("example.com", "https://notexample.com"),
             std::pair("example.com", "https://example.com.evil"),
             std::pair("api.example.com", "https://example.com"),
             std::pair("example.com:80", "https://example.com"),
             std::pair("127.0.0.1:2", "http://127.0.0.1:1"),
             std::pair("10.0.0.0/8", "http://11.0.0.1"),
             std::pair("10.0.0.0/99", "http://10.0.0.1"),
             std::pair("10.0.0.0/8", "http://10.example.com"),
             std::pair("0.0.1", "http://127.0.0.1"),
             std::pair("[::1]:2", "http://[::1]:1"),
             std::pair("fd00::/8", "http://[fe80::1]"),
             std::pair("[", "http://[::1]:1"),
             std::pair("[]", "http://example.com"),
             std::pair(".", "http://example.com"),
         }) {
        BOOST_TEST(goes_through(none_for, where), none_for << " " << where);
    }
}

BOOST_AUTO_TEST_CASE(by_scheme) {
    proxy_settings settings;
    settings.http = "one:1";
    const proxy_table table(settings);
    BOOST_TEST(table.find(url::parse("https://example.com")) == nullptr);
    BOOST_TEST_REQUIRE(table.find(url::parse("http://example.com")) != nullptr);
    BOOST_TEST(table.find(url::parse("http://example.com"))->name() == "one:1");
}

BOOST_AUTO_TEST_CASE(by_the_environment) {
    const variable no_request("REQUEST_METHOD", nullptr);
    const variable http_small("http_proxy", nullptr);
    const variable https_small("https_proxy", nullptr);
    const variable none_small("no_proxy", nullptr);
    const variable http_large("HTTP_PROXY", "http://a:1");
    const variable https_large("HTTPS_PROXY", "http://b:2");
    const variable none_large("NO_PROXY", "c");
    BOOST_TEST(proxy_settings::from_environment().http == "http://a:1");
    BOOST_TEST(proxy_settings::from_environment().https == "http://b:2");
    BOOST_TEST(proxy_settings::from_environment().none_for == "c");
    {
        const variable smaller("https_proxy", "http://small:3");
        BOOST_TEST(proxy_settings::from_environment().https == "http://small:3");
    }
    const variable request("REQUEST_METHOD", "GET");
    BOOST_TEST(proxy_settings::from_environment().http == "");
    const variable http_believed("http_proxy", "http://d:4");
    BOOST_TEST(proxy_settings::from_environment().http == "http://d:4");
}

BOOST_AUTO_TEST_CASE(what_is_no_proxy_is_refused) {
    for (const char* wrong : {"https://user:secret@proxy", "socks5://user:secret@proxy", "http://user:secret@",
                              "http://user:secret@proxy:x", "http://user:secret@pro xy"}) {
        proxy_settings settings;
        settings.https = wrong;
        BOOST_CHECK_EXCEPTION(proxy_table{settings}, frameio::configuration_error, [](const auto& failed) {
            const std::string text = failed.what();
            return text.find("secret") == std::string::npos && text.find("the proxy for https") != std::string::npos;
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
