// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Folder Permissions". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/roles.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/roles.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::folder_permissions {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Supports including deactivated users in the response. Default is false.
    index_options& include_deactivated(bool value = true) {
        set("include_deactivated", value);
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

/// Made by `client::folder_permissions()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// List user roles for a given folder.
    /// GET /v4/accounts/{account_id}/folders/{folder_id}/users. 100 calls per minute.
    pages<user_role> index(std::string_view account_id, std::string_view folder_id,
                           const index_options& options = index_options()) const;

    /// Remove a user from a given folder.
    /// DELETE /v4/accounts/{account_id}/folders/{folder_id}/users/{user_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view folder_id,
                                        std::string_view user_id) const;

    /// Update user roles for the given folder if the user is already added to the folder. If the user is not added to
    /// the folder, the user will be added with the given role.
    /// PATCH /v4/accounts/{account_id}/folders/{folder_id}/users/{user_id}. 10 calls per minute.
    boost::asio::awaitable<user_role_update> update(std::string_view account_id, std::string_view folder_id,
                                                    std::string_view user_id, const user_role_change& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::folder_permissions
