// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/project_permissions.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/roles.hpp"
#include "api/generated/requests/roles.hpp"

namespace frameio::api::project_permissions {

pages<user_role> operations::index(std::string_view account_id, std::string_view project_id,
                                   const index_options& options) const {
    static constexpr operation what{"project_user_roles.index", "GET",
                                    "/v4/accounts/{account_id}/projects/{project_id}/users", 100, 60};
    outgoing call(what, {account_id, project_id});
    call.ask(options);
    return fetch_pages<user_role>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view project_id,
                                         std::string_view user_id) const {
    static constexpr operation what{"project_permissions.delete", "DELETE",
                                    "/v4/accounts/{account_id}/projects/{project_id}/users/{user_id}", 60, 60};
    outgoing call(what, {account_id, project_id, user_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<user_role_update> operations::update(std::string_view account_id, std::string_view project_id,
                                                     std::string_view user_id, const user_role_change& body) const {
    static constexpr operation what{"project_user_roles.update", "PATCH",
                                    "/v4/accounts/{account_id}/projects/{project_id}/users/{user_id}", 10, 60};
    outgoing call(what, {account_id, project_id, user_id});
    call.data(to_json(body));
    return fetch_data<user_role_update>(by_, std::move(call));
}

}  // namespace frameio::api::project_permissions
