#include <frameio/error.hpp>
#include <frameio/events.hpp>

#include "protocol/event_decoder.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

std::string reason_for(std::string_view body) {
    frameio::event_decoder decoder;
    frameio::any_event decoded = frameio::webhook_event();
    const std::string reason(decoder.decode(body, {}, decoded));
    BOOST_TEST(std::holds_alternative<std::monostate>(decoded) == !reason.empty());
    return reason;
}

std::string nested(std::size_t depth) {
    return R"({"type":"t","x":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decoding_errors)

BOOST_AUTO_TEST_CASE(each_reason_names_what_is_wrong) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"", "the body is not JSON"},
        {" ", "the body is not JSON"},
        {"{", "the body is not JSON"},
        {"{}}", "the body is not JSON"},
        {R"({"type":"t"} x)", "the body is not JSON"},
        {R"({"type":"t"},)", "the body is not JSON"},
        {R"({"type":"t","x":tru})", "the body is not JSON"},
        {R"({"type":"t","x":"\x"})", "the body is not JSON"},
        {"{\"type\":\"\xff\"}", "the body is not JSON"},
        {"[]", "the body is not a JSON object"},
        {"null", "the body is not a JSON object"},
        {R"("file.ready")", "the body is not a JSON object"},
        {"7", "the body is not a JSON object"},
        {"{}", R"("type" is missing or empty)"},
        {R"({"type":null})", R"("type" is missing or empty)"},
        {R"({"type":""})", R"("type" is missing or empty)"},
        {R"({"Type":"t"})", R"("type" is missing or empty)"},
        {R"({"type":7})", R"("type" is not a string)"},
        {R"({"type":{"id":"t"}})", R"("type" is not a string)"},
        {R"({"type":"t","account":5})", R"("account" is not an object)"},
        {R"({"type":"t","account":"a"})", R"("account" is not an object)"},
        {R"({"type":"t","account":{"id":7}})", R"("account.id" is not a string)"},
        {R"({"type":"t","account_id":7})", R"("account_id" is not a string)"},
        {R"({"type":"t","account_id":"a","account":{"id":"b"}})", R"("account_id" and "account.id" differ)"},
        {R"({"type":"t","workspace":[]})", R"("workspace" is not an object)"},
        {R"({"type":"t","workspace":{"id":{}}})", R"("workspace.id" is not a string)"},
        {R"({"type":"t","project":true})", R"("project" is not an object)"},
        {R"({"type":"t","project":{"id":false}})", R"("project.id" is not a string)"},
        {R"({"type":"t","user":"u"})", R"("user" is not an object)"},
        {R"({"type":"t","user":{"id":[]}})", R"("user.id" is not a string)"},
        {R"({"type":"t","team":1.5})", R"("team" is not an object)"},
        {R"({"type":"t","team":{"id":1}})", R"("team.id" is not a string)"},
        {R"({"type":"t","resource":[]})", R"("resource" is not an object)"},
        {R"({"type":"t","resource":"r"})", R"("resource" is not an object)"},
        {R"({"type":"t","resource":{"id":7}})", R"(the "id" of a resource is not a string)"},
        {R"({"type":"t","resource":{"type":7}})", R"(the "type" of a resource is not a string)"},
        {R"({"type":"t","action_id":7})", R"("action_id" is not a string)"},
        {R"({"type":"t","interaction_id":[]})", R"("interaction_id" is not a string)"},
        {R"({"type":"t","action_id":"a","resources":{}})", R"("resources" is not an array)"},
        {R"({"type":"t","action_id":"a","resources":[7]})", R"(a member of "resources" is not an object)"},
        {R"({"type":"t","action_id":"a","resources":[null]})", R"(a member of "resources" is not an object)"},
        {R"({"type":"t","action_id":"a","resources":[{"id":7}]})", R"(the "id" of a resource is not a string)"},
        {R"({"type":"t","action_id":"a","data":7})", R"("data" is not an object)"},
        {R"({"type":"t","action_id":"a","data":[]})", R"("data" is not an object)"},
        {R"({"type":"t","action_id":"a","data":"x"})", R"("data" is not an object)"},
        {R"({"action_id":"a"})", R"("type" is missing or empty)"},
    };
    for (const auto& [body, reason] : table) {
        BOOST_TEST(reason_for(body) == reason, body << ": " << reason_for(body));
    }
}

BOOST_AUTO_TEST_CASE(a_type_has_at_most_255_octets) {
    BOOST_TEST(reason_for(R"({"type":")" + std::string(255, 't') + R"("})").empty());
    BOOST_TEST(reason_for(R"({"type":")" + std::string(256, 't') + R"("})") == R"("type" is longer than 255 octets)");
}

BOOST_AUTO_TEST_CASE(there_are_at_most_100_resources) {
    std::string list = "{}";
    for (int number = 1; number < 101; ++number) {
        list += ",{}";
    }
    BOOST_TEST(reason_for(R"({"type":"t","action_id":"a","resources":[)" + list + "]}") ==
               R"("resources" has more than 100 members)");
    BOOST_TEST(reason_for(R"({"type":"t","resources":[)" + list + "]}").empty());
}

BOOST_AUTO_TEST_CASE(depth_is_bounded) {
    BOOST_TEST(reason_for(nested(1000)).empty());
    BOOST_TEST(reason_for(nested(1022)).empty());
    BOOST_TEST(reason_for(nested(1024)) == "the body is nested too deeply");
    BOOST_TEST(reason_for(nested(500000)) == "the body is nested too deeply");
    BOOST_TEST(reason_for(std::string(500000, '[')) != "");
    BOOST_TEST(reason_for(R"({"type":)" + std::string(500000, '{')) != "");
}

BOOST_AUTO_TEST_CASE(every_truncation_is_malformed) {
    const std::string body =
        R"({"type":"t","action_id":"a\u00e4","data":{"k":["v",true,null,-1.5e3]},"resource":{"id":"1","type":"x"}})";
    BOOST_TEST(reason_for(body).empty());
    for (std::size_t size = 0; size < body.size(); ++size) {
        BOOST_TEST(reason_for(std::string_view(body).substr(0, size)) == "the body is not JSON", size);
    }
}

BOOST_AUTO_TEST_CASE(octets_outside_of_the_body_do_not_count) {
    const std::string whole = R"({"type":"t"}{"type":"u"})";
    BOOST_TEST(reason_for(std::string_view(whole).substr(0, 12)).empty());
    BOOST_TEST(reason_for(std::string_view(whole).substr(0, 11)) == "the body is not JSON");
}

BOOST_AUTO_TEST_CASE(the_functions_throw_the_reason) {
    const auto says = [](const std::string& text) {
        return [text](const frameio::error& thrown) {
            return thrown.code() == frameio::errc::malformed_event && thrown.what() == text;
        };
    };
    BOOST_CHECK_EXCEPTION(frameio::decode_event("[]"), frameio::error,
                          says("malformed event: the body is not a JSON object"));
    BOOST_CHECK_EXCEPTION(frameio::decode_webhook("{}"), frameio::error,
                          says(R"(malformed event: "type" is missing or empty)"));
    BOOST_CHECK_EXCEPTION(frameio::decode_webhook(R"({"type":"t","action_id":"a"})"), frameio::error,
                          says("malformed event: it is a custom action, and a webhook was expected"));
    BOOST_CHECK_EXCEPTION(frameio::decode_action(R"({"type":"t"})"), frameio::error,
                          says("malformed event: it is a webhook, and a custom action was expected"));
}

BOOST_AUTO_TEST_SUITE_END()
