// The pages by which admins install an app: what they show in each state, and what their forms do.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <boost/json/object.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "install/pages/site.hpp"

using frameio_test::form;
using frameio_test::header;
using frameio_test::shows;
using frameio_test::site;
using frameio_test::visitor;

namespace install = frameio::install;
namespace web = frameio::web;

namespace {

const form answers{{"config_host", "a.example"},
                   {"config_key", "the-secret-key"},
                   {"config_size", "l"},
                   {"config_notes", "one\r\ntwo"}};

struct installing : site {
    visitor ada{*this, "Ada"};

    web::response look(const std::string& more = {}) {
        return ada.get(ada.page() + more);
    }
    web::response post(const std::string& what, form values = {}) {
        return ada.post("/install/" + what, ada.at_workspace(std::move(values)));
    }
    /// What the browser shows after a form, and a while.
    web::response after(const web::response& taken) {
        BOOST_TEST_REQUIRE(taken.status == 303U);
        BOOST_TEST_REQUIRE(header(taken, "Location").starts_with(ada.page()));
        settle();
        return ada.get(header(taken, "Location"));
    }
    web::response install_it() {
        return after(post("apply", answers));
    }
    frameio::testing::expectation& on(const std::string& method, const std::string& kind) {
        return world.api().on(method, "/v4/accounts/*/workspaces/*/" + kind);
    }
    install::config settings() {
        return record().value().config;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install_pages, installing)

BOOST_AUTO_TEST_CASE(who_comes_reads_what_the_app_is) {
    const std::size_t calls = world.api().calls().size();
    visitor stranger(*this);
    const web::response shown = stranger.get("/install");
    BOOST_TEST(shown.status == 200U);
    for (const std::string part : {"Install Acme Publisher", "Sends what is ready", "file.ready", "comment.created",
                                   "Publish", "acme.check", "href=\"/install/login\"", "/install/style.css"}) {
        BOOST_TEST(shows(shown, part), part);
    }
    BOOST_TEST(!shows(shown, "Borealis"));
    BOOST_TEST(stranger.cookies.empty());
    BOOST_TEST(world.api().calls().size() == calls);
}

BOOST_AUTO_TEST_CASE(who_has_logged_in_chooses_among_what_is_his) {
    const web::response accounts = ada.get("/install");
    BOOST_TEST(shows(accounts, "/install/account?account=" + where().account_id));
    BOOST_TEST(shows(accounts, "Logged in as Ada"));
    BOOST_TEST(!shows(accounts, "Borealis"));
    const web::response workspaces = ada.get("/install/account?account=" + where().account_id);
    BOOST_TEST(workspaces.status == 200U);
    BOOST_TEST(shows(workspaces, "Acme Films"));
    BOOST_TEST(shows(workspaces, std::string("workspace=") + frameio_test::second_workspace));
    BOOST_TEST(!shows(workspaces, "Borealis"));
}

BOOST_AUTO_TEST_CASE(an_admin_of_one_workspace_chooses_that_one) {
    visitor dora(*this, "Dora");
    const web::response workspaces = dora.get("/install/account?account=" + where().account_id);
    BOOST_TEST(workspaces.status == 200U);
    BOOST_TEST(shows(workspaces, frameio_test::second_workspace));
    BOOST_TEST(!shows(workspaces, "Acme Films"));
    BOOST_TEST(dora.get(dora.page("/install/workspace", frameio_test::second_workspace)).status == 200U);
}

BOOST_AUTO_TEST_CASE(who_has_no_account_that_may_reads_so) {
    frameio::install_options nobody = usual_options();
    nobody.allowed_accounts.emplace();
    open(nobody, wanted());
    BOOST_TEST(shows(ada.get("/install"), "You have no Frame.io account that can install Acme Publisher"));
}

BOOST_AUTO_TEST_CASE(before_it_is_installed_one_reads_what_will_be) {
    const web::response shown = look();
    BOOST_TEST(shown.status == 200U);
    for (const std::string part :
         {"The app is not installed in this workspace", "What will be there", "file.ready", "acme.publish",
          "https://app.example/frameio", "action=\"/install/apply\"", "name=\"config_host\"", "Where it is sent",
          "type=\"password\"", "It is not set", "<option value=\"s\" selected>", ">Install</button>"}) {
        BOOST_TEST(shows(shown, part), part);
    }
    BOOST_TEST(!shows(shown, "/install/uninstall"));
    BOOST_TEST(!shows(shown, "What would change"));
    BOOST_TEST(header(shown, "Refresh") == "");
    BOOST_TEST(new_effects() == 0U);
}

BOOST_AUTO_TEST_CASE(a_form_installs_it) {
    const web::response shown = install_it();
    check(wanted());
    BOOST_TEST(record()->installed_by == id_of_user("Ada"));
    BOOST_TEST(
        (settings() ==
         install::config{{"host", "a.example"}, {"key", "the-secret-key"}, {"size", "l"}, {"notes", "one\ntwo"}}));
    for (const std::string part :
         {"The app is installed in this workspace", "What is installed", "Everything is as the app wants it",
          "value=\"a.example\"", "It is set, and not shown", "<option value=\"l\" selected>", "one\ntwo</textarea>",
          "action=\"/install/configure\"", "/install/uninstall?account=", "Installed 2020-10-29 2"}) {
        BOOST_TEST(shows(shown, part), part);
    }
    BOOST_TEST(!shows(shown, "the-secret-key"));
    BOOST_TEST(!shows(shown, "action=\"/install/apply\""));
    BOOST_TEST(!shows(shown, record()->webhook->secret));
    BOOST_TEST(header(shown, "Refresh") == "");
}

BOOST_AUTO_TEST_CASE(while_it_is_installed_the_page_looks_again) {
    auto& held = on("POST", "webhooks").answer(429);
    BOOST_TEST(post("apply", answers).status == 303U);
    run_until([this] { return desk->progress_of(where()).has_value(); });
    const web::response shown = look();
    BOOST_TEST(header(shown, "Refresh") == "2");
    BOOST_TEST(shows(shown, "The app is being installed"));
    BOOST_TEST(shows(shown, "Step 1 of 3: create the webhook"));
    BOOST_TEST(shows(shown, "<progress max=\"3\" value=\"1\""));
    BOOST_TEST(!shows(shown, "action=\"/install/apply\""));
    BOOST_TEST(!shows(shown, "http-equiv"));
    const web::response still = look("&still=1");
    BOOST_TEST(header(still, "Refresh") == "");
    BOOST_TEST(shows(still, "look every 2 seconds"));
    held.times(0);
    settle();
    check(wanted());
    BOOST_TEST(header(look(), "Refresh") == "");
}

BOOST_AUTO_TEST_CASE(what_another_process_does_is_seen_as_well) {
    install_it();
    install::record now = *record();
    now.state = install::phase::updating;
    now.under_way.emplace(2, 5, "change the action \"Publish\"");
    keep(now);
    const web::response shown = look();
    BOOST_TEST(header(shown, "Refresh") == "2");
    BOOST_TEST(shows(shown, "Step 2 of 5: change the action &quot;Publish&quot;"));
    now.state = install::phase::removing;
    keep(now);
    BOOST_TEST(shows(look(), "The app is being removed"));
}

BOOST_AUTO_TEST_CASE(what_was_changed_by_hand_is_repaired) {
    install_it();
    change_by_hand("webhooks", record()->webhook->id, R"({"active":false})");
    const web::response shown = look();
    BOOST_TEST(shows(shown, "The webhook &quot;Acme&quot; is not active, and is made so."));
    BOOST_TEST(shows(shown, "<button>Repair</button>"));
    BOOST_TEST(shows(after(post("apply")), "Everything is as the app wants it"));
    check(wanted());
    BOOST_TEST(settings().at("key") == "the-secret-key");
}

BOOST_AUTO_TEST_CASE(another_version_of_the_app_is_an_update) {
    install_it();
    open(usual_options(), wanted("https://new.example/frameio"));
    const web::response shown = look();
    BOOST_TEST(shows(shown, "<code>https://app.example/frameio</code> "));
    BOOST_TEST(shows(shown, "<code>https://new.example/frameio</code>"));
    BOOST_TEST(shows(shown, "<button>Update</button>"));
    after(post("apply"));
    check(wanted("https://new.example/frameio"));
}

BOOST_AUTO_TEST_CASE(what_frameio_does_not_list_is_compared_with_what_was_left_there) {
    install_it();
    open(usual_options(), wanted("https://new.example/frameio"));
    on("GET", "actions").answer(503, R"({"errors":[{"detail":"<b>out of order</b>"}]})");
    const web::response shown = look();
    BOOST_TEST(shown.status == 200U);
    BOOST_TEST(shows(shown, "Frame.io has not told what there is"));
    BOOST_TEST(shows(shown, "&lt;b&gt;out of order&lt;/b&gt;"));
    BOOST_TEST(shows(shown, "Frame.io posts to https://new.example/frameio from now on."));
    BOOST_TEST(shows(shown, "<button>Update</button>"));
}

BOOST_AUTO_TEST_CASE(what_an_earlier_attempt_has_left_is_told) {
    create_by_hand("webhooks", R"({"name":"Acme","url":")" + wanted().url + R"(","events":["file.ready"]})");
    const web::response shown = look();
    BOOST_TEST(shows(shown, "The webhook &quot;Acme&quot; is removed: an earlier attempt has left it"));
    BOOST_TEST(shows(shown, ">Install</button>"));
    BOOST_TEST(!shows(shown, "A webhook &quot;Acme&quot; is created"));
}

BOOST_AUTO_TEST_CASE(what_frameio_refuses_is_told_and_nothing_is_left) {
    on("POST", "webhooks").answer(422, R"({"errors":[{"detail":"<script>no</script> more of these"}]})");
    const web::response shown = install_it();
    BOOST_TEST(shows(shown, "The last attempt has failed"));
    BOOST_TEST(shows(shown, "&lt;script&gt;no&lt;/script&gt; more of these"));
    BOOST_TEST(shows(shown, "The app is not installed in this workspace"));
    BOOST_TEST(shows(shown, ">Install</button>"));
    check_empty();
}

BOOST_AUTO_TEST_CASE(what_has_failed_half_way_is_tried_again) {
    auto& broken = on("POST", "actions").answer(500);
    const web::response shown = install_it();
    BOOST_TEST(shows(shown, "The last attempt has failed"));
    BOOST_TEST(shows(shown, "The app is not completely installed"));
    BOOST_TEST(shows(shown, "<button>Try again</button>"));
    broken.times(0);
    BOOST_TEST(shows(after(post("apply")), "Everything is as the app wants it"));
    check(wanted());
    BOOST_TEST(settings().at("host") == "a.example");
}

BOOST_AUTO_TEST_CASE(the_failure_of_long_ago_is_told_without_what_the_log_says) {
    install_it();
    install::record now = *record();
    now.failure = "the store at postgresql://inner.example is full";
    keep(now);
    const web::response shown = look();
    BOOST_TEST(shows(shown, "The last attempt has not come to its end."));
    BOOST_TEST(!shows(shown, "inner.example"));
    BOOST_TEST(shows(shown, "<button>Try again</button>"));
}

BOOST_AUTO_TEST_CASE(settings_are_saved) {
    install_it();
    const web::response shown =
        after(post("configure", {{"config_host", "b.example"}, {"config_key", ""}, {"config_size", "s"}}));
    BOOST_TEST(shows(shown, "The settings are saved."));
    BOOST_TEST(shows(shown, "value=\"b.example\""));
    BOOST_TEST(
        (settings() ==
         install::config{{"host", "b.example"}, {"key", "the-secret-key"}, {"size", "s"}, {"notes", "one\ntwo"}}));
    after(post("configure", {{"clear_key", "on"}}));
    BOOST_TEST(!settings().contains("key"));
    BOOST_TEST(shows(look(), "It is not set"));
    new_effects();
    after(post("configure", {{"config_key", "another"}}));
    BOOST_TEST(settings().at("key") == "another");
    BOOST_TEST(new_effects() == 0U);
}

BOOST_AUTO_TEST_CASE(settings_that_do_not_fit_are_told_and_kept_in_the_form) {
    install_it();
    const install::config before = settings();
    const web::response shown = post("configure", {{"config_host", ""},
                                                   {"config_key", "typed-secret"},
                                                   {"config_size", "huge"},
                                                   {"config_notes", "<b>typed</b>"}});
    BOOST_TEST(shown.status == 400U);
    BOOST_TEST(shows(shown, "Nothing was saved"));
    BOOST_TEST(shows(shown, "<p class=\"problem\" id=\"problem_config_host\">The app needs this.</p>"));
    BOOST_TEST(shows(shown, "<p class=\"problem\" id=\"problem_config_size\">Please choose one of these.</p>"));
    BOOST_TEST(shows(shown, "&lt;b&gt;typed&lt;/b&gt;</textarea>"));
    BOOST_TEST(!shows(shown, "typed-secret"));
    BOOST_TEST((settings() == before));
}

BOOST_AUTO_TEST_CASE(an_installation_whose_settings_do_not_fit_is_not_begun) {
    const web::response shown = post("apply", {{"config_host", ""}, {"config_notes", "typed"}});
    BOOST_TEST(shown.status == 400U);
    BOOST_TEST(shows(shown, "Nothing was changed"));
    BOOST_TEST(shows(shown, "typed</textarea>"));
    BOOST_TEST(shows(shown, "action=\"/install/apply\""));
    BOOST_TEST(header(shown, "Refresh") == "");
    settle();
    check_empty();
}

BOOST_AUTO_TEST_CASE(an_update_that_needs_a_setting_asks_for_it_first) {
    install_it();
    frameio::install_options more = usual_options();
    more.fields.push_back(frameio::config_field::text("region", "Region").required());
    open(more, wanted("https://new.example/frameio"));
    const web::response refused = post("apply");
    BOOST_TEST(refused.status == 400U);
    BOOST_TEST(shows(refused, "id=\"problem_config_region\""));
    after(post("configure", {{"config_region", "eu"}}));
    after(post("apply"));
    check(wanted("https://new.example/frameio"));
    BOOST_TEST(settings().at("region") == "eu");
}

BOOST_AUTO_TEST_CASE(settings_are_not_saved_while_somebody_works_there) {
    install_it();
    auto& held = on("GET", "webhooks").answer(429);
    BOOST_TEST(post("apply").status == 303U);
    run_until([this] { return world.api().calls().back().status == 429U; });
    const web::response shown = post("configure", {{"config_host", "typed.example"}});
    BOOST_TEST(shown.status == 409U);
    BOOST_TEST(shows(shown, "Nothing was saved: somebody works on the installation right now"));
    BOOST_TEST(shows(shown, "value=\"typed.example\""));
    held.times(0);
    settle();
    BOOST_TEST(settings().at("host") == "a.example");
}

BOOST_AUTO_TEST_CASE(settings_of_nothing_are_not_saved) {
    const web::response taken = post("configure", answers);
    BOOST_TEST(taken.status == 303U);
    BOOST_TEST(shows(after(taken), "The app is not installed"));
    BOOST_TEST(!record().has_value());
}

BOOST_AUTO_TEST_CASE(who_uninstalls_is_asked_whether_he_means_it) {
    install_it();
    new_effects();
    const web::response asked = ada.get(ada.page("/install/uninstall"));
    BOOST_TEST(asked.status == 200U);
    BOOST_TEST(shows(asked, "Uninstall Acme Publisher?"));
    BOOST_TEST(shows(asked, "<form method=\"post\" action=\"/install/uninstall\">"));
    BOOST_TEST(shows(asked, "Keep it"));
    BOOST_TEST(new_effects() == 0U);
    const web::response shown = after(post("uninstall"));
    BOOST_TEST(shows(shown, "The app is not installed in this workspace"));
    check_empty();
    BOOST_TEST(shows(ada.get(ada.page("/install/uninstall")), "is not installed in the workspace"));
}

BOOST_AUTO_TEST_CASE(who_logs_out_is_gone) {
    const auto before = ada.cookies;
    const web::response taken = ada.post("/install/logout");
    BOOST_TEST(taken.status == 303U);
    BOOST_TEST(header(taken, "Location") == "/install");
    BOOST_TEST(ada.cookies.empty());
    ada.cookies = before;
    BOOST_TEST(shows(ada.get("/install"), "Log in with Adobe"));
    BOOST_TEST(has_tokens(id_of_user("Ada")));  // what was begun goes on
}

BOOST_AUTO_TEST_CASE(the_style_is_a_style_and_nothing_else) {
    const web::response got = ada.get("/install/style.css");
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(header(got, "Content-Type") == "text/css; charset=utf-8");
    BOOST_TEST(header(got, "X-Content-Type-Options") == "nosniff");
    BOOST_TEST(got.body == "h1 { color: red; }");
    stylesheet.clear();
    open(usual_options(), wanted());
    BOOST_TEST(!pages->has("/install/style.css"));
}

BOOST_AUTO_TEST_CASE(other_paths_are_not_its_own) {
    for (const std::string path : {"/install/", "/install/x", "/installs", "/", "/INSTALL", "/install/workspace/"}) {
        BOOST_TEST(!pages->has(path), path);
    }
}

BOOST_AUTO_TEST_CASE(each_page_has_its_methods) {
    const std::vector<std::pair<std::string, std::string>> all{
        {"/install", "GET, HEAD"},           {"/install/login", "GET, HEAD"},     {"/install/account", "GET, HEAD"},
        {"/install/workspace", "GET, HEAD"}, {"/install/style.css", "GET, HEAD"}, {"/install/apply", "POST"},
        {"/install/configure", "POST"},      {"/install/logout", "POST"}};
    for (const auto& [path, allowed] : all) {
        const web::response got = allowed == "POST" ? ada.get(path) : ada.post(path);
        BOOST_TEST(got.status == 405U, path);
        BOOST_TEST(header(got, "Allow") == allowed, path);
    }
    BOOST_TEST(pages->has("/install/uninstall"));
}

BOOST_AUTO_TEST_CASE(a_head_is_answered_as_a_get) {
    web::request asked;
    asked.method = "HEAD";
    asked.path = "/install";
    BOOST_TEST(ada.send(asked).status == 200U);
    asked.path = "/install/apply";
    BOOST_TEST(ada.send(asked).status == 405U);
}

BOOST_AUTO_TEST_CASE(what_a_query_has_beside_is_ignored) {
    BOOST_TEST(look("&config_host=evil&_method=POST&next=https%3A%2F%2Fevil.example").status == 200U);
    BOOST_TEST(!record().has_value());
}

BOOST_AUTO_TEST_CASE(who_acts_as_the_admin_says_so) {
    frameio::install_options as_him = usual_options();
    as_him.acts = frameio::acting_as::installer;
    open(as_him, wanted());
    BOOST_TEST(shows(look(), "Acme Publisher will call Frame.io as you"));
    visitor stranger(*this);
    BOOST_TEST(shows(stranger.get("/install"), "will call Frame.io as you"));
    open(usual_options(), wanted());
    BOOST_TEST(!shows(look(), "as you"));
}

BOOST_AUTO_TEST_CASE(another_admin_may_take_over) {
    frameio::install_options as_him = usual_options();
    as_him.acts = frameio::acting_as::installer;
    open(as_him, wanted());
    post("apply", answers);
    settle();
    BOOST_TEST(!shows(look(), "Let it call as me"));
    give_role(where().account_id, id_of_user("Ben"), "admin");
    visitor ben(*this, "Ben");
    BOOST_TEST(shows(ben.get(ben.page()), "Let it call as me"));
    ben.post("/install/apply", ben.at_workspace());
    settle();
    BOOST_TEST(record()->acting_user == id_of_user("Ben"));
    BOOST_TEST(record()->installed_by == id_of_user("Ada"));
    BOOST_TEST(!shows(ben.get(ben.page()), "Let it call as me"));
    open(usual_options(), wanted());
    BOOST_TEST(!shows(look(), "Let it call as me"));
}

BOOST_AUTO_TEST_CASE(an_outage_of_frameio_is_told_and_changes_nothing) {
    auto& down = world.api().on("GET", "/v4/accounts").answer(500);
    for (const std::string& path : {std::string("/install"), ada.page()}) {
        const web::response shown = ada.get(path);
        BOOST_TEST(shown.status == 502U);
        BOOST_TEST(shows(shown, "Nothing is lost"));
    }
    const web::response taken = post("apply", answers);
    BOOST_TEST(taken.status == 502U);
    BOOST_TEST(!shows(taken, "the-secret-key"));
    settle();
    check_empty();
    down.cut();
    const web::response shown = look();
    BOOST_TEST(shown.status == 503U);
    BOOST_TEST(header(shown, "Retry-After") == "30");
    down.times(0);
    BOOST_TEST(install_it().status == 200U);
    check(wanted());
}

BOOST_AUTO_TEST_CASE(whose_login_is_over_logs_in_again) {
    forget_tokens(id_of_user("Ada"));
    const web::response shown = look();
    BOOST_TEST(shown.status == 303U);
    BOOST_TEST(header(shown, "Location") == "/install");
    const web::response landing = ada.get("/install");
    BOOST_TEST(landing.status == 200U);
    BOOST_TEST(shows(landing, "Your login is over. Please log in again"));
    BOOST_TEST(ada.log_in("Ada").status == 303U);
    BOOST_TEST(look().status == 200U);
}

BOOST_AUTO_TEST_CASE(whose_token_frameio_refuses_logs_in_again) {
    world.api().on("GET", "/v4/accounts").answer(401);
    BOOST_TEST(look().status == 303U);
    BOOST_TEST(shows(ada.get("/install"), "Your login is over"));
}

BOOST_AUTO_TEST_CASE(whose_login_ends_while_the_page_is_made_logs_in_again) {
    install_it();
    on("GET", "webhooks").answer(401);
    BOOST_TEST(header(look(), "Location") == "/install");
}

// His tokens are there, and cannot be renewed just now: it would not help to log in again.
BOOST_AUTO_TEST_CASE(an_outage_of_adobe_is_no_end_of_the_login) {
    auto& down = world.api().on("POST", "/ims/token/v3").answer(503);
    clock.set_wall(clock.now() + std::chrono::hours(25));
    begin_session(ada, id_of_user("Ada"));
    BOOST_TEST(ada.get("/install").status == 503U);
    down.times(0);
    BOOST_TEST(shows(ada.get("/install"), "/install/account?account="));
}

BOOST_AUTO_TEST_SUITE_END()
