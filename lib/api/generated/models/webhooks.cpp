// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/webhooks.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_webhook(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("events", it.events);
    io.required("updated_at", it.updated_at);
    io.required("url", it.url);
    io.optional("active", it.active);
    io.optional("creator", it.creator);
    io.optional("secret", it.secret);
    io.optional("workspace_id", it.workspace_id);
}

bool read(const json_reader& from, webhook& to) {
    object_reader io(from);
    visit_webhook(io, to);
    return io.is_object();
}

void write(json_writer& to, const webhook& value) {
    object_writer io(to);
    visit_webhook(io, value);
    io.end();
}

template std::string to_json(const webhook& value);
template webhook from_json<webhook>(std::string_view text);
template class pages<webhook>;

}  // namespace frameio::api
