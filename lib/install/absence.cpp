#include "install/absence.hpp"

#include <frameio/api/accounts.hpp>
#include <frameio/api/error.hpp>
#include <frameio/api/workspaces.hpp>

#include "api/all_of.hpp"

#include <algorithm>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

asio::awaitable<bool> is_shown(const api::client& by, const tenant& where) {
    try {
        co_await by.workspaces().show(where.account_id, where.workspace_id);
    } catch (const api::api_error& failure) {
        if (!failure.is_not_found()) {
            throw;
        }
        co_return false;
    }
    co_return true;
}

}  // namespace

bool administers(const api::account& what) {
    return std::ranges::any_of(what.roles, [](const api::account_role& each) {
        return each == api::account_role::admin || each == api::account_role::owner;
    });
}

asio::awaitable<bool> is_gone(api::client by, tenant where) {
    const bool shown = co_await is_shown(by, where);
    if (shown) {
        co_return false;
    }
    const auto all = co_await api::all_of(by.accounts().index());
    co_return std::ranges::any_of(
        all, [&where](const api::account& each) { return each.id == where.account_id && administers(each); });
}

}  // namespace frameio::install
