// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/webhooks.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/webhooks.hpp"
#include "api/generated/requests/webhooks.hpp"

namespace frameio::api::webhooks {

asio::awaitable<webhook> operations::create(std::string_view account_id, std::string_view workspace_id,
                                            const new_webhook& body) const {
    static constexpr operation what{"webhooks.create", "POST",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/webhooks", 10, 60};
    outgoing call(what, {account_id, workspace_id});
    call.data(to_json(body));
    return fetch_data<webhook>(by_, std::move(call));
}

pages<webhook> operations::index(std::string_view account_id, std::string_view workspace_id,
                                 const index_options& options) const {
    static constexpr operation what{"webhooks.index", "GET",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/webhooks", 100, 60};
    outgoing call(what, {account_id, workspace_id});
    call.ask(options);
    return fetch_pages<webhook>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view webhook_id) const {
    static constexpr operation what{"webhooks.delete", "DELETE", "/v4/accounts/{account_id}/webhooks/{webhook_id}", 60,
                                    60};
    outgoing call(what, {account_id, webhook_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<webhook> operations::show(std::string_view account_id, std::string_view webhook_id,
                                          const show_options& options) const {
    static constexpr operation what{"webhooks.show", "GET", "/v4/accounts/{account_id}/webhooks/{webhook_id}", 100, 60};
    outgoing call(what, {account_id, webhook_id});
    call.ask(options);
    return fetch_data<webhook>(by_, std::move(call));
}

asio::awaitable<webhook> operations::update(std::string_view account_id, std::string_view webhook_id,
                                            const webhook_changes& body) const {
    static constexpr operation what{"webhooks.update", "PATCH", "/v4/accounts/{account_id}/webhooks/{webhook_id}", 10,
                                    60};
    outgoing call(what, {account_id, webhook_id});
    call.data(to_json(body));
    return fetch_data<webhook>(by_, std::move(call));
}

}  // namespace frameio::api::webhooks
