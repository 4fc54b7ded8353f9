// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/groups.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/groups.hpp"
#include "api/generated/requests/groups.hpp"

namespace frameio::api::groups {

asio::awaitable<group> operations::create(std::string_view account_id, const new_group& body) const {
    static constexpr operation what{"groups.create", "POST", "/v4/accounts/{account_id}/groups", 10, 60};
    outgoing call(what, {account_id});
    call.data(to_json(body));
    return fetch_data<group>(by_, std::move(call));
}

pages<group> operations::index(std::string_view account_id, const index_options& options) const {
    static constexpr operation what{"groups.index", "GET", "/v4/accounts/{account_id}/groups", 100, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    return fetch_pages<group>(by_, std::move(call));
}

asio::awaitable<group> operations::show(std::string_view account_id, std::string_view group_id,
                                        const show_options& options) const {
    static constexpr operation what{"groups.show", "GET", "/v4/accounts/{account_id}/groups/{group_id}", 100, 60};
    outgoing call(what, {account_id, group_id});
    call.ask(options);
    return fetch_data<group>(by_, std::move(call));
}

asio::awaitable<group> operations::update(std::string_view account_id, std::string_view group_id,
                                          const group_changes& body) const {
    static constexpr operation what{"groups.update", "PATCH", "/v4/accounts/{account_id}/groups/{group_id}", 10, 60};
    outgoing call(what, {account_id, group_id});
    call.data(to_json(body));
    return fetch_data<group>(by_, std::move(call));
}

}  // namespace frameio::api::groups
