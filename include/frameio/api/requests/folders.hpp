// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: folders.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Folder update parameters.
class folder_changes {
public:
    folder_changes() {}  // not defaulted: it must not be an aggregate

    /// Folder name.
    folder_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<folder_changes>;

    settable<std::string> name_;
};

/// Folder copy parameters.
class folder_copy {
public:
    folder_copy() {}  // not defaulted: it must not be an aggregate

    /// Destination folder ID. Defaults to folder parent ID.
    folder_copy& parent_id(std::string value) {
        parent_id_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<folder_copy>;

    settable<std::string> parent_id_;
};

/// Folder move parameters.
class folder_move {
public:
    folder_move() {}  // not defaulted: it must not be an aggregate

    /// Destination folder ID.
    folder_move& parent_id(std::string value) {
        parent_id_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<folder_move>;

    settable<std::string> parent_id_;
};

/// Folder creation parameters.
class new_folder {
public:
    new_folder() {}  // not defaulted: it must not be an aggregate

    /// Folder name.
    new_folder& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_folder>;

    settable<std::string> name_;
};

}  // namespace frameio::api
