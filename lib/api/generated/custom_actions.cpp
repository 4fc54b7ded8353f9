// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/custom_actions.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/custom_actions.hpp"
#include "api/generated/requests/custom_actions.hpp"

namespace frameio::api::custom_actions {

asio::awaitable<action> operations::create(std::string_view account_id, std::string_view workspace_id,
                                           const new_action& body) const {
    static constexpr operation what{"actions.create", "POST",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/actions", 10, 60};
    outgoing call(what, {account_id, workspace_id});
    call.data(to_json(body));
    return fetch_data<action>(by_, std::move(call));
}

pages<action> operations::index(std::string_view account_id, std::string_view workspace_id,
                                const index_options& options) const {
    static constexpr operation what{"actions.index", "GET",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/actions", 100, 60};
    outgoing call(what, {account_id, workspace_id});
    call.ask(options);
    return fetch_pages<action>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view action_id) const {
    static constexpr operation what{"actions.delete", "DELETE", "/v4/accounts/{account_id}/actions/{action_id}", 60,
                                    60};
    outgoing call(what, {account_id, action_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<action> operations::show(std::string_view account_id, std::string_view action_id,
                                         const show_options& options) const {
    static constexpr operation what{"actions.show", "GET", "/v4/accounts/{account_id}/actions/{action_id}", 100, 60};
    outgoing call(what, {account_id, action_id});
    call.ask(options);
    return fetch_data<action>(by_, std::move(call));
}

asio::awaitable<action> operations::update(std::string_view account_id, std::string_view action_id,
                                           const action_changes& body) const {
    static constexpr operation what{"actions.update", "PATCH", "/v4/accounts/{account_id}/actions/{action_id}", 10, 60};
    outgoing call(what, {account_id, action_id});
    call.data(to_json(body));
    return fetch_data<action>(by_, std::move(call));
}

}  // namespace frameio::api::custom_actions
