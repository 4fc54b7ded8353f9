// How the install pages put what others have said, and what changes.

#include <boost/test/unit_test.hpp>

#include <boost/json/serialize.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "install/pages/views.hpp"
#include "support/text.hpp"

using frameio::install::difference;
using frameio::install::place;
using frameio::install::quote_of;

namespace install = frameio::install;

namespace {

std::string button(const difference& what, bool is_whole = true) {
    const boost::json::object made = install::view_of(what, is_whole);
    const boost::json::value& label = made.at("label");
    return label.is_string() ? std::string(label.as_string()) : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(install_views)

BOOST_AUTO_TEST_CASE(what_others_say_is_quoted_in_one_line) {
    BOOST_TEST(quote_of("") == "");
    BOOST_TEST(quote_of("webhooks.create: 422, too many (\xc3\xa4)") == "webhooks.create: 422, too many (\xc3\xa4)");
    BOOST_TEST(quote_of("a\nb\r\tc\x1b[31m\x7f") == "a b  c [31m ");
    BOOST_TEST(quote_of("a\xff\xc3z") == "a  z");
}

BOOST_AUTO_TEST_CASE(much_of_it_is_cut) {
    const std::string made = quote_of(std::string(100'000, '!'));
    BOOST_TEST(made == std::string(400, '!') + "...");
    std::string wide;
    for (int i = 0; i < 1'000; ++i) {
        wide += "\xe2\x82\xac";
    }
    BOOST_TEST(frameio::is_utf8(quote_of(wide)));
    BOOST_TEST(quote_of(wide).size() < 410U);
}

BOOST_AUTO_TEST_CASE(what_may_be_a_secret_is_left_out) {
    const std::string letters(32, 'k');
    BOOST_TEST(quote_of("Bearer " + letters + " is no good") == "Bearer [...] is no good");
    BOOST_TEST(quote_of("token=" + letters) == "[...]");
    BOOST_TEST(quote_of("\"eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IjEifQ.c2lnbmF0dXJl\"") == "\"[...]\"");
    BOOST_TEST(quote_of(std::string(64, 'a')) == "[...]");  // hexadecimal, as secrets may be
    BOOST_TEST(quote_of(std::string(36, 'a')) == "[...]");
    BOOST_TEST(quote_of("no workspace 0ac00000-0000-4000-8000-00000000000f") ==
               "no workspace 0ac00000-0000-4000-8000-00000000000f");
    BOOST_TEST(quote_of("https://app.example/frameio?x=1") == "https://app.example/frameio?x=1");
}

BOOST_AUTO_TEST_CASE(times_are_those_of_everywhere) {
    BOOST_TEST(install::text_of(frameio::clock::wall_time(std::chrono::milliseconds(1'604'004'499'999))) ==
               "2020-10-29 20:48 UTC");
}

BOOST_AUTO_TEST_CASE(a_place_without_a_name_is_called_by_its_id) {
    BOOST_TEST(boost::json::serialize(install::view_of(std::vector<place>{{"0a", "A"}, {"0b", ""}})) ==
               R"([{"id":"0a","name":"A"},{"id":"0b","name":"0b"}])");
}

BOOST_AUTO_TEST_CASE(the_button_says_what_it_does) {
    difference none;
    BOOST_TEST(button(none) == "none");
    BOOST_TEST(button(none, false) == "Try again");
    difference damage;
    damage.webhook_disabled = true;
    damage.sentences.emplace_back("x");
    BOOST_TEST(button(damage) == "Repair");
    damage.actions_added.emplace_back("x");
    BOOST_TEST(button(damage) == "Update");
}

BOOST_AUTO_TEST_SUITE_END()
