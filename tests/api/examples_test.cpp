#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <boost/json.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "api/generated/models/assets.hpp"
#include "api/generated/models/comments.hpp"
#include "api/generated/models/users.hpp"
#include "api/generated/requests/comments.hpp"
#include "api/recoding.hpp"

namespace api = frameio::api;
namespace json = boost::json;
using frameio_test::recoders;

namespace {

json::value specification() {
    std::ifstream file(FRAMEIO_TEST_DATA "/../lib/api/openapi.json");
    std::stringstream text;
    text << file.rdbuf();
    return json::parse(text.str());
}

/// The specification's examples have "true" for a boolean in places, and 1 for 1.0.
bool same(const json::value& one, const json::value& other) {
    if (one.is_object() && other.is_object()) {
        const auto& left = one.get_object();
        const auto& right = other.get_object();
        const auto equal = [&](const auto& each) {
            return right.contains(each.key()) && same(each.value(), right.at(each.key()));
        };
        return left.size() == right.size() && std::all_of(left.begin(), left.end(), equal);
    }
    if (one.is_array() && other.is_array()) {
        return std::equal(one.get_array().begin(), one.get_array().end(), other.get_array().begin(),
                          other.get_array().end(), same);
    }
    if (one.is_number() && other.is_number()) {
        return one.to_number<double>() == other.to_number<double>();
    }
    if (one.is_string() && other.is_bool()) {
        return one.get_string() == (other.get_bool() ? "true" : "false");
    }
    return one == other;
}

/// Three examples name another kind of field than the specification's own table has for their schema; what the library
/// sends is the table's.
void correct(std::string_view schema, json::value& example) {
    if (schema == "LongTextDefinitionParams" || schema == "UpdateLongTextDefinitionParams") {
        example.at("field_type") = "long_text";
    } else if (schema == "ToggleDefinitionParams") {
        example.at("field_type") = "toggle";
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(examples)

BOOST_AUTO_TEST_CASE(every_example_of_the_specification_is_read_and_written_again) {
    const json::value whole = specification();
    std::size_t count = 0;
    for (const auto& [name, schema] : whole.at("components").at("schemas").as_object()) {
        if (!schema.as_object().contains("example")) {
            continue;
        }
        json::value example = schema.at("example");
        correct(name, example);
        BOOST_TEST_CONTEXT(std::string(name)) {
            const auto recode = recoders().find(std::string(name));
            BOOST_TEST_REQUIRE((recode != recoders().end()));
            const auto made = recode->second(json::serialize(example));
            BOOST_TEST(made.deviations == std::vector<std::string>(), boost::test_tools::per_element());
            BOOST_TEST(same(example, json::parse(made.text)), json::serialize(example) << "\nbecame\n" << made.text);
        }
        ++count;
    }
    BOOST_TEST(count == 279U);
}

BOOST_AUTO_TEST_CASE(what_is_newer_than_the_library_survives) {
    const auto file = api::from_json<api::file>(
        R"({"id":"f","name":"a.mov","status":"shredded","surprise":[1,{"x":null}],"type":"file"})");
    BOOST_TEST(file.status.text() == "shredded");
    BOOST_TEST((file.status == api::file_status(std::string("shredded"))));
    BOOST_TEST((file.type == api::asset_type::file));

    const auto asset = api::from_json<api::asset>(R"({"type":"hologram","id":"h"})");
    BOOST_TEST_REQUIRE(std::holds_alternative<api::json>(asset));
    BOOST_TEST(std::get<api::json>(asset).text() == R"({"type":"hologram","id":"h"})");
    BOOST_TEST(api::to_json(std::get<api::json>(asset)) == R"({"type":"hologram","id":"h"})");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_not_as_documented_is_read_as_far_as_it_goes) {
    const auto made = frameio_test::recode<api::file>(R"({"id":7,"name":"a.mov","creator":"nobody","file_size":3.0})");
    const std::vector<std::string>& places = made.deviations;
    const auto noted = [&](const char* place) { return std::ranges::find(places, place) != places.end(); };
    BOOST_TEST(noted("/id"));
    BOOST_TEST(noted("/creator"));
    BOOST_TEST(noted("/view_url"));
    BOOST_TEST(!noted("/name"));
    BOOST_TEST(!noted("/file_size"));
    const auto file = api::from_json<api::file>(R"({"id":7,"name":"a.mov","creator":"nobody","file_size":3.0})");
    BOOST_TEST(file.id.empty());
    BOOST_TEST(file.name == "a.mov");
    BOOST_TEST(!file.creator);
    BOOST_TEST(file.file_size == 3);
}

BOOST_AUTO_TEST_CASE(both_kinds_of_truth_are_read) {
    for (const auto& [text, expected] : {std::pair(R"({"active":"true"})", true), std::pair(R"({"active":true})", true),
                                         std::pair(R"({"active":"false"})", false)}) {
        const auto user = api::from_json<api::user>(text);
        BOOST_TEST((user.active == expected));
    }
}

BOOST_AUTO_TEST_CASE(a_comment_is_at_a_frame_or_at_a_time_code) {
    const auto at_frame = api::from_json<api::comment>(R"({"timestamp":12})");
    const auto at_time = api::from_json<api::comment>(R"({"timestamp":"00:00:02:12"})");
    const auto nowhere = api::from_json<api::comment>(R"({"timestamp":null})");
    BOOST_TEST(std::get<std::int64_t>(*at_frame.timestamp) == 12);
    BOOST_TEST(std::get<std::string>(*at_time.timestamp) == "00:00:02:12");
    BOOST_TEST(!nowhere.timestamp);
}

BOOST_AUTO_TEST_CASE(a_request_says_what_was_set_and_no_more) {
    BOOST_TEST(api::to_json(api::new_comment("Hi \"you\"\n")) == R"({"text":"Hi \"you\"\n"})");
    BOOST_TEST(api::to_json(api::comment_changes().clear_anchor().completed(true)) ==
               R"({"anchor":null,"completed":true})");
    BOOST_TEST(
        api::to_json(api::new_comment("x").timestamp(7).attachment(api::new_attachment("a.png", 3, "image/png"))) ==
        R"({"text":"x","attachments":[{"name":"a.png","file_size":3,"media_type":"image/png"}],"timestamp":7})");
}

BOOST_AUTO_TEST_CASE(times_are_read_in_all_their_spellings) {
    using namespace std::chrono;
    const sys_time<microseconds> expected = sys_days(2026y / July / 17) + 21h + 34min + 21s + 954509us;
    for (const char* text :
         {"2026-07-17T21:34:21.954509Z", "2026-07-17 21:34:21.954509Z", "2026-07-17t21:34:21.954509z",
          "2026-07-17T21:34:21.954509", "2026-07-17T23:34:21.954509+02:00", "2026-07-17T16:04:21.9545091-05:30"}) {
        BOOST_TEST_CONTEXT(text) {
            const api::timestamp read{std::string(text)};
            BOOST_TEST_REQUIRE(read.has_time());
            BOOST_TEST((read.time() == expected));
            BOOST_TEST(read.text() == text);
        }
    }
    BOOST_TEST(api::timestamp(expected).text() == "2026-07-17T21:34:21.954509Z");
    BOOST_TEST((api::timestamp(std::string("2026-07-17")).time() == sys_days(2026y / July / 17)));
}

BOOST_AUTO_TEST_CASE(what_is_no_time_keeps_its_text) {
    for (const char* text :
         {"", "yesterday", "2026-13-01", "2026-02-30T00:00:00Z", "2026-07-17T25:00:00Z", "2026-07-17T21:34:21.Z",
          "2026-07-17T21:34:21Zjunk", "2026-07-17T21:34:21+2:00", "-026-07-17"}) {
        BOOST_TEST_CONTEXT(text) {
            const api::timestamp read{std::string(text)};
            BOOST_TEST(!read.has_time());
            BOOST_TEST(read.text() == text);
            BOOST_CHECK_EXCEPTION(read.time(), frameio::error, [](const frameio::error& failure) {
                return failure.code() == frameio::errc::malformed_time;
            });
        }
    }
}

BOOST_AUTO_TEST_CASE(json_of_ones_own_is_checked) {
    BOOST_TEST(api::json().text() == "null");
    BOOST_TEST(api::json::string("a\"b").text() == R"("a\"b")");
    BOOST_CHECK_THROW(api::json("{"), frameio::error);
    BOOST_CHECK_THROW(api::json("1 2"), frameio::error);
}

BOOST_AUTO_TEST_SUITE_END()
