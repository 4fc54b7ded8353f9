#pragma once

#include <frameio/api/client.hpp>
#include <frameio/api/models/custom_actions.hpp>
#include <frameio/api/models/webhooks.hpp>

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace frameio::cli {

/// What a workspace has of webhooks and custom actions.
struct registered {
    std::string account_id;
    std::string workspace_id;
    std::string workspace;  ///< its name
    std::vector<api::webhook> webhooks;
    std::vector<api::action> actions;
    std::string refused;  ///< why they may not be listed; empty if they were
};

/// Of one account or workspace, or of all that the token may see.
class registration_query {
public:
    registration_query(std::string account_id, std::string workspace_id)
        : account_id_(std::move(account_id)), workspace_id_(std::move(workspace_id)) {}

    bool wants_workspace(const std::string& id) const {
        return workspace_id_.empty() || id == workspace_id_;
    }
    const std::string& account_id() const noexcept {
        return account_id_;
    }
    const std::string& workspace_id() const noexcept {
        return workspace_id_;
    }

private:
    std::string account_id_;
    std::string workspace_id_;
};

/// @throws api::api_error if accounts or workspaces cannot be listed
boost::asio::awaitable<std::vector<registered>> list_registrations(api::client by, registration_query which);

}  // namespace frameio::cli
