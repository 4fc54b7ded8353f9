// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Custom Actions". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/custom_actions.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/custom_actions.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::custom_actions {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for custom actions. Each of: `creator`.
    template <class... Names>
    index_options& include(const Names&... names) {
        (add("include", names), ...);
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

    /// Include query parameter for custom actions. Each of: `creator`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// Made by `client::custom_actions()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Create a custom action in a workspace.
    /// POST /v4/accounts/{account_id}/workspaces/{workspace_id}/actions. 10 calls per minute.
    boost::asio::awaitable<action> create(std::string_view account_id, std::string_view workspace_id,
                                          const new_action& body) const;

    /// List actions in a given workspace.
    /// GET /v4/accounts/{account_id}/workspaces/{workspace_id}/actions. 100 calls per minute.
    pages<action> index(std::string_view account_id, std::string_view workspace_id,
                        const index_options& options = index_options()) const;

    /// Delete a custom action.
    /// DELETE /v4/accounts/{account_id}/actions/{action_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view action_id) const;

    /// Show custom action details.
    /// GET /v4/accounts/{account_id}/actions/{action_id}. 100 calls per minute.
    boost::asio::awaitable<action> show(std::string_view account_id, std::string_view action_id,
                                        const show_options& options = show_options()) const;

    /// Update custom action details.
    /// PATCH /v4/accounts/{account_id}/actions/{action_id}. 10 calls per minute.
    boost::asio::awaitable<action> update(std::string_view account_id, std::string_view action_id,
                                          const action_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::custom_actions
