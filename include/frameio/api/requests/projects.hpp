// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: projects.

#include <frameio/api/models/projects.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Project parameters for create operations.
class new_project {
public:
    /// @param name Project Name.
    explicit new_project(std::string name) : name_(std::move(name)) {}

    /// Whether the project is restricted or not.
    new_project& restricted(bool value) {
        restricted_.set(value);
        return *this;
    }

private:
    friend struct members_of<new_project>;

    std::string name_;
    settable<bool> restricted_;
};

/// Project parameters for update operations.
class project_changes {
public:
    project_changes() {}  // not defaulted: it must not be an aggregate

    /// Project Name.
    project_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    /// Whether the project is restricted or not.
    project_changes& restricted(bool value) {
        restricted_.set(value);
        return *this;
    }

    /// Project Status.
    project_changes& status(project_status value) {
        status_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<project_changes>;

    settable<std::string> name_;
    settable<bool> restricted_;
    settable<project_status> status_;
};

}  // namespace frameio::api
