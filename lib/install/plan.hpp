#pragma once

#include <frameio/api/requests/custom_actions.hpp>
#include <frameio/api/requests/webhooks.hpp>

#include "install/survey.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace frameio::install {

enum class verb : std::uint8_t { create, change, remove };

/// One call that changes something on the platform.
struct step {
    step(verb does, subject kind) : what(does), of(kind) {}

    /// "create the action \"Publish\""
    std::string text() const;

    verb what;
    subject of;
    std::string id;     ///< of what is changed or removed
    std::string event;  ///< of an action
    std::string name;
    api::webhook_changes webhook_changes;
    api::action_changes action_changes;
};

/// What makes that which is there what is wanted, and nothing if it is. Orphans go first: what takes their place is
/// created then. What is not wanted any more goes last.
std::vector<step> plan_changes(const survey& there, const blueprint& wanted);

/// What removes all of it, also what seems to be gone: a list that is read while others change it may leave things out.
std::vector<step> plan_removal(const survey& there);

/// What differs between a webhook or an action and what it should be, as the API calls it: "name", "events", "active".
std::vector<std::string> differing_members(const installed_item<installed_webhook>& item, const blueprint& wanted);
std::vector<std::string> differing_members(const installed_item<installed_action>& item, const wanted_action& wanted,
                                           const std::string& url);

}  // namespace frameio::install
