// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/files.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<file_batch>::visit(Io& io, T& it) {
    io.required("file_ids", it.file_ids_);
    io.required("parent_id", it.parent_id_);
}

bool read(const json_reader& from, file_batch& to) {
    object_reader io(from);
    members_of<file_batch>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_batch& value) {
    object_writer io(to);
    members_of<file_batch>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<file_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
}

bool read(const json_reader& from, file_changes& to) {
    object_reader io(from);
    members_of<file_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_changes& value) {
    object_writer io(to);
    members_of<file_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<file_copy>::visit(Io& io, T& it) {
    io.optional("parent_id", it.parent_id_);
}

bool read(const json_reader& from, file_copy& to) {
    object_reader io(from);
    members_of<file_copy>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_copy& value) {
    object_writer io(to);
    members_of<file_copy>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<file_import>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("key", it.key_);
    io.required("storage_location", it.storage_location_);
}

bool read(const json_reader& from, file_import& to) {
    object_reader io(from);
    members_of<file_import>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_import& value) {
    object_writer io(to);
    members_of<file_import>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<file_move>::visit(Io& io, T& it) {
    io.optional("parent_id", it.parent_id_);
}

bool read(const json_reader& from, file_move& to) {
    object_reader io(from);
    members_of<file_move>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_move& value) {
    object_writer io(to);
    members_of<file_move>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_file>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("file_size", it.file_size_);
    io.required("media_type", it.media_type_);
    io.optional("source_url", it.source_url_);
}

bool read(const json_reader& from, new_file& to) {
    object_reader io(from);
    members_of<new_file>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_file& value) {
    object_writer io(to);
    members_of<new_file>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_local_upload>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("file_size", it.file_size_);
}

bool read(const json_reader& from, new_local_upload& to) {
    object_reader io(from);
    members_of<new_local_upload>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_local_upload& value) {
    object_writer io(to);
    members_of<new_local_upload>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_remote_upload>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("source_url", it.source_url_);
}

bool read(const json_reader& from, new_remote_upload& to) {
    object_reader io(from);
    members_of<new_remote_upload>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_remote_upload& value) {
    object_writer io(to);
    members_of<new_remote_upload>::visit(io, value);
    io.end();
}

template std::string to_json(const file_batch& value);
template file_batch from_json<file_batch>(std::string_view text);
template std::string to_json(const file_changes& value);
template file_changes from_json<file_changes>(std::string_view text);
template std::string to_json(const file_copy& value);
template file_copy from_json<file_copy>(std::string_view text);
template std::string to_json(const file_import& value);
template file_import from_json<file_import>(std::string_view text);
template std::string to_json(const file_move& value);
template file_move from_json<file_move>(std::string_view text);
template std::string to_json(const new_file& value);
template new_file from_json<new_file>(std::string_view text);
template std::string to_json(const new_local_upload& value);
template new_local_upload from_json<new_local_upload>(std::string_view text);
template std::string to_json(const new_remote_upload& value);
template new_remote_upload from_json<new_remote_upload>(std::string_view text);

}  // namespace frameio::api
