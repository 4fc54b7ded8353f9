// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: custom actions.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Custom Action update parameters.
class action_changes {
public:
    action_changes() {}  // not defaulted: it must not be an aggregate

    /// Action name.
    action_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    /// Active Status.
    action_changes& active(bool value) {
        active_.set(value);
        return *this;
    }

    /// Action description.
    action_changes& description(std::string value) {
        description_.set(std::move(value));
        return *this;
    }

    /// Event name sent to `url`.
    action_changes& event(std::string value) {
        event_.set(std::move(value));
        return *this;
    }

    /// Manages action trigger on multiple assets.
    action_changes& multi_asset(bool value) {
        multi_asset_.set(value);
        return *this;
    }

    /// Timeout for the action requests in seconds.
    action_changes& timeout(std::int64_t value) {
        timeout_.set(value);
        return *this;
    }

    /// URL where `event` is sent.
    action_changes& url(std::string value) {
        url_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<action_changes>;

    settable<std::string> name_;
    settable<bool> active_;
    settable<std::string> description_;
    settable<std::string> event_;
    settable<bool> multi_asset_;
    settable<std::int64_t> timeout_;
    settable<std::string> url_;
};

/// Custom Action creation parameters.
class new_action {
public:
    /// @param name Action name.
    /// @param description Action description.
    /// @param event Event name sent to `url`.
    /// @param url URL where `event` is sent.
    new_action(std::string name, std::string description, std::string event, std::string url)
        : name_(std::move(name)),
          description_(std::move(description)),
          event_(std::move(event)),
          url_(std::move(url)) {}

    /// Manages action trigger on multiple assets.
    new_action& multi_asset(bool value) {
        multi_asset_.set(value);
        return *this;
    }

    /// Timeout for the action requests in seconds.
    new_action& timeout(std::int64_t value) {
        timeout_.set(value);
        return *this;
    }

private:
    friend struct members_of<new_action>;

    std::string name_;
    std::string description_;
    std::string event_;
    std::string url_;
    settable<bool> multi_asset_;
    settable<std::int64_t> timeout_;
};

}  // namespace frameio::api
