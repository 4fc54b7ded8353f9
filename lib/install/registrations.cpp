#include "install/registrations.hpp"

#include <frameio/api/custom_actions.hpp>
#include <frameio/api/webhooks.hpp>

#include "api/all_of.hpp"

namespace frameio::install {

namespace asio = boost::asio;

asio::awaitable<registrations> list_registrations(api::client by, tenant where) {
    registrations made;
    made.webhooks = co_await api::all_of(by.webhooks().index(where.account_id, where.workspace_id));
    made.actions = co_await api::all_of(by.custom_actions().index(where.account_id, where.workspace_id));
    std::erase_if(made.actions, [](const api::action& each) { return each.deleted_at.has_value(); });
    co_return made;
}

}  // namespace frameio::install
