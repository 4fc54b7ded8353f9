// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/workspace_permissions.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/roles.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_workspace_role_update(Io& io, T& it) {
    io.optional("role", it.role);
}

bool read(const json_reader& from, workspace_role_update& to) {
    object_reader io(from);
    visit_workspace_role_update(io, to);
    return io.is_object();
}

void write(json_writer& to, const workspace_role_update& value) {
    object_writer io(to);
    visit_workspace_role_update(io, value);
    io.end();
}

template <class Io, class T>
void visit_workspace_user_role(Io& io, T& it) {
    io.required("role", it.role);
    io.required("user", it.user);
}

bool read(const json_reader& from, workspace_user_role& to) {
    object_reader io(from);
    visit_workspace_user_role(io, to);
    return io.is_object();
}

void write(json_writer& to, const workspace_user_role& value) {
    object_writer io(to);
    visit_workspace_user_role(io, value);
    io.end();
}

template std::string to_json(const workspace_role_update& value);
template workspace_role_update from_json<workspace_role_update>(std::string_view text);
template std::string to_json(const workspace_user_role& value);
template workspace_user_role from_json<workspace_user_role>(std::string_view text);
template class pages<workspace_user_role>;

}  // namespace frameio::api
