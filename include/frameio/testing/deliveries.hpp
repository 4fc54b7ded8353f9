#pragma once

/// @file
/// What a test lets Frame.io send; see `frameio/testing.hpp`.

#include <string>
#include <utility>
#include <vector>

namespace frameio::testing {

/// Who and where a delivery is about. Ids that a test does not give are the simulated Frame.io's, or made up.
class origin {
public:
    origin() = default;

    std::string account;
    std::string workspace;
    std::string project;
    std::string user;
};

/// A webhook.
class webhook {
public:
    /// "file.ready". It is about the first thing of that kind that there is in the simulated Frame.io, or about
    /// "file-1".
    explicit webhook(std::string type) : type_(std::move(type)) {}

    webhook about(std::string resource_type, std::string id) && {
        resource_type_ = std::move(resource_type);
        resource_id_ = std::move(id);
        return std::move(*this);
    }
    webhook from(origin where) && {
        origin_ = std::move(where);
        return std::move(*this);
    }
    /// Of a route that has a secret of its own (`route::secret`).
    webhook signed_with(std::string secret) && {
        secret_ = std::move(secret);
        return std::move(*this);
    }

    const std::string& type() const noexcept {
        return type_;
    }
    const std::string& resource_type() const noexcept {
        return resource_type_;
    }
    const std::string& resource_id() const noexcept {
        return resource_id_;
    }
    const origin& where() const noexcept {
        return origin_;
    }
    const std::string& secret() const noexcept {
        return secret_;
    }

private:
    std::string type_;
    std::string resource_type_;
    std::string resource_id_;
    origin origin_;
    std::string secret_;
};

/// A click on a custom action.
class action {
public:
    explicit action(std::string event_name) : event_name_(std::move(event_name)) {}

    /// What is selected; again for several assets. Default: a file.
    action on(std::string resource_type, std::string id) && {
        assets_.emplace_back(std::move(resource_type), std::move(id));
        return std::move(*this);
    }
    action from(origin where) && {
        origin_ = std::move(where);
        return std::move(*this);
    }
    action signed_with(std::string secret) && {
        secret_ = std::move(secret);
        return std::move(*this);
    }

    const std::string& event_name() const noexcept {
        return event_name_;
    }
    /// Types and ids.
    const std::vector<std::pair<std::string, std::string>>& assets() const noexcept {
        return assets_;
    }
    const origin& where() const noexcept {
        return origin_;
    }
    const std::string& secret() const noexcept {
        return secret_;
    }

private:
    std::string event_name_;
    std::vector<std::pair<std::string, std::string>> assets_;
    origin origin_;
    std::string secret_;
};

}  // namespace frameio::testing
