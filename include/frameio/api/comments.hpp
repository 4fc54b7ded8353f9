// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Comments". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/comments.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/comments.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::comments {

/// What `create` may be asked besides.
class create_options : public query {
public:
    create_options() {}  // not defaulted: it must not be an aggregate

    /// Enables display of timestamp as timecode (HH:MM:SS:FF) when true.
    create_options& timestamp_as_timecode(bool value = true) {
        set("timestamp_as_timecode", value);
        return *this;
    }
};

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Enables display of timestamp as timecode (HH:MM:SS:FF) when true.
    index_options& timestamp_as_timecode(bool value = true) {
        set("timestamp_as_timecode", value);
        return *this;
    }

    /// Include query parameter for comments. Each of: `owner`, `replies`.
    template <class... Names>
    index_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort query parameter for comments. Include query params for owner is required when sorting by owner. One of:
    /// `owner_asc`, `owner_desc`, `completed_at_asc`, `completed_at_desc`, `created_at_asc`, `created_at_desc`.
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

    /// Enables display of timestamp as timecode (HH:MM:SS:FF) when true.
    show_options& timestamp_as_timecode(bool value = true) {
        set("timestamp_as_timecode", value);
        return *this;
    }

    /// Include query parameter for comments. Each of: `owner`, `replies`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// What `update` may be asked besides.
class update_options : public query {
public:
    update_options() {}  // not defaulted: it must not be an aggregate

    /// Enables display of timestamp as timecode (HH:MM:SS:FF) when true.
    update_options& timestamp_as_timecode(bool value = true) {
        set("timestamp_as_timecode", value);
        return *this;
    }
};

/// Made by `client::comments()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Create a comment on a file.
    /// POST /v4/accounts/{account_id}/files/{file_id}/comments. 100 calls per minute.
    boost::asio::awaitable<comment> create(std::string_view account_id, std::string_view file_id,
                                           const new_comment& body,
                                           const create_options& options = create_options()) const;

    /// Create an attachment for an existing comment.
    /// POST /v4/accounts/{account_id}/comments/{comment_id}/attachments. 60 calls per minute.
    boost::asio::awaitable<comment_attachment> create_attachment(std::string_view account_id,
                                                                 std::string_view comment_id,
                                                                 const new_attachment& body) const;

    /// Delete an attachment from a comment.
    /// DELETE /v4/accounts/{account_id}/comments/{comment_id}/attachments/{attachment_id}. 60 calls per minute.
    boost::asio::awaitable<void> delete_attachment(std::string_view account_id, std::string_view comment_id,
                                                   std::string_view attachment_id) const;

    /// List comments on a given asset.
    /// GET /v4/accounts/{account_id}/files/{file_id}/comments. 100 calls per minute.
    pages<comment> index(std::string_view account_id, std::string_view file_id,
                         const index_options& options = index_options()) const;

    /// Delete comment from an asset.
    /// DELETE /v4/accounts/{account_id}/comments/{comment_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view comment_id) const;

    /// Show a single comment on a file.
    /// GET /v4/accounts/{account_id}/comments/{comment_id}. 100 calls per minute.
    boost::asio::awaitable<comment> show(std::string_view account_id, std::string_view comment_id,
                                         const show_options& options = show_options()) const;

    /// Update comment on given asset.
    /// PATCH /v4/accounts/{account_id}/comments/{comment_id}. 10 calls per minute.
    boost::asio::awaitable<comment> update(std::string_view account_id, std::string_view comment_id,
                                           const comment_changes& body,
                                           const update_options& options = update_options()) const;

private:
    caller by_;
};

}  // namespace frameio::api::comments
