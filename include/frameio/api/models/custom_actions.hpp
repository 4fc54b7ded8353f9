// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: custom actions.

#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Action.
struct action {
    /// Action ID.
    std::string id;
    /// Action Name.
    std::string name;
    /// Active Status.
    bool active = false;
    timestamp created_at;
    /// Creator ID.
    std::string creator_id;
    std::optional<timestamp> deleted_at;
    /// Action Description.
    std::string description;
    /// Event Name.
    std::string event;
    timestamp updated_at;
    /// Action URL.
    std::string url;
    /// Workspace ID.
    std::string workspace_id;
    /// User details.
    std::optional<user> creator;
    /// Manages action trigger on multiple assets.
    std::optional<bool> multi_asset;
    /// Secret used to validate underlying webhook requests. Make sure to store your secret. You won't be able to see it
    /// again!
    std::optional<std::string> secret;
    /// Timeout for the action requests in seconds.
    std::optional<std::int64_t> timeout;
};

}  // namespace frameio::api
