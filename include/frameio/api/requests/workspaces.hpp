// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: workspaces.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Workspace params.
class workspace_values {
public:
    workspace_values() {}  // not defaulted: it must not be an aggregate

    /// Workspace Name.
    workspace_values& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<workspace_values>;

    settable<std::string> name_;
};

}  // namespace frameio::api
