// What becomes of the platform's answers.

#include <boost/test/unit_test.hpp>

#include <string>

#include "api/api_caller.hpp"

using namespace std::chrono_literals;
using api_errc = frameio::api::errc;
using frameio::api::api_error;
using frameio::api::condition;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;

namespace {

struct answering : frameio_test::api_caller {
    answering() {
        options.retry.attempts = 1;
        options.keep_to_rates = false;
    }
};

struct expected {
    unsigned status;
    api_errc code;
    bool retryable;
    bool rejected;
};

const char* const problem =
    R"({"errors":[{"title":"Invalid","detail":"Bad\nvalue","source":{"pointer":"/data/text"}},{"detail":"Also"}]})";

bool is_one_line(std::string_view text) {
    return text.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(answers, answering)

BOOST_AUTO_TEST_CASE(a_result_is_read) {
    server.answer(response(200).json(R"({"data":{"id":"f","name":"a.mov","file_size":7}})"));
    const auto file = finish(show());
    BOOST_TEST(file.id == "f");
    BOOST_TEST(file.name == "a.mov");
    BOOST_TEST(file.file_size == 7);
}

BOOST_AUTO_TEST_CASE(every_refusal_has_its_code) {
    for (const expected& each :
         {expected{400, api_errc::bad_request, false, true}, expected{401, api_errc::unauthorized, false, true},
          expected{403, api_errc::forbidden, false, true}, expected{404, api_errc::not_found, false, true},
          expected{409, api_errc::conflict, false, true}, expected{418, api_errc::client_error, false, true},
          expected{422, api_errc::unprocessable, false, true}, expected{429, api_errc::rate_limited, true, false},
          expected{500, api_errc::server_error, true, false}, expected{502, api_errc::server_error, true, false},
          expected{503, api_errc::server_error, true, false},
          expected{301, api_errc::unexpected_answer, false, false}}) {
        BOOST_TEST_CONTEXT(each.status) {
            options.retry.patience = 0s;
            made.reset();
            server.answer(response(each.status).json(problem));
            const api_error failed = failure(show());
            BOOST_TEST(failed.code() == each.code);
            BOOST_TEST((failed.code() == condition::retryable) == each.retryable);
            BOOST_TEST((failed.code() == condition::rejected) == each.rejected);
            BOOST_TEST((failed.code() != condition::timeout));
            BOOST_TEST(failed.is_retryable() == each.retryable);
            BOOST_TEST(!failed.is_timeout());
            BOOST_TEST(failed.status() == each.status);
            BOOST_TEST(failed.is_unauthorized() == (each.status == 401));
            BOOST_TEST(failed.is_forbidden() == (each.status == 403));
            BOOST_TEST(failed.is_not_found() == (each.status == 404));
            BOOST_TEST(failed.is_conflict() == (each.status == 409));
            BOOST_TEST(failed.is_invalid() == (each.status == 400 || each.status == 422));
            BOOST_TEST(failed.is_rate_limited() == (each.status == 429));
            BOOST_TEST(failed.is_server_error() == (each.status >= 500));
            BOOST_TEST(failed.operation() == "files.show");
            BOOST_TEST(failed.attempts() == 1U);
            BOOST_TEST(!failed.in_doubt());
            BOOST_TEST(failed.body() == problem);
            BOOST_TEST_REQUIRE(failed.errors().size() == 2U);
            BOOST_TEST(failed.errors()[0].detail == "Bad\nvalue");
            BOOST_TEST(failed.errors()[0].title.value() == "Invalid");
            BOOST_TEST(failed.errors()[0].source.value().pointer.value() == "/data/text");
            BOOST_TEST(std::string(failed.what()) ==
                       "files.show: " + std::to_string(each.status) + " Bad value (/data/text); Also");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_page_of_html_survives) {
    const std::string page = "<html>\r\n<body>Access denied</body>\r\n</html>";
    server.answer(response(403).header("Content-Type", "text/html").body(page));
    const api_error failed = failure(show());
    BOOST_TEST(failed.code() == api_errc::forbidden);
    BOOST_TEST(failed.errors().empty());
    BOOST_TEST(failed.body() == page);
    BOOST_TEST(failed.what() == "files.show: 403");
}

BOOST_AUTO_TEST_CASE(a_refusal_may_say_anything) {
    for (const char* body :
         {"", "null", "7", "\"no\"", "[]", "[1]", "{}", R"({"errors":null})", R"({"errors":{}})", R"({"errors":[]})",
          R"({"errors":["no"]})", R"({"errors":[{}]})", "{\"errors\":[", R"({"errors":[{"detail":7,"source":"x"}]})"}) {
        BOOST_TEST_CONTEXT(body) {
            server.answer(response(422).json(body));
            const api_error failed = failure(show());
            BOOST_TEST(failed.code() == api_errc::unprocessable);
            BOOST_TEST(failed.body() == body);
            BOOST_TEST(is_one_line(failed.what()));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_long_refusal_is_cut) {
    const std::string detail(100'000, 'x');
    server.answer(response(400).json(R"({"errors":[{"detail":")" + detail + R"("}]})"));
    const api_error failed = failure(show());
    BOOST_TEST(failed.body().size() == 64U * 1024);
    BOOST_TEST(failed.errors().at(0).detail == detail);
    BOOST_TEST(std::string(failed.what()).size() < 600U);
    for (const std::string& line : log->lines()) {
        BOOST_TEST(line.size() < 1'000U);
    }
}

BOOST_AUTO_TEST_CASE(a_text_is_not_cut_within_a_letter) {
    for (const std::string before : {"", "a", "ab"}) {
        std::string detail = before;
        while (detail.size() < 2'000) {
            detail += "\xe2\x82\xac";
        }
        server.answer(response(400).json(R"({"errors":[{"detail":")" + detail + R"("}]})"));
        std::string text = failure(show()).what();
        BOOST_TEST_REQUIRE(text.ends_with("\xe2\x80\xa6"));
        text.resize(text.size() - 3);
        BOOST_TEST((text.size() - std::string("files.show: 400 ").size() - before.size()) % 3 == 0U);
    }
}

BOOST_AUTO_TEST_CASE(a_result_that_is_not_json_is_no_result) {
    for (const std::string body : {"", "<html>", "{\"data\":", "{\"data\":{}} {}", "\xff"}) {
        BOOST_TEST_CONTEXT(body) {
            server.answer(response(200).json(body));
            const api_error read = failure(show());
            BOOST_TEST(read.code() == api_errc::unexpected_answer);
            BOOST_TEST(read.status() == 200U);
            BOOST_TEST(read.body() == body);
            BOOST_TEST(!read.in_doubt());
            server.answer(response(201).json(body));
            const api_error written = failure(comment());
            BOOST_TEST(written.code() == api_errc::unexpected_answer);
            BOOST_TEST(written.status() == 201U);
            BOOST_TEST(written.in_doubt());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_result_that_is_not_as_documented_is_read_as_far_as_it_goes) {
    for (const char* body : {"{}", "[]", "null", "7", "\"x\"", R"({"data":null})", R"({"data":[]})", R"({"data":7})",
                             R"({"data":{"id":null}})", R"({"data":{"id":{}}})"}) {
        BOOST_TEST_CONTEXT(body) {
            server.answer(response(200).json(body));
            BOOST_TEST(finish(show()).id.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_documented_is_logged_once_for_each_place) {
    for (int i = 0; i < 3; ++i) {
        server.answer(response(200).json(R"({"data":{"id":7,"name":"MARK"}})"));
        finish(show());
    }
    BOOST_TEST(log->count("not as documented operation=files.show at=/data/id") == 1U);
    BOOST_TEST(log->count("at=/data/name") == 0U);
    server.answer(response(200).json("{}"));
    finish(comment());
    BOOST_TEST(log->count("not as documented operation=comments.create at=/data") == 1U);
    BOOST_TEST(log->count("MARK") == 0U);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_not_followed) {
    frameio_test::scripted_server other;
    server.answer(response(302).header("Location", other.url("/v4/me")));
    const api_error failed = failure(show());
    BOOST_TEST(failed.code() == api_errc::unexpected_answer);
    BOOST_TEST(failed.status() == 302U);
    BOOST_TEST(other.connections() == 0U);
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_too_large_is_not_asked_for_again) {
    options.response_limit = 1'000;
    options.retry.attempts = 5;
    server.answer(response(200).json(std::string(2'000, ' ') + "{}"));
    const api_error failed = failure(show());
    BOOST_TEST(failed.code() == api_errc::unexpected_answer);
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(rate_limits_are_told) {
    const auto limited = [](unsigned status) {
        return response(status)
            .header("X-RateLimit-Limit", "100")
            .header("X-RateLimit-Remaining", "42")
            .header("X-RateLimit-Window", "60000");
    };
    server.answer(limited(404));
    const api_error failed = failure(show());
    BOOST_TEST_REQUIRE(failed.limit().has_value());
    BOOST_TEST(failed.limit()->limit == 100);
    BOOST_TEST(failed.limit()->remaining == 42);
    BOOST_TEST((failed.limit()->window == 60s));
    server.answer(response(404).header("x-ratelimit-limit", "100"));
    BOOST_TEST(!failure(show()).limit());
    server.answer(response(404)
                      .header("x-ratelimit-limit", "many")
                      .header("x-ratelimit-remaining", "4.2")
                      .header("x-ratelimit-window", ""));
    BOOST_TEST(!failure(show()).limit());
}

BOOST_AUTO_TEST_CASE(answers_correct_the_rate) {
    options.keep_to_rates = true;
    server.answer(response(200)
                      .header("x-ratelimit-limit", "2")
                      .header("x-ratelimit-remaining", "1")
                      .header("x-ratelimit-window", "5000")
                      .json("{}"));
    finish(show());
    finish(show());
    const auto third = start(show());
    turn(4999ms);
    BOOST_TEST(!third->done);
    turn(1ms);
    finish(third);
    BOOST_TEST(server.request_count() == 3U);
}

BOOST_AUTO_TEST_CASE(neither_log_nor_errors_repeat_a_token_or_a_body) {
    options.retry.attempts = 2;
    answer(1, response(200).json(R"({"data":{"id":"MARKED","text":"MARKED"}})"));
    answer(1, response(200).json("MARKED"));
    answer(2, response(503).header("X-Secret", "MARKED").body("MARKED"));
    answer(1, response(403).json(R"({"MARKED":"MARKED","errors":[{"detail":"said"}]})"));
    answer(2, reply().reset());
    std::string texts;
    const auto call = [&] { return start(api().comments().update("a", "c", api::comment_changes().text("MARKED"))); };
    finish(call());
    for (int i = 0; i < 4; ++i) {
        texts += failure(call()).what();
    }
    BOOST_TEST(server.request_count() == 7U);
    BOOST_TEST(server.requests().front().body.find("MARKED") != std::string::npos);
    BOOST_TEST(texts.find("said") != std::string::npos);
    BOOST_TEST(texts.find("MARKED") == std::string::npos, texts);
    BOOST_TEST(texts.find(token) == std::string::npos, texts);
    BOOST_TEST(log->lines().size() >= 7U);
    BOOST_TEST(!logged("MARKED"));
    BOOST_TEST(!logged(token));
}

BOOST_AUTO_TEST_SUITE_END()
