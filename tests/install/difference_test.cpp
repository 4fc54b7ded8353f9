// What would change, in words for people.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "install/difference.hpp"
#include "install/plan.hpp"

namespace install = frameio::install;
using install::difference;
using install::survey;
using texts = std::vector<std::string>;

namespace {

constexpr auto manifest =
    R"({"webhook": {"events": ["file.ready", "file.deleted"]},
        "actions": [{"event": "a", "name": "A", "description": "does a"},
                    {"event": "b", "name": "B", "description": "does b", "timeout": 9, "multi_asset": false}]})";

install::blueprint wanted() {
    return install::blueprint_of(manifest, "https://app.example/", "Acme");
}

/// As if all of it were installed.
install::record record_with(const install::blueprint& all) {
    install::record made;
    made.url = all.url;
    made.webhook.emplace();
    made.webhook->id = "webhook-id";
    made.webhook->secret = "webhook-secret";
    made.webhook->name = all.webhook_name;
    made.webhook->events = all.events;
    made.webhook->url = all.url;
    for (const install::wanted_action& each : all.actions) {
        install::installed_action& one = made.actions.emplace_back();
        one.id = each.event + "-id";
        one.secret = each.event + "-secret";
        one.event = each.event;
        one.name = each.name;
        one.description = each.description;
        one.url = all.url;
        one.multi_asset = each.multi_asset;
        one.timeout = each.timeout;
    }
    return made;
}

struct seen {
    difference against(const install::blueprint& what) const {
        const difference made(there, what);
        BOOST_TEST(made.empty() == install::plan_changes(there, what).empty());
        return made;
    }

    survey there{record_with(wanted())};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(differences, seen)

BOOST_AUTO_TEST_CASE(there_may_be_none) {
    BOOST_TEST(against(wanted()).empty());
    install::blueprint same = wanted();
    same.events = {"file.deleted", "file.ready", "file.ready"};
    BOOST_TEST(against(same).empty());
}

BOOST_AUTO_TEST_CASE(all_is_new_where_nothing_is) {
    there = survey(install::record(install::tenant("a", "w")));
    const difference made = against(wanted());
    BOOST_TEST(made.webhook_added);
    BOOST_TEST(made.actions_added == (texts{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(!made.url_changed);
    BOOST_TEST(made.sentences == (texts{"A webhook \"Acme\" is created for file.ready, file.deleted.",
                                        "The action \"A\" (a) is created.", "The action \"B\" (b) is created."}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_was_only_meant_to_be_created_is_new) {
    install::record half = record_with(wanted());
    half.webhook->id.clear();
    half.webhook->secret.clear();
    there = survey(half);
    BOOST_TEST(against(wanted()).webhook_added);
}

BOOST_AUTO_TEST_CASE(events_and_actions_come_and_go) {
    install::blueprint now = wanted();
    now.events = {"file.ready", "comment.created"};
    now.actions.erase(now.actions.begin());
    now.actions.front().timeout = 6;
    now.actions.front().multi_asset = true;
    now.actions.front().name = "Bee";
    now.actions.front().description = "does something else";
    install::wanted_action fresh;
    fresh.event = "c";
    fresh.name = "C";
    now.actions.push_back(fresh);
    const difference made = against(now);
    BOOST_TEST(made.events_added == texts{"comment.created"}, boost::test_tools::per_element());
    BOOST_TEST(made.events_removed == texts{"file.deleted"}, boost::test_tools::per_element());
    BOOST_TEST(made.actions_added == texts{"c"}, boost::test_tools::per_element());
    BOOST_TEST(made.actions_removed == texts{"a"}, boost::test_tools::per_element());
    BOOST_TEST_REQUIRE(made.actions_changed.size() == 1U);
    BOOST_TEST(made.actions_changed.at(0).members == (texts{"name", "description", "multi_asset", "timeout"}),
               boost::test_tools::per_element());
    BOOST_TEST(
        made.sentences == (texts{"The app is told of comment.created.", "The app is not told of file.deleted any more.",
                                 "The action \"Bee\" (b) changes: name, description, multi_asset, timeout.",
                                 "The action \"C\" (c) is created.", "The action \"A\" (a) is removed."}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(another_url_is_said_once) {
    install::blueprint now = wanted();
    now.url = "https://other.example/";
    now.webhook_name = "Acme 2";
    const difference made = against(now);
    BOOST_TEST(made.url_changed);
    BOOST_TEST(made.urls_before == texts{there.webhook->is.url}, boost::test_tools::per_element());
    BOOST_TEST(made.webhook_renamed);
    BOOST_TEST(made.actions_changed.size() == 2U);
    BOOST_TEST(made.sentences == (texts{"The webhook \"Acme\" is named \"Acme 2\".",
                                        "Frame.io posts to https://other.example/ from now on."}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(without_events_there_is_no_webhook) {
    install::blueprint now = wanted();
    now.events.clear();
    BOOST_TEST(against(now).webhook_removed);
    there.webhook->is_missing = true;
    BOOST_TEST(against(now).empty());
}

BOOST_AUTO_TEST_CASE(what_somebody_has_done_on_the_platform_is_said) {
    there.webhook->is_disabled = true;
    there.actions.at(0).is_missing = true;
    there.actions.at(1).is_disabled = true;
    there.orphans.emplace_back(install::subject::webhook, "id", "Acme");
    const difference made = against(wanted());
    BOOST_TEST(made.webhook_disabled);
    BOOST_TEST(made.actions_missing == texts{"a"}, boost::test_tools::per_element());
    BOOST_TEST(made.actions_disabled == texts{"b"}, boost::test_tools::per_element());
    BOOST_TEST(made.orphans.size() == 1U);
    BOOST_TEST(
        made.sentences ==
            (texts{"The webhook \"Acme\" is removed: an earlier attempt has left it, and its secret is not known.",
                   "The webhook \"Acme\" is not active, and is made so.",
                   "The action \"A\" (a) is not there any more, and is created again.",
                   "The action \"B\" (b) is not active, and is made so."}),
        boost::test_tools::per_element());
    there.webhook->is_missing = true;
    BOOST_TEST(against(wanted()).webhook_missing);
}

BOOST_AUTO_TEST_SUITE_END()
