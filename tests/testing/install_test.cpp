// Apps that admins install: whose deliveries they take, and what their handlers know of the installation.

#include <boost/test/unit_test.hpp>

#include <frameio/frameio.hpp>
#include <frameio/testing.hpp>

#include <boost/json/parse.hpp>

#include <string>
#include <vector>

#include "common/environment.hpp"

namespace asio = boost::asio;
namespace testing = frameio::testing;
using namespace std::chrono_literals;
using frameio::config_field;
using testing::kit;

namespace {

/// What the last handler has read.
struct reading {
    std::string channel;
    std::int64_t days = 0;
    bool is_loud = false;
    std::string workspace;
    std::string installer;
    frameio::errc wrong{};
    int runs = 0;
};

reading last;

frameio::install_options poster() {
    frameio::install_options made;
    made.name = "Poster";
    made.fields = {config_field::text("channel", "Channel").required(),
                   config_field::text("days", "Days").default_value("7"),
                   config_field::select("loud", "Loud", frameio::option("Yes", "yes"), frameio::option("No", "no"))};
    return made;
}

asio::awaitable<void> read_config(const frameio::webhook_event&, frameio::context& ctx) {
    ++last.runs;
    const frameio::installation here = co_await ctx.installation();
    last.channel = here.text("channel");
    last.is_loud = here.boolean("loud");
    last.workspace = here.workspace_id();
    last.installer = here.acting_user();
    try {
        last.days = here.integer("days");
    } catch (const frameio::error& wrong) {
        last.wrong = static_cast<frameio::errc>(wrong.code().value());
    }
}

asio::awaitable<frameio::message> post(const frameio::action_event&, frameio::context& ctx) {
    const frameio::installation here = co_await ctx.installation();
    co_await ctx.api().send(frameio::api::request("POST", "/v4/posts").body("{}"));
    co_return frameio::message("Posted", here.text("channel"));
}

frameio::app app_with(frameio::install_options options) {
    frameio::app app;
    app.oauth().installable(std::move(options));
    app.on_webhook("file.ready", read_config);
    app.on_action(frameio::action("acme.post", "Post", "Posts it"), post);
    return app;
}

frameio::app posting_app() {
    return app_with(poster());
}

frameio::app posting_app_as_itself() {
    frameio::install_options options = poster();
    options.acts = frameio::acting_as::app;
    return app_with(options);
}

testing::webhook from(const std::string& workspace) {
    testing::origin where;
    where.account = "account-1";
    where.workspace = workspace;
    return testing::webhook("file.ready").from(where);
}

testing::origin elsewhere() {
    testing::origin where;
    where.workspace = "workspace-2";
    where.user = "user-2";
    return where;
}

struct installed {
    explicit installed(testing::app_maker make = posting_app) : here(std::move(make)) {
        last = reading();
    }

    unsigned deliver(const std::string& workspace = "workspace-1") {
        const unsigned status = here.deliver(from(workspace));
        here.advance(20s);  // a delivery that is refused comes again
        return status;
    }

    kit here;
};

std::vector<std::string> problems_of(frameio::install_options options) {
    try {
        app_with(std::move(options)).check();
    } catch (const frameio::configuration_error& wrong) {
        return wrong.problems();
    }
    return {};
}

bool mentions(const std::vector<std::string>& problems, const std::string& text) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const std::string& each) { return each.find(text) != std::string::npos; });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(installed_apps, frameio_test::no_secrets)

BOOST_AUTO_TEST_CASE(read_what_their_admin_has_said) {
    installed one;
    one.here.install({{"channel", "#dailies"}, {"days", "30"}, {"loud", "no"}});
    BOOST_TEST(one.deliver() == 200U);
    BOOST_TEST(last.channel == "#dailies");
    BOOST_TEST(last.days == 30);
    BOOST_TEST(!last.is_loud);
    BOOST_TEST(last.workspace == "workspace-1");
    BOOST_TEST(last.installer == "user-1");
}

BOOST_AUTO_TEST_CASE(read_defaults_of_what_was_not_said) {
    installed one;
    one.here.install({{"channel", "#dailies"}});
    BOOST_TEST(one.deliver() == 200U);
    BOOST_TEST(last.days == 7);
    BOOST_TEST(last.is_loud);
}

BOOST_AUTO_TEST_CASE(are_told_of_a_setting_that_is_no_number) {
    installed one;
    one.here.install({{"channel", "#dailies"}, {"days", "many"}});
    BOOST_TEST(one.deliver() == 200U);
    BOOST_TEST((last.wrong == frameio::errc::wrong_config_value));
}

BOOST_AUTO_TEST_CASE(do_not_mind_blanks_around_a_number) {
    installed one;
    one.here.install({{"channel", "#dailies"}, {"days", " 30\t"}, {"loud", "no"}});
    BOOST_TEST(one.deliver() == 200U);
    BOOST_TEST(last.days == 30);
    BOOST_TEST(!last.is_loud);
}

BOOST_AUTO_TEST_CASE(see_a_change_of_settings_within_a_second) {
    installed one;
    one.here.install({{"channel", "#one"}});
    BOOST_TEST(one.deliver() == 200U);
    one.here.install({{"channel", "#other"}});
    BOOST_TEST(one.here.deliver(testing::webhook("file.ready").about("file", "file-2")) == 200U);
    BOOST_TEST(last.channel == "#other");
}

BOOST_AUTO_TEST_CASE(take_no_delivery_where_they_are_not_installed) {
    installed one;
    BOOST_TEST(one.deliver() == 503U);
    one.here.install({{"channel", "#dailies"}});
    BOOST_TEST(one.deliver("workspace-2") == 503U);
    BOOST_TEST(last.runs == 0);
}

BOOST_AUTO_TEST_CASE(take_what_their_page_takes_and_nothing_else) {
    installed one;
    const auto refusal = [&one](std::map<std::string, std::string> config) -> std::string {
        try {
            one.here.install(std::move(config));
            return {};
        } catch (const testing::failure& refused) {
            return refused.what();
        }
    };
    BOOST_TEST(refusal({{"chanel", "#dailies"}}).find("has no field \"chanel\"") != std::string::npos);
    BOOST_TEST(refusal({}).find("\"Channel\": The app needs this.") != std::string::npos);
    BOOST_TEST(refusal({{"channel", "#a"}, {"loud", "maybe"}}).find("\"Loud\": Please choose") != std::string::npos);
    BOOST_TEST(one.deliver() == 503U);
    BOOST_TEST(refusal({{"channel", "#a"}, {"loud", "no"}}) == "");
}

BOOST_AUTO_TEST_CASE(take_no_delivery_any_more_when_they_are_uninstalled) {
    installed one;
    one.here.install({{"channel", "#dailies"}});
    BOOST_TEST(one.deliver() == 200U);
    one.here.uninstall();
    BOOST_TEST(one.here.deliver(testing::webhook("file.ready").about("file", "file-2")) == 503U);
    BOOST_TEST(last.runs == 1);
}

BOOST_AUTO_TEST_CASE(refuse_who_does_not_know_the_secret_of_the_installation) {
    installed one;
    one.here.install({{"channel", "#dailies"}});
    for (const char* const secret : {"no secret", "secret of the environment", "webhook secret of the test",
                                     "action secret of the test of account-1/workspace-1"}) {
        BOOST_TEST(one.here.deliver(from("workspace-1").signed_with(secret)) == 401U);
    }
    BOOST_TEST(last.runs == 0);
}

BOOST_AUTO_TEST_CASE(refuse_what_is_signed_with_the_secret_of_another_workspace) {
    installed one;
    one.here.install({{"channel", "#one"}});
    one.here.install({{"channel", "#other"}}, elsewhere());
    one.here.api().on("POST", "/v4/posts");
    const std::string webhook_secret = "webhook secret of the test of account-1/workspace-";
    const std::string action_secret = "action secret of the test of account-1/workspace-";
    const testing::action click("acme.post");
    BOOST_TEST(one.here.deliver(from("workspace-1").signed_with(webhook_secret + "2")) == 401U);
    BOOST_TEST(one.here.deliver(from("workspace-2").signed_with(webhook_secret + "1")) == 401U);
    BOOST_TEST(one.here.click(testing::action(click).signed_with(action_secret + "2")).status() == 401U);
    BOOST_TEST(one.here.click(testing::action(click).from(elsewhere()).signed_with(action_secret + "1")).status() ==
               401U);
    BOOST_TEST(last.runs == 0);
    BOOST_TEST(one.here.deliver(from("workspace-2").signed_with(webhook_secret + "2")) == 200U);
    BOOST_TEST(one.here.click(testing::action(click).signed_with(action_secret + "1")).description() == "#one");
    BOOST_TEST(one.here.click(testing::action(click).from(elsewhere())).description() == "#other");
}

BOOST_AUTO_TEST_CASE(take_the_environment_s_secret_only_where_they_are_not_installed) {
    const frameio_test::variable secret("WEBHOOK_SECRET", "secret of the environment");
    installed one;
    one.here.install({{"channel", "#dailies"}});
    const auto signed_by_it = [](const std::string& workspace) {
        return from(workspace).signed_with("secret of the environment");
    };
    BOOST_TEST(one.here.deliver(signed_by_it("workspace-1")) == 401U);
    BOOST_TEST(one.here.deliver(signed_by_it("workspace-2")) == 200U);
    BOOST_TEST(one.here.deliver(from("workspace-2").signed_with("another")) == 401U);
}

BOOST_AUTO_TEST_CASE(ask_the_resolver_first) {
    installed one([] {
        frameio::app app = posting_app();
        app.resolve_secrets([](frameio::event_ids ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
            std::vector<frameio::signing_secret> found;
            if (ids.workspace_id == "workspace-1") {
                found.emplace_back("of the resolver");
            }
            co_return found;
        });
        return app;
    });
    one.here.install({{"channel", "#one"}});
    one.here.install({{"channel", "#other"}}, elsewhere());
    BOOST_TEST(one.here.deliver(from("workspace-1").signed_with("of the resolver")) == 200U);
    BOOST_TEST(one.deliver() == 401U);
    BOOST_TEST(one.deliver("workspace-2") == 200U);
    BOOST_TEST(last.channel == "#other");
}

BOOST_AUTO_TEST_CASE(take_the_handler_s_secret_before_all_others) {
    installed one([] {
        frameio::app app;
        app.oauth().installable(poster());
        app.on_webhook("file.ready", read_config).secret("of the handler");
        return app;
    });
    one.here.install({{"channel", "#dailies"}});
    BOOST_TEST(one.deliver() == 401U);
    BOOST_TEST(one.here.deliver(from("workspace-1").signed_with("of the handler")) == 200U);
}

BOOST_AUTO_TEST_CASE(know_the_workspace_of_an_action_too) {
    installed one;
    one.here.install({{"channel", "#dailies"}});
    one.here.api().on("POST", "/v4/posts");
    BOOST_TEST(one.here.click(testing::action("acme.post")).description() == "#dailies");
    BOOST_TEST(
        one.here.click(testing::action("acme.post").signed_with("webhook secret of the test of account-1/workspace-1"))
            .status() == 401U);
}

BOOST_AUTO_TEST_CASE(call_as_the_app_if_they_say_so) {
    installed one(posting_app_as_itself);
    one.here.install({{"channel", "#dailies"}});
    one.here.api().on("POST", "/v4/posts");
    one.here.click(testing::action("acme.post"));
    BOOST_TEST(one.here.api().calls().back().token == "token-of-the-test");
}

BOOST_AUTO_TEST_CASE(call_as_the_admin_of_the_workspace_unless_they_say_otherwise) {
    installed one;
    one.here.install({{"channel", "#one"}});
    one.here.install({{"channel", "#other"}}, elsewhere());
    one.here.api().on("POST", "/v4/posts");
    one.here.click(testing::action("acme.post"));
    BOOST_TEST(one.here.api().calls().back().token == "token-of-user-1");
    one.here.click(testing::action("acme.post").from(elsewhere()));
    BOOST_TEST(one.here.api().calls().back().token == "token-of-user-2");
}

BOOST_AUTO_TEST_CASE(tell_at_start_what_is_wrong_with_how_they_are_installed) {
    frameio::install_options wrong = poster();
    wrong.name = "";
    wrong.primary_color = "blue; } body { display: none";
    wrong.logo_url = "javascript:alert(1)";
    wrong.fields.push_back(config_field::text("channel", "Again"));
    wrong.fields.push_back(config_field::text("no blanks", "Blanks"));
    wrong.fields.push_back(config_field::text("nameless", ""));
    wrong.fields.push_back(config_field::select("none", "None", std::vector<frameio::option>()));
    wrong.fields.push_back(config_field::select("odd", "Odd", frameio::option("A", "a")).default_value("b"));
    wrong.fields.push_back(config_field::password("open", "Open").sensitive(false));
    const std::vector<std::string> found = problems_of(wrong);
    for (const char* const each :
         {"install_options::name is empty", "primary colour", "logo", "\"channel\" is there twice",
          "\"no blanks\" needs another name", "\"nameless\" has no label", "\"none\" has no options",
          "\"odd\" has a default", "\"open\" is a password"}) {
        BOOST_TEST(mentions(found, each), each);
    }
}

BOOST_AUTO_TEST_CASE(cannot_be_installed_where_nobody_can_log_in) {
    frameio::app app;
    app.installable(poster());
    app.on_webhook("file.ready", read_config);
    BOOST_CHECK_EXCEPTION(app.check(), frameio::configuration_error, [](const frameio::configuration_error& wrong) {
        return mentions(wrong.problems(), "call app.oauth()");
    });
}

BOOST_AUTO_TEST_SUITE_END()
