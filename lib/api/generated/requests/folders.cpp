// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/folders.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<folder_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
}

bool read(const json_reader& from, folder_changes& to) {
    object_reader io(from);
    members_of<folder_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const folder_changes& value) {
    object_writer io(to);
    members_of<folder_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<folder_copy>::visit(Io& io, T& it) {
    io.optional("parent_id", it.parent_id_);
}

bool read(const json_reader& from, folder_copy& to) {
    object_reader io(from);
    members_of<folder_copy>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const folder_copy& value) {
    object_writer io(to);
    members_of<folder_copy>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<folder_move>::visit(Io& io, T& it) {
    io.optional("parent_id", it.parent_id_);
}

bool read(const json_reader& from, folder_move& to) {
    object_reader io(from);
    members_of<folder_move>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const folder_move& value) {
    object_writer io(to);
    members_of<folder_move>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_folder>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
}

bool read(const json_reader& from, new_folder& to) {
    object_reader io(from);
    members_of<new_folder>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_folder& value) {
    object_writer io(to);
    members_of<new_folder>::visit(io, value);
    io.end();
}

template std::string to_json(const folder_changes& value);
template folder_changes from_json<folder_changes>(std::string_view text);
template std::string to_json(const folder_copy& value);
template folder_copy from_json<folder_copy>(std::string_view text);
template std::string to_json(const folder_move& value);
template folder_move from_json<folder_move>(std::string_view text);
template std::string to_json(const new_folder& value);
template new_folder from_json<new_folder>(std::string_view text);

}  // namespace frameio::api
