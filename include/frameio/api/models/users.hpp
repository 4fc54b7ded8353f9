// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: users.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// User details.
struct profile {
    /// User ID.
    std::string id;
    /// User name.
    std::string name;
    /// User avatar image url.
    std::optional<std::string> avatar_url;
    /// User email.
    std::string email;
};

/// User details.
struct user {
    /// User ID - can be null for invited users with no frame account.
    std::optional<std::string> id;
    /// User name.
    std::optional<std::string> name;
    /// User active status.
    std::optional<bool> active;
    /// User avatar image url.
    std::optional<std::string> avatar_url;
    /// User email.
    std::string email;
    /// Adobe user ID.
    std::optional<std::string> adobe_user_id;
};

}  // namespace frameio::api
