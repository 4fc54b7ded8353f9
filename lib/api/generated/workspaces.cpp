// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/workspaces.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/workspaces.hpp"
#include "api/generated/requests/workspaces.hpp"

namespace frameio::api::workspaces {

asio::awaitable<workspace> operations::create(std::string_view account_id, const workspace_values& body) const {
    static constexpr operation what{"workspaces.create", "POST", "/v4/accounts/{account_id}/workspaces", 10, 60};
    outgoing call(what, {account_id});
    call.data(to_json(body));
    return fetch_data<workspace>(by_, std::move(call));
}

pages<workspace> operations::index(std::string_view account_id, const index_options& options) const {
    static constexpr operation what{"workspaces.index", "GET", "/v4/accounts/{account_id}/workspaces", 100, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    return fetch_pages<workspace>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view workspace_id) const {
    static constexpr operation what{"workspaces.delete", "DELETE",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}", 60, 60};
    outgoing call(what, {account_id, workspace_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<workspace> operations::show(std::string_view account_id, std::string_view workspace_id,
                                            const show_options& options) const {
    static constexpr operation what{"workspaces.show", "GET", "/v4/accounts/{account_id}/workspaces/{workspace_id}",
                                    100, 60};
    outgoing call(what, {account_id, workspace_id});
    call.ask(options);
    return fetch_data<workspace>(by_, std::move(call));
}

asio::awaitable<workspace> operations::update(std::string_view account_id, std::string_view workspace_id,
                                              const workspace_values& body) const {
    static constexpr operation what{"workspaces.update", "PATCH", "/v4/accounts/{account_id}/workspaces/{workspace_id}",
                                    10, 60};
    outgoing call(what, {account_id, workspace_id});
    call.data(to_json(body));
    return fetch_data<workspace>(by_, std::move(call));
}

}  // namespace frameio::api::workspaces
