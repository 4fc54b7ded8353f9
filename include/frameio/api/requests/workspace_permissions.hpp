// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: workspace permissions.

#include <frameio/api/models/roles.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Update workspace role params.
class workspace_role_change {
public:
    /// @param role A workspace role.
    explicit workspace_role_change(api::role role) : role_(std::move(role)) {}

private:
    friend struct members_of<workspace_role_change>;

    api::role role_;
};

}  // namespace frameio::api
