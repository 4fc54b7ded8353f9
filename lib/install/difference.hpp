#pragma once

#include "install/survey.hpp"

#include <string>
#include <vector>

namespace frameio::install {

/// What would be done to an action, and why.
struct action_change {
    action_change(std::string which, std::vector<std::string> what)
        : event(std::move(which)), members(std::move(what)) {}

    std::string event;
    std::vector<std::string>
        members;  ///< as the API calls them: "name", "description", "timeout", "multi_asset", "url"
};

/// What an installation would change of what there is, for people who decide about it.
struct difference {
    difference() = default;
    /// @param there  what is installed: as we have left it, or as it is on the platform
    difference(const survey& there, const blueprint& wanted);

    bool empty() const noexcept {
        return sentences.empty();
    }

    bool webhook_added = false;
    bool webhook_removed = false;  ///< as the app wants no events any more
    bool webhook_renamed = false;
    std::vector<std::string> events_added;
    std::vector<std::string> events_removed;
    bool url_changed = false;                ///< of the webhook or any action
    std::vector<std::string> urls_before;    ///< that those post to
    std::vector<std::string> actions_added;  ///< events
    std::vector<std::string> actions_removed;
    std::vector<action_change> actions_changed;

    // What somebody has done on the platform.
    bool webhook_missing = false;
    bool webhook_disabled = false;
    std::vector<std::string> actions_missing;
    std::vector<std::string> actions_disabled;
    std::vector<orphan> orphans;

    /// All of it, each as one sentence.
    std::vector<std::string> sentences;
};

}  // namespace frameio::install
