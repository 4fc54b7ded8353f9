// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Metadata". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/metadata.hpp>
#include <frameio/api/requests/metadata.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::metadata {

/// What `show` may be asked besides.
class show_options : public query {
public:
    show_options() {}  // not defaulted: it must not be an aggregate

    /// Enables display of null values and field details when true.
    show_options& show_null(bool value = true) {
        set("show_null", value);
        return *this;
    }
};

/// Made by `client::metadata()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Update metadata values across multiple files.
    /// PATCH /v4/accounts/{account_id}/projects/{project_id}/metadata/values. 10 calls per minute.
    boost::asio::awaitable<void> bulk_update(std::string_view account_id, std::string_view project_id,
                                             const metadata_changes& body) const;

    /// Show the metadata of a file.
    /// GET /v4/accounts/{account_id}/files/{file_id}/metadata. 100 calls per minute.
    boost::asio::awaitable<file_metadata> show(std::string_view account_id, std::string_view file_id,
                                               const show_options& options = show_options()) const;

private:
    caller by_;
};

}  // namespace frameio::api::metadata
