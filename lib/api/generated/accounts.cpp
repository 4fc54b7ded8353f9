// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/accounts.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/accounts.hpp"

namespace frameio::api::accounts {

pages<audit_log_entry> operations::audit_log(std::string_view account_id, const audit_log_options& options) const {
    static constexpr operation what{"auditlog.index", "GET", "/v4/accounts/{account_id}/audit_logs", 100, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    call.header("api-version", "4.0");
    return fetch_pages<audit_log_entry>(by_, std::move(call));
}

pages<account> operations::index(const index_options& options) const {
    static constexpr operation what{"accounts.index", "GET", "/v4/accounts", 100, 60};
    outgoing call(what);
    call.ask(options);
    return fetch_pages<account>(by_, std::move(call));
}

}  // namespace frameio::api::accounts
