// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Files". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/assets.hpp>
#include <frameio/api/models/files.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/files.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::files {

/// What `bulk_copy` may be asked besides.
class bulk_copy_options : public query {
public:
    bulk_copy_options() {}  // not defaulted: it must not be an aggregate

    bulk_copy_options& copy_metadata(bool value = true) {
        set("copy_metadata", value);
        return *this;
    }

    /// One of: `none`, `internal`, `public`, `all`.
    bulk_copy_options& copy_comments(std::string_view value) {
        set("copy_comments", value);
        return *this;
    }
};

/// What `copy` may be asked besides.
class copy_options : public query {
public:
    copy_options() {}  // not defaulted: it must not be an aggregate

    /// Whether to copy metadata values along with the file.
    copy_options& copy_metadata(bool value = true) {
        set("copy_metadata", value);
        return *this;
    }

    /// Which comments to copy along with the file. One of: `none`, `internal`, `public`, `all`.
    copy_options& copy_comments(std::string_view value) {
        set("copy_comments", value);
        return *this;
    }
};

/// What `list` may be asked besides.
class list_options : public query {
public:
    list_options() {}  // not defaulted: it must not be an aggregate

    /// Supported include query parameter values for endpoints that return files with media links. Each of:
    /// `media_links.original`, `media_links.thumbnail`, `media_links.thumbnail_high_quality`,
    /// `media_links.video_h264_180`, `media_links.high_quality`, `media_links.efficient`, `media_links.scrub_sheet`,
    /// `creator`, `project`, `metadata`.
    template <class... Names>
    list_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort by query parameter for files. One of: `name_asc`, `created_at_asc`, `updated_at_asc`, `file_size_asc`,
    /// `name_desc`, `created_at_desc`, `updated_at_desc`, `file_size_desc`.
    list_options& sort(std::string_view value) {
        set("sort", value);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    list_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for asset list requests.
    list_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    list_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// What `show` may be asked besides.
class show_options : public query {
public:
    show_options() {}  // not defaulted: it must not be an aggregate

    /// Supported include query parameter values for endpoints that return files with media links. Each of:
    /// `media_links.original`, `media_links.thumbnail`, `media_links.thumbnail_high_quality`,
    /// `media_links.video_h264_180`, `media_links.high_quality`, `media_links.efficient`, `media_links.scrub_sheet`,
    /// `creator`, `project`, `metadata`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// Made by `client::files()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Copies several files at once. Newer than the specification; what it answers is not described.
    /// POST /v4/accounts/{account_id}/files/copy. 60 calls per minute.
    boost::asio::awaitable<json> bulk_copy(std::string_view account_id, const file_batch& body,
                                           const bulk_copy_options& options = bulk_copy_options()) const;

    /// Moves several files at once. Newer than the specification.
    /// PATCH /v4/accounts/{account_id}/files/move. 60 calls per minute.
    boost::asio::awaitable<std::vector<file>> bulk_move(std::string_view account_id, const file_batch& body) const;

    /// Copy file.
    /// POST /v4/accounts/{account_id}/files/{file_id}/copy. 100 calls per minute.
    boost::asio::awaitable<file> copy(std::string_view account_id, std::string_view file_id,
                                      const file_copy& body = file_copy(),
                                      const copy_options& options = copy_options()) const;

    /// Create new file under parent folder. `Create file (local upload)` and `Create file (remote upload)` have
    /// replaced this endpoint.
    /// POST /v4/accounts/{account_id}/folders/{folder_id}/files. 5 calls per second.
    /// @deprecated by the platform
    boost::asio::awaitable<file> create(std::string_view account_id, std::string_view folder_id,
                                        const new_file& body) const;

    /// Create new file under parent folder through local upload.
    /// POST /v4/accounts/{account_id}/folders/{folder_id}/files/local_upload. 5 calls per second.
    boost::asio::awaitable<file> create_local_upload(std::string_view account_id, std::string_view folder_id,
                                                     const new_local_upload& body) const;

    /// Create new file under parent folder through remote upload.
    /// POST /v4/accounts/{account_id}/folders/{folder_id}/files/remote_upload. 5 calls per second.
    boost::asio::awaitable<remote_upload> create_remote_upload(std::string_view account_id, std::string_view folder_id,
                                                               const new_remote_upload& body) const;

    /// Import a file from a storage location configured on the account.
    /// POST /v4/accounts/{account_id}/folders/{folder_id}/files/import. 5 calls per second.
    boost::asio::awaitable<file> import_file(std::string_view account_id, std::string_view folder_id,
                                             const file_import& body) const;

    /// List files in a given folder.
    /// GET /v4/accounts/{account_id}/folders/{folder_id}/files. 5 calls per second.
    pages<asset> list(std::string_view account_id, std::string_view folder_id,
                      const list_options& options = list_options()) const;

    /// Move file to a folder or version_stack.
    /// PATCH /v4/accounts/{account_id}/files/{file_id}/move. 100 calls per minute.
    boost::asio::awaitable<file> move(std::string_view account_id, std::string_view file_id,
                                      const file_move& body) const;

    /// Delete file by ID.
    /// DELETE /v4/accounts/{account_id}/files/{file_id}. 100 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view file_id) const;

    /// Show file details. Use the `include` query parameter to selectively include additional properties in the
    /// response. Note: if you include `media_links.original` and the user does not have permission to download the file
    /// then this endpoint will respond with a `403 Forbidden` error. If the content is inaccessible because
    /// watermarking is required for this user and isn't supported by the requested media_links, then the request will
    /// succeed but the unsupported media links will be set to null. Similarly, if a requested transcode link does not
    /// exist for a particular file (e.g. including `media_links.video_h264_180` on a static image file) or transoding
    /// process hasn't completed (i.e. the file's `status` is "uploaded" rather than "transcoded"), then the link will
    /// also be set to null in the response payload. In short, the client must handle null media links gracefully.
    /// GET /v4/accounts/{account_id}/files/{file_id}. 10 calls per second.
    boost::asio::awaitable<file> show(std::string_view account_id, std::string_view file_id,
                                      const show_options& options = show_options()) const;

    /// Show file upload status details.
    /// GET /v4/accounts/{account_id}/files/{file_id}/status. 5 calls per second.
    boost::asio::awaitable<file_upload_status> show_file_upload_status(std::string_view account_id,
                                                                       std::string_view file_id) const;

    /// Update file details.
    /// PATCH /v4/accounts/{account_id}/files/{file_id}. 100 calls per minute.
    boost::asio::awaitable<file> update(std::string_view account_id, std::string_view file_id,
                                        const file_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::files
