// URLs: what is taken, what is refused, what links on a page mean.

#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <string>
#include <string_view>
#include <utility>

#include "http/client/url.hpp"

using frameio::http::url;

BOOST_AUTO_TEST_SUITE(urls)

BOOST_AUTO_TEST_CASE(are_taken_apart) {
    const url plain = url::parse("https://api.frame.io/v4/me?a=b&c=%20d");
    BOOST_TEST(plain.is_https());
    BOOST_TEST(plain.scheme() == "https");
    BOOST_TEST(plain.host() == "api.frame.io");
    BOOST_TEST(plain.port() == 443);
    BOOST_TEST(plain.target() == "/v4/me?a=b&c=%20d");
    BOOST_TEST(plain.origin() == "https://api.frame.io");
    BOOST_TEST(plain.authority() == "api.frame.io");
    BOOST_TEST(plain.host_and_port() == "api.frame.io:443");
    BOOST_TEST(plain.text() == "https://api.frame.io/v4/me?a=b&c=%20d");
    const url odd = url::parse("HTTP://LocalHost:8080?q=/?x");
    BOOST_TEST(!odd.is_https());
    BOOST_TEST(odd.text() == "http://localhost:8080/?q=/?x");
    BOOST_TEST(odd.host_and_port() == "localhost:8080");
    const url v6 = url::parse("http://[::0001]:80");
    BOOST_TEST(v6.host() == "::1");
    BOOST_TEST(v6.text() == "http://[::1]/");
    BOOST_TEST(v6.authority() == "[::1]");
    BOOST_TEST(v6.host_and_port() == "[::1]:80");
    BOOST_TEST(url::parse("https://h:80").origin() == "https://h:80");
}

BOOST_AUTO_TEST_CASE(that_are_wrong_are_refused) {
    using namespace std::string_view_literals;
    for (const std::string_view text : {""sv,
                                        "api.frame.io"sv,
                                        "/v4/me"sv,
                                        "ftp://h/"sv,
                                        "https:/h"sv,
                                        "https//h"sv,
                                        "https://"sv,
                                        "https:///x"sv,
                                        "https://:80/"sv,
                                        "https://user@h/"sv,
                                        "https://user:secret@h/"sv,
                                        "https://h/#x"sv,
                                        "https://h/a b"sv,
                                        "https://h/\r\nX: y"sv,
                                        "https://h/\0"sv,
                                        "https://h\t/"sv,
                                        "https://h\xc3\xa4/"sv,
                                        "https://h%41/"sv,
                                        "https://h:0/"sv,
                                        "https://h:65536/"sv,
                                        "https://h:8x/"sv,
                                        "https://h:-1/"sv,
                                        "https://h:80:80/"sv,
                                        "https://[::1/"sv,
                                        "https://[::1]x/"sv,
                                        "https://[127.0.0.1]/"sv,
                                        "https://[fe80::1%251]/"sv,
                                        "https://::1/"sv,
                                        "https://good\\@evil/"sv,
                                        "https://a_b,c/"sv,
                                        "https://h\x7f/"sv}) {
        BOOST_CHECK_EXCEPTION(url::parse(text), frameio::error, [&](const frameio::error& failed) {
            return failed.code() == frameio::errc::invalid_configuration &&
                   std::string_view(failed.what()).find("secret") == std::string_view::npos;
        });
    }
}

BOOST_AUTO_TEST_CASE(are_resolved_as_rfc_3986_has_it) {
    const url base = url::parse("http://a/b/c/d?q");
    for (const auto& [reference, meant] : {
             std::pair("g", "http://a/b/c/g"),
             std::pair("./g", "http://a/b/c/g"),
             std::pair("g/", "http://a/b/c/g/"),
             std::pair("/g", "http://a/g"),
             std::pair("//g", "http://g/"),
             std::pair("?y", "http://a/b/c/d?y"),
             std::pair("g?y", "http://a/b/c/g?y"),
             std::pair("g?y/./x", "http://a/b/c/g?y/./x"),
             std::pair("", "http://a/b/c/d?q"),
             std::pair(".", "http://a/b/c/"),
             std::pair("./", "http://a/b/c/"),
             std::pair("..", "http://a/b/"),
             std::pair("../", "http://a/b/"),
             std::pair("../g", "http://a/b/g"),
             std::pair("../..", "http://a/"),
             std::pair("../../g", "http://a/g"),
             std::pair("../../../../g", "http://a/g"),
             std::pair("/./g", "http://a/g"),
             std::pair("/../g", "http://a/g"),
             std::pair("g.", "http://a/b/c/g."),
             std::pair("..g", "http://a/b/c/..g"),
             std::pair("./../g", "http://a/b/g"),
             std::pair("g/./h", "http://a/b/c/g/h"),
             std::pair("g/../h", "http://a/b/c/h"),
             std::pair("g;x=1/../y", "http://a/b/c/y"),
             std::pair("/a//b", "http://a/a//b"),
             std::pair("https://other:8443/x?y", "https://other:8443/x?y"),
             std::pair("/v4/files?after=a:b/c", "http://a/v4/files?after=a:b/c"),
         }) {
        BOOST_TEST(base.resolve(reference).text() == meant, reference);
    }
    BOOST_CHECK_THROW(base.resolve("javascript:x"), frameio::error);
    BOOST_CHECK_THROW(base.resolve("/x#y"), frameio::error);
    BOOST_CHECK_THROW(base.resolve("/x\r\ny"), frameio::error);
    BOOST_CHECK_THROW(base.resolve("//user@g"), frameio::error);
}

BOOST_AUTO_TEST_SUITE_END()
