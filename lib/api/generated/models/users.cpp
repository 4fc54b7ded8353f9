// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/users.hpp"

#include "api/fetch.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_profile(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.nullable("avatar_url", it.avatar_url);
    io.required("email", it.email);
}

bool read(const json_reader& from, profile& to) {
    object_reader io(from);
    visit_profile(io, to);
    return io.is_object();
}

void write(json_writer& to, const profile& value) {
    object_writer io(to);
    visit_profile(io, value);
    io.end();
}

template <class Io, class T>
void visit_user(Io& io, T& it) {
    io.nullable("id", it.id);
    io.nullable("name", it.name);
    io.nullable("active", it.active);
    io.nullable("avatar_url", it.avatar_url);
    io.required("email", it.email);
    io.optional("adobe_user_id", it.adobe_user_id);
}

bool read(const json_reader& from, user& to) {
    object_reader io(from);
    visit_user(io, to);
    return io.is_object();
}

void write(json_writer& to, const user& value) {
    object_writer io(to);
    visit_user(io, value);
    io.end();
}

template std::string to_json(const profile& value);
template profile from_json<profile>(std::string_view text);
template std::string to_json(const user& value);
template user from_json<user>(std::string_view text);
template class pages<user>;

}  // namespace frameio::api
