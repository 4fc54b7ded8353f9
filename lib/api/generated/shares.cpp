// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/shares.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/shares.hpp"
#include "api/generated/models/users.hpp"
#include "api/generated/requests/shares.hpp"

namespace frameio::api::shares {

asio::awaitable<share> operations::add_asset(std::string_view account_id, std::string_view share_id,
                                             const share_asset& body) const {
    static constexpr operation what{"shares.add_asset", "POST", "/v4/accounts/{account_id}/shares/{share_id}/assets",
                                    10, 60};
    outgoing call(what, {account_id, share_id});
    call.data(to_json(body));
    return fetch_data<share>(by_, std::move(call));
}

asio::awaitable<void> operations::add_reviewers(std::string_view account_id, std::string_view share_id,
                                                const reviewer_invitation& body) const {
    static constexpr operation what{"shares.add_reviewers", "POST",
                                    "/v4/accounts/{account_id}/shares/{share_id}/reviewers", 10, 60};
    outgoing call(what, {account_id, share_id});
    call.data(to_json(body));
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<share> operations::create(std::string_view account_id, std::string_view project_id,
                                          const new_share& body) const {
    static constexpr operation what{"shares.create", "POST", "/v4/accounts/{account_id}/projects/{project_id}/shares",
                                    10, 60};
    outgoing call(what, {account_id, project_id});
    call.data(to_json(body));
    return fetch_data<share>(by_, std::move(call));
}

pages<share> operations::index(std::string_view account_id, std::string_view project_id,
                               const index_options& options) const {
    static constexpr operation what{"shares.index", "GET", "/v4/accounts/{account_id}/projects/{project_id}/shares",
                                    100, 60};
    outgoing call(what, {account_id, project_id});
    call.ask(options);
    return fetch_pages<share>(by_, std::move(call));
}

pages<json> operations::list_activities(std::string_view account_id, std::string_view share_id,
                                        const list_activities_options& options) const {
    static constexpr operation what{"shares.list_activities", "GET",
                                    "/v4/accounts/{account_id}/shares/{share_id}/activities", 100, 60};
    outgoing call(what, {account_id, share_id});
    call.ask(options);
    return fetch_pages<json>(by_, std::move(call));
}

pages<user> operations::list_reviewers(std::string_view account_id, std::string_view share_id,
                                       const list_reviewers_options& options) const {
    static constexpr operation what{"shares.list_reviewers", "GET",
                                    "/v4/accounts/{account_id}/shares/{share_id}/reviewers", 10, 60};
    outgoing call(what, {account_id, share_id});
    call.ask(options);
    return fetch_pages<user>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view share_id) const {
    static constexpr operation what{"shares.delete", "DELETE", "/v4/accounts/{account_id}/shares/{share_id}", 60, 60};
    outgoing call(what, {account_id, share_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<share> operations::remove_asset(std::string_view account_id, std::string_view share_id,
                                                std::string_view asset_id) const {
    static constexpr operation what{"shares.remove_asset", "DELETE",
                                    "/v4/accounts/{account_id}/shares/{share_id}/assets/{asset_id}", 10, 60};
    outgoing call(what, {account_id, share_id, asset_id});
    return fetch_data<share>(by_, std::move(call));
}

asio::awaitable<void> operations::remove_reviewers(std::string_view account_id, std::string_view share_id,
                                                   const reviewer_removal& body) const {
    static constexpr operation what{"shares.remove_reviewers", "DELETE",
                                    "/v4/accounts/{account_id}/shares/{share_id}/reviewers", 10, 60};
    outgoing call(what, {account_id, share_id});
    call.data(to_json(body));
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<share> operations::show(std::string_view account_id, std::string_view share_id) const {
    static constexpr operation what{"shares.show", "GET", "/v4/accounts/{account_id}/shares/{share_id}", 100, 60};
    outgoing call(what, {account_id, share_id});
    return fetch_data<share>(by_, std::move(call));
}

asio::awaitable<share> operations::update(std::string_view account_id, std::string_view share_id,
                                          const share_changes& body) const {
    static constexpr operation what{"shares.update", "PATCH", "/v4/accounts/{account_id}/shares/{share_id}", 10, 60};
    outgoing call(what, {account_id, share_id});
    call.data(to_json(body));
    return fetch_data<share>(by_, std::move(call));
}

}  // namespace frameio::api::shares
