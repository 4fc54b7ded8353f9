// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/custom_actions.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<action_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.optional("active", it.active_);
    io.optional("description", it.description_);
    io.optional("event", it.event_);
    io.optional("multi_asset", it.multi_asset_);
    io.optional("timeout", it.timeout_);
    io.optional("url", it.url_);
}

bool read(const json_reader& from, action_changes& to) {
    object_reader io(from);
    members_of<action_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const action_changes& value) {
    object_writer io(to);
    members_of<action_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_action>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("description", it.description_);
    io.required("event", it.event_);
    io.required("url", it.url_);
    io.optional("multi_asset", it.multi_asset_);
    io.optional("timeout", it.timeout_);
}

bool read(const json_reader& from, new_action& to) {
    object_reader io(from);
    members_of<new_action>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_action& value) {
    object_writer io(to);
    members_of<new_action>::visit(io, value);
    io.end();
}

template std::string to_json(const action_changes& value);
template action_changes from_json<action_changes>(std::string_view text);
template std::string to_json(const new_action& value);
template new_action from_json<new_action>(std::string_view text);

}  // namespace frameio::api
