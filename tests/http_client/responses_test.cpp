// What servers answer: every way a body is marked, and everything that is no response.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "http_client/caller.hpp"

using frameio::http::call_phase;
using frameio::http::transport_errc;
using frameio_test::reply;
using frameio_test::response;

namespace {

struct answered : frameio_test::caller {
    frameio_test::scripted_server server;

    frameio::http::client_response ask_for(const std::string& octets) {
        server.answer(reply().send(octets).close());
        return ask(get(server.url()));
    }
    transport_errc wrong(const reply& how) {
        server.answer(how);
        const auto failed = ask_in_vain(get(server.url()));
        BOOST_TEST(failed.sent());
        BOOST_TEST(failed.phase() == call_phase::receive);
        BOOST_TEST(transport().counters().open == 0U);
        return static_cast<transport_errc>(failed.code().value());
    }
    transport_errc wrong(const std::string& octets) {
        return wrong(reply().send(octets).close());
    }
};

const std::string head = "HTTP/1.1 200 OK\r\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(responses, answered)

BOOST_AUTO_TEST_CASE(bodies_end_where_they_say) {
    BOOST_TEST(ask_for(head + "Content-Length: 5\r\n\r\nhello").body == "hello");
    BOOST_TEST(ask_for(head + "Content-Length: 0\r\n\r\n").body == "");
    BOOST_TEST(ask_for(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n").body ==
               "hello");
    BOOST_TEST(ask_for(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n").body == "");
    for (const char* chunks : {"0\r\n\r\n", "1\r\nx\r\n0\r\n\r\n", "0\r\nA: b\r\n\r\n"}) {
        server.answer(reply().send_in_pieces(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks, 1));
        BOOST_TEST(ask(get(server.url())).body == (chunks[0] == '1' ? "x" : ""));
    }
    BOOST_TEST(ask_for(head + "\r\nhello").body == "hello");
    BOOST_TEST(ask_for("HTTP/1.0 200 OK\r\n\r\nhello").body == "hello");
    BOOST_TEST(ask_for("HTTP/1.1 204 No Content\r\n\r\n").body == "");
    BOOST_TEST(ask_for("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n").body == "");
}

BOOST_AUTO_TEST_CASE(statuses_and_redirects_are_handed_on) {
    for (const unsigned status : {200U, 201U, 302U, 400U, 401U, 404U, 429U, 500U, 503U}) {
        server.answer(response(status).header("Location", "/elsewhere").header("Retry-After", "3").json("{}"));
        const auto got = ask(get(server.url()));
        BOOST_TEST(got.status == status);
        BOOST_TEST(got.headers.find("RETRY-after") == "3");
        BOOST_TEST(got.headers.contains("location"));
        BOOST_TEST(!got.headers.contains("locatio"));
    }
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(headers_keep_their_order_and_values) {
    const auto got = ask_for(head + "A: 1\r\nb:  two words \r\nA: 3\r\nEmpty:\r\nContent-Length: 0\r\n\r\n");
    BOOST_TEST_REQUIRE(got.headers.size() == 5U);
    BOOST_TEST(got.headers.find("a") == "1");
    BOOST_TEST(got.headers[1].value == "two words");
    BOOST_TEST(got.headers[2].name == "A");
    BOOST_TEST(got.headers[2].value == "3");
    BOOST_TEST(got.headers.contains("empty"));
    const auto copy = got;
    BOOST_TEST(copy.headers.find("B") == "two words");
}

BOOST_AUTO_TEST_CASE(the_answer_to_head_has_no_body) {
    server.answer(reply().send(head + "Content-Length: 1000\r\n\r\n"));
    const auto got = ask(frameio::http::client_request("HEAD", frameio::http::url::parse(server.url())));
    BOOST_TEST(got.headers.find("content-length") == "1000");
    BOOST_TEST(got.body == "");
    BOOST_TEST(transport().counters().idle == 1U);
}

BOOST_AUTO_TEST_CASE(interim_responses_are_skipped) {
    const std::string interim = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    const auto got = ask_for("HTTP/1.1 100 Continue\r\n\r\n" + interim + head + "X: y\r\nContent-Length: 2\r\n\r\n{}");
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(got.body == "{}");
    BOOST_TEST(!got.headers.contains("link"));
    std::string many;
    for (int i = 0; i < 17; ++i) {
        many += interim;
    }
    BOOST_TEST(wrong(many + head + "Content-Length: 0\r\n\r\n") == transport_errc::malformed_response);
    BOOST_TEST(wrong("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n") == transport_errc::malformed_response);
    BOOST_TEST(wrong(interim) == transport_errc::truncated_response);
}

BOOST_AUTO_TEST_CASE(octets_may_come_one_by_one) {
    for (const std::string& octets :
         {response(200).json("{\"a\":1}").text(), response(200).json("{\"a\":1}").chunked(3).text(),
          "HTTP/1.1 100 Continue\r\n\r\n" + response(200).json("{\"a\":1}").text()}) {
        server.answer(reply().send_in_pieces(octets, 1));
        const auto got = ask(get(server.url()));
        BOOST_TEST(got.body == "{\"a\":1}");
        BOOST_TEST(got.headers.size() == 2U);
        BOOST_TEST(transport().counters().idle == 1U);
    }
}

BOOST_AUTO_TEST_CASE(trailers_are_forgotten) {
    server.answer(reply().send(head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n"));
    const auto got = ask(get(server.url()));
    BOOST_TEST(got.body == "{}");
    BOOST_TEST(!got.headers.contains("x-trailer"));
    BOOST_TEST(transport().counters().idle == 1U);
}

BOOST_AUTO_TEST_CASE(what_ends_too_early_is_no_response) {
    for (const std::string& octets :
         {std::string("HTTP/1.1 2"), head, head + "Content-Length: 5\r\n", head + "Content-Length: 5\r\n\r\n",
          head + "Content-Length: 5\r\n\r\nhell", head + "Transfer-Encoding: chunked\r\n\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhell",
          head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"}) {
        BOOST_TEST(wrong(octets) == transport_errc::truncated_response, octets);
    }
    BOOST_TEST(wrong(reply().close()) == transport_errc::connection_lost);
    BOOST_TEST(wrong(reply().half_close().stall()) == transport_errc::connection_lost);
    BOOST_TEST(wrong(reply().reset()) == transport_errc::connection_lost);
    BOOST_TEST(wrong(reply().send(head).half_close().stall()) == transport_errc::truncated_response);
    // A RST may overtake what was sent before it.
    const auto reset = wrong(reply().send(head + "\r\nhell").reset());
    BOOST_TEST((reset == transport_errc::truncated_response || reset == transport_errc::connection_lost));
}

BOOST_AUTO_TEST_CASE(what_is_no_http_is_refused) {
    for (const std::string& octets : {std::string("SSH-2.0-OpenSSH_9.2\r\n"),
                                      std::string("HTTP/2.0 200 OK\r\n\r\n"),
                                      std::string("HTTP/1.1 20 OK\r\n\r\n"),
                                      std::string("HTTP/1.1 099 OK\r\n\r\n"),
                                      std::string("HTTP/1.1 2000 OK\r\n\r\n"),
                                      head + "No colon\r\n\r\n",
                                      head + "Bad name: x\r\n\r\n",
                                      head + "Name : x\r\n\r\n",
                                      head + "A: b\nC: d\r\n\r\n",
                                      head + std::string("A: \0b\r\n\r\n", 8),
                                      head + "Content-Length: x\r\n\r\n",
                                      head + "Content-Length: -1\r\n\r\n",
                                      head + "Content-Length: 99999999999999999999\r\n\r\n",
                                      head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                                      head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                                      head + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
                                      head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                                      head + "Transfer-Encoding: gzip\r\n\r\nx",
                                      std::string("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                                      head + "Transfer-Encoding: chunked\r\n\r\nx\r\n",
                                      head + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                                      head + "Transfer-Encoding: chunked\r\n\r\n11111111111111111\r\n"}) {
        BOOST_TEST(wrong(octets) == transport_errc::malformed_response, octets);
    }
}

BOOST_AUTO_TEST_CASE(bodies_have_a_limit) {
    options.response_limit = 10;
    BOOST_TEST(ask_for(head + "Content-Length: 10\r\n\r\n0123456789").body == "0123456789");
    BOOST_TEST(ask_for(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n").body ==
               "0123456789");
    BOOST_TEST(ask_for(head + "\r\n0123456789").body == "0123456789");
    BOOST_TEST(wrong(head + "Content-Length: 11\r\n\r\n") == transport_errc::response_too_large);
    BOOST_TEST(wrong(head + "Content-Length: 18446744073709551615\r\n\r\n") == transport_errc::response_too_large);
    BOOST_TEST(wrong(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n6\r\n567890\r\n") ==
               transport_errc::response_too_large);
    BOOST_TEST(wrong(head + "\r\n01234567890") == transport_errc::response_too_large);
}

BOOST_AUTO_TEST_CASE(heads_have_a_limit) {
    options.header_limit = 1000;
    BOOST_TEST(ask_for(head + "X: " + std::string(800, 'x') + "\r\nContent-Length: 0\r\n\r\n").status == 200U);
    BOOST_TEST(wrong(head + "X: " + std::string(2000, 'x')) == transport_errc::response_too_large);
    std::string many;
    for (int i = 0; i < 300; ++i) {
        many += "X: y\r\n";
    }
    BOOST_TEST(wrong(head + many + "Content-Length: 0\r\n\r\n") == transport_errc::response_too_large);
    BOOST_TEST(wrong(reply().send_in_pieces(head + many, 6).close()) == transport_errc::response_too_large);
    BOOST_TEST(wrong(std::string(2000, 'H')) == transport_errc::malformed_response);
    BOOST_TEST(wrong("HTTP/1.1 200 " + std::string(2000, 'H')) == transport_errc::response_too_large);
    // The line between chunks counts too, however long the body may be.
    BOOST_TEST(wrong(head + "Transfer-Encoding: chunked\r\n\r\n5;" + std::string(2000, 'x')) ==
               transport_errc::response_too_large);
    BOOST_TEST(wrong(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + many) == transport_errc::response_too_large);
}

BOOST_AUTO_TEST_SUITE_END()
