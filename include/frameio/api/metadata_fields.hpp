// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Metadata Fields". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/metadata_fields.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/metadata_fields.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::metadata_fields {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Filters out read-only fields.
    index_options& exclude_immutable(bool value = true) {
        set("filters[exclude_immutable]", value);
        return *this;
    }

    /// Filters out inactive fields.
    index_options& exclude_inactive(bool value = true) {
        set("filters[exclude_inactive]", value);
        return *this;
    }

    /// Include query parameter for metadata field definitions. Each of: `creator`.
    template <class... Names>
    index_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort by query parameter for field definitions. One of: `name_asc`, `created_at_asc`, `name_desc`,
    /// `created_at_desc`.
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

/// Made by `client::metadata_fields()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Create account level field definitions.
    /// POST /v4/accounts/{account_id}/metadata/field_definitions. 10 calls per minute.
    boost::asio::awaitable<field_definition> create(std::string_view account_id,
                                                    const new_field_definition& body) const;

    /// List account level field definitions.
    /// GET /v4/accounts/{account_id}/metadata/field_definitions. 100 calls per minute.
    pages<field_definition> index(std::string_view account_id, const index_options& options = index_options()) const;

    /// Delete account level custom field definitions.
    /// DELETE /v4/accounts/{account_id}/metadata/field_definitions/{field_definition_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view field_definition_id) const;

    /// Update account level custom field definitions.
    /// PATCH /v4/accounts/{account_id}/metadata/field_definitions/{field_definition_id}. 10 calls per minute.
    boost::asio::awaitable<field_definition> update(std::string_view account_id, std::string_view field_definition_id,
                                                    const field_definition_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::metadata_fields
