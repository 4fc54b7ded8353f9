// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Groups". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/groups.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/groups.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::groups {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for groups. Each of: `creator`.
    template <class... Names>
    index_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort query parameter for Groups. One of: `creator_asc`, `creator_desc`, `name_asc`, `name_desc`,
    /// `created_at_asc`, `created_at_desc`.
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

/// What `show` may be asked besides.
class show_options : public query {
public:
    show_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for groups. Each of: `creator`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// Made by `client::groups()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Create group for the current account.
    /// POST /v4/accounts/{account_id}/groups. 10 calls per minute.
    boost::asio::awaitable<group> create(std::string_view account_id, const new_group& body) const;

    /// List groups in account.
    /// GET /v4/accounts/{account_id}/groups. 100 calls per minute.
    pages<group> index(std::string_view account_id, const index_options& options = index_options()) const;

    /// Show group details.
    /// GET /v4/accounts/{account_id}/groups/{group_id}. 100 calls per minute.
    boost::asio::awaitable<group> show(std::string_view account_id, std::string_view group_id,
                                       const show_options& options = show_options()) const;

    /// Update group details.
    /// PATCH /v4/accounts/{account_id}/groups/{group_id}. 10 calls per minute.
    boost::asio::awaitable<group> update(std::string_view account_id, std::string_view group_id,
                                         const group_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::groups
