// Cookies, queries and forms.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "web/form_data.hpp"
#include "web/message.hpp"

using frameio::web::request;
using frameio::web::response;

namespace {

request with_cookies(const std::vector<std::string>& lines) {
    request made;
    for (const std::string& each : lines) {
        made.headers.emplace_back("cookie", each);
    }
    return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(messages)

BOOST_AUTO_TEST_CASE(a_cookie_is_found_by_its_name) {
    const request asked = with_cookies({"a=1; session=x=y ;b=2", "c=3"});
    BOOST_TEST(asked.cookie("a") == "1");
    BOOST_TEST(asked.cookie("session") == "x=y");
    BOOST_TEST(asked.cookie("b") == "2");
    BOOST_TEST(asked.cookie("c") == "3");
    BOOST_TEST(asked.cookie("A") == "");
    BOOST_TEST(asked.cookie("sess") == "");
    BOOST_TEST(request().cookie("a") == "");
}

BOOST_AUTO_TEST_CASE(of_several_cookies_of_a_name_none_is_taken) {
    BOOST_TEST(with_cookies({"session=ours; session=theirs"}).cookie("session") == "");
    BOOST_TEST(with_cookies({"session=ours", "session=theirs"}).cookie("session") == "");
}

BOOST_AUTO_TEST_CASE(odd_cookies_harm_nobody) {
    for (const char* const line : {"", ";", ";;;", "=", "a", "a;=;b", " ; a = 1"}) {
        BOOST_TEST(with_cookies({line}).cookie("a") == "", line);
    }
}

BOOST_AUTO_TEST_CASE(a_cookie_is_for_this_host_and_no_script) {
    response made;
    made.set_cookie("__Host-x", "value", 600);
    BOOST_TEST(made.headers.at(0).first == "Set-Cookie");
    BOOST_TEST(made.headers.at(0).second == "__Host-x=value; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax");
}

BOOST_AUTO_TEST_CASE(forms_are_decoded) {
    const auto values = frameio::web::values_of("a=1&b=x+y%26z&&c&=empty&a=2&%C3%A4=%ff%0g%");
    BOOST_TEST(frameio::web::value_at(values, "a") == "2");
    BOOST_TEST(frameio::web::value_at(values, "b") == "x y&z");
    BOOST_TEST(values.contains("c"));
    BOOST_TEST(frameio::web::value_at(values, "") == "empty");
    BOOST_TEST(frameio::web::value_at(values, "\xc3\xa4") == "\xff%0g%");
    BOOST_TEST(frameio::web::value_at(values, "missing") == "");
    BOOST_TEST(frameio::web::values_of("").empty());
}

BOOST_AUTO_TEST_CASE(a_parameter_is_encoded) {
    BOOST_TEST(frameio::web::with_parameter("https://a/b", "x", "1&y=2 #") == "https://a/b?x=1%26y%3D2%20%23");
    BOOST_TEST(frameio::web::with_parameter("https://a/b?z=", "x", "") == "https://a/b?z=&x=");
}

BOOST_AUTO_TEST_SUITE_END()
