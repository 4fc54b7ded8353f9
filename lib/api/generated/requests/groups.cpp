// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/groups.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<group_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.optional("emoji", it.emoji_);
}

bool read(const json_reader& from, group_changes& to) {
    object_reader io(from);
    members_of<group_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const group_changes& value) {
    object_writer io(to);
    members_of<group_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_group>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("emoji", it.emoji_);
}

bool read(const json_reader& from, new_group& to) {
    object_reader io(from);
    members_of<new_group>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_group& value) {
    object_writer io(to);
    members_of<new_group>::visit(io, value);
    io.end();
}

template std::string to_json(const group_changes& value);
template group_changes from_json<group_changes>(std::string_view text);
template std::string to_json(const new_group& value);
template new_group from_json<new_group>(std::string_view text);

}  // namespace frameio::api
