#include "files.hpp"
#include "protocol/event_decoder.hpp"

#include <boost/test/unit_test.hpp>

using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

constexpr std::size_t limit = 1 << 20;

std::optional<frameio::event_ids> peek(std::string_view body, std::size_t most = limit) {
    return frameio::event_decoder().peek(body, most);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(peeking)

BOOST_AUTO_TEST_CASE(the_ids_of_a_webhook) {
    const std::string body = files::sample("v4_webhook_file_ready");
    const auto ids = peek(body);
    BOOST_REQUIRE(ids.has_value());
    BOOST_TEST(ids->type == "file.ready");
    BOOST_TEST(ids->account_id == "6f70f1bd-7e89-4a7e-b4d3-7e576585a181");
    BOOST_TEST(ids->workspace_id == "378fcbf7-6f88-4224-8139-6a743ed940b2");
    BOOST_TEST(ids->project_id == "7e46e495-4444-4555-8649-bee4d391a997");
    BOOST_TEST(ids->team_id.empty());
    BOOST_TEST(!ids->is_action());
    BOOST_TEST((ids->type.data() > body.data() && ids->type.data() < body.data() + body.size()));
}

BOOST_AUTO_TEST_CASE(the_ids_of_an_action) {
    for (const std::string& body :
         {files::sample("v4_action_initial"), files::read("payloads/v4_action_initial.json")}) {
        const auto ids = peek(body);
        BOOST_REQUIRE(ids.has_value());
        BOOST_TEST(ids->account_id == "9a44f696-ae69-4e0c-9731-806d27ea46f1");
        BOOST_TEST(ids->action_id == "ecd40785-4485-4f07-9d26-a006ea84efdf");
        BOOST_TEST(ids->interaction_id == "e0a1c945-a8da-480d-92fb-e895cb640a01");
        BOOST_TEST(ids->is_action());
    }
    const std::string legacy = files::sample("v2_action_payload");
    BOOST_TEST(peek(legacy)->team_id == "e163c461-aad3-4955-be89-2fce1498627b");
}

BOOST_AUTO_TEST_CASE(what_is_no_object_has_no_ids) {
    for (const std::string_view body : {""sv,
                                        " "sv,
                                        "x"sv,
                                        "[]"sv,
                                        "null"sv,
                                        "\"\""sv,
                                        "{"sv,
                                        "}"sv,
                                        "{}x"sv,
                                        "{}{}"sv,
                                        "{,}"sv,
                                        "{\"a\"}"sv,
                                        "{\"a\":}"sv,
                                        "{\"a\":1,}"sv,
                                        "{\"a\":1 \"b\":2}"sv,
                                        "{a:1}"sv,
                                        "{\"a\":\"}"sv,
                                        "{\"a\":\"\\\"}"sv,
                                        "{\"a\":[}"sv,
                                        "{\"a\":{]"sv,
                                        "{\"a\":1"sv,
                                        "{\"a\" 1}"sv,
                                        "{\"a\\"sv,
                                        "{\""sv,
                                        "{\"a\":[\"]}"sv,
                                        "\xef\xbb\xbf{}"sv,
                                        "{\"account\":{\"id\"}}"sv,
                                        "{\"account\":{\"id\":\"a\",}}"sv,
                                        "{\"a\":1}}"sv,
                                        "\0{}"sv,
                                        "{}\0"sv}) {
        BOOST_TEST(!peek(body).has_value(), body);
    }
    BOOST_TEST(peek("{}").has_value());
    BOOST_TEST(peek(" \t\r\n{ } \n").has_value());
}

BOOST_AUTO_TEST_CASE(a_body_over_the_limit_is_not_looked_at) {
    const std::string body = files::sample("v4_webhook_file_ready");
    BOOST_TEST(peek(body, body.size()).has_value());
    BOOST_TEST(!peek(body, body.size() - 1).has_value());
    BOOST_TEST(!peek("{}", 0).has_value());
}

BOOST_AUTO_TEST_CASE(texts_that_cannot_be_taken_literally_are_left_out) {
    const std::string_view texts[] = {R"("\u0061")"sv, R"("a\"b")"sv,      "\"a\nb\""sv, "\"a\0b\""sv, "\"\x7f\""sv,
                                      "\"\xff\""sv,    "\"\xc2\x9b\""sv,   "7"sv,        "null"sv,     "true"sv,
                                      "[\"a\"]"sv,     "{\"id\":\"a\"}"sv, "\"\""sv};
    for (const std::string_view text : texts) {
        const std::string body =
            R"({"account_id":)" + std::string(text) + R"(,"workspace":{"id":)" + std::string(text) + "}}";
        const auto ids = peek(body);
        BOOST_REQUIRE_MESSAGE(ids.has_value(), body);
        BOOST_TEST(ids->account_id.empty(), body);
        BOOST_TEST(ids->workspace_id.empty(), body);
    }
    BOOST_TEST(peek("{\"type\":\"caf\xc3\xa9 1\"}")->type == "caf\xc3\xa9 1");
    BOOST_TEST(peek(R"({"action_id":")" + std::string(255, 'a') + "\"}")->action_id.size() == 255U);
    BOOST_TEST(peek(R"({"action_id":")" + std::string(256, 'a') + "\"}")->action_id.empty());
}

BOOST_AUTO_TEST_CASE(of_a_repeated_key_the_last_counts_as_when_decoding) {
    BOOST_TEST(peek(R"({"account":{"id":"a"},"account":{"id":"b","id":"c"}})")->account_id == "c");
    BOOST_TEST(peek(R"({"account":{"id":"a"},"account":null})")->account_id.empty());
    BOOST_TEST(peek(R"({"account":{"id":"a","id":null}})")->account_id.empty());
    BOOST_TEST(peek(R"({"account":{"id":"a"},"account_id":"b"})")->account_id == "b");
    BOOST_TEST(peek(R"({"account_id":"b","account_id":"","account":{"id":"a"}})")->account_id == "a");
}

BOOST_AUTO_TEST_CASE(a_key_that_is_hidden_behind_escapes_makes_the_body_unreadable) {
    BOOST_TEST(!peek(R"({"account":{"id":"a"},"acc\u006funt":{"id":"b"}})").has_value());
    BOOST_TEST(!peek(R"({"account":{"id":"a","\u0069d":"b"}})").has_value());
    BOOST_TEST(peek(R"({"account_id":"a","data":{"\u0069d":"b"}})")->account_id == "a");
}

BOOST_AUTO_TEST_CASE(only_the_top_and_one_level_below_are_read) {
    const auto ids = peek(
        R"({"x":{"account_id":"wrong","account":{"id":"wrong"}},"account":{"x":{"id":"wrong"},"id":"right"},"y":["}",{"]":"{"}]})");
    BOOST_REQUIRE(ids.has_value());
    BOOST_TEST(ids->account_id == "right");
}

BOOST_AUTO_TEST_CASE(time_is_proportional_to_the_size) {
    for (const std::string& hostile :
         {std::string(limit, '{'), "{" + std::string(limit - 1, ' '), R"({"a":)" + std::string(limit - 6, '['),
          R"({"a":")" + std::string(limit - 7, '\\'), "{\"" + std::string(limit - 3, 'a'), std::string(limit, '"')}) {
        BOOST_TEST(!peek(hostile).has_value());
    }
    std::string quotes = R"({"a":")";
    while (quotes.size() < limit - 4) {
        quotes += R"(\")";
    }
    BOOST_TEST(peek(quotes + "\"}").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
