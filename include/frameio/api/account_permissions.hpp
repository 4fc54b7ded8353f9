// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Account Permissions". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/account_permissions.hpp>
#include <frameio/api/pages.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::account_permissions {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Supports including deactivated users in the response. Default is false.
    index_options& include_deactivated(bool value = true) {
        set("include_deactivated", value);
        return *this;
    }

    /// Sort by query parameter for account users. One of: `role_asc`, `role_desc`, `name_asc`, `name_desc`,
    /// `email_asc`, `email_desc`.
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

/// Made by `client::account_permissions()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// List user roles for a given account.
    /// GET /v4/accounts/{account_id}/users. 100 calls per minute.
    pages<account_user_role> index(std::string_view account_id, const index_options& options = index_options()) const;

private:
    caller by_;
};

}  // namespace frameio::api::account_permissions
