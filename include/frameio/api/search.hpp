// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Search". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/search.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/search.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::search {

/// What `search` may be asked besides.
class search_options : public query {
public:
    search_options() {}  // not defaulted: it must not be an aggregate

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    search_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for requests.
    search_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    search_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// Made by `client::search()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Search across assets, folders, and projects within an account.
    /// POST /v4/accounts/{account_id}/search. 100 calls per minute.
    pages<search_result> search(std::string_view account_id, const search_query& body,
                                const search_options& options = search_options()) const;

private:
    caller by_;
};

}  // namespace frameio::api::search
