#include <frameio/error.hpp>
#include <frameio/responses.hpp>

#include "files.hpp"

#include <simdjson.h>
#include <boost/test/unit_test.hpp>

using frameio::form;
using frameio::message;
using frameio::option;
using frameio::response;
using namespace std::string_literals;

namespace {

template <class Make>
void refuses(Make make, const std::string& text) {
    BOOST_CHECK_EXCEPTION(make(), frameio::error, [&](const frameio::error& thrown) {
        BOOST_TEST(thrown.what() == text);
        return thrown.code() == frameio::errc::invalid_response;
    });
}

const std::string not_utf8 = "\xff";

std::string with_fields(const std::string& fields) {
    return R"({"title":"F","description":"","fields":[)" + fields + "]}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(responses)

BOOST_AUTO_TEST_CASE(nothing) {
    const response none;
    BOOST_TEST((none.what() == response::kind::nothing));
    BOOST_TEST(none.json().empty());
}

BOOST_AUTO_TEST_CASE(the_documented_message) {
    const response answer = message("Success!", "The thing worked! Nice.");
    BOOST_TEST((answer.what() == response::kind::message));
    BOOST_TEST(answer.json() == files::sample("v4_response_message"));
}

BOOST_AUTO_TEST_CASE(the_documented_form) {
    const response answer = form("Need some more info!")
                                .description("Getting ready to submit this file!")
                                .text("title", "Title", "MyVideo.mp4")
                                .select("captions", "Captions", option("Off", "off"), option("On", "on"));
    BOOST_TEST((answer.what() == response::kind::form));
    BOOST_TEST(answer.json() == files::sample("v4_response_form"));
}

BOOST_AUTO_TEST_CASE(the_documented_fields) {
    const auto all = form("All documented field types")
                         .description("One of each")
                         .text("title", "Title", "MyVideo.mp4")
                         .textarea("description", "Description", "This video is really, really popular.")
                         .select("captions", "Captions", option("Off", "off").selected(), option("On", "on"))
                         .boolean("enabled", "Enabled")
                         .link("videoLink", "Video Link", "https://www.youtube.com/watch?v=XtX1zv9CEVc");
    BOOST_TEST(all.to_json() == files::sample("v4_response_form_all_fields"));
}

BOOST_AUTO_TEST_CASE(a_form_may_be_built_in_steps) {
    form steps("F");
    steps.text("a", "A");
    steps.textarea("b", "B").boolean("c", "C", true);
    const std::vector<option> choices{option("X", "x"), option("Y", "y")};
    steps.select("d", "D", choices, "y");
    steps.raw(R"({"type":"date","name":"e"})");
    BOOST_TEST(
        steps.to_json() ==
        with_fields(R"({"type":"text","label":"A","name":"a"},{"type":"textarea","label":"B","name":"b"},)"
                    R"({"type":"boolean","name":"c","label":"C","value":"true"},)"
                    R"({"type":"select","label":"D","name":"d","value":"y",)"
                    R"("options":[{"name":"X","value":"x"},{"name":"Y","value":"y"}]},{"type":"date","name":"e"})"));
    const form copy = steps;
    BOOST_TEST(copy.to_json() == steps.to_json());
}

BOOST_AUTO_TEST_CASE(an_empty_value_is_a_value) {
    BOOST_TEST(form("F").text("a", "", "").to_json() ==
               with_fields(R"({"type":"text","label":"","name":"a","value":""})"));
}

BOOST_AUTO_TEST_CASE(texts_are_escaped_everywhere) {
    const std::string wild = "\"\\\n\r\t\b\f/\x01\x1f\x7f\0 caf\xc3\xa9 \xf0\x9f\x8e\xac \xe2\x80\xa8</script>"s;
    const response answer = form(wild)
                                .description(wild)
                                .text(wild, wild, wild)
                                .select("s", wild, option(wild, wild).selected(), option("", ""));
    simdjson::dom::parser parser;
    const simdjson::dom::element root = parser.parse(answer.json());
    const simdjson::dom::element fields = root["fields"];
    for (const simdjson::dom::element text :
         {root["title"].value(), root["description"].value(), fields.at(0)["name"].value(),
          fields.at(0)["label"].value(), fields.at(0)["value"].value(), fields.at(1)["label"].value(),
          fields.at(1)["value"].value(), fields.at(1)["options"].at(0)["name"].value(),
          fields.at(1)["options"].at(0)["value"].value()}) {
        BOOST_TEST(std::string_view(text) == wild);
    }
    BOOST_TEST(response(message(wild, "")).json() == R"({"title":"\"\\\n\r\t\u0008\u000c/\u0001\u001f\u007f\u0000 caf)"
                                                     "\xc3\xa9 \xf0\x9f\x8e\xac \xe2\x80\xa8"
                                                     R"(</script>","description":""})");
}

BOOST_AUTO_TEST_CASE(a_form_without_fields_is_refused) {
    const std::string text = "the form has no field: add one, or answer with a message";
    refuses([] { form("F").to_json(); }, text);
    refuses([] { response answer = form("F"); }, text);
}

BOOST_AUTO_TEST_CASE(names_are_there_and_differ) {
    refuses([] { form("F").text("a", "A").text("", "B"); },
            "form field 2 has no name: give it one, its value comes back under it");
    const std::string twice = R"(form field "a" was added twice: give each field a name of its own)";
    refuses([] { form("F").text("a", "A").link("a", "B", "https://x"); }, twice);
    refuses([] { form("F").raw(R"({"type":"x","name":"a"})").boolean("a", "B"); }, twice);
    refuses([] { form("F").text("a", "A").raw(R"({"type":"x","name":"\u0061"})"); }, twice);
}

BOOST_AUTO_TEST_CASE(selects_make_sense) {
    const auto select = [](std::vector<option> options, std::optional<std::string> chosen = std::nullopt) {
        return [=] { form("F").select("s", "S", options, chosen); };
    };
    refuses(select({}), R"(form field "s" is a select without options: add at least one)");
    const std::string two = R"(form field "s" has two selected options: select one, or none)";
    refuses(select({option("A", "a").selected(), option("B", "b").selected()}), two);
    refuses(select({option("A", "a").selected(), option("B", "b")}, "b"), two);
    refuses(select({option("A", "a")}, "A"),
            R"(the default "A" of form field "s" is none of its options: pass the value of one of them)");
    select({option("A", "a"), option("B", "b")}, "b")();
    select({option("A", "a")})();
}

BOOST_AUTO_TEST_CASE(texts_are_utf8) {
    const std::string remedy = " is not UTF-8: convert it first, Frame.io takes JSON";
    refuses([] { form{not_utf8}; }, "the title of the form" + remedy);
    refuses([] { form("F").description(not_utf8); }, "the description of the form" + remedy);
    refuses([] { form("F").text(not_utf8, "A"); }, "the name of form field 1" + remedy);
    refuses([] { form("F").text("a", not_utf8); }, R"(the label of form field "a")" + remedy);
    refuses([] { form("F").text("a", "A", not_utf8); }, R"(the value of form field "a")" + remedy);
    refuses([] { form("F").link("a", "A", not_utf8); }, R"(the value of form field "a")" + remedy);
    refuses([] { form("F").select("a", "A", option(not_utf8, "x")); },
            R"(the name of an option of form field "a")" + remedy);
    refuses([] { form("F").select("a", "A", option("x", not_utf8)); },
            R"(the value of an option of form field "a")" + remedy);
    refuses([] { response answer = message(not_utf8, ""); }, "the title of the message" + remedy);
    refuses([] { response answer = message("", not_utf8); }, "the description of the message" + remedy);
}

BOOST_AUTO_TEST_CASE(raw_fields_are_objects_with_a_type) {
    const std::string text = R"(a raw form field is not a JSON object with a string "type": )"
                             R"(write one such as {"type":"text","label":"Title","name":"title"})";
    for (const char* const json : {"", "x", "[]", "null", "7", "{}", R"({"type":7})", R"({"type":null})",
                                   R"({"Type":"x"})", R"({"type":"x"},{"type":"y"})",
                                   R"({"type":"x"})"
                                   "]",
                                   "{\"type\":\"\xff\"}", R"({"type":"x")"}) {
        refuses([json] { form("F").raw(json); }, text);
    }
    BOOST_TEST(form("F").raw(R"( {"type": "x", "min":1} )").raw(R"({"type":"y"})").to_json() ==
               with_fields(R"( {"type": "x", "min":1} ,{"type":"y"})"));
}

BOOST_AUTO_TEST_CASE(a_refused_field_leaves_the_form_as_it_was) {
    form tried("F");
    tried.text("a", "A");
    const std::string before = tried.to_json();
    refuses([&] { tried.select("b", "B", std::vector<option>()); },
            R"(form field "b" is a select without options: add at least one)");
    BOOST_TEST(tried.to_json() == before);
    tried.text("b", "B");
}

BOOST_AUTO_TEST_SUITE_END()
