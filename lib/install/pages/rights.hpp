#pragma once

#include <frameio/api/client.hpp>
#include <frameio/install.hpp>

#include "auth/tenant.hpp"
#include "install/installations.hpp"
#include "install/pages/recent_roles.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <set>
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

/// What the rights of all users go by. All of it outlives them.
struct house_rules {
    house_rules(const std::optional<std::vector<std::string>>& accounts, const installations& records,
                recent_roles& roles)
        : allowed(accounts), installed(records), recent(roles) {}

    const std::optional<std::vector<std::string>>& allowed;  ///< `install_options::allowed_accounts`
    const installations& installed;
    recent_roles& recent;
};

/// What a user may install an app in, as Frame.io says now: all of an account that they own or are an admin of, and
/// each workspace that they are an admin of; where an account is not allowed, only where the app is installed already.
/// Lists may be a minute old.
///
/// Members throw api_error if Frame.io does not say; that it says no is no failure. What is no id is not asked for.
/// They throw as `installations` does where an account is not allowed.
class rights {
public:
    /// @param as  calls as the user
    rights(api::client as, std::string user_id, house_rules rules)
        : as_(std::move(as)), user_id_(std::move(user_id)), rules_(rules) {}

    /// Those that have a workspace that they may install in.
    boost::asio::awaitable<std::vector<place>> accounts() const;

    /// Nothing: they may not install in any of its workspaces, or there is no such account.
    boost::asio::awaitable<std::optional<open_account>> account(std::string id) const;

    /// Nothing: they may not, or there is no such workspace of that account.
    boost::asio::awaitable<std::optional<open_workspace>> workspace(std::string account, std::string id) const;

private:
    struct membership;

    bool is_allowed(std::string_view account) const noexcept;
    boost::asio::awaitable<std::optional<membership>> membership_in(std::string account) const;
    boost::asio::awaitable<std::optional<open_account>> open(membership member, bool one_will_do) const;
    boost::asio::awaitable<open_account> look_at(membership member, bool one_will_do) const;
    boost::asio::awaitable<std::set<std::string>> installed_in(std::string account) const;
    boost::asio::awaitable<bool> is_listed(const membership& member, std::string workspace) const;
    boost::asio::awaitable<bool> is_open(const auth::tenant& where) const;
    boost::asio::awaitable<bool> is_workspace_admin(std::string account, std::string workspace) const;

    api::client as_;
    std::string user_id_;
    house_rules rules_;
};

}  // namespace frameio::install
