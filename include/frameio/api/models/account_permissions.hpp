// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: account permissions.

#include <frameio/api/models/assets.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Frame.io Account User Role.
struct account_user_role {
    /// Account User Role.
    std::optional<account_role> role;
    /// User details.
    api::user user;
};

}  // namespace frameio::api
