#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "common/handled_app.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio_test::genuine;
using frameio_test::header_of;
using frameio_test::second_of;

namespace {

struct strict_app : frameio_test::handled_app {
    std::string body = frameio_test::webhook_body("file.ready", "marker-in-the-body");

    strict_app() {
        app.on_webhook("file.ready", [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; });
        app.on_webhook("file.deleted", [](const frameio::webhook_event&) -> asio::awaitable<void> {
            throw std::runtime_error("internal text");
            co_return;
        });
    }

    frameio::http_response signed_at(std::chrono::seconds offset) {
        return answer(genuine(frameio_test::webhook_secret, body, second_of(clock) + offset));
    }
    frameio::http_response with(std::string timestamp, std::string signature) {
        frameio::http_request request("POST", "/");
        request.header("X-Frameio-Request-Timestamp", std::move(timestamp))
            .header("X-Frameio-Signature", std::move(signature))
            .body(body);
        return answer(std::move(request));
    }
    std::string now() const {
        return frameio_test::stamp_text(second_of(clock));
    }
    std::string good_signature() const {
        return frameio::sign(frameio_test::webhook_secret, second_of(clock), body);
    }
};

constexpr const char* not_valid = R"({"error":"the signature is not valid"})";
constexpr const char* unreadable = R"({"error":"the signature headers are missing or malformed"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(answers, strict_app)

BOOST_AUTO_TEST_CASE(are_the_same_401_for_every_cause) {
    const std::vector<frameio::http_response> all{
        answer(genuine("another secret", body, second_of(clock))),
        signed_at(-301s),
        signed_at(301s),
        with(now(), "v0=" + std::string(64, '0')),
        with(frameio_test::stamp_text(second_of(clock) + 1s), good_signature()),
    };
    for (const auto& each : all) {
        BOOST_TEST(each.status() == 401U);
        BOOST_TEST(each.body() == not_valid);
        BOOST_TEST((each.headers() == all.front().headers()));
        BOOST_TEST(!header_of(each, "WWW-Authenticate").empty());
    }
}

BOOST_AUTO_TEST_CASE(tolerate_a_clock_that_is_off_by_the_tolerance) {
    BOOST_TEST(signed_at(-300s).status() == 200U);
    BOOST_TEST(signed_at(300s).status() == 200U);
}

BOOST_AUTO_TEST_CASE(follow_a_tolerance_of_ones_own) {
    app.tolerance(10s);
    BOOST_TEST(signed_at(-10s).status() == 200U);
    BOOST_TEST(signed_at(-11s).status() == 401U);
    BOOST_TEST(signed_at(11s).status() == 401U);
}

BOOST_AUTO_TEST_CASE(are_400_for_headers_that_are_missing_or_malformed) {
    for (const auto& each : {
             answer(frameio::http_request("POST", "/")),
             with("", good_signature()),
             with(now(), ""),
             with("+" + now(), good_signature()),
             with(now(), good_signature().substr(3)),
             with(now(), "V0" + good_signature().substr(2)),
         }) {
        BOOST_TEST(each.status() == 400U);
        BOOST_TEST(each.body() == unreadable);
    }
}

BOOST_AUTO_TEST_CASE(are_400_for_headers_that_are_repeated) {
    for (const char* name : {"x-frameio-signature", "X-FRAMEIO-REQUEST-TIMESTAMP"}) {
        frameio::http_request request = webhook("file.ready");
        request.header(name, std::string(name) == "x-frameio-signature" ? good_signature() : now());
        BOOST_TEST(answer(std::move(request)).status() == 400U);
    }
}

BOOST_AUTO_TEST_CASE(are_400_for_bodies_that_are_no_events) {
    for (const char* text : {"", "{", "[]", "7", R"({"resource":{}})", R"({"type":7})", R"({"type":"file.ready"} x)"}) {
        const auto got = answer(genuine(frameio_test::webhook_secret, text, second_of(clock)));
        BOOST_TEST(got.status() == 400U, text << ": " << got.status());
        BOOST_TEST(got.body() == R"({"error":"the body is not an event"})");
    }
}

BOOST_AUTO_TEST_CASE(are_405_for_other_methods) {
    frameio::http_request request("GET", "/");
    const auto got = answer(std::move(request));
    BOOST_TEST(got.status() == 405U);
    BOOST_TEST(header_of(got, "Allow") == "POST");
}

BOOST_AUTO_TEST_CASE(are_500_without_the_handlers_words) {
    const auto got = answer(webhook("file.deleted"));
    BOOST_TEST(got.status() == 500U);
    BOOST_TEST(got.body() == R"({"error":"the handler failed"})");
    BOOST_TEST(sink->count("internal text") == 1U);
    BOOST_TEST(sink->count("event=file.deleted") == 1U);
}

BOOST_AUTO_TEST_CASE(are_500_whatever_is_thrown) {
    app.on_webhook("folder.created", [](const frameio::webhook_event&) -> asio::awaitable<void> {
        throw 42;
        co_return;
    });
    BOOST_TEST(answer(webhook("folder.created")).status() == 500U);
    BOOST_TEST(sink->count("unknown exception") == 1U);
}

BOOST_AUTO_TEST_CASE(leave_no_secret_signature_or_body_in_the_log) {
    const std::string signature = good_signature();
    signed_at(0s);
    signed_at(-301s);
    with(now(), "v0=marker-in-the-signature");
    with("marker-in-the-timestamp", signature);
    answer(genuine("marker-secret", body, second_of(clock)));
    answer(genuine(frameio_test::webhook_secret, R"({"marker-in-the-json)", second_of(clock)));
    answer(webhook("file.deleted", "x"));
    answer(webhook("no.handler", "x"));
    BOOST_TEST(sink->lines().size() >= 6U);
    for (const std::string& secret :
         {std::string("marker"), signature, signature.substr(3, 16), frameio_test::webhook_secret, body}) {
        BOOST_TEST(sink->count(secret) == 0U, secret << " is in the log");
    }
}

BOOST_AUTO_TEST_CASE(say_in_the_log_why_a_request_was_rejected) {
    signed_at(-301s);
    signed_at(301s);
    with(now(), "v0=" + std::string(64, '0'));
    BOOST_TEST(sink->count("reason=stale") == 1U);
    BOOST_TEST(sink->count("reason=future") == 1U);
    BOOST_TEST(sink->count("reason=mismatch") == 1U);
}

BOOST_AUTO_TEST_CASE(a_flood_of_forgeries_does_not_flood_the_log) {
    for (int i = 0; i < 100; ++i) {
        with(now(), "v0=" + std::string(64, '0'));
    }
    const std::size_t first = sink->count("reason=mismatch");
    BOOST_TEST((first >= 1U && first <= 20U));
    clock.advance(2s);
    with(now(), "v0=" + std::string(64, '0'));
    BOOST_TEST(sink->count("reason=mismatch") == first + 1);
}

BOOST_AUTO_TEST_CASE(refuse_what_is_nested_more_deeply_than_the_app_allows) {
    app.json_depth(16);
    app.on_webhook("file.ready", [](const frameio::webhook_event&) -> boost::asio::awaitable<void> { co_return; });
    const auto status_at = [&](std::size_t depth) {
        const std::string deep =
            R"({"type":"file.ready","x":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
        return answer(frameio_test::genuine(frameio_test::webhook_secret, deep, frameio_test::second_of(clock)))
            .status();
    };
    BOOST_TEST(status_at(14) == 200U);
    BOOST_TEST(status_at(16) == 400U);
}

BOOST_AUTO_TEST_SUITE_END()
