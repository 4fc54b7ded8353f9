// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/version_stacks.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<new_version_stack>::visit(Io& io, T& it) {
    io.required("file_ids", it.file_ids_);
}

bool read(const json_reader& from, new_version_stack& to) {
    object_reader io(from);
    members_of<new_version_stack>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_version_stack& value) {
    object_writer io(to);
    members_of<new_version_stack>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<version_stack_copy>::visit(Io& io, T& it) {
    io.optional("parent_id", it.parent_id_);
}

bool read(const json_reader& from, version_stack_copy& to) {
    object_reader io(from);
    members_of<version_stack_copy>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const version_stack_copy& value) {
    object_writer io(to);
    members_of<version_stack_copy>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<version_stack_move>::visit(Io& io, T& it) {
    io.optional("parent_id", it.parent_id_);
}

bool read(const json_reader& from, version_stack_move& to) {
    object_reader io(from);
    members_of<version_stack_move>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const version_stack_move& value) {
    object_writer io(to);
    members_of<version_stack_move>::visit(io, value);
    io.end();
}

template std::string to_json(const new_version_stack& value);
template new_version_stack from_json<new_version_stack>(std::string_view text);
template std::string to_json(const version_stack_copy& value);
template version_stack_copy from_json<version_stack_copy>(std::string_view text);
template std::string to_json(const version_stack_move& value);
template version_stack_move from_json<version_stack_move>(std::string_view text);

}  // namespace frameio::api
