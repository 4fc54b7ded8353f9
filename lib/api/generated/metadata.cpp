// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/metadata.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/metadata.hpp"
#include "api/generated/requests/metadata.hpp"

namespace frameio::api::metadata {

asio::awaitable<void> operations::bulk_update(std::string_view account_id, std::string_view project_id,
                                              const metadata_changes& body) const {
    static constexpr operation what{"metadata.bulk_update", "PATCH",
                                    "/v4/accounts/{account_id}/projects/{project_id}/metadata/values", 10, 60};
    outgoing call(what, {account_id, project_id});
    call.data(to_json(body));
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<file_metadata> operations::show(std::string_view account_id, std::string_view file_id,
                                                const show_options& options) const {
    static constexpr operation what{"metadata.show", "GET", "/v4/accounts/{account_id}/files/{file_id}/metadata", 100,
                                    60};
    outgoing call(what, {account_id, file_id});
    call.ask(options);
    return fetch_data<file_metadata>(by_, std::move(call));
}

}  // namespace frameio::api::metadata
