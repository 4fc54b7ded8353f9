// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/accounts.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_account(Io& io, T& it) {
    io.required("id", it.id);
    io.required("created_at", it.created_at);
    io.required("display_name", it.display_name);
    io.required("roles", it.roles);
    io.nullable("storage_limit", it.storage_limit);
    io.required("storage_usage", it.storage_usage);
    io.required("updated_at", it.updated_at);
    io.optional("adobe_id", it.adobe_id);
    io.optional("image", it.image);
    io.optional("v4_migrated_at", it.v4_migrated_at);
}

bool read(const json_reader& from, account& to) {
    object_reader io(from);
    visit_account(io, to);
    return io.is_object();
}

void write(json_writer& to, const account& value) {
    object_writer io(to);
    visit_account(io, value);
    io.end();
}

template <class Io, class T>
void visit_audit_log_entry(Io& io, T& it) {
    io.required("account_id", it.account_id);
    io.required("event_type", it.event_type);
    io.required("inserted_at", it.inserted_at);
    io.required("ip_address", it.ip_address);
    io.nullable("project_id", it.project_id);
    io.required("resource_id", it.resource_id);
    io.required("resource_type", it.resource_type);
    io.nullable("user_id", it.user_id);
    io.nullable("workspace_id", it.workspace_id);
    io.optional("user", it.user);
}

bool read(const json_reader& from, audit_log_entry& to) {
    object_reader io(from);
    visit_audit_log_entry(io, to);
    return io.is_object();
}

void write(json_writer& to, const audit_log_entry& value) {
    object_writer io(to);
    visit_audit_log_entry(io, value);
    io.end();
}

template std::string to_json(const account& value);
template account from_json<account>(std::string_view text);
template std::string to_json(const audit_log_entry& value);
template audit_log_entry from_json<audit_log_entry>(std::string_view text);
template class pages<account>;
template class pages<audit_log_entry>;

}  // namespace frameio::api
