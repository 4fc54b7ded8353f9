#include "cli/doctor/registrations.hpp"

#include <frameio/api/accounts.hpp>
#include <frameio/api/workspaces.hpp>

#include "api/all_of.hpp"
#include "install/registrations.hpp"

#include <utility>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;

asio::awaitable<std::vector<std::string>> account_ids(api::client by, registration_query which) {
    std::vector<std::string> ids;
    if (!which.account_id().empty()) {
        ids.push_back(which.account_id());
        co_return ids;
    }
    const std::vector<api::account> accounts = co_await api::all_of(by.accounts().index());
    for (const api::account& each : accounts) {
        ids.push_back(each.id);
    }
    co_return ids;
}

/// Whose webhooks may be seen depends on the role in each workspace.
asio::awaitable<registered> look_into(api::client by, std::string account_id, std::string workspace_id,
                                      std::string name) {
    registered found;
    found.account_id = std::move(account_id);
    found.workspace_id = std::move(workspace_id);
    found.workspace = std::move(name);
    try {
        const install::tenant where(found.account_id, found.workspace_id);
        install::registrations there = co_await install::list_registrations(by, where);
        found.webhooks = std::move(there.webhooks);
        found.actions = std::move(there.actions);
    } catch (const api::api_error& failure) {
        found.refused = failure.what();
    }
    co_return found;
}

}  // namespace

asio::awaitable<std::vector<registered>> list_registrations(api::client by, registration_query which) {
    std::vector<registered> all;
    const std::vector<std::string> accounts = co_await account_ids(by, which);
    for (const std::string& account : accounts) {
        const std::vector<api::workspace> workspaces = co_await api::all_of(by.workspaces().index(account));
        for (const api::workspace& each : workspaces) {
            if (which.wants_workspace(each.id)) {
                registered found = co_await look_into(by, account, each.id, each.name);
                all.push_back(std::move(found));
            }
        }
    }
    co_return all;
}

}  // namespace frameio::cli
