// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/workspace_permissions.hpp"

#include "api/generated/models/roles.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<workspace_role_change>::visit(Io& io, T& it) {
    io.required("role", it.role_);
}

bool read(const json_reader& from, workspace_role_change& to) {
    object_reader io(from);
    members_of<workspace_role_change>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const workspace_role_change& value) {
    object_writer io(to);
    members_of<workspace_role_change>::visit(io, value);
    io.end();
}

template std::string to_json(const workspace_role_change& value);
template workspace_role_change from_json<workspace_role_change>(std::string_view text);

}  // namespace frameio::api
