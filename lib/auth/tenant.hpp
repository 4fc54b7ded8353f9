#pragma once

#include <string>
#include <utility>

namespace frameio::auth {

/// The workspace that something is installed in.
struct tenant {
    tenant(std::string account, std::string workspace)
        : account_id(std::move(account)), workspace_id(std::move(workspace)) {}

    /// Under which stores have what is of it: "ACCOUNT/WORKSPACE".
    std::string key() const {
        return account_id + '/' + workspace_id;
    }
    friend bool operator==(const tenant&, const tenant&) = default;

    std::string account_id;
    std::string workspace_id;
};

}  // namespace frameio::auth
