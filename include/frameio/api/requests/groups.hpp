// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: groups.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Frame.io update group params.
class group_changes {
public:
    group_changes() {}  // not defaulted: it must not be an aggregate

    /// Group name.
    group_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    /// Group emoji for UI display.
    group_changes& emoji(std::string value) {
        emoji_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<group_changes>;

    settable<std::string> name_;
    settable<std::string> emoji_;
};

/// Frame.io create group params.
class new_group {
public:
    /// @param name Group name.
    /// @param emoji Group emoji for UI display.
    new_group(std::string name, std::string emoji) : name_(std::move(name)), emoji_(std::move(emoji)) {}

private:
    friend struct members_of<new_group>;

    std::string name_;
    std::string emoji_;
};

}  // namespace frameio::api
