// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/roles.hpp"

#include "api/generated/models/roles.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<user_role_change>::visit(Io& io, T& it) {
    io.required("role", it.role_);
}

bool read(const json_reader& from, user_role_change& to) {
    object_reader io(from);
    members_of<user_role_change>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_role_change& value) {
    object_writer io(to);
    members_of<user_role_change>::visit(io, value);
    io.end();
}

template std::string to_json(const user_role_change& value);
template user_role_change from_json<user_role_change>(std::string_view text);

}  // namespace frameio::api
