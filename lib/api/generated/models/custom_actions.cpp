// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/custom_actions.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_action(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("active", it.active);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.nullable("deleted_at", it.deleted_at);
    io.required("description", it.description);
    io.required("event", it.event);
    io.required("updated_at", it.updated_at);
    io.required("url", it.url);
    io.required("workspace_id", it.workspace_id);
    io.optional("creator", it.creator);
    io.optional("multi_asset", it.multi_asset);
    io.optional("secret", it.secret);
    io.optional("timeout", it.timeout);
}

bool read(const json_reader& from, action& to) {
    object_reader io(from);
    visit_action(io, to);
    return io.is_object();
}

void write(json_writer& to, const action& value) {
    object_writer io(to);
    visit_action(io, value);
    io.end();
}

template std::string to_json(const action& value);
template action from_json<action>(std::string_view text);
template class pages<action>;

}  // namespace frameio::api
