// An app is installed in a workspace, changed there and mended.

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "install/failing_store.hpp"
#include "install/installed_workspace.hpp"

using namespace std::chrono_literals;
using frameio_test::changed;
using frameio_test::installed_workspace;
using frameio_test::other_url;
using frameio_test::workspace;
namespace install = frameio::install;

namespace {

void keep(workspace& in, const install::record& what) {
    auto there = in.run(in.vault().read(install::collection, what.where().key())).value();
    there.value = install::to_json(what);
    BOOST_TEST_REQUIRE(in.run(in.vault().write(std::move(there))).has_value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(installing)

BOOST_FIXTURE_TEST_CASE(what_is_wanted_is_installed_and_nothing_else, workspace) {
    const auto seen = install(wanted());
    BOOST_TEST(!seen.under_way);
    BOOST_TEST(seen.effects == 3U);
    BOOST_TEST((seen.what == record()));
    check(wanted());
    const auto known = record().value();
    BOOST_TEST(known.installed_by == "the-admin");
    BOOST_TEST(known.acting_user == "the-admin");
    BOOST_TEST((known.installed <= clock.now()));
    BOOST_TEST(known.find_action("acme.publish")->timeout == 7);
}

BOOST_FIXTURE_TEST_CASE(a_second_time_changes_nothing, installed_workspace) {
    clock.advance(1h);
    const auto seen = install(wanted());
    BOOST_TEST(seen.effects == 0U);
    BOOST_TEST(new_calls() == 0U);
    BOOST_TEST((record() == before));
}

BOOST_FIXTURE_TEST_CASE(what_others_have_installed_is_let_be, workspace) {
    const std::string webhook =
        create_by_hand("webhooks", R"({"name":"Another","url":")" + wanted().url + R"(","events":["file.ready"]})");
    const std::string namesake =
        create_by_hand("webhooks", R"({"name":"Acme","url":"https://b.example/","events":["file.ready"]})");
    const std::string action = create_by_hand(
        "actions", R"({"name":"Check","description":"x","event":"acme.check","url":"https://b.example/"})");
    install(wanted());
    const auto before = on_platform("webhook");
    BOOST_TEST(before.size() == 3U);
    BOOST_TEST(on_platform("action").size() == 3U);
    install(changed(wanted(other_url)));
    uninstall();
    BOOST_TEST(!record().has_value());
    BOOST_TEST(on_platform("webhook").size() == 2U);
    BOOST_TEST(on_platform("webhook").at(webhook).at("events") == before.at(webhook).at("events"));
    BOOST_TEST(on_platform("webhook").contains(namesake));
    BOOST_TEST(on_platform("action").size() == 1U);
    BOOST_TEST(on_platform("action").contains(action));
}

BOOST_FIXTURE_TEST_CASE(an_app_may_have_no_webhook_or_no_actions, workspace) {
    install::blueprint no_webhook = wanted();
    no_webhook.events.clear();
    install(no_webhook);
    check(no_webhook);
    install::blueprint no_actions = wanted();
    no_actions.actions.clear();
    install(no_actions);
    check(no_actions);
    install(no_webhook);
    check(no_webhook);
}

BOOST_FIXTURE_TEST_CASE(the_steps_are_told, workspace) {
    std::vector<install::progress> told;
    std::vector<std::string> stored;
    const auto see = [&](const install::progress& each) { told.push_back(each); };
    run(saga().install(client(), order(wanted()), see));
    BOOST_TEST_REQUIRE(told.size() == 3U);
    BOOST_TEST((told.at(0) == install::progress(1, 3, "create the webhook \"Acme\"")));
    BOOST_TEST((told.at(2) == install::progress(3, 3, "create the action \"Check\"")));
}

BOOST_FIXTURE_TEST_CASE(more_than_a_page_is_looked_through, workspace) {
    for (int each = 0; each < 120; ++each) {
        create_by_hand("webhooks", R"({"name":"Other","url":"https://b.example/","events":["file.ready"]})");
    }
    create_by_hand("webhooks", R"({"name":"Acme","url":")" + wanted().url + R"(","events":["file.ready"]})");
    install(wanted());
    BOOST_TEST(on_platform("webhook").size() == 121U);
    new_calls();
    BOOST_TEST(install(wanted()).effects == 0U);
    uninstall();
    BOOST_TEST(on_platform("webhook").size() == 120U);
}

BOOST_FIXTURE_TEST_CASE(what_an_attempt_left_is_replaced, workspace) {
    const std::string webhook =
        create_by_hand("webhooks", R"({"name":"Acme","url":")" + wanted().url + R"(","events":["file.ready"]})");
    const std::string action = create_by_hand(
        "actions", R"({"name":"Old","description":"x","event":"acme.check","url":")" + wanted().url + R"("})");
    BOOST_TEST(difference_to(wanted()).orphans.size() == 2U);
    install(wanted());
    check(wanted());
    BOOST_TEST(!on_platform("webhook").contains(webhook));
    BOOST_TEST(!on_platform("action").contains(action));
}

BOOST_FIXTURE_TEST_CASE(what_is_marked_as_deleted_is_not_there, installed_workspace) {
    world.platform()->add(R"([{"kind":"action","id":"7d1fbd3f-6d3c-4b4e-9f0a-0c1d5d0d8a11","account_id":")" +
                          where().account_id + R"(","workspace_id":")" + where().workspace_id +
                          R"(","name":"Check","description":"x","event":"acme.check","url":")" + wanted().url +
                          R"(","deleted_at":"2024-08-23T14:39:29.125812Z"}])");
    BOOST_TEST(difference_to(wanted()).empty());
    install(wanted());
    BOOST_TEST(new_calls() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(updating)

BOOST_FIXTURE_TEST_CASE(events_and_actions_come_and_go_and_secrets_stay, installed_workspace) {
    const auto now = changed(wanted());
    install(now);
    check(now);
    check_kept(now);
    BOOST_TEST((record()->installed == before.installed));
    BOOST_TEST(new_calls("PATCH") == 2U);
    install(wanted());
    check(wanted());
    BOOST_TEST(record()->webhook->secret == before.webhook->secret);
}

BOOST_FIXTURE_TEST_CASE(another_url_reaches_all, installed_workspace) {
    install(wanted(other_url));
    check(wanted(other_url));
    check_kept(wanted());
    BOOST_TEST(new_calls() == 3U);
}

BOOST_FIXTURE_TEST_CASE(a_webhook_is_renamed, installed_workspace) {
    auto now = wanted();
    now.webhook_name = "Acme of today";
    install(now);
    check(now);
    check_kept(now);
}

BOOST_FIXTURE_TEST_CASE(who_has_looked_last_acts_also_if_nothing_was_to_be_done, installed_workspace) {
    const auto made = run(saga().install(client(), install::order(where(), "another", wanted())));
    BOOST_TEST(made.effects == 0U);
    BOOST_TEST(!made.is_first);
    BOOST_TEST(record()->acting_user == "another");
    BOOST_TEST(record()->installed_by == "the-admin");
    run(saga().uninstall(client(), where(), "the-admin"));
    BOOST_TEST(run(saga().install(client(), install::order(where(), "a-third", wanted()))).is_first);
    BOOST_TEST(record()->installed_by == "a-third");
}

BOOST_FIXTURE_TEST_CASE(who_may_not_look_does_not_act, installed_workspace) {
    world.api().on("GET", "/v4/accounts/*/workspaces/*/webhooks").answer(403, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(run(saga().install(client(), install::order(where(), "another", wanted()))),
                      frameio::api::api_error);
    BOOST_TEST(record()->acting_user == "the-admin");
    BOOST_TEST(record()->failure.find("403") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(settings_change_nothing_on_the_platform, installed_workspace) {
    auto what = order(wanted());
    what.settings = install::config{{"token", "abc"}};
    run(saga().install(client(), what));
    BOOST_TEST(record()->config.at("token") == "abc");
    install(wanted());
    BOOST_TEST(record()->config.at("token") == "abc");
    run(saga().configure(where(), install::config{{"token", "xyz"}}));
    BOOST_TEST(record()->config.at("token") == "xyz");
    BOOST_TEST(new_calls() == 0U);
    check(wanted());
    uninstall();
    BOOST_TEST(!run(saga().configure(where(), install::config{{"token", "xyz"}})).what.has_value());
    BOOST_TEST(!record().has_value());
}

BOOST_FIXTURE_TEST_CASE(settings_that_were_changed_meanwhile_are_not_overwritten, installed_workspace) {
    install::answers mine(install::config{{"token", "mine"}});
    mine.made_from = record()->settings_changed;
    install::answers first(install::config{{"token", "first"}});
    first.made_from = mine.made_from;
    BOOST_TEST(!run(saga().configure(where(), first)).is_outdated);
    const auto refused = run(saga().configure(where(), mine));
    BOOST_TEST(refused.is_outdated);
    BOOST_TEST(refused.what->config.at("token") == "first");
    auto what = order(wanted());
    what.settings = mine;
    BOOST_TEST(run(saga().install(client(), what)).under_way);
    BOOST_TEST(record()->config.at("token") == "first");
    BOOST_TEST(record()->failure == "");
    what.settings->made_from = record()->settings_changed;
    BOOST_TEST(!run(saga().install(client(), what)).under_way);
    BOOST_TEST(record()->config.at("token") == "mine");
}

BOOST_FIXTURE_TEST_CASE(settings_that_cannot_be_saved_are_no_failure_of_the_installation, installed_workspace) {
    auto interrupted = *record();
    interrupted.state = install::phase::updating;
    interrupted.under_way.emplace(2, 5, "change the action \"Publish\"");
    keep(*this, interrupted);
    restart(std::make_shared<frameio_test::failing_store>(*store, when, clock, 17s));
    when.arm(3);  // the lock has two
    BOOST_CHECK_THROW(run(saga().configure(where(), install::config{{"token", "xyz"}})), frameio::store::store_error);
    BOOST_TEST(when.moment() == "before a document of \"installation\" is stored");
    BOOST_TEST((record() == interrupted));
}

BOOST_FIXTURE_TEST_CASE(the_store_does_not_see_secrets, installed_workspace) {
    auto what = order(wanted());
    what.settings = install::config{{"token", "a-sensitive-value"}};
    run(saga().install(client(), what));
    const auto raw = run(store->read("installation", where().key()));
    BOOST_TEST_REQUIRE(raw.has_value());
    BOOST_TEST(raw->value.find("a-sensitive-value") == std::string::npos);
    BOOST_TEST(raw->value.find(record()->webhook->secret) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(repairing)

BOOST_FIXTURE_TEST_CASE(what_was_removed_by_hand_is_there_again, installed_workspace) {
    remove_by_hand("webhooks", before.webhook->id);
    remove_by_hand("actions", before.find_action("acme.check")->id);
    const auto seen = difference_to(wanted());
    BOOST_TEST(seen.webhook_missing);
    BOOST_TEST(seen.actions_missing == std::vector<std::string>{"acme.check"}, boost::test_tools::per_element());
    install(wanted());
    check(wanted());
    BOOST_TEST(record()->find_action("acme.publish")->secret == before.find_action("acme.publish")->secret);
}

BOOST_FIXTURE_TEST_CASE(what_was_disabled_or_changed_by_hand_is_as_before, installed_workspace) {
    change_by_hand("webhooks", before.webhook->id, R"({"active":false,"events":["share.viewed"]})");
    change_by_hand("actions", before.find_action("acme.check")->id,
                   R"({"active":false,"event":"other.event","url":"https://b.example/","name":"X","timeout":10})");
    const auto seen = difference_to(wanted());
    BOOST_TEST(seen.webhook_disabled);
    BOOST_TEST(seen.events_removed == std::vector<std::string>{"share.viewed"}, boost::test_tools::per_element());
    BOOST_TEST(seen.actions_disabled.size() == 1U);
    BOOST_TEST(seen.url_changed);
    install(wanted());
    check(wanted());
    check_kept(wanted());
}

BOOST_FIXTURE_TEST_CASE(what_goes_while_it_is_changed_is_created_again, installed_workspace) {
    const std::string path = "/v4/accounts/" + where().account_id;
    world.api().on("PATCH", path + "/webhooks/*").answer(404, R"({"errors":[]})").times(1);
    world.api().on("PATCH", path + "/actions/*").answer(404, R"({"errors":[]})");
    remove_by_hand("actions", before.actions.at(0).id);
    remove_by_hand("actions", before.actions.at(1).id);
    for (const auto& each : before.actions) {  // the platform lists them for a while yet
        world.platform()->add(R"([{"kind":"action","id":")" + each.id + R"(","account_id":")" + where().account_id +
                              R"(","workspace_id":")" + where().workspace_id +
                              R"(","name":"Ghost","description":"x","event":"ghost","url":"https://b.example/"}])");
    }
    install(wanted(other_url));
    for (const auto& each : before.actions) {
        remove_by_hand("actions", each.id);
    }
    remove_by_hand("webhooks", before.webhook->id);
    check(wanted(other_url));
}

BOOST_AUTO_TEST_SUITE_END()
