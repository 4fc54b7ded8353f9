// Submitted forms that say no more than which action and which interaction they are of: what their click has said
// counts, and that of no other.

#include <boost/test/unit_test.hpp>

#include <frameio/frameio.hpp>
#include <frameio/testing.hpp>

#include <optional>
#include <string>

#include "common/deliveries.hpp"
#include "common/environment.hpp"
#include "testing/browser.hpp"

namespace asio = boost::asio;
namespace testing = frameio::testing;
using frameio::action_event;
using frameio::context;
using frameio::form;
using frameio::message;

namespace {

std::optional<action_event> kept;  // of the last submission

asio::awaitable<frameio::response> note(const action_event& event, context&) {
    if (!event.is_submission()) {
        co_return form("Note").text("text", "Text");
    }
    kept = event;
    co_return message("Noted", std::string(event.data().text("text")));
}

asio::awaitable<frameio::response> post(const action_event& event, context& ctx) {
    if (!event.is_submission()) {
        co_return form("Post").text("text", "Text");
    }
    kept = event;
    const frameio::installation here = co_await ctx.installation();
    co_await ctx.api().send(frameio::api::request("POST", "/v4/posts").body("{}"));
    co_return message("Posted", std::string(event.data().text("text")) + " in " + here.text("channel"));
}

asio::awaitable<frameio::response> post_as_user(const action_event& event, context& ctx) {
    if (!event.is_submission()) {
        co_return form("Post").text("text", "Text");
    }
    co_await ctx.user_api().send(frameio::api::request("POST", "/v4/posts").body("{}"));
    co_return message("Posted", std::string(event.data().text("text")));
}

/// Whoever it is.
asio::awaitable<frameio::message> post_as_anybody(const action_event&, context& ctx) {
    co_await ctx.user_api().send(frameio::api::request("POST", "/v4/posts").body("{}"));
    co_return message("Posted", "");
}

asio::awaitable<frameio::message> leave(const action_event&, context& ctx) {
    co_await ctx.log_user_out();
    co_return message("Bye", "");
}

asio::awaitable<frameio::response> ask(const action_event& event, context& ctx) {
    const auto got = co_await ctx.ask(form("Which").text("text", "Text"));
    kept = event;
    co_return message("Asked", std::string(got.text("text")));
}

frameio::action named(const char* name) {
    return frameio::action(name, "Name", "Description");
}

frameio::app plain_app() {
    frameio::app app;
    app.on_action(named("acme.note"), note);
    app.on_action(named("acme.ask"), ask);
    return app;
}

frameio::app installable_app() {
    frameio::install_options how;
    how.name = "Poster";
    how.fields = {frameio::config_field::text("channel", "Channel")};
    frameio::app app;
    app.oauth().installable(std::move(how));
    app.on_action(named("acme.post"), post);
    app.on_action(named("acme.ask"), ask);
    app.on_action(named("acme.mine").require_login(), post_as_user);
    app.on_action(named("acme.mine_if_there"), post_as_anybody);
    app.on_action(named("acme.leave"), leave);
    return app;
}

testing::origin at(const std::string& workspace) {
    testing::origin where;
    where.workspace = workspace;
    where.user = "user-of-" + workspace;
    return where;
}

const std::string first = "workspace-1";
const std::string second = "workspace-2";

struct sender {
    explicit sender(testing::app_maker make) : here(std::move(make)), post(here.time()) {
        kept.reset();
    }

    testing::answer send(const std::string& body, const std::string& secret) {
        const auto now = frameio_test::second_of(here.time());
        post.extra_headers["X-Frameio-Request-Timestamp"] = frameio_test::stamp_text(now);
        post.extra_headers["X-Frameio-Signature"] = frameio::sign(secret, now, body);
        const testing::browser::page got = here.run(post.post(here.url() + "/", body));
        return {got.status, got.status == 200 ? got.text : std::string()};
    }
    /// `more` are further members of the body.
    testing::answer submit(const std::string& type, const std::string& text, const std::string& action_id = "action-1",
                           const std::string& secret = "action secret of the test", const std::string& more = {}) {
        return send(R"({"type":")" + type + R"(","interaction_id":"interaction-1","action_id":")" + action_id +
                        R"(","data":{"text":")" + text + "\"}" + more + "}",
                    secret);
    }
    /// Of an installation.
    testing::answer submit_at(const std::string& workspace, const std::string& type, const std::string& text,
                              const std::string& more = {}) {
        const std::string where = " of account-1/" + workspace;
        return submit(type, text, "action " + type + where, "action secret of the test" + where, more);
    }
    /// In both workspaces.
    void install() {
        for (const std::string& workspace : {first, second}) {
            here.install({{"channel", "#" + workspace}}, at(workspace));
        }
        here.api().on("POST", "/v4/posts");
    }
    std::string token_of_last_call() {
        return here.api().calls().empty() ? std::string() : here.api().calls().back().token;
    }

    testing::kit here;
    testing::browser post;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(short_submissions, frameio_test::no_secrets)

BOOST_AUTO_TEST_CASE(know_what_their_click_has_said) {
    sender one(plain_app);
    one.here.click(testing::action("acme.note").on("file", "file-7").on("folder", "folder-8").from(at(first)));
    BOOST_TEST(one.submit("acme.note", "Good").description() == "Good");
    one.here.restart();  // what was kept outlives the run, and the app that ran it
    for (int i = 0; i < 20; ++i) {
        one.here.click(testing::action("acme.ask").from(at(second)));  // in the memory that is free again
    }
    BOOST_TEST_REQUIRE(kept.has_value());
    BOOST_TEST(kept->is_submission());
    BOOST_TEST(kept->account_id == "account-1");
    BOOST_TEST(kept->workspace_id == "workspace-1");
    BOOST_TEST(kept->project_id == "project-1");
    BOOST_TEST(kept->user_id == "user-of-workspace-1");
    BOOST_TEST(kept->resource.id == "file-7");
    BOOST_TEST(kept->resource.type == "file");
    BOOST_TEST_REQUIRE(kept->resources().size() == 2U);
    BOOST_TEST(kept->resources()[1].id == "folder-8");
    BOOST_TEST(kept->data().text("text") == "Good");
}

BOOST_AUTO_TEST_CASE(answer_questions) {
    sender one(plain_app);
    BOOST_TEST(one.here.click(testing::action("acme.ask").on("file", "file-7")).is_form());
    BOOST_TEST(one.submit("acme.ask", "This one").description() == "This one");
    BOOST_TEST_REQUIRE(kept.has_value());
    BOOST_TEST(kept->resource.id == "file-7");
}

BOOST_AUTO_TEST_CASE(whose_click_is_not_known_say_nothing_of_it) {
    sender one(plain_app);
    BOOST_TEST(one.submit("acme.note", "Good").description() == "Good");
    BOOST_TEST_REQUIRE(kept.has_value());
    BOOST_TEST(kept->account_id.empty());
    BOOST_TEST(kept->resources().empty());
}

BOOST_AUTO_TEST_CASE(are_of_the_installation_that_has_their_action) {
    sender one(installable_app);
    one.install();
    one.here.click(testing::action("acme.post").from(at(second)));
    BOOST_TEST(one.submit_at(second, "acme.post", "Hello").description() == "Hello in #workspace-2");
    BOOST_TEST(one.token_of_last_call() == "token-of-user-of-workspace-2");
    BOOST_TEST_REQUIRE(kept.has_value());
    BOOST_TEST(kept->workspace_id == "workspace-2");
}

BOOST_AUTO_TEST_CASE(are_known_after_a_restart) {
    sender one(installable_app);
    one.install();
    one.here.click(testing::action("acme.post").from(at(second)));
    one.here.restart();
    BOOST_TEST(one.submit_at(second, "acme.post", "Hello").description() == "Hello in #workspace-2");
}

BOOST_AUTO_TEST_CASE(need_the_secret_of_their_action) {
    sender one(installable_app);
    one.install();
    one.here.click(testing::action("acme.post").from(at(second)));
    one.here.click(testing::action("acme.post").from(at(first)));
    const std::string action = "action acme.post of account-1/workspace-2";
    const std::string secret = "action secret of the test";
    BOOST_TEST(one.submit("acme.post", "Hello", action, secret + " of account-1/workspace-1").status() == 401U);
    BOOST_TEST(one.submit("acme.post", "Hello", action, secret).status() == 401U);
    BOOST_TEST(one.submit("acme.post", "Hello", "action of nobody", secret).status() == 503U);
    BOOST_TEST(!kept.has_value());
}

// A text with escapes is not looked at before the body is verified.
BOOST_AUTO_TEST_CASE(that_say_they_are_of_another_workspace_are_refused) {
    sender one(installable_app);
    one.install();
    one.here.click(testing::action("acme.post").from(at(first)));
    one.here.click(testing::action("acme.post").from(at(second)));
    const std::string account = R"(,"account_id":"account-1")";
    const std::string hidden = account + R"(,"workspace":{"id":"workspace\u002d)";
    BOOST_TEST(one.submit_at(second, "acme.post", "Hello", hidden + R"(1"})").status() == 401U);
    BOOST_TEST(one.submit_at(second, "acme.post", "Hello", account + R"(,"workspace":{"id":"workspace-1"})").status() ==
               503U);
    BOOST_TEST(!kept.has_value());
    BOOST_TEST(one.submit_at(second, "acme.post", "Hello", hidden + R"(2"})").description() == "Hello in #workspace-2");
}

BOOST_AUTO_TEST_CASE(are_of_the_user_who_has_clicked) {
    sender one(installable_app);
    one.install();
    one.here.log_in(at(second));
    one.here.click(testing::action("acme.mine").from(at(second)));
    BOOST_TEST(one.submit_at(second, "acme.mine", "Hello").description() == "Hello");
    BOOST_TEST(one.token_of_last_call() == "token-of-user-of-workspace-2");
}

// Admins who install the app have logins, too: of no account.
BOOST_AUTO_TEST_CASE(that_name_a_user_and_no_account_are_not_the_admin_s) {
    sender one(installable_app);
    one.install();
    const std::string user = R"(,"user":{"id":"user-of-workspace-1"})";
    for (const char* const type : {"acme.mine", "acme.mine_if_there", "acme.leave"}) {
        const auto shown = one.submit_at(second, type, "Hello", user);
        BOOST_TEST(shown.status() == (type == std::string("acme.leave") ? 200U : 500U), type);
    }
    BOOST_TEST(one.here.api().calls().empty());
    one.here.click(testing::action("acme.post").from(at(first)));
    one.submit_at(first, "acme.post", "Hello");
    BOOST_TEST(one.token_of_last_call() == "token-of-user-of-workspace-1");  // whose login is still there
}

BOOST_AUTO_TEST_CASE(that_the_environment_s_secret_has_signed_are_of_no_installation) {
    const frameio_test::variable secret("CUSTOM_ACTION_SECRET", "of the environment");
    sender one(installable_app);
    one.install();
    const auto status = [&one](const std::string& action, const std::string& more) {
        return one.submit("acme.post", "Hello", action, "of the environment", more).status();
    };
    const std::string account = R"(,"account_id":"account-1")";
    BOOST_TEST(status("action-1", account + R"(,"workspace":{"id":"workspace-1"})") == 503U);
    BOOST_TEST(status("action-1", account + R"(,"workspace":{"id":"workspace\u002d1"})") == 401U);
    BOOST_TEST(status("action-1", account + R"(,"workspace":{"id":"workspace-3"})") == 500U);  // is not installed
    BOOST_TEST(one.here.api().calls().empty());
}

BOOST_AUTO_TEST_CASE(of_another_workspace_do_not_answer_a_question) {
    sender one(installable_app);
    one.install();
    BOOST_TEST(one.here.click(testing::action("acme.ask").from(at(first))).is_form());
    one.here.click(testing::action("acme.post").from(at(second)));  // the app knows the workspace's actions now
    BOOST_TEST(one.submit_at(second, "acme.ask", "Theirs").description() == "Theirs");
    BOOST_TEST_REQUIRE(kept.has_value());
    BOOST_TEST(kept->workspace_id.empty());
    BOOST_TEST(kept->user_id.empty());
    BOOST_TEST(kept->resources().empty());
    BOOST_TEST(one.submit_at(first, "acme.ask", "Mine").description() == "Mine");
    BOOST_TEST(kept->workspace_id == "workspace-1");
    BOOST_TEST(kept->user_id == "user-of-workspace-1");
    BOOST_TEST(kept->resource.id == "file-1");
}

BOOST_AUTO_TEST_SUITE_END()
