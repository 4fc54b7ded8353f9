// Two workspaces that do not know of each other, a user who logs in, and an app that is killed wherever it can be.

#define BOOST_TEST_MODULE multi_tenant
#include <boost/test/unit_test.hpp>

#include <frameio/testing.hpp>

#include <algorithm>
#include <string>

#include "app.hpp"

namespace testing = frameio::testing;

namespace {

constexpr auto files = "/v4/accounts/*/files/*";
constexpr auto comments = "/v4/accounts/*/files/*/comments";

testing::origin studio(const std::string& which) {
    testing::origin made;
    made.account = "account-of-" + which;
    made.workspace = "workspace-of-" + which;
    made.user = "admin-of-" + which;
    return made;
}

testing::webhook ready_at(const testing::origin& where) {
    return testing::webhook("file.ready").from(where);
}

std::string file_of_type(const std::string& media_type) {
    return R"({"data":{"id":"file-1","name":"A001.mov","type":"file","media_type":")" + media_type + R"("}})";
}

// A Frame.io with one file, which takes comments.
void play(testing::kit& kit, const std::string& media_type = "video/quicktime") {
    kit.api().on("GET", files).answer(200, file_of_type(media_type));
    kit.api().on("POST", comments).answer(201, R"({"data":{"id":"comment-1","text":"","file_id":"file-1"}})");
}

const testing::api_call& last_comment(testing::kit& kit) {
    const auto& calls = kit.api().calls();
    const auto found =
        std::find_if(calls.rbegin(), calls.rend(), [](const testing::api_call& each) { return each.method == "POST"; });
    BOOST_TEST_REQUIRE((found != calls.rend()));
    return *found;
}

bool says(const testing::api_call& call, const std::string& text) {
    BOOST_TEST_INFO(call.body);
    return call.body.find(text) != std::string::npos;
}

bool has_told_the_chat(testing::kit& kit) {
    const auto steps = kit.journal();
    return std::any_of(steps.begin(), steps.end(),
                       [](const frameio::recorded_step& each) { return each.what == "once tell the chat"; });
}

testing::kit_options simulated() {
    testing::kit_options options;
    options.platform = true;
    return options;
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_workspace_gets_what_its_admin_wants_and_from_him) {
    testing::kit kit(make_app);
    play(kit);
    const testing::origin loud = studio("Acme");
    const testing::origin quiet = studio("Globex");
    kit.install({{"channel", "#dailies"}, {"chat_key", "a key"}, {"note", "Look at {file}!"}}, loud);
    kit.install({{"channel", "#cuts"}}, quiet);

    BOOST_TEST(kit.deliver(ready_at(quiet)) == 200U);
    BOOST_TEST(says(last_comment(kit), "A001.mov can be watched."));
    BOOST_TEST(last_comment(kit).token == "token-of-admin-of-Globex");
    BOOST_TEST(!has_told_the_chat(kit));

    BOOST_TEST(kit.deliver(ready_at(loud)) == 200U);
    BOOST_TEST(says(last_comment(kit), "Look at A001.mov!"));
    BOOST_TEST(last_comment(kit).token == "token-of-admin-of-Acme");
    BOOST_TEST(has_told_the_chat(kit));
}

BOOST_AUTO_TEST_CASE(nothing_is_done_where_it_is_not_installed) {
    testing::kit kit(make_app);
    play(kit);
    kit.install({{"channel", "#dailies"}}, studio("Acme"));
    BOOST_TEST(kit.deliver(ready_at(studio("Globex"))) == 503U);
    kit.uninstall(studio("Acme"));
    BOOST_TEST(kit.deliver(ready_at(studio("Acme"))) == 503U);
    BOOST_TEST(kit.api().calls().empty());
}

BOOST_AUTO_TEST_CASE(a_workspace_that_wants_videos_hears_of_no_others) {
    testing::kit kit(make_app);
    kit.install({{"channel", "#dailies"}, {"clips", "videos"}});
    play(kit, "image/png");
    kit.deliver(testing::webhook("file.ready"));
    BOOST_TEST(kit.api().count("POST", comments) == 0U);
    play(kit, "video/quicktime");
    kit.deliver(testing::webhook("file.ready").about("file", "file-2"));
    BOOST_TEST(kit.api().count("POST", comments) == 1U);
}

BOOST_AUTO_TEST_CASE(a_user_logs_in_before_a_take_is_circled_in_his_name) {
    testing::kit kit(make_app);
    play(kit);
    kit.install({{"channel", "#dailies"}}, studio("Acme"));
    testing::origin editor = studio("Acme");
    editor.user = "editor";
    BOOST_TEST(kit.click(testing::action("dailies.circle").from(editor)).title() == "Please log in");
    kit.log_in(editor);
    const testing::answer asked = kit.submit({});
    BOOST_TEST(asked.title() == "Circle this take");
    BOOST_TEST(asked.description().find("#dailies") != std::string::npos);
    BOOST_TEST(kit.submit({{"why", "the light"}}).title() == "Circled");
    BOOST_TEST(says(last_comment(kit), "Circled: the light"));
    BOOST_TEST(last_comment(kit).token == "token-of-editor");
}

BOOST_AUTO_TEST_CASE(a_clip_is_commented_once_whenever_the_app_is_killed) {
    const testing::crash_report seen = testing::crash_everywhere(
        make_app,
        [](testing::kit& kit) {
            kit.install({{"channel", "#dailies"}, {"chat_key", "a key"}});
            kit.deliver(testing::webhook("file.ready"));
            kit.settle();
            BOOST_TEST(kit.api().count("POST", comments) == 1U);
            BOOST_TEST(has_told_the_chat(kit));
        },
        simulated());
    BOOST_TEST(seen.moments.size() > 10U);
    BOOST_TEST(seen.in_doubt == 0U);
}
