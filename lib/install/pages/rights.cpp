#include "install/pages/rights.hpp"

#include <frameio/api/accounts.hpp>
#include <frameio/api/workspace_permissions.hpp>
#include <frameio/api/workspaces.hpp>

#include "api/all_of.hpp"
#include "install/absence.hpp"

#include <algorithm>
#include <cstddef>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

constexpr std::size_t longest_id = 64;

// Of those of an account whose admin one is not, each takes a call.
constexpr std::size_t most_looked_at = 50;
constexpr std::size_t records_at_once = 100;

bool administers(const api::role& what) {
    return what == api::role::workspace_admin || what == api::role::admin || what == api::role::owner;
}

/// Whether the platform has said no: there is no such thing, or it is not for him.
bool is_refusal(const api::api_error& failure) {
    return failure.code() == api::condition::rejected && !failure.is_unauthorized();
}

}  // namespace

bool is_id(std::string_view text) noexcept {
    const auto fits = [](char each) {
        return each == '-' || (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f') ||
               (each >= 'A' && each <= 'F');
    };
    return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, fits);
}

/// What the user is in an account.
struct rights::membership {
    membership(place where, bool all) : account(std::move(where)), is_admin(all) {}

    place account;
    bool is_admin;
};

bool rights::is_allowed(std::string_view account) const noexcept {
    return !rules_.allowed || std::ranges::find(*rules_.allowed, account) != rules_.allowed->end();
}

asio::awaitable<std::vector<place>> rights::accounts() const {
    std::vector<place> made;
    const auto all = co_await api::all_of(as_.accounts().index());
    for (const api::account& each : all) {
        const bool is_admin = administers(each);
        bool may = is_id(each.id);
        if (may && !(is_admin && is_allowed(each.id))) {
            const auto found = co_await open(membership(place(each.id, each.display_name), is_admin), true);
            may = found.has_value();
        }
        if (may) {
            made.emplace_back(each.id, each.display_name);
        }
    }
    co_return made;
}

asio::awaitable<std::optional<rights::membership>> rights::membership_in(std::string account) const {
    if (!is_id(account)) {
        co_return std::nullopt;
    }
    const auto all = co_await api::all_of(as_.accounts().index());
    const auto found = std::ranges::find(all, account, &api::account::id);
    if (found == all.end()) {
        co_return std::nullopt;
    }
    co_return membership(place(found->id, found->display_name), administers(*found));
}

asio::awaitable<bool> rights::is_workspace_admin(std::string account, std::string workspace) const {
    auto users = as_.workspace_permissions().index(account, workspace);
    try {
        for (;;) {
            const auto each = co_await users.next();
            if (!each || (each->user.id == user_id_ && administers(each->role))) {
                co_return each.has_value();
            }
        }
    } catch (const api::api_error& failure) {
        if (!is_refusal(failure)) {
            throw;
        }
    }
    co_return false;
}

// What cannot be read is there as well.
asio::awaitable<std::set<std::string>> rights::installed_in(std::string account) const {
    std::set<std::string> made;
    const std::string prefix = account + '/';
    const unreadable_handler skipped = [&](const std::string& key, const error&) {
        if (key.starts_with(prefix)) {
            made.insert(key.substr(prefix.size()));
        }
    };
    std::string last = prefix;
    for (bool is_all = false; !is_all;) {
        const std::vector<record> found = co_await rules_.installed.list(last, records_at_once, skipped);
        is_all = found.size() < records_at_once || found.back().account_id != account;
        for (const record& each : found) {
            if (each.account_id == account) {
                made.insert(each.workspace_id);
            }
        }
        last = found.empty() ? last : found.back().where().key();
    }
    co_return made;
}

asio::awaitable<bool> rights::is_open(const auth::tenant& where) const {
    if (is_allowed(where.account_id)) {
        co_return true;
    }
    const auto known = co_await rules_.installed.find(where);
    co_return known.has_value();
}

asio::awaitable<bool> rights::is_listed(const membership& member, std::string workspace) const {
    const auth::tenant where(member.account.id, std::move(workspace));
    const auto known = rules_.recent.find(user_id_, where);
    if (member.is_admin || known) {
        co_return member.is_admin || *known;
    }
    const bool is_admin = co_await is_workspace_admin(where.account_id, where.workspace_id);
    rules_.recent.note(user_id_, where, is_admin);
    co_return is_admin;
}

asio::awaitable<open_account> rights::look_at(membership member, bool one_will_do) const {
    open_account made;
    made.account = member.account;
    const bool is_everywhere = is_allowed(made.account.id);
    std::set<std::string> installed;
    if (!is_everywhere) {
        installed = co_await installed_in(made.account.id);
    }
    if (!is_everywhere && installed.empty()) {
        co_return made;
    }
    std::size_t looked_at = 0;
    auto all = as_.workspaces().index(made.account.id);
    for (;;) {
        const auto each = co_await all.next();
        if (!each || (one_will_do && !made.workspaces.empty())) {
            break;
        }
        if (!is_id(each->id) || (!is_everywhere && !installed.contains(each->id))) {
            continue;
        }
        if (!member.is_admin && looked_at++ == most_looked_at) {
            made.is_complete = false;
            break;
        }
        const bool may = co_await is_listed(member, each->id);
        if (may) {
            made.workspaces.emplace_back(each->id, each->name);
        }
    }
    co_return made;
}

asio::awaitable<std::optional<open_account>> rights::account(std::string id) const {
    auto member = co_await membership_in(std::move(id));
    if (!member) {
        co_return std::nullopt;
    }
    auto made = co_await open(std::move(*member), false);
    co_return made;
}

asio::awaitable<std::optional<open_account>> rights::open(membership member, bool one_will_do) const {
    const bool is_admin = member.is_admin && is_allowed(member.account.id);
    try {
        open_account made = co_await look_at(std::move(member), one_will_do);
        const bool has_any = is_admin || !made.workspaces.empty();
        co_return has_any ? std::optional(std::move(made)) : std::nullopt;
    } catch (const api::api_error& failure) {
        if (!is_refusal(failure)) {
            throw;
        }
    }
    co_return std::nullopt;
}

// What the platform answers is held against what was asked: the ids are what all that follows goes by.
asio::awaitable<std::optional<open_workspace>> rights::workspace(std::string account, std::string id) const {
    if (!is_id(id)) {
        co_return std::nullopt;
    }
    const auto member = co_await membership_in(std::move(account));
    if (!member) {
        co_return std::nullopt;
    }
    open_workspace made;
    made.account = member->account;
    try {
        const api::workspace found = co_await as_.workspaces().show(made.account.id, id);
        bool may = found.id == id && found.account_id == made.account.id;
        if (may && !member->is_admin) {
            may = co_await is_workspace_admin(made.account.id, id);
        }
        made.workspace = place(found.id, found.name);
        if (may) {
            may = co_await is_open(made.where());
        }
        co_return may ? std::optional(std::move(made)) : std::nullopt;
    } catch (const api::api_error& failure) {
        if (!is_refusal(failure)) {
            throw;
        }
    }
    co_return std::nullopt;
}

}  // namespace frameio::install
