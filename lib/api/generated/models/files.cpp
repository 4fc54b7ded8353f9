// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/files.hpp"

#include "api/generated/models/assets.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_file_upload_status(Io& io, T& it) {
    io.required("id", it.id);
    io.required("filetype", it.filetype);
    io.required("upload_complete", it.upload_complete);
    io.nullable("upload_completed_at", it.upload_completed_at);
    io.required("upload_failed", it.upload_failed);
    io.nullable("uploaded_at", it.uploaded_at);
}

bool read(const json_reader& from, file_upload_status& to) {
    object_reader io(from);
    visit_file_upload_status(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_upload_status& value) {
    object_writer io(to);
    visit_file_upload_status(io, value);
    io.end();
}

template <class Io, class T>
void visit_remote_upload(Io& io, T& it) {
    io.required("data", it.data);
    io.required("links", it.links);
}

bool read(const json_reader& from, remote_upload& to) {
    object_reader io(from);
    visit_remote_upload(io, to);
    return io.is_object();
}

void write(json_writer& to, const remote_upload& value) {
    object_writer io(to);
    visit_remote_upload(io, value);
    io.end();
}

template std::string to_json(const file_upload_status& value);
template file_upload_status from_json<file_upload_status>(std::string_view text);
template std::string to_json(const remote_upload& value);
template remote_upload from_json<remote_upload>(std::string_view text);

}  // namespace frameio::api
