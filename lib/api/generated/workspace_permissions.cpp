// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/workspace_permissions.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/workspace_permissions.hpp"
#include "api/generated/requests/workspace_permissions.hpp"

namespace frameio::api::workspace_permissions {

pages<workspace_user_role> operations::index(std::string_view account_id, std::string_view workspace_id,
                                             const index_options& options) const {
    static constexpr operation what{"workspace_user_roles.index", "GET",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/users", 100, 60};
    outgoing call(what, {account_id, workspace_id});
    call.ask(options);
    return fetch_pages<workspace_user_role>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view workspace_id,
                                         std::string_view user_id) const {
    static constexpr operation what{"workspace_user_roles.delete", "DELETE",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/users/{user_id}", 60, 60};
    outgoing call(what, {account_id, workspace_id, user_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<workspace_role_update> operations::update(std::string_view account_id, std::string_view workspace_id,
                                                          std::string_view user_id,
                                                          const workspace_role_change& body) const {
    static constexpr operation what{"workspace_user_roles.update", "PATCH",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/users/{user_id}", 10, 60};
    outgoing call(what, {account_id, workspace_id, user_id});
    call.data(to_json(body));
    return fetch_data<workspace_role_update>(by_, std::move(call));
}

}  // namespace frameio::api::workspace_permissions
