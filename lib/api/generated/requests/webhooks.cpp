// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/webhooks.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<new_webhook>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("events", it.events_);
    io.required("url", it.url_);
}

bool read(const json_reader& from, new_webhook& to) {
    object_reader io(from);
    members_of<new_webhook>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_webhook& value) {
    object_writer io(to);
    members_of<new_webhook>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<webhook_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.optional("active", it.active_);
    io.optional("events", it.events_);
    io.optional("url", it.url_);
}

bool read(const json_reader& from, webhook_changes& to) {
    object_reader io(from);
    members_of<webhook_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const webhook_changes& value) {
    object_writer io(to);
    members_of<webhook_changes>::visit(io, value);
    io.end();
}

template std::string to_json(const new_webhook& value);
template new_webhook from_json<new_webhook>(std::string_view text);
template std::string to_json(const webhook_changes& value);
template webhook_changes from_json<webhook_changes>(std::string_view text);

}  // namespace frameio::api
