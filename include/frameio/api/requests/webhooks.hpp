// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: webhooks.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Webhook creation parameters.
class new_webhook {
public:
    /// @param url URL where `event` is sent.
    new_webhook(std::string name, std::string url) : name_(std::move(name)), url_(std::move(url)) {}

    new_webhook& events(std::vector<std::string> value) {
        events_ = std::move(value);
        return *this;
    }
    /// Adds one.
    new_webhook& event(std::string value) {
        events_.push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_webhook>;

    std::string name_;
    std::vector<std::string> events_;
    std::string url_;
};

/// Webhook update parameters.
class webhook_changes {
public:
    webhook_changes() {}  // not defaulted: it must not be an aggregate

    webhook_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    /// Webhook active status.
    webhook_changes& active(bool value) {
        active_.set(value);
        return *this;
    }

    webhook_changes& events(std::vector<std::string> value) {
        events_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    webhook_changes& event(std::string value) {
        if (!events_.value()) {
            events_.set({});
        }
        events_.value()->push_back(std::move(value));
        return *this;
    }

    /// URL where `event` is sent.
    webhook_changes& url(std::string value) {
        url_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<webhook_changes>;

    settable<std::string> name_;
    settable<bool> active_;
    settable<std::vector<std::string>> events_;
    settable<std::string> url_;
};

}  // namespace frameio::api
