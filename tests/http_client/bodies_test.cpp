// What is sent and received besides small texts: sources, sinks, early answers; and what must not be sent.

#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

#include "http_client/caller.hpp"

using namespace std::chrono_literals;
using frameio::http::call_phase;
using frameio::http::client_request;
using frameio::http::transport_errc;
using frameio::http::url;
using frameio_test::reply;
using frameio_test::response;

namespace {

/// Gives a text in uneven pieces.
struct text_source final : frameio::http::body_source {
    explicit text_source(std::string what) : text(std::move(what)), said(text.size()) {}

    std::uint64_t size() const override {
        return said;
    }
    std::size_t read(std::uint64_t offset, std::span<char> to) override {
        ++reads;
        const std::size_t count =
            std::min({to.size(), text.size() - static_cast<std::size_t>(offset), std::size_t{50'000}});
        std::memcpy(to.data(), text.data() + offset, count);
        return count;
    }

    std::string text;
    std::uint64_t said;
    int reads = 0;
};

struct text_sink final : frameio::http::body_sink {
    bool begin(const frameio::http::client_response& head) override {
        ++begun;
        status = head.status;
        type = head.headers.find("content-type");
        return wanted;
    }
    void write(std::string_view octets) override {
        if (text.size() + octets.size() > most) {
            throw std::runtime_error("full");
        }
        text += octets;
    }

    std::string text;
    std::string type;
    std::size_t most = SIZE_MAX;
    unsigned status = 0;
    int begun = 0;
    bool wanted = true;
};

std::string pattern(std::size_t size) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        text[i] = static_cast<char>('a' + i * 31 % 26);
    }
    return text;
}

struct talking : frameio_test::caller {
    frameio_test::scripted_server server;

    client_request put(frameio::http::body_source& from) const {
        client_request made("PUT", url::parse(server.url("/upload")));
        made.source = &from;
        return made;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bodies, talking)

BOOST_AUTO_TEST_CASE(texts_of_all_sizes_arrive) {
    for (const std::size_t size : {0U, 1U, 8192U, 8193U, 100'000U, 5'000'000U}) {
        BOOST_TEST(ask(post(server.url(), pattern(size))).status == 200U);
        const auto seen = server.requests().back();
        BOOST_TEST((seen.body == pattern(size)));
        BOOST_TEST(seen.header("content-length") == std::to_string(size));
    }
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_source_is_sent_as_fast_as_the_server_reads) {
    text_source from(pattern(20'000'000));
    server.answer(reply().before_body().stall().read_body().send(response(200).json("{}").text()));
    const auto running = start(put(from));
    run_until([&] { return server.stalled() == 1; });
    run();
    const int before = from.reads;
    run();
    BOOST_TEST(from.reads == before);  // it waits, and keeps no more than a piece
    BOOST_TEST(before < 300);
    server.resume();
    BOOST_TEST(finish(running).status == 200U);
    BOOST_TEST(from.reads == 400);
    text_source small(pattern(100));
    BOOST_TEST(ask(put(small)).status == 200U);
    BOOST_TEST(server.requests().back().body == small.text);
    text_source none("");
    BOOST_TEST(ask(put(none)).status == 200U);
    BOOST_TEST(server.requests().back().header("content-length") == "0");
    BOOST_TEST(none.reads == 0);
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_source_is_read_again_for_a_repetition) {
    BOOST_TEST(ask(get(server.url())).status == 200U);
    server.close_before_reply();
    text_source from(pattern(100'000));
    BOOST_TEST(ask(put(from)).status == 200U);
    BOOST_TEST((server.requests().back().body == from.text));
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(a_request_of_which_nothing_left_is_sent_again_whatever_it_is) {
    /// Has the server close the idle connection after it was looked at, and before anything is sent.
    struct slamming_source final : frameio::http::body_source {
        explicit slamming_source(frameio_test::scripted_server& whose) : server(whose) {}

        std::uint64_t size() const override {
            return 1;
        }
        std::size_t read(std::uint64_t, std::span<char> to) override {
            if (++reads == 1) {
                server.resume();
                server.wait_for_ended(1);
            }
            to.front() = 'x';
            return 1;
        }

        frameio_test::scripted_server& server;
        int reads = 0;
    };
    server.answer(reply().send(response(200).json("{}").text()).stall().reset());
    BOOST_TEST(ask(get(server.url())).status == 200U);
    slamming_source from(server);
    client_request request("POST", url::parse(server.url()));
    request.source = &from;
    BOOST_TEST(ask(request).status == 200U);
    BOOST_TEST(from.reads == 2);
    BOOST_TEST(server.connections() == 2U);
    BOOST_TEST(server.request_count() == 2U);
    BOOST_TEST(transport().counters().reused == 1U);
}

BOOST_AUTO_TEST_CASE(a_source_that_gives_less_ends_the_call) {
    text_source from(pattern(100'000));
    from.said = 100'001;
    const auto failed = ask_in_vain(put(from));
    BOOST_TEST(failed.code() == transport_errc::body_ended_early);
    BOOST_TEST(failed.phase() == call_phase::send);
    BOOST_TEST(failed.sent());
    BOOST_TEST(transport().counters().open == 0U);
}

BOOST_AUTO_TEST_CASE(an_early_answer_ends_the_upload) {
    text_source from(pattern(50'000'000));
    server.answer(reply().before_body().send(response(413).json("{}").text()).stall());
    BOOST_TEST(ask(put(from)).status == 413U);
    BOOST_TEST(from.reads < 900);
    BOOST_TEST(transport().counters().open == 0U);
    // An interim answer is none.
    server.answer(reply().before_body().send("HTTP/1.1 100 Continue\r\n\r\n").read_body().send(response(201).text()));
    text_source again(pattern(5'000'000));
    BOOST_TEST(ask(put(again)).status == 201U);
    BOOST_TEST(transport().counters().idle == 1U);
}

BOOST_AUTO_TEST_CASE(a_sink_gets_the_body_as_it_comes) {
    options.response_limit = 1000;
    const std::string large = pattern(3'000'000);
    for (const std::size_t chunk : {0U, 100'000U}) {
        server.answer(response(200).header("Content-Type", "video/mp4").body(large).chunked(chunk));
        text_sink to;
        const auto got = finish(start(get(server.url()), &to));
        BOOST_TEST(got.body == "");
        BOOST_TEST((to.text == large));
        BOOST_TEST(to.type == "video/mp4");
        BOOST_TEST(to.begun == 1);
    }
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_sink_may_not_want_the_body) {
    options.response_limit = 1000;
    server.answer(response(404).json("{\"errors\":[]}"));
    text_sink to;
    to.wanted = false;
    const auto got = finish(start(get(server.url()), &to));
    BOOST_TEST(got.body == "{\"errors\":[]}");
    BOOST_TEST(to.status == 404U);
    BOOST_TEST(to.text == "");
    server.answer(response(404).body(std::string(1001, 'x')));
    BOOST_TEST(failure(start(get(server.url()), &to)).code() == transport_errc::response_too_large);
}

BOOST_AUTO_TEST_CASE(a_sink_may_end_the_call) {
    server.answer(response(200).body(pattern(100'000)));
    text_sink to;
    to.most = 10'000;
    const auto running = start(get(server.url()), &to);
    BOOST_CHECK_EXCEPTION(finish(running), std::runtime_error,
                          [](const auto& failed) { return std::string(failed.what()) == "full"; });
    BOOST_TEST(transport().counters().open == 0U);
}

BOOST_AUTO_TEST_CASE(a_sink_sees_no_interim_response) {
    server.answer(reply().send("HTTP/1.1 100 Continue\r\n\r\n" + response(200).body("x").text()));
    text_sink to;
    finish(start(get(server.url()), &to));
    BOOST_TEST(to.begun == 1);
    BOOST_TEST(to.text == "x");
}

BOOST_AUTO_TEST_CASE(what_would_be_another_request_is_not_sent) {
    const auto refused = [&](const client_request& request) {
        const auto running = start(request);
        run_until([&] { return running->done; });
        BOOST_CHECK_EXCEPTION(finish(running), frameio::error, [](const frameio::error& failed) {
            return failed.code() == frameio::errc::invalid_configuration &&
                   std::string(failed.what()).find("secret") == std::string::npos;
        });
    };
    for (const std::string& value :
         {std::string("secret\r\nX: y"), std::string("secret\n"), std::string("secret\r"), std::string("secret\0", 7),
          std::string("secret\x7f"), std::string("secret\x01")}) {
        refused(get(server.url()).header("X-Token", value));
    }
    for (const char* name : {"", "X Y", "X:", "X\r\n", "\xc3\xa4", "X\t", "Host", "content-length", "Transfer-Encoding",
                             "Connection", "Expect", "TE", "Upgrade", "Proxy-Authorization"}) {
        refused(get(server.url()).header(name, "y"));
    }
    for (const char* method : {"", "GET ", "GET /\r\n", "CONNECT", "G\tT"}) {
        refused(client_request(method, url::parse(server.url())));
    }
    text_source from("x");
    client_request both = put(from);
    both.body = "y";
    refused(both);
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(headers_are_sent_as_they_are) {
    options.user_agent = "acme/1";
    BOOST_TEST(ask(get(server.url()).header("Authorization", "Bearer t").header("X-Odd", "a\tb \xc3\xa4")).status ==
               200U);
    const auto first = server.requests().back();
    BOOST_TEST(first.header("authorization") == "Bearer t");
    BOOST_TEST(first.header("x-odd") == "a\tb \xc3\xa4");
    BOOST_TEST(first.header("user-agent") == "acme/1");
    ask(get(server.url()).header("user-agent", "other/2"));
    BOOST_TEST(server.requests().back().header("user-agent") == "other/2");
}

BOOST_AUTO_TEST_CASE(options_that_make_no_sense_are_found_at_once) {
    for (const int wrong : {0, 1, 2, 3}) {
        frameio::http::transport_options odd;
        odd.connections_per_origin = wrong == 0 ? 0 : 1;
        odd.header_limit = wrong == 1 ? 0 : 1;
        odd.total_timeout = wrong == 2 ? -1s : 1s;
        odd.user_agent = wrong == 3 ? "a\r\nb" : "a";
        BOOST_CHECK_THROW(frameio::http::transport{odd}, frameio::configuration_error);
    }
}

BOOST_AUTO_TEST_SUITE_END()
