// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/collections.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/collections.hpp"

namespace frameio::api::collections {

pages<collection> operations::index(std::string_view account_id, std::string_view project_id,
                                    const index_options& options) const {
    static constexpr operation what{"collections.index", "GET",
                                    "/v4/accounts/{account_id}/projects/{project_id}/collections", 100, 60};
    outgoing call(what, {account_id, project_id});
    call.ask(options);
    return fetch_pages<collection>(by_, std::move(call));
}

asio::awaitable<collection> operations::show(std::string_view account_id, std::string_view collection_id,
                                             const show_options& options) const {
    static constexpr operation what{"collections.show", "GET", "/v4/accounts/{account_id}/collections/{collection_id}",
                                    100, 60};
    outgoing call(what, {account_id, collection_id});
    call.ask(options);
    return fetch_data<collection>(by_, std::move(call));
}

}  // namespace frameio::api::collections
