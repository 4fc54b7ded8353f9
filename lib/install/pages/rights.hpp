#pragma once

#include <frameio/api/client.hpp>
#include <frameio/install.hpp>

#include "auth/tenant.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::install {

/// An account or a workspace.
struct place {
    place() = default;
    place(std::string which, std::string called) : id(std::move(which)), name(std::move(called)) {}

    std::string id;
    std::string name;
};

/// An account, and those of its workspaces that somebody may install the app in.
struct open_account {
    open_account() = default;

    place account;
    std::vector<place> workspaces;
    bool is_complete = true;  ///< whether all of its workspaces were looked at
};

/// A workspace that somebody may install the app in.
struct open_workspace {
    open_workspace() = default;

    auth::tenant where() const {
        return {account.id, workspace.id};
    }

    place account;
    place workspace;
};

/// Whether a text can be the id of an account, a workspace or a user: hexadecimal digits and dashes.
bool is_id(std::string_view text) noexcept;

/// What a user may install an app in, as Frame.io says now: all of an account that he owns or is an admin of, and each
/// workspace that he is an admin of; as far as `install_options::allowed_accounts` goes.
///
/// Members throw api_error if Frame.io does not say; that it says no is no failure. What is no id is not asked for.
class rights {
public:
    /// @param as       calls as the user
    /// @param allowed  outlives it; nothing: all
    rights(api::client as, std::string user_id, const std::optional<std::vector<std::string>>& allowed)
        : as_(std::move(as)), user_id_(std::move(user_id)), allowed_(allowed) {}

    /// Those that have a workspace that he may install in.
    boost::asio::awaitable<std::vector<place>> accounts() const;

    /// Nothing: he may not install in any of its workspaces, or there is no such account.
    boost::asio::awaitable<std::optional<open_account>> account(std::string id) const;

    /// Nothing: he may not, or there is no such workspace of that account.
    boost::asio::awaitable<std::optional<open_workspace>> workspace(std::string account, std::string id) const;

private:
    struct membership;

    bool is_allowed(std::string_view account) const noexcept;
    boost::asio::awaitable<std::optional<membership>> membership_in(std::string account) const;
    boost::asio::awaitable<std::optional<open_account>> open(membership member) const;
    boost::asio::awaitable<open_account> look_at(membership member) const;
    boost::asio::awaitable<bool> is_workspace_admin(std::string account, std::string workspace) const;

    api::client as_;
    std::string user_id_;
    const std::optional<std::vector<std::string>>& allowed_;
};

}  // namespace frameio::install
