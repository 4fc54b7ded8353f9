#pragma once

/// @file
/// A workspace where the app is installed already, and what is made of it.

#include "install/workspace.hpp"

namespace frameio_test {

inline constexpr auto other_url = "https://other.example/frameio";

/// With another event, another action, and one action less.
inline install::blueprint changed(install::blueprint from) {
    from.events = {"file.ready", "file.deleted"};
    from.actions.erase(from.actions.begin());
    from.actions.front().name = "Check it";
    from.actions.front().timeout = 9;
    install::wanted_action fresh;
    fresh.event = "acme.new";
    fresh.name = "New";
    fresh.description = "Is new";
    from.actions.push_back(fresh);
    return from;
}

struct installed_workspace : workspace {
    installed_workspace() {
        install(wanted());
        before = *record();
        new_calls();
    }
    std::string orphan_webhook() {
        return create_by_hand("webhooks", R"({"name":"Acme","url":")" + wanted().url + R"(","events":["file.ready"]})");
    }
    void check_kept(const install::blueprint& now) {
        const install::record after = record().value();
        BOOST_TEST(after.webhook->id == before.webhook->id);
        BOOST_TEST(after.webhook->secret == before.webhook->secret);
        for (const install::installed_action& each : before.actions) {
            if (now.find_action(each.event) != nullptr) {
                BOOST_TEST_REQUIRE(after.find_action(each.event) != nullptr);
                BOOST_TEST(after.find_action(each.event)->id == each.id);
                BOOST_TEST(after.find_action(each.event)->secret == each.secret);
            }
        }
    }

    install::record before;
};

}  // namespace frameio_test
