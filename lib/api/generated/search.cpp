// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/search.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/search.hpp"
#include "api/generated/requests/search.hpp"

namespace frameio::api::search {

pages<search_result> operations::search(std::string_view account_id, const search_query& body,
                                        const search_options& options) const {
    static constexpr operation what{"search.search", "POST", "/v4/accounts/{account_id}/search", 100, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    call.body(to_json(body));
    return fetch_pages<search_result>(by_, std::move(call));
}

}  // namespace frameio::api::search
