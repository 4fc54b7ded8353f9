#pragma once

#include "install/record.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::install {

/// An action that an app wants to have.
struct wanted_action {
    wanted_action() = default;

    std::string event;
    std::string name;
    std::string description;
    bool multi_asset = true;
    std::int64_t timeout = 5;  ///< seconds
};

/// What is to be in a workspace: one webhook, unless there are no events, and actions, all of which post to one URL.
struct blueprint {
    blueprint() = default;

    /// Null if there is none.
    const wanted_action* find_action(std::string_view event) const noexcept;
    bool wants_webhook() const noexcept {
        return !events.empty();
    }

    std::string url;
    std::string webhook_name;
    std::vector<std::string> events;
    std::vector<wanted_action> actions;  ///< each event once
};

/// What an app needs: see `app::manifest`.
/// @throws error (`errc::invalid_argument`) if that is no manifest
blueprint blueprint_of(std::string_view manifest, std::string url, std::string webhook_name);

/// What a record says is there, all of it at the record's URL: what was meant to be created, too.
blueprint blueprint_of(const record& known);

}  // namespace frameio::install
