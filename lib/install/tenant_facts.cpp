#include "install/tenant_facts.hpp"

#include "install/installations.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

asio::awaitable<auth::tenant_cache::facts> load(std::shared_ptr<const installations> from, tenant where) {
    const std::optional<record> found = co_await from->find(std::move(where));
    co_return found ? std::make_shared<const auth::tenant_facts>(facts_of(*found)) : nullptr;
}

asio::awaitable<std::vector<auth::tenant_cache::installed>> list(std::shared_ptr<const installations> from,
                                                                 std::string after, std::size_t most) {
    const std::vector<record> found = co_await from->list(std::move(after), most, [](const auto&, const auto&) {});
    std::vector<auth::tenant_cache::installed> made;
    for (const record& each : found) {
        made.emplace_back(each.where(), std::make_shared<const auth::tenant_facts>(facts_of(each)));
    }
    co_return made;
}

}  // namespace

auth::tenant_facts facts_of(const record& what) {
    auth::tenant_facts made;
    if (what.webhook && what.webhook->is_known()) {
        made.webhook.emplace_back(what.webhook->secret);
    }
    for (const installed_action& each : what.actions) {
        if (each.is_known()) {
            made.actions[each.id].emplace_back(each.secret);
        }
    }
    made.config = what.config;
    made.acting_user = what.acting_user;
    return made;
}

std::shared_ptr<auth::tenant_cache> tenants_of(std::shared_ptr<store::engine> store,
                                               std::shared_ptr<const auth::key_ring> keys, clock& time) {
    const auto from = std::make_shared<const installations>(std::move(store), std::move(keys));
    return std::make_shared<auth::tenant_cache>(
        auth::tenant_cache::source{
            [from](tenant where) { return load(from, std::move(where)); }, [from] { return from->change_count(); },
            [from](std::string after, std::size_t most) { return list(from, std::move(after), most); }},
        time);
}

}  // namespace frameio::install
