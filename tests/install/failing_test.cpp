// An app is removed from a workspace; and what cannot be done is said, and not forgotten.

#include <boost/test/unit_test.hpp>

#include <frameio/api/error.hpp>

#include <string>

#include "install/absence.hpp"
#include "install/installed_workspace.hpp"

using frameio::api::api_error;
using frameio_test::changed;
using frameio_test::installed_workspace;
using frameio_test::workspace;
namespace install = frameio::install;

BOOST_AUTO_TEST_SUITE(uninstalling)

BOOST_FIXTURE_TEST_CASE(all_of_it_goes, installed_workspace) {
    const auto seen = uninstall();
    BOOST_TEST(seen.effects == 3U);
    BOOST_TEST(!seen.what.has_value());
    check_empty();
    BOOST_TEST(uninstall().effects == 0U);
    install(wanted());
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(also_when_something_has_gone_before, installed_workspace) {
    remove_by_hand("webhooks", before.webhook->id);
    remove_by_hand("actions", before.actions.front().id);
    uninstall();
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(also_when_the_workspace_has_gone, installed_workspace) {
    remove_workspace();
    uninstall();
    BOOST_TEST(!record().has_value());
}

BOOST_FIXTURE_TEST_CASE(what_one_may_not_see_is_not_gone, installed_workspace) {
    hide("member");
    BOOST_CHECK_THROW(uninstall(), install::unseen_workspace);
    BOOST_TEST(new_calls() == 0U);
    const auto known = record().value();
    BOOST_TEST(known.failure.find("Let an admin of the account") != std::string::npos);
    BOOST_TEST((known.webhook == before.webhook));
    BOOST_TEST((known.actions == before.actions));
}

BOOST_FIXTURE_TEST_CASE(what_an_admin_of_the_account_is_not_shown_is_gone, installed_workspace) {
    hide("admin");
    uninstall();
    BOOST_TEST(!record().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_workspace_that_is_shown_is_not_gone, installed_workspace) {
    world.api().on("GET", path_of("webhooks")).answer(404, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(uninstall(), install::unseen_workspace);
    BOOST_TEST((record()->webhook == before.webhook));
    uninstall();
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(who_may_not_see_it_any_more_has_not_removed_it, installed_workspace) {
    const auto told = [this](const install::progress& each) {
        if (each.step == 2) {
            hide("member");
            world.api().on("DELETE", "/v4/accounts/*/actions/*").answer(404, R"({"errors":[]})");
        }
    };
    BOOST_CHECK_THROW(run(saga().uninstall(client(), where(), "the-admin", told)), install::unseen_workspace);
    BOOST_TEST(!record()->webhook.has_value());
    BOOST_TEST((record()->actions == before.actions));
    BOOST_TEST(on_platform("action").size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(what_is_still_listed_is_not_removed, installed_workspace) {
    world.api().on("DELETE", "/v4/accounts/*/actions/*").answer(404, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(uninstall(), api_error);
    BOOST_TEST((record()->actions == before.actions));
    uninstall();
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(also_what_an_attempt_left, installed_workspace) {
    orphan_webhook();
    uninstall();
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_removed_is_remembered, installed_workspace) {
    world.api().on("DELETE", "/v4/accounts/*/actions/*").answer(403, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(uninstall(), api_error);
    const auto known = record().value();
    BOOST_TEST((known.state == install::phase::removing));
    BOOST_TEST(known.failure.find("403") != std::string::npos);
    BOOST_TEST(!known.webhook.has_value());
    BOOST_TEST(known.actions.size() == 2U);
    BOOST_TEST(known.removed_by == "the-admin");
    install(wanted());
    BOOST_TEST(record()->removed_by == "");
    uninstall();
    check_empty();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(failing)

BOOST_FIXTURE_TEST_CASE(a_refused_installation_is_taken_back, workspace) {
    world.api().on("POST", path_of("actions")).answer(422, R"({"errors":[{"detail":"no"}]})");
    BOOST_CHECK_THROW(install(wanted()), api_error);
    check_empty();
    BOOST_TEST(new_calls("DELETE") == 1U);
}

BOOST_FIXTURE_TEST_CASE(who_may_not_look_leaves_no_record, workspace) {
    world.api().on("GET", path_of("webhooks")).answer(403, R"({"errors":[]})");
    BOOST_CHECK_THROW(install(wanted()), api_error);
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_taken_back_is_remembered, workspace) {
    world.api().on("POST", path_of("actions")).answer(422, R"({"errors":[]})").times(1);
    world.api().on("DELETE", "/v4/accounts/*/webhooks/*").answer(403, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(install(wanted()), api_error);
    const auto known = record().value();
    BOOST_TEST((known.state == install::phase::removing));
    BOOST_TEST(known.failure.find("422") != std::string::npos);
    BOOST_TEST(known.webhook.has_value());
    BOOST_TEST(known.actions.empty());
    install(wanted());
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(a_failure_that_passes_is_remembered_and_ended_later, workspace) {
    world.api().on("POST", path_of("actions")).answer(503, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(install(wanted()), api_error);
    const auto known = record().value();
    BOOST_TEST((known.state == install::phase::installing));
    BOOST_TEST(known.failure.find("503") != std::string::npos);
    BOOST_TEST(known.webhook->is_known());
    BOOST_TEST(known.actions.size() == 1U);
    BOOST_TEST(!known.actions.front().is_known());
    install(wanted());
    check(wanted());
    BOOST_TEST(record()->webhook->secret == known.webhook->secret);
}

BOOST_FIXTURE_TEST_CASE(an_update_that_is_refused_leaves_what_worked, installed_workspace) {
    world.api().on("POST", path_of("actions")).answer(422, R"({"errors":[]})").times(1);
    const auto now = changed(wanted());
    BOOST_CHECK_THROW(install(now), api_error);
    const auto known = record().value();
    BOOST_TEST((known.state == install::phase::updating));
    BOOST_TEST(known.failure.find("422") != std::string::npos);
    BOOST_TEST(known.actions.size() == 2U);
    BOOST_TEST(known.webhook->events == now.events, boost::test_tools::per_element());
    check_kept(wanted());
    install(now);
    check(now);
}

BOOST_AUTO_TEST_SUITE_END()
