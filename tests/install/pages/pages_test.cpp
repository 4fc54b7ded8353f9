// The pages by which admins install an app: what they show in each state.

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <string>

#include "install/pages/installing.hpp"

using frameio_test::answers;
using frameio_test::form;
using frameio_test::header;
using frameio_test::installing;
using frameio_test::second_workspace;
using frameio_test::shows;
using frameio_test::visitor;

namespace install = frameio::install;
namespace web = frameio::web;

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
    BOOST_TEST(shows(workspaces, std::string("workspace=") + second_workspace));
    BOOST_TEST(!shows(workspaces, "Borealis"));
}

BOOST_AUTO_TEST_CASE(an_admin_of_one_workspace_chooses_that_one) {
    visitor dora(*this, "Dora");
    const web::response workspaces = dora.get("/install/account?account=" + where().account_id);
    BOOST_TEST(workspaces.status == 200U);
    BOOST_TEST(shows(workspaces, second_workspace));
    BOOST_TEST(!shows(workspaces, "Acme Films"));
    BOOST_TEST(dora.get(dora.page("/install/workspace", second_workspace)).status == 200U);
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
         {"The app is installed in this workspace", "What is installed", "Nothing to change",
          "Everything is as the app wants it", "value=\"a.example\"", "It is set, and not shown",
          "<option value=\"l\" selected>", "one\ntwo</textarea>", "action=\"/install/configure\"",
          "/install/uninstall?account=", "Installed 2020-10-29 2"}) {
        BOOST_TEST(shows(shown, part), part);
    }
    BOOST_TEST(!shows(shown, "the-secret-key"));
    BOOST_TEST(!shows(shown, "action=\"/install/apply\""));
    BOOST_TEST(!shows(shown, record()->webhook->secret));
    BOOST_TEST(header(shown, "Refresh") == "");
}

BOOST_AUTO_TEST_CASE(what_is_installed_counts_at_once) {
    BOOST_TEST((run(identity->tenants()->find(where())) == nullptr));
    install_it();
    const auto found = run(identity->tenants()->find(where()));
    BOOST_TEST_REQUIRE((found != nullptr));
    BOOST_TEST((found->webhook.front() == frameio::signing_secret(record()->webhook->secret)));
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
    BOOST_TEST(shows(shown, "The app is being updated"));
    BOOST_TEST(shows(shown, "Step 2 of 5: change the action &quot;Publish&quot;"));
    now.repairing = true;
    keep(now);
    BOOST_TEST(shows(look(), "The app is being repaired"));
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

BOOST_AUTO_TEST_CASE(what_was_typed_for_it_need_not_be_typed_again) {
    BOOST_TEST(!shows(look(), "a.example"));
    on("POST", "webhooks").answer(422, R"({"errors":[{"detail":"no more of these"}]})").times(1);
    const web::response shown = install_it();
    BOOST_TEST(shows(shown, "The last attempt has failed"));
    BOOST_TEST(shows(shown, "value=\"a.example\""));
    BOOST_TEST(!shows(shown, "the-secret-key"));
    install_it();
    BOOST_TEST(settings().at("host") == "a.example");
    BOOST_TEST(settings().at("key") == "the-secret-key");
}

BOOST_AUTO_TEST_CASE(nor_what_was_typed_for_the_attempt_before) {
    on("POST", "actions").answer(500).times(1);
    BOOST_TEST(shows(install_it(), "<button>Try again</button>"));
    on("POST", "actions").answer(422);
    const web::response shown = after(post("apply"));
    BOOST_TEST(shows(shown, "The app is not installed in this workspace"));
    BOOST_TEST(shows(shown, "value=\"a.example\""));
    BOOST_TEST(!shows(shown, "the-secret-key"));
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

BOOST_AUTO_TEST_CASE(what_is_removed_half_way_is_not_installed_by_going_on) {
    install_it();
    auto& broken = world.api().on("DELETE", "/v4/accounts/*/actions/*").answer(500);
    const web::response shown = after(post("uninstall"));
    for (const std::string part : {"The last removal has failed: ", "The app has not been removed completely",
                                   ">Go on uninstalling</a>", "href=\"/install/uninstall?account=",
                                   "What would change if it is installed again", "<button>Install again</button>"}) {
        BOOST_TEST(shows(shown, part), part);
    }
    BOOST_TEST(!shows(shown, "Try again"));
    BOOST_TEST(!shows(shown, "<h2>Uninstall</h2>"));
    clock.advance(std::chrono::hours(2));
    ada.log_in("Ada");
    const web::response later = look();
    BOOST_TEST(shows(later, "The removal has not come to its end."));
    BOOST_TEST(shows(later, ">Go on uninstalling</a>"));
    broken.times(0);
    BOOST_TEST(shows(after(post("uninstall")), "The app is not installed in this workspace"));
    check_empty();
}

BOOST_AUTO_TEST_CASE(what_is_removed_half_way_can_be_installed_again) {
    install_it();
    world.api().on("DELETE", "/v4/accounts/*/actions/*").answer(403).times(1);
    after(post("uninstall"));
    BOOST_TEST(shows(after(post("apply")), "Everything is as the app wants it"));
    check(wanted());
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

BOOST_AUTO_TEST_SUITE_END()
