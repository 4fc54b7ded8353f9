// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Folders". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/assets.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/folders.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::folders {

/// What `copy` may be asked besides.
class copy_options : public query {
public:
    copy_options() {}  // not defaulted: it must not be an aggregate

    /// Whether to copy metadata values along with the folder.
    copy_options& copy_metadata(bool value = true) {
        set("copy_metadata", value);
        return *this;
    }
};

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Supported include query parameter values for endpoints that return files with media links. Each of:
    /// `media_links.original`, `media_links.thumbnail`, `media_links.thumbnail_high_quality`,
    /// `media_links.video_h264_180`, `media_links.high_quality`, `media_links.efficient`, `media_links.scrub_sheet`,
    /// `creator`, `project`, `metadata`.
    template <class... Names>
    index_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Type filter for folder children.
    index_options& type(std::string_view value) {
        set("type", value);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    index_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for asset list requests.
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

/// What `list` may be asked besides.
class list_options : public query {
public:
    list_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for assets. Each of: `creator`, `project`, `metadata`.
    template <class... Names>
    list_options& include(const Names&... names) {
        (add("include", names), ...);
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

    /// Include query parameter for assets. Each of: `creator`, `project`, `metadata`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// Made by `client::folders()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Copy folder.
    /// POST /v4/accounts/{account_id}/folders/{folder_id}/copy. 10 calls per minute.
    /// @return nothing if Frame.io goes on with it in the background (202)
    boost::asio::awaitable<std::optional<folder>> copy(std::string_view account_id, std::string_view folder_id,
                                                       const folder_copy& body = folder_copy(),
                                                       const copy_options& options = copy_options()) const;

    /// Create a new folder inside the given <i>folder_id</i> path param.
    /// POST /v4/accounts/{account_id}/folders/{folder_id}/folders. 3 calls per second.
    boost::asio::awaitable<folder> create(std::string_view account_id, std::string_view folder_id,
                                          const new_folder& body) const;

    /// List the children in the given folder. Use the `include` query parameter to selectively include additional
    /// properties in the response. Note: if you include `media_links.original` and the user does not have permission to
    /// download files in the corresponding project, then this endpoint will respond with a `403 Forbidden` error. If
    /// the content is inaccessible because watermarking is required for this user and isn't supported by the requested
    /// media_links, then the request will succeed but the unsupported media links will be set to null. Similarly, if a
    /// requested transcode link does not exist for a particular file (e.g. including `media_links.video_h264_180` on a
    /// static image file) or transoding process hasn't finished (i.e. the file's `status` is "uploaded" rather than
    /// "transcoded"), then the a media link will also be set to null in the response payload. In short, the client must
    /// handle null media links gracefully.
    /// GET /v4/accounts/{account_id}/folders/{folder_id}/children. 100 calls per minute.
    pages<asset> index(std::string_view account_id, std::string_view folder_id,
                       const index_options& options = index_options()) const;

    /// List folders in a given folder.
    /// GET /v4/accounts/{account_id}/folders/{folder_id}/folders. 5 calls per second.
    pages<folder> list(std::string_view account_id, std::string_view folder_id,
                       const list_options& options = list_options()) const;

    /// Move folder to a folder.
    /// PATCH /v4/accounts/{account_id}/folders/{folder_id}/move. 10 calls per minute.
    boost::asio::awaitable<folder> move(std::string_view account_id, std::string_view folder_id,
                                        const folder_move& body) const;

    /// Delete folder by id.
    /// DELETE /v4/accounts/{account_id}/folders/{folder_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view folder_id) const;

    /// Show folder details.
    /// GET /v4/accounts/{account_id}/folders/{folder_id}. 100 calls per minute.
    boost::asio::awaitable<folder> show(std::string_view account_id, std::string_view folder_id,
                                        const show_options& options = show_options()) const;

    /// Update folder details.
    /// PATCH /v4/accounts/{account_id}/folders/{folder_id}. 10 calls per minute.
    boost::asio::awaitable<folder> update(std::string_view account_id, std::string_view folder_id,
                                          const folder_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::folders
