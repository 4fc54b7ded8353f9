#include "support/text.hpp"

#include <simdjson.h>
#include <boost/test/unit_test.hpp>

#include <random>

namespace {

std::string json(std::string_view text) {
    std::string out;
    frameio::append_json(out, text);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(texts)

BOOST_AUTO_TEST_CASE(json_strings_are_escaped) {
    using namespace std::string_view_literals;
    const std::pair<std::string_view, std::string_view> table[] = {
        {""sv, R"("")"sv},
        {"plain"sv, R"("plain")"sv},
        {"\"\\/"sv, R"("\"\\/")"sv},
        {"\n\r\t"sv, R"("\n\r\t")"sv},
        {"\b\f\0\x1f"sv, R"("\u0008\u000c\u0000\u001f")"sv},
        {"\x7f"sv, R"("\u007f")"sv},
        {"\xc2\x80\xc2\x9f\xc2\xa0"sv, "\"\\u0080\\u009f\xc2\xa0\""sv},
        {"\xc3\xa4\xe2\x82\xac\xf0\x9f\x8e\xac"sv, "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x8e\xac\""sv},
        {"a\xff"sv, R"("a\ufffd")"sv},
        {"\xe2\x82"sv, R"("\ufffd\ufffd")"sv},
        {"\xed\xa0\x80"sv, R"("\ufffd\ufffd\ufffd")"sv},
    };
    for (const auto& [text, expected] : table) {
        BOOST_TEST(json(text) == expected);
    }
}

BOOST_AUTO_TEST_CASE(validity_agrees_with_simdjson_for_every_two_octets_and_their_neighbours) {
    std::string text;
    for (unsigned value = 0; value <= 0xFFFF; ++value) {
        text = {static_cast<char>(value >> 8U), static_cast<char>(value & 0xFFU)};
        for (const char* const tail : {"", "\x80", "\xbf\x80", "\x80\x80\x80", "a"}) {
            const std::string whole = text + tail;
            if (frameio::is_utf8(whole) != simdjson::validate_utf8(whole.data(), whole.size())) {
                BOOST_ERROR("disagreement about " << value << " and a tail of " << whole.size() - 2);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(validity_agrees_with_simdjson_for_random_octets) {
    std::mt19937 random(7);
    constexpr std::string_view octets =
        "\x01\x41\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc1\xc2\xdf\xe0\xed\xef\xf0\xf4\xf5\xff";
    for (int round = 0; round < 200000; ++round) {
        std::string text;
        for (auto length = random() % 9; length > 0; --length) {
            text += octets[random() % octets.size()];
        }
        if (frameio::is_utf8(text) != simdjson::validate_utf8(text.data(), text.size())) {
            BOOST_ERROR("disagreement in round " << round);
        }
    }
}

BOOST_AUTO_TEST_CASE(whatever_is_written_can_be_read_back) {
    std::mt19937 random(11);
    simdjson::dom::parser parser;
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto length = random() % 40; length > 0; --length) {
            text += static_cast<char>(random() % 256);
        }
        std::string_view read;
        BOOST_REQUIRE(parser.parse(json(text)).get(read) == simdjson::SUCCESS);
        BOOST_REQUIRE(!frameio::is_utf8(text) || read == text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
