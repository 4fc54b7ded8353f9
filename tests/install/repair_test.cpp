// What is installed is made again what its record says, by those who do not know the app.

#include <boost/test/unit_test.hpp>

#include <frameio/api/error.hpp>

#include <string>

#include "install/installed_workspace.hpp"

using frameio::api::api_error;
using frameio_test::changed;
using frameio_test::installed_workspace;
using frameio_test::workspace;
namespace install = frameio::install;

namespace {

install::result repair(workspace& in) {
    return in.run(in.saga().repair(in.client(), in.where()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(repairing)

BOOST_AUTO_TEST_CASE(a_record_says_what_is_to_be_there) {
    install::record known(install::tenant("account", "workspace"));
    known.url = "https://app.example";
    BOOST_TEST(!install::blueprint_of(known).wants_webhook());
    known.webhook.emplace().name = "Acme";
    known.webhook->events = {"file.ready"};
    install::installed_action& one = known.actions.emplace_back();
    one.event = "acme.publish";
    one.name = "Publish";
    one.description = "Sends it";
    one.multi_asset = false;
    one.timeout = 7;
    const install::blueprint made = install::blueprint_of(known);
    BOOST_TEST(made.url == "https://app.example");
    BOOST_TEST(made.webhook_name == "Acme");
    BOOST_TEST(made.events == known.webhook->events, boost::test_tools::per_element());
    BOOST_TEST_REQUIRE(made.actions.size() == 1U);
    BOOST_TEST(made.actions.front().event == "acme.publish");
    BOOST_TEST(made.actions.front().name == "Publish");
    BOOST_TEST(made.actions.front().description == "Sends it");
    BOOST_TEST(!made.actions.front().multi_asset);
    BOOST_TEST(made.actions.front().timeout == 7);
}

BOOST_FIXTURE_TEST_CASE(what_is_as_it_should_be_is_left, installed_workspace) {
    BOOST_TEST(repair(*this).effects == 0U);
    BOOST_TEST((record() == before));
}

BOOST_FIXTURE_TEST_CASE(what_was_removed_or_changed_is_as_the_record_says, installed_workspace) {
    install::config settings;
    settings["region"] = "eu";
    run(saga().configure(where(), settings));
    remove_by_hand("webhooks", before.webhook->id);
    change_by_hand("actions", before.actions.front().id, R"({"name":"Other","active":false})");
    BOOST_TEST(repair(*this).effects == 2U);
    check(wanted());
    BOOST_TEST((record()->actions == before.actions));
    BOOST_TEST((record()->config == settings));
    BOOST_TEST(record()->installed_by == before.installed_by);
    BOOST_TEST(record()->acting_user == before.acting_user);
}

BOOST_FIXTURE_TEST_CASE(what_counts_is_the_record_when_it_begins, installed_workspace) {
    const auto now = changed(wanted());
    install(now);
    remove_by_hand("webhooks", record()->webhook->id);
    BOOST_TEST(repair(*this).effects == 1U);
    check(now);
}

BOOST_FIXTURE_TEST_CASE(where_nothing_is_installed_nothing_is_done, workspace) {
    BOOST_TEST(repair(*this).under_way);
    check_empty();
    world.api().on("POST", path_of("actions")).answer(503, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(install(wanted()), api_error);
    new_calls();
    BOOST_TEST(repair(*this).under_way);
    BOOST_TEST(new_calls() == 0U);
}

BOOST_FIXTURE_TEST_CASE(what_is_being_removed_does_not_come_back, installed_workspace) {
    world.api().on("DELETE", "/v4/accounts/*/actions/*").answer(403, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(uninstall(), api_error);
    new_calls();
    BOOST_TEST(repair(*this).under_way);
    BOOST_TEST(new_calls() == 0U);
    BOOST_TEST((record()->state == install::phase::removing));
}

BOOST_FIXTURE_TEST_CASE(an_update_that_was_cut_off_is_not_ended_by_it, installed_workspace) {
    const auto now = changed(wanted(frameio_test::other_url));
    cancel_at(2, [&](auto told) { return saga().install(client(), order(now), std::move(told)); });
    new_calls();
    BOOST_TEST(repair(*this).under_way);
    BOOST_TEST(new_calls() == 0U);
    BOOST_TEST(!run(saga().resume(client(), order(now))).under_way);
    check(now);
}

BOOST_FIXTURE_TEST_CASE(a_repair_that_was_cut_off_or_has_failed_is_done_again, installed_workspace) {
    remove_by_hand("webhooks", before.webhook->id);
    remove_by_hand("actions", before.actions.front().id);
    cancel_at(2, [&](auto told) { return saga().repair(client(), where(), std::move(told)); });
    BOOST_TEST(record()->repairing);
    world.api().on("POST", path_of("actions")).answer(503, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(repair(*this), api_error);
    BOOST_TEST(!record()->repairing);
    BOOST_TEST(!repair(*this).under_way);
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(a_repair_that_was_cut_off_can_be_removed, installed_workspace) {
    remove_by_hand("webhooks", before.webhook->id);
    remove_by_hand("actions", before.actions.front().id);
    cancel_at(2, [&](auto told) { return saga().repair(client(), where(), std::move(told)); });
    cancel_at(2, [&](auto told) { return saga().uninstall(client(), where(), "another", std::move(told)); });
    BOOST_TEST(!record()->repairing);
    BOOST_TEST(repair(*this).under_way);
    BOOST_TEST(!run(saga().resume(client(), install::order(where(), "another", wanted()))).under_way);
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(what_is_refused_is_still_known_to_be_missing, installed_workspace) {
    remove_by_hand("webhooks", before.webhook->id);
    remove_by_hand("actions", before.actions.front().id);
    for (const std::string kind : {"webhooks", "actions"}) {
        world.api().on("POST", path_of(kind)).answer(422, R"({"errors":[]})").times(1);
        BOOST_CHECK_THROW(repair(*this), api_error);
        BOOST_TEST(record()->failure.find("422") != std::string::npos);
        BOOST_TEST((record()->actions == before.actions));
        BOOST_TEST((kind == "actions" || record()->webhook == before.webhook));
    }
    BOOST_TEST(repair(*this).effects == 1U);
    check(wanted());
}

BOOST_AUTO_TEST_SUITE_END()
