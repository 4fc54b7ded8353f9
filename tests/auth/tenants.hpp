#pragma once

/// @file
/// Tenants of whom a store knows, and a cache before it.

#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "auth/tenant_cache.hpp"
#include "common/gate.hpp"
#include "common/turned_loop.hpp"
#include "store/engine.hpp"

namespace frameio_test {

/// Installations, as a store has them.
struct tenants : turned_loop {
    using errc = frameio::errc;
    using error = frameio::error;
    using signing_secret = frameio::signing_secret;
    using tenant = frameio::auth::tenant;
    using tenant_cache = frameio::auth::tenant_cache;
    using tenant_facts = frameio::auth::tenant_facts;
    template <class T>
    using awaitable = boost::asio::awaitable<T>;

    std::map<std::string, std::string> installed{{"a/1", "first"}, {"a/2", "second"}};  // secrets
    std::uint64_t number = 1;
    int loads = 0;
    int looks = 0;
    int lists = 0;
    bool is_list_broken = false;
    bool is_down = false;
    std::set<std::string> damaged;
    std::unique_ptr<gate> slow;  // the store, if it is there
    std::unique_ptr<tenant_cache> cache = make({});

    std::unique_ptr<tenant_cache> make(tenant_cache::limits most) {
        return std::make_unique<tenant_cache>(
            tenant_cache::source{
                [this](tenant where) { return load(std::move(where)); }, [this] { return look(); }, {}},
            clock, most);
    }
    /// As of a process that has just started.
    std::unique_ptr<tenant_cache> make_listing(tenant_cache::limits most) {
        return std::make_unique<tenant_cache>(
            tenant_cache::source{
                [this](tenant where) { return load(std::move(where)); }, [this] { return look(); },
                [this](std::string after, std::size_t count) { return list(std::move(after), count); }},
            clock, most);
    }
    awaitable<std::vector<tenant_cache::installed>> list(std::string after, std::size_t most) {
        ++lists;
        if (is_list_broken) {
            throw frameio::store::store_error("the store fails");
        }
        std::vector<tenant_cache::installed> page;
        for (auto each = installed.upper_bound(after); each != installed.end() && page.size() < most; ++each) {
            const tenant where("a", each->first.substr(2));
            page.emplace_back(where, facts_of(where));
        }
        co_return page;
    }
    tenant_cache::facts facts_of(const tenant& where) const {
        const std::string& secret = installed.at(where.key());
        auto made = std::make_shared<tenant_facts>();
        made->webhook.emplace_back(secret);
        made->actions["action of " + where.workspace_id].emplace_back(secret + " of the action");
        return made;
    }
    awaitable<tenant_cache::facts> load(tenant where) {
        ++loads;
        if (slow) {
            co_await slow->pass();
        }
        fail_if_down();
        if (damaged.contains(where.key())) {
            throw error(errc::tampered, "it is damaged");
        }
        co_return installed.contains(where.key()) ? facts_of(where) : nullptr;
    }
    awaitable<std::uint64_t> look() {
        ++looks;
        fail_if_down();
        co_return number;
    }
    void fail_if_down() const {
        if (is_down) {
            throw frameio::store::store_error("the store is down");
        }
    }
    tenant_cache::facts find(const std::string& workspace, const std::string& account = "a") {
        return finish(cache->find(tenant(account, workspace)));
    }
    std::optional<tenant> owner_of(const std::string& action_id) {
        return finish(cache->owner_of(action_id));
    }
    error failure_of(const std::string& workspace) {
        return ended_by<error>(start(cache->find(tenant("a", workspace))));
    }
    /// How many of so many strangers are not looked for.
    int refused_of(int strangers) {
        int refused = 0;
        for (int i = 0; i < strangers; ++i) {
            try {
                find("stranger-" + std::to_string(++named));
            } catch (const error& failure) {
                BOOST_TEST((failure.code() == errc::store_failed));
                ++refused;
            }
        }
        return refused;
    }
    int named = 0;

    bool has(const tenant_cache::facts& found, const std::string& text) const {
        return found && found->webhook.size() == 1U && found->webhook.front() == signing_secret(text);
    }
};

}  // namespace frameio_test
