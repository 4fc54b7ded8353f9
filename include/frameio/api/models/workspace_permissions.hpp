// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: workspace permissions.

#include <frameio/api/models/roles.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Workspace role update.
struct workspace_role_update {
    /// A workspace role.
    std::optional<api::role> role;
};

/// Frame.io Workspace User Role.
struct workspace_user_role {
    api::role role;
    /// User details.
    api::user user;
};

}  // namespace frameio::api
