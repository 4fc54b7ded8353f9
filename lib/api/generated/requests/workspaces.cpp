// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/workspaces.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<workspace_values>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
}

bool read(const json_reader& from, workspace_values& to) {
    object_reader io(from);
    members_of<workspace_values>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const workspace_values& value) {
    object_writer io(to);
    members_of<workspace_values>::visit(io, value);
    io.end();
}

template std::string to_json(const workspace_values& value);
template workspace_values from_json<workspace_values>(std::string_view text);

}  // namespace frameio::api
