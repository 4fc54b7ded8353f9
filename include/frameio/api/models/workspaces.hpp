// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: workspaces.

#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Frame.io workspace.
struct workspace {
    /// Workspace ID.
    std::string id;
    /// Workspace Name.
    std::string name;
    /// Account ID.
    std::string account_id;
    /// Created Timestamp.
    timestamp created_at;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

}  // namespace frameio::api
