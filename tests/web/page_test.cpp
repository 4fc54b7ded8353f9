// Pages: what they show is escaped, and what they may do in a browser is said.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "web/brand.hpp"
#include "web/page.hpp"

using frameio::web::brand;
using frameio::web::page_maker;
using frameio::web::problems_of;
using frameio::web::response;

namespace {

const std::string hostile = "</style><script>pwned()</script>\" onload='pwned()' {{{content}}} &";

std::string header(const response& of, const std::string& name) {
    const auto found = std::ranges::find(of.headers, name, [](const auto& each) { return each.first; });
    return found == of.headers.end() ? std::string() : found->second;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

struct odd_brand {
    std::string primary;
    std::string logo;

    friend std::ostream& operator<<(std::ostream& to, const odd_brand& which) {
        return to << which.primary << " " << which.logo;
    }
};

const odd_brand odd_brands[] = {
    {"red", ""},
    {"#fff", ""},
    {"#12345g", ""},
    {"#123456;}body{display:none", ""},
    {"#123456", "javascript:alert(1)"},
    {"#123456", "http://example.com/logo.png"},
    {"#123456", "//example.com/logo.png"},
    {"#123456", "https://example.com/logo.png; script-src *"},
    {"#123456", "https://example.com/a b.png"},
    {"#123456", "data:text/html,x"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(pages)

BOOST_AUTO_TEST_CASE(whatever_is_shown_is_text) {
    brand look;
    look.name = look.description = hostile;
    const response shown = page_maker(look).message(200, hostile, hostile);
    BOOST_TEST(count(shown.body, "<script") == 0U);
    BOOST_TEST(count(shown.body, "</style>") == 1U);
    BOOST_TEST(count(shown.body, "<style>") == 1U);
    BOOST_TEST(count(shown.body, "onload='") == 0U);
    BOOST_TEST(count(shown.body, "&lt;script&gt;pwned()") == 6U);  // title and brand twice, description, text
}

BOOST_AUTO_TEST_CASE(data_fills_a_template_and_no_more) {
    const std::string list = "{{#items}}<li>{{name}}{{#good}} good{{/good}}</li>{{/items}}{{^items}}none{{/items}}";
    using frameio::web::fill_in;
    BOOST_TEST(fill_in(list, {{"items", boost::json::array{{{"name", "<a>"}, {"good", true}},
                                                           {{"name", "{{b}}"}, {"good", false}}}}}) ==
               "<li>&lt;a&gt; good</li><li>{{b}}</li>");
    BOOST_TEST(fill_in(list, {{"items", boost::json::array()}}) == "none");
    BOOST_TEST(fill_in("{{count}} {{missing}}|", {{"count", 3}}) == "3 |");
}

BOOST_AUTO_TEST_CASE(a_message_leads_on_if_there_is_a_link) {
    const page_maker pages{brand()};
    const std::string link = R"(<a class="button" href="/install">All accounts</a>)";
    BOOST_TEST(count(pages.message(403, "x", "y", "/install", "All accounts").body, link) == 1U);
    BOOST_TEST(count(pages.message(403, "x", "y").body, "<a ") == 0U);
}

BOOST_AUTO_TEST_CASE(a_page_says_what_it_may_do) {
    response shown = page_maker(brand()).message(404, "Not here", "Look elsewhere");
    frameio::web::protect(shown, true);
    BOOST_TEST(shown.status == 404U);
    const std::string policy = header(shown, "Content-Security-Policy");
    BOOST_TEST(
        policy.starts_with("default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                           "style-src 'sha256-"));
    BOOST_TEST(count(policy, "unsafe") == 0U);
    BOOST_TEST(header(shown, "X-Content-Type-Options") == "nosniff");
    BOOST_TEST(header(shown, "X-Frame-Options") == "DENY");
    BOOST_TEST(header(shown, "Referrer-Policy") == "no-referrer");
    BOOST_TEST(header(shown, "Cache-Control") == "no-store");
    BOOST_TEST(header(shown, "Strict-Transport-Security") == "max-age=63072000");
    response plain = response::text(200, "x");
    frameio::web::protect(plain, false);
    BOOST_TEST(header(plain, "Content-Security-Policy").starts_with("default-src 'none'"));
    BOOST_TEST(header(plain, "Strict-Transport-Security") == "");
}

BOOST_AUTO_TEST_CASE(a_logo_and_a_stylesheet_are_allowed_by_name) {
    brand look;
    look.logo_url = "https://example.com/logo.png";
    look.stylesheet = "/install/extra.css";
    BOOST_TEST(problems_of(look).empty());
    const response shown = page_maker(look).message(200, "x", "y");
    const std::string policy = header(shown, "Content-Security-Policy");
    BOOST_TEST(policy.ends_with("img-src data: https://example.com/logo.png"));
    BOOST_TEST(count(policy, "' 'self'; img-src") == 1U);
    BOOST_TEST(count(shown.body, "<link rel=\"stylesheet\" href=\"/install/extra.css\">") == 1U);
    look.shows_footer = false;
    BOOST_TEST(count(shown.body, "<footer>") == 1U);
    BOOST_TEST(count(page_maker(look).message(200, "x", "y").body, "<footer>") == 0U);
}

BOOST_AUTO_TEST_CASE(text_on_a_colour_can_be_read) {
    for (const auto& [colour, text] : {std::pair{"#000000", "#ffffff"}, std::pair{"#ffffff", "#000000"},
                                       std::pair{"#ffff00", "#000000"}, std::pair{"#4b38c9", "#ffffff"}}) {
        brand look;
        look.primary = colour;
        const response shown = page_maker(look).message(200, "x", "y");
        BOOST_TEST(count(shown.body, std::string("--on-primary: ") + text) == 1U, colour);
    }
}

BOOST_DATA_TEST_CASE(an_odd_brand_is_told, boost::unit_test::data::make(odd_brands), which) {
    brand look;
    look.primary = which.primary;
    look.logo_url = which.logo;
    BOOST_TEST(problems_of(look).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_template_that_is_none_is_a_mistake) {
    BOOST_CHECK_THROW(frameio::web::fill_in("{{#open}}", {}), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
