#include "app/found_secrets.hpp"

#include "app/app_state.hpp"
#include "auth/identity.hpp"

#include <string>
#include <utility>

namespace frameio {

namespace asio = boost::asio;

namespace {

/// Nothing: it does not say enough of itself.
asio::awaitable<std::optional<auth::tenant>> tenant_of(auth::tenant_cache& tenants, event_ids ids) {
    if (!ids.account_id.empty() && !ids.workspace_id.empty()) {
        co_return auth::tenant(std::string(ids.account_id), std::string(ids.workspace_id));
    }
    if (!ids.is_action()) {
        co_return std::nullopt;
    }
    std::optional<auth::tenant> owner = co_await tenants.owner_of(std::string(ids.action_id));
    co_return owner;
}

asio::awaitable<void> look_into_installation(const app_state& app, event_ids ids, found_secrets& to) {
    const std::shared_ptr<auth::identity> identity = app.identity();
    if (!identity || !identity->tenants()) {
        co_return;  // no server runs that knows
    }
    to.where = co_await tenant_of(*identity->tenants(), ids);
    if (!to.where) {
        co_return;
    }
    to.facts = co_await identity->tenants()->find(*to.where);
    if (to.facts && to.facts->of(ids).empty()) {  // it may have come about since, on another node
        to.facts = co_await identity->tenants()->find_anew(*to.where);
    }
    if (to.facts) {
        to.all = to.facts->of(ids);
    }
}

}  // namespace

bool found_secrets::is_for(const event& what) const noexcept {
    if (is_environments) {
        const bool names_tenant = !what.account_id.empty() && !what.workspace_id.empty();
        return !names_tenant ||
               (where && what.account_id == where->account_id && what.workspace_id == where->workspace_id);
    }
    if (!facts || !where) {
        return true;
    }
    const auto fits = [](std::string_view said, std::string_view looked_for) {
        return said.empty() || said == looked_for;
    };
    return fits(what.account_id, where->account_id) && fits(what.workspace_id, where->workspace_id);
}

asio::awaitable<std::shared_ptr<const found_secrets>> find_secrets(app_state& app, event_ids ids) {
    auto made = std::make_shared<found_secrets>();
    made->is_action = ids.is_action();
    if (app.resolver) {
        made->resolved = co_await app.resolver(ids);
        made->all = made->resolved;
    }
    if (made->all.empty() && app.install) {
        co_await look_into_installation(app, ids, *made);
    }
    if (made->all.empty() && !made->facts) {
        made->all = app.last_resort(ids.is_action()).all();
        made->is_environments = app.install.has_value();
    }
    made->is_missing = made->all.empty() && app.install;
    co_return made;
}

}  // namespace frameio
