// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/roles.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_user_role(Io& io, T& it) {
    io.required("role", it.role);
    io.required("user", it.user);
}

bool read(const json_reader& from, user_role& to) {
    object_reader io(from);
    visit_user_role(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_role& value) {
    object_writer io(to);
    visit_user_role(io, value);
    io.end();
}

template <class Io, class T>
void visit_user_role_update(Io& io, T& it) {
    io.optional("role", it.role);
}

bool read(const json_reader& from, user_role_update& to) {
    object_reader io(from);
    visit_user_role_update(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_role_update& value) {
    object_writer io(to);
    visit_user_role_update(io, value);
    io.end();
}

template std::string to_json(const user_role& value);
template user_role from_json<user_role>(std::string_view text);
template std::string to_json(const user_role_update& value);
template user_role_update from_json<user_role_update>(std::string_view text);
template class pages<user_role>;

}  // namespace frameio::api
