// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/account_permissions.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/account_permissions.hpp"

namespace frameio::api::account_permissions {

pages<account_user_role> operations::index(std::string_view account_id, const index_options& options) const {
    static constexpr operation what{"account_user_roles.index", "GET", "/v4/accounts/{account_id}/users", 100, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    return fetch_pages<account_user_role>(by_, std::move(call));
}

}  // namespace frameio::api::account_permissions
