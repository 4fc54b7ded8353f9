// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/comments.hpp"

#include "api/generated/models/comments.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<new_anchor>::visit(Io& io, T& it) {
    io.required("x", it.x_);
    io.required("y", it.y_);
}

bool read(const json_reader& from, new_anchor& to) {
    object_reader io(from);
    members_of<new_anchor>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_anchor& value) {
    object_writer io(to);
    members_of<new_anchor>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_link>::visit(Io& io, T& it) {
    io.required("end_index", it.end_index_);
    io.required("start_index", it.start_index_);
    io.required("url", it.url_);
}

bool read(const json_reader& from, new_link& to) {
    object_reader io(from);
    members_of<new_link>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_link& value) {
    object_writer io(to);
    members_of<new_link>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_text_review_bounds>::visit(Io& io, T& it) {
    io.required("height", it.height_);
    io.required("width", it.width_);
    io.required("x", it.x_);
    io.required("y", it.y_);
}

bool read(const json_reader& from, new_text_review_bounds& to) {
    object_reader io(from);
    members_of<new_text_review_bounds>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_text_review_bounds& value) {
    object_writer io(to);
    members_of<new_text_review_bounds>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<text_review_changes>::visit(Io& io, T& it) {
    io.optional("bounds", it.bounds_);
    io.optional("selection_text", it.selection_text_);
    io.optional("suggested_text", it.suggested_text_);
    io.optional("text_review_annotation_type", it.text_review_annotation_type_);
}

bool read(const json_reader& from, text_review_changes& to) {
    object_reader io(from);
    members_of<text_review_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const text_review_changes& value) {
    object_writer io(to);
    members_of<text_review_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<comment_changes>::visit(Io& io, T& it) {
    io.optional("anchor", it.anchor_);
    io.optional("annotation", it.annotation_);
    io.optional("completed", it.completed_);
    io.optional("duration", it.duration_);
    io.optional("links", it.links_);
    io.optional("page", it.page_);
    io.optional("text", it.text_);
    io.optional("text_review_annotation", it.text_review_annotation_);
    io.optional("timestamp", it.timestamp_);
}

bool read(const json_reader& from, comment_changes& to) {
    object_reader io(from);
    members_of<comment_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const comment_changes& value) {
    object_writer io(to);
    members_of<comment_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_attachment>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("file_size", it.file_size_);
    io.required("media_type", it.media_type_);
}

bool read(const json_reader& from, new_attachment& to) {
    object_reader io(from);
    members_of<new_attachment>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_attachment& value) {
    object_writer io(to);
    members_of<new_attachment>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_text_review>::visit(Io& io, T& it) {
    io.required("bounds", it.bounds_);
    io.nullable("selection_text", it.selection_text_);
    io.nullable("suggested_text", it.suggested_text_);
    io.required("text_review_annotation_type", it.text_review_annotation_type_);
}

bool read(const json_reader& from, new_text_review& to) {
    object_reader io(from);
    members_of<new_text_review>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_text_review& value) {
    object_writer io(to);
    members_of<new_text_review>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_comment>::visit(Io& io, T& it) {
    io.required("text", it.text_);
    io.optional("anchor", it.anchor_);
    io.optional("annotation", it.annotation_);
    io.optional("attachments", it.attachments_);
    io.optional("completed", it.completed_);
    io.optional("duration", it.duration_);
    io.optional("links", it.links_);
    io.optional("page", it.page_);
    io.optional("text_review_annotation", it.text_review_annotation_);
    io.optional("timestamp", it.timestamp_);
}

bool read(const json_reader& from, new_comment& to) {
    object_reader io(from);
    members_of<new_comment>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_comment& value) {
    object_writer io(to);
    members_of<new_comment>::visit(io, value);
    io.end();
}

template std::string to_json(const new_anchor& value);
template new_anchor from_json<new_anchor>(std::string_view text);
template std::string to_json(const new_link& value);
template new_link from_json<new_link>(std::string_view text);
template std::string to_json(const new_text_review_bounds& value);
template new_text_review_bounds from_json<new_text_review_bounds>(std::string_view text);
template std::string to_json(const text_review_changes& value);
template text_review_changes from_json<text_review_changes>(std::string_view text);
template std::string to_json(const comment_changes& value);
template comment_changes from_json<comment_changes>(std::string_view text);
template std::string to_json(const new_attachment& value);
template new_attachment from_json<new_attachment>(std::string_view text);
template std::string to_json(const new_text_review& value);
template new_text_review from_json<new_text_review>(std::string_view text);
template std::string to_json(const new_comment& value);
template new_comment from_json<new_comment>(std::string_view text);

}  // namespace frameio::api
