// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/metadata_fields.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/metadata_fields.hpp"
#include "api/generated/requests/metadata_fields.hpp"

namespace frameio::api::metadata_fields {

asio::awaitable<field_definition> operations::create(std::string_view account_id,
                                                     const new_field_definition& body) const {
    static constexpr operation what{"metadata.field_definitions.create", "POST",
                                    "/v4/accounts/{account_id}/metadata/field_definitions", 10, 60};
    outgoing call(what, {account_id});
    call.data(to_json(body));
    return fetch_data<field_definition>(by_, std::move(call));
}

pages<field_definition> operations::index(std::string_view account_id, const index_options& options) const {
    static constexpr operation what{"metadata.field_definitions.index", "GET",
                                    "/v4/accounts/{account_id}/metadata/field_definitions", 100, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    return fetch_pages<field_definition>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view field_definition_id) const {
    static constexpr operation what{"metadata.field_definitions.delete", "DELETE",
                                    "/v4/accounts/{account_id}/metadata/field_definitions/{field_definition_id}", 60,
                                    60};
    outgoing call(what, {account_id, field_definition_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<field_definition> operations::update(std::string_view account_id, std::string_view field_definition_id,
                                                     const field_definition_changes& body) const {
    static constexpr operation what{"metadata.field_definitions.update", "PATCH",
                                    "/v4/accounts/{account_id}/metadata/field_definitions/{field_definition_id}", 10,
                                    60};
    outgoing call(what, {account_id, field_definition_id});
    call.data(to_json(body));
    return fetch_data<field_definition>(by_, std::move(call));
}

}  // namespace frameio::api::metadata_fields
