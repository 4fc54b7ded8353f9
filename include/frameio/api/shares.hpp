// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Shares". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/shares.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/shares.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::shares {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Sort query parameter for shares. One of: `name_asc`, `created_at_asc`, `name_desc`, `created_at_desc`.
    index_options& sort(std::string_view value) {
        set("sort", value);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    index_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for requests.
    index_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    index_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// What `list_activities` may be asked besides.
class list_activities_options : public query {
public:
    list_activities_options() {}  // not defaulted: it must not be an aggregate

    template <class... Names>
    list_activities_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    list_activities_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for requests.
    list_activities_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    list_activities_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// What `list_reviewers` may be asked besides.
class list_reviewers_options : public query {
public:
    list_reviewers_options() {}  // not defaulted: it must not be an aggregate

    /// Sort by query parameter for share reviewers. One of: `name_asc`, `active`, `name_desc`, `inactive`.
    list_reviewers_options& sort(std::string_view value) {
        set("sort", value);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    list_reviewers_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for requests.
    list_reviewers_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    list_reviewers_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// Made by `client::shares()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Add new asset share.
    /// POST /v4/accounts/{account_id}/shares/{share_id}/assets. 10 calls per minute.
    boost::asio::awaitable<share> add_asset(std::string_view account_id, std::string_view share_id,
                                            const share_asset& body) const;

    /// Add reviewers to secure share by three identifier types: `adobe_user_id`, `email`, and `user_id`. A request can
    /// only include one identifier type parameter. `email` is the only identifier able to add reviewers to a Share who
    /// don't have a Frame account member on the account where the Share belongs.
    /// POST /v4/accounts/{account_id}/shares/{share_id}/reviewers. 10 calls per minute.
    boost::asio::awaitable<void> add_reviewers(std::string_view account_id, std::string_view share_id,
                                               const reviewer_invitation& body) const;

    /// Create share.
    /// POST /v4/accounts/{account_id}/projects/{project_id}/shares. 10 calls per minute.
    boost::asio::awaitable<share> create(std::string_view account_id, std::string_view project_id,
                                         const new_share& body) const;

    /// List shares on a project.
    /// GET /v4/accounts/{account_id}/projects/{project_id}/shares. 100 calls per minute.
    pages<share> index(std::string_view account_id, std::string_view project_id,
                       const index_options& options = index_options()) const;

    /// What happened to a share. Newer than the specification; what an activity looks like is not described.
    /// GET /v4/accounts/{account_id}/shares/{share_id}/activities. 100 calls per minute.
    pages<json> list_activities(std::string_view account_id, std::string_view share_id,
                                const list_activities_options& options = list_activities_options()) const;

    /// List share reviewers.
    /// GET /v4/accounts/{account_id}/shares/{share_id}/reviewers. 10 calls per minute.
    pages<user> list_reviewers(std::string_view account_id, std::string_view share_id,
                               const list_reviewers_options& options = list_reviewers_options()) const;

    /// Delete a share.
    /// DELETE /v4/accounts/{account_id}/shares/{share_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view share_id) const;

    /// Remove an asset currently in the share from that share.
    /// DELETE /v4/accounts/{account_id}/shares/{share_id}/assets/{asset_id}. 10 calls per minute.
    boost::asio::awaitable<share> remove_asset(std::string_view account_id, std::string_view share_id,
                                               std::string_view asset_id) const;

    /// Removes reviewers from secure Share by three identifier types: `adobe_user_id`, `email`, and `user_id`. A
    /// request can only include one identifier type parameter.
    /// DELETE /v4/accounts/{account_id}/shares/{share_id}/reviewers. 10 calls per minute.
    boost::asio::awaitable<void> remove_reviewers(std::string_view account_id, std::string_view share_id,
                                                  const reviewer_removal& body) const;

    /// Show a single Share.
    /// GET /v4/accounts/{account_id}/shares/{share_id}. 100 calls per minute.
    boost::asio::awaitable<share> show(std::string_view account_id, std::string_view share_id) const;

    /// Update share.
    /// PATCH /v4/accounts/{account_id}/shares/{share_id}. 10 calls per minute.
    boost::asio::awaitable<share> update(std::string_view account_id, std::string_view share_id,
                                         const share_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::shares
