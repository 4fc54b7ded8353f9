#include <frameio/events.hpp>

#include "files.hpp"
#include "protocol/event_decoder.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

using namespace std::string_view_literals;

BOOST_AUTO_TEST_SUITE(decoding)

BOOST_AUTO_TEST_CASE(a_webhook_of_v4) {
    const std::string body = files::sample("v4_webhook_file_ready");
    BOOST_TEST(body.size() == 315U);
    const auto event = frameio::decode_webhook(body);
    BOOST_TEST(event.type == "file.ready");
    BOOST_TEST(event.account_id == "6f70f1bd-7e89-4a7e-b4d3-7e576585a181");
    BOOST_TEST(event.workspace_id == "378fcbf7-6f88-4224-8139-6a743ed940b2");
    BOOST_TEST(event.project_id == "7e46e495-4444-4555-8649-bee4d391a997");
    BOOST_TEST(event.user_id == "56556a3f-859f-4b38-b6c6-e8625b5da8a5");
    BOOST_TEST(event.resource.type == "file");
    BOOST_TEST(event.resource.id == "d3075547-4e64-45f0-ad12-d075660eddd2");
    BOOST_TEST(event.team_id.empty());
    BOOST_TEST(!event.is_legacy());
    BOOST_TEST(event.raw() == body);
    BOOST_TEST((event.timestamp == std::chrono::sys_seconds()));
}

BOOST_AUTO_TEST_CASE(the_draft_webhook_with_keys_that_were_dropped_since) {
    const auto event = frameio::decode_webhook(files::sample("v4_webhook_draft_2025.SUPERSEDED"));
    BOOST_TEST(event.user_id == "56556a3f-859f-4b38-b6c6-e8625b5da8a5");
    BOOST_TEST(event.resource.type == "asset");
}

BOOST_AUTO_TEST_CASE(a_legacy_webhook) {
    const auto event = frameio::decode_webhook(files::sample("v2_webhook_asset_created.INFERRED"));
    BOOST_TEST(event.is_legacy());
    BOOST_TEST(event.type == "asset.created");
    BOOST_TEST(event.team_id == "54353cd2-c6ee-4aa1-954a-ce9e19602aa9");
    BOOST_TEST(event.account_id.empty());
    BOOST_TEST(event.workspace_id.empty());
    BOOST_TEST(event.resource.type == "asset");
}

BOOST_AUTO_TEST_CASE(every_documented_event_name) {
    for (const auto name : frameio::webhook_event_names) {
        BOOST_TEST(frameio::decode_webhook(R"({"type":")" + std::string(name) + R"("})").type == name);
    }
    for (const auto name : frameio::legacy_event_names) {
        BOOST_TEST(frameio::decode_webhook(R"({"type":")" + std::string(name) + R"("})").type == name);
    }
}

BOOST_AUTO_TEST_CASE(the_click_on_an_action) {
    const auto event = frameio::decode_action(files::sample("v4_action_initial"));
    BOOST_TEST(event.type == "two.event");
    BOOST_TEST(event.account_id == "9a44f696-ae69-4e0c-9731-806d27ea46f1");
    BOOST_TEST(event.action_id == "ecd40785-4485-4f07-9d26-a006ea84efdf");
    BOOST_TEST(event.interaction_id == "e0a1c945-a8da-480d-92fb-e895cb640a01");
    BOOST_TEST(event.workspace_id == "382a1fe6-67cf-481e-9b65-79cfd9e9727f");
    BOOST_TEST(event.resource.id == "f9d5728c-ac1a-4f48-92bb-ea2f9be3c58b");
    BOOST_REQUIRE(event.resources().size() == 1U);
    BOOST_TEST(event.resources()[0].id == event.resource.id);
    BOOST_TEST(event.resources()[0].type == "file");
    BOOST_TEST(!event.is_submission());
    BOOST_TEST(event.data().empty());
    BOOST_TEST(event.data().begin() == event.data().end());
}

BOOST_AUTO_TEST_CASE(an_action_on_several_resources) {
    const auto event = frameio::decode_action(files::sample("v4_action_multi_asset.UNOFFICIAL"));
    BOOST_REQUIRE(event.resources().size() == 3U);
    BOOST_TEST(event.resources()[0].type == "file");
    BOOST_TEST(event.resources()[1].type == "folder");
    BOOST_TEST(event.resources()[2].type == "version_stack");
    BOOST_TEST(event.resource.id == event.resources()[0].id);
}

BOOST_AUTO_TEST_CASE(a_submitted_form) {
    const auto event = frameio::decode_action(files::sample("v4_action_form_submission"));
    BOOST_TEST(event.is_submission());
    BOOST_TEST(event.interaction_id == "the-same-id-as-before");
    BOOST_TEST(event.data().size() == 2U);
    BOOST_TEST(event.data().text("title") == "MyVideo.mp4");
    BOOST_TEST(event.data().text("captions") == "off");
    BOOST_TEST(event.resources().empty());
    BOOST_TEST(event.account_id.empty());
    const auto full = frameio::decode_action(files::sample("v4_action_form_submission_full_context.INFERRED"));
    BOOST_TEST(full.data().text("title") == "MyVideo.mp4");
    BOOST_TEST(full.account_id == "9a44f696-ae69-4e0c-9731-806d27ea46f1");
    BOOST_TEST(full.resources().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_legacy_action) {
    const auto event = frameio::decode_action(files::sample("v2_action_payload"));
    BOOST_TEST(event.is_legacy());
    BOOST_TEST(event.team_id == "e163c461-aad3-4955-be89-2fce1498627b");
    BOOST_TEST(event.type == "test.event");
    const std::string captured = files::sample("v2_action_request_captured");
    const std::size_t start = captured.find(R"("body":)") + 7;
    const auto real = frameio::decode_action(captured.substr(start, captured.find("}}", start) + 2 - start));
    BOOST_TEST(real.type == "custom.action.demo");
    BOOST_TEST(real.interaction_id == "706e2345-14d7-4784-9e76-81a42e206915");
    BOOST_TEST(real.user_id == "59c9ade1-311b-4c3b-8231-b9d88e9a1a85");
}

BOOST_AUTO_TEST_CASE(white_space_between_tokens_changes_nothing) {
    const std::string pretty = files::read("payloads/v4_action_form_submission_full_context.INFERRED.json");
    const auto event = frameio::decode_action(" \r\n\t" + pretty + "\n ");
    BOOST_TEST(event.data().text("captions") == "off");
    BOOST_TEST(event.data().find("captions")->json() == R"("off")");
}

BOOST_AUTO_TEST_CASE(an_action_is_told_by_its_ids) {
    const std::pair<std::string_view, bool> table[] = {
        {R"({"type":"t"})", false},
        {R"({"type":"t","action_id":"a"})", true},
        {R"({"type":"t","interaction_id":"i"})", true},
        {R"({"type":"t","action_id":""})", true},
        {R"({"type":"t","action_id":null,"interaction_id":null})", false},
        {R"({"type":"t","data":{},"resources":[]})", false},
        {R"({"type":"t","ACTION_ID":"a"})", false},
    };
    for (const auto& [body, is_action] : table) {
        const auto event = frameio::decode_event(body);
        BOOST_TEST(std::holds_alternative<frameio::action_event>(event) == is_action, body);
        BOOST_TEST(std::holds_alternative<frameio::webhook_event>(event) != is_action, body);
    }
}

BOOST_AUTO_TEST_CASE(what_is_missing_or_null_is_empty) {
    for (
        const std::string_view body :
        {R"({"type":"t"})"sv,
         R"({"type":"t","account":null,"workspace":null,"project":null,"user":null,"team":null,"resource":null})"sv,
         R"({"type":"t","account":{},"workspace":{},"project":{},"user":{},"team":{},"resource":{}})"sv,
         R"({"type":"t","account":{"id":null},"user":{"id":""},"resource":{"id":null,"type":null},"account_id":null})"sv}) {
        const auto event = frameio::decode_webhook(body);
        BOOST_TEST((event.account_id.empty() && event.workspace_id.empty() && event.project_id.empty()), body);
        BOOST_TEST((event.user_id.empty() && event.team_id.empty()), body);
        BOOST_TEST((event.resource.id.empty() && event.resource.type.empty()), body);
    }
}

BOOST_AUTO_TEST_CASE(the_account_may_be_written_either_way) {
    for (const std::string_view body : {R"({"type":"t","account_id":"a"})"sv, R"({"type":"t","account":{"id":"a"}})"sv,
                                        R"({"type":"t","account":{"id":"a"},"account_id":"a"})"sv,
                                        R"({"type":"t","account_id":"","account":{"id":"a"}})"sv,
                                        R"({"type":"t","account_id":"a","account":null,"action_id":"x"})"sv}) {
        const auto event = frameio::decode_event(body);
        std::visit(
            [&](const auto& each) {
                if constexpr (!std::is_same_v<std::decay_t<decltype(each)>, std::monostate>) {
                    BOOST_TEST(each.account_id == "a", body);
                }
            },
            event);
    }
}

BOOST_AUTO_TEST_CASE(of_a_repeated_key_the_last_counts) {
    const auto event = frameio::decode_action(
        R"({"type":"a","type":"b","user":{"id":"1","id":"2"},"user":{"id":"3","id":"4"},"project":{"id":"p"},"project":null,)"
        R"("resource":{"type":"x","id":"1","type":"y"},"action_id":"1","action_id":"2",)"
        R"("data":{"k":"1"},"data":{"k":"2","k":"3","l":"4"},"resources":[{"id":"1"}],"resources":[{"id":"2"},{"id":"3"}]})");
    BOOST_TEST(event.type == "b");
    BOOST_TEST(event.user_id == "4");
    BOOST_TEST(event.project_id.empty());
    BOOST_TEST(event.action_id == "2");
    BOOST_TEST(event.data().text("k") == "3");
    BOOST_TEST(event.data().size() == 3U);
    BOOST_TEST(event.data().find("l")->json() == R"("4")");
    BOOST_TEST(event.resources().size() == 2U);
    BOOST_TEST(event.resource.id == "2");
}

BOOST_AUTO_TEST_CASE(keys_that_are_repeated_very_often_need_no_more_room) {
    std::string body = R"({"action_id":"x")";
    for (int number = 0; number < 500; ++number) {
        body +=
            R"(,"type":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","user":{"id":"bbbbbbbbbbbbbbbbbbbbbbbb","id":"cccccccccccccc"},)"
            R"("resource":{"id":"dddddddddddddddd"},"resources":[ "e" ],"resources":[{"id":"ffffffffffffff"}],)"
            R"("data":{ "g":[ "h" , "i" ] , "g":[ "h" , "i" ], "j" : { "k" : 1 } })";
    }
    const auto event = frameio::decode_action(body.substr(0, body.rfind("\"resources\":[ \"e\" ],")) +
                                              R"("resources":[{"id":"f"}],"data":{ "g" : [ "h" , "i" ] }})");
    BOOST_TEST(event.user_id == "cccccccccccccc");
    BOOST_TEST(event.data().list("g").size() == 2U);
}

BOOST_AUTO_TEST_CASE(escapes_are_decoded_in_keys_and_values) {
    const auto event = frameio::decode_action(
        R"({"\u0074ype":"caf\u00e9 \"\ud83c\udfac\" \/\n","action\u005fid":"\u0061","d\u0061ta":{"\u006bey":"v\\","x":[ "\u0041" ]},)"
        R"("account":{"\u0069d":"acc"}})");
    BOOST_TEST(event.type == "caf\xc3\xa9 \"\xf0\x9f\x8e\xac\" /\n");
    BOOST_TEST(event.action_id == "a");
    BOOST_TEST(event.account_id == "acc");
    BOOST_TEST(event.data().text("key") == "v\\");
    BOOST_TEST(event.data().find("key")->json() == R"("v\\")");
    BOOST_TEST(event.data().find("x")->json() == R"(["\u0041"])");
}

BOOST_AUTO_TEST_CASE(nul_is_a_character_like_any_other) {
    const auto event = frameio::decode_webhook(R"({"type":"a\u0000b","user":{"id":"\u0000"}})");
    BOOST_TEST(event.type == "a\0b"sv);
    BOOST_TEST(event.user_id == "\0"sv);
}

BOOST_AUTO_TEST_CASE(resources_count_before_the_single_one) {
    const auto both = frameio::decode_action(
        R"({"type":"t","action_id":"a","resource":{"id":"1","type":"file"},"resources":[{"id":"2"},{"id":"3"}]})");
    BOOST_TEST(both.resource.id == "2");
    BOOST_TEST(both.resources().size() == 2U);
    const auto empty =
        frameio::decode_action(R"({"type":"t","action_id":"a","resource":{"id":"1","type":"file"},"resources":[]})");
    BOOST_TEST(empty.resource.id == "1");
    BOOST_TEST(empty.resources().size() == 1U);
    const auto null = frameio::decode_action(R"({"type":"t","action_id":"a","resource":null,"resources":null})");
    BOOST_TEST(null.resources().empty());
    BOOST_TEST(frameio::decode_webhook(R"({"type":"t","resources":7,"data":"x"})").type == "t");
}

BOOST_AUTO_TEST_CASE(a_hundred_resources_are_not_too_many) {
    std::string list;
    for (int number = 0; number < 100; ++number) {
        list += number == 0 ? R"({"id":")" : R"(,{"id":")";
        list += std::to_string(number);
        list += R"(","type":"file"})";
    }
    const auto event = frameio::decode_action(R"({"type":"t","action_id":"a","resources":[)" + list + "]}");
    BOOST_TEST(event.resources().size() == 100U);
    BOOST_TEST(event.resources()[99].id == "99");
}

BOOST_AUTO_TEST_CASE(copies_of_an_event_outlive_it) {
    frameio::action_event copy;
    frameio::form_values data;
    {
        frameio::event_decoder decoder;
        frameio::any_event decoded;
        std::string body = files::read("payloads/v4_action_form_submission_full_context.INFERRED.json");
        BOOST_TEST(decoder.decode(body, std::chrono::sys_seconds(std::chrono::seconds(7)), decoded).empty());
        copy = std::get<frameio::action_event>(decoded);
        body.assign(body.size(), '!');
        decoded = std::monostate();
        decoder.decode(R"({"type":"other"})", {}, decoded);
    }
    BOOST_TEST(copy.type == "two.event");
    BOOST_TEST(copy.resources()[0].type == "file");
    BOOST_TEST(copy.data().text("title") == "MyVideo.mp4");
    BOOST_TEST((copy.timestamp == std::chrono::sys_seconds(std::chrono::seconds(7))));
}

BOOST_AUTO_TEST_CASE(events_may_be_released_on_another_thread) {
    std::vector<frameio::webhook_event> events;
    const std::string body = files::sample("v4_webhook_file_ready");
    for (int number = 0; number < 200; ++number) {
        events.push_back(frameio::decode_webhook(body));
    }
    std::thread([taken = std::move(events)]() mutable {
        BOOST_TEST(taken.back().type == "file.ready");
        taken.clear();
    }).join();
    BOOST_TEST(frameio::decode_webhook(body).raw() == body);
}

BOOST_AUTO_TEST_CASE(a_decoder_goes_on_after_large_bodies_and_bad_ones) {
    frameio::event_decoder decoder;
    frameio::any_event decoded;
    const std::string large = R"({"type":"t","x":")" + std::string(1 << 20, 'x') + R"("})";
    for (int round = 0; round < 3; ++round) {
        BOOST_TEST(decoder.decode(large, {}, decoded).empty());
        BOOST_TEST(!decoder.decode("{", {}, decoded).empty());
        BOOST_TEST(std::holds_alternative<std::monostate>(decoded));
        BOOST_TEST(decoder.decode(files::sample("v4_webhook_file_ready"), {}, decoded).empty());
        BOOST_TEST(std::get<frameio::webhook_event>(decoded).resource.type == "file");
    }
    frameio::event_decoder moved = std::move(decoder);
    BOOST_TEST(moved.decode(large, {}, decoded).empty());
}

BOOST_AUTO_TEST_SUITE_END()
