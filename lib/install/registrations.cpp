#include "install/registrations.hpp"

#include <frameio/api/custom_actions.hpp>
#include <frameio/api/webhooks.hpp>

#include <utility>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

template <class Item>
asio::awaitable<std::vector<Item>> all_of(api::pages<Item> pages) {
    std::vector<Item> items;
    for (;;) {
        auto item = co_await pages.next();
        if (!item) {
            break;
        }
        items.push_back(std::move(*item));
    }
    co_return items;
}

}  // namespace

asio::awaitable<registrations> list_registrations(api::client by, tenant where) {
    registrations made;
    made.webhooks = co_await all_of(by.webhooks().index(where.account_id, where.workspace_id));
    made.actions = co_await all_of(by.custom_actions().index(where.account_id, where.workspace_id));
    std::erase_if(made.actions, [](const api::action& each) { return each.deleted_at.has_value(); });
    co_return made;
}

}  // namespace frameio::install
