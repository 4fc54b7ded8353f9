// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Webhooks". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/webhooks.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/webhooks.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::webhooks {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for webhooks. Each of: `creator`.
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

    /// Include query parameter for webhooks. Each of: `creator`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// Made by `client::webhooks()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Creates a single webhook with secret. Valid events:<p><code> file.created, file.deleted, file.ready,
    /// file.updated, file.upload.completed, file.versioned, file.copied, folder.created, folder.deleted,
    /// folder.updated, folder.copied, comment.completed, comment.created, comment.deleted, comment.uncompleted,
    /// comment.updated, customfield.created, customfield.updated, customfield.deleted, metadata.value.updated,
    /// project.created, project.deleted, project.updated, collection.created, collection.updated, collection.deleted,
    /// share.created, share.updated, share.deleted, share.viewed </code> </p>.
    /// POST /v4/accounts/{account_id}/workspaces/{workspace_id}/webhooks. 10 calls per minute.
    boost::asio::awaitable<webhook> create(std::string_view account_id, std::string_view workspace_id,
                                           const new_webhook& body) const;

    /// List webhooks for the given workspace.
    /// GET /v4/accounts/{account_id}/workspaces/{workspace_id}/webhooks. 100 calls per minute.
    pages<webhook> index(std::string_view account_id, std::string_view workspace_id,
                         const index_options& options = index_options()) const;

    /// Delete a webhook.
    /// DELETE /v4/accounts/{account_id}/webhooks/{webhook_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view webhook_id) const;

    /// Show webhook details.
    /// GET /v4/accounts/{account_id}/webhooks/{webhook_id}. 100 calls per minute.
    boost::asio::awaitable<webhook> show(std::string_view account_id, std::string_view webhook_id,
                                         const show_options& options = show_options()) const;

    /// Update webhook details.
    /// PATCH /v4/accounts/{account_id}/webhooks/{webhook_id}. 10 calls per minute.
    boost::asio::awaitable<webhook> update(std::string_view account_id, std::string_view webhook_id,
                                           const webhook_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::webhooks
