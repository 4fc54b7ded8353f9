// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: version stacks.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Version stack creation parameters.
class new_version_stack {
public:
    new_version_stack() {}  // not defaulted: it must not be an aggregate

    /// An array of file IDs in the Version Stack. The Version Stack will be created by "stacking" the `file_ids`
    /// argument in order from left (oldest/bottom version in the stack) to right (newest/top version in the stack). Two
    /// file IDs are required and up to a maximum of ten. Files must exist in the parent directory identified in the
    /// path.
    new_version_stack& file_ids(std::vector<std::string> value) {
        file_ids_ = std::move(value);
        return *this;
    }
    /// Adds one.
    new_version_stack& file_id(std::string value) {
        file_ids_.push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_version_stack>;

    std::vector<std::string> file_ids_;
};

/// Version stack copy parameters.
class version_stack_copy {
public:
    version_stack_copy() {}  // not defaulted: it must not be an aggregate

    /// Destination folder ID. Defaults to version stack parent ID.
    version_stack_copy& parent_id(std::string value) {
        parent_id_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<version_stack_copy>;

    settable<std::string> parent_id_;
};

/// Version stack move parameters.
class version_stack_move {
public:
    version_stack_move() {}  // not defaulted: it must not be an aggregate

    /// Destination folder ID.
    version_stack_move& parent_id(std::string value) {
        parent_id_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<version_stack_move>;

    settable<std::string> parent_id_;
};

}  // namespace frameio::api
