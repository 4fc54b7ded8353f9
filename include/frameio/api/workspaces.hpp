// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Workspaces". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/workspaces.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/workspaces.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::workspaces {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for workspaces. Each of: `creator`.
    template <class... Names>
    index_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort query parameter for workspaces. One of: `name_asc`, `created_at_asc`, `name_desc`, `created_at_desc`.
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

    /// Include query parameter for workspaces. Each of: `creator`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// Made by `client::workspaces()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Create workspace from an account.
    /// POST /v4/accounts/{account_id}/workspaces. 10 calls per minute.
    boost::asio::awaitable<workspace> create(std::string_view account_id, const workspace_values& body) const;

    /// List workspaces for a given account.
    /// GET /v4/accounts/{account_id}/workspaces. 100 calls per minute.
    pages<workspace> index(std::string_view account_id, const index_options& options = index_options()) const;

    /// Delete workspace from account.
    /// DELETE /v4/accounts/{account_id}/workspaces/{workspace_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view workspace_id) const;

    /// Show workspace details.
    /// GET /v4/accounts/{account_id}/workspaces/{workspace_id}. 100 calls per minute.
    boost::asio::awaitable<workspace> show(std::string_view account_id, std::string_view workspace_id,
                                           const show_options& options = show_options()) const;

    /// Update a workspace.
    /// PATCH /v4/accounts/{account_id}/workspaces/{workspace_id}. 10 calls per minute.
    boost::asio::awaitable<workspace> update(std::string_view account_id, std::string_view workspace_id,
                                             const workspace_values& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::workspaces
