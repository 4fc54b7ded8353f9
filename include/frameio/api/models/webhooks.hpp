// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: webhooks.

#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Webhook.
struct webhook {
    /// Webhook ID.
    std::string id;
    /// Webhook Name.
    std::string name;
    timestamp created_at;
    std::vector<std::string> events;
    timestamp updated_at;
    std::string url;
    /// Webhook active status.
    std::optional<bool> active;
    /// User details.
    std::optional<user> creator;
    /// Secret used to validate webhook requests. Make sure to store your secret. You won’t be able to see it again!
    std::optional<std::string> secret;
    /// Workspace ID.
    std::optional<std::string> workspace_id;
};

}  // namespace frameio::api
