// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/comments.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_anchor(Io& io, T& it) {
    io.required("x", it.x);
    io.required("y", it.y);
}

bool read(const json_reader& from, anchor& to) {
    object_reader io(from);
    visit_anchor(io, to);
    return io.is_object();
}

void write(json_writer& to, const anchor& value) {
    object_writer io(to);
    visit_anchor(io, value);
    io.end();
}

template <class Io, class T>
void visit_comment_attachment(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("file_size", it.file_size);
    io.nullable("media_type", it.media_type);
    io.optional("upload_urls", it.upload_urls);
}

bool read(const json_reader& from, comment_attachment& to) {
    object_reader io(from);
    visit_comment_attachment(io, to);
    return io.is_object();
}

void write(json_writer& to, const comment_attachment& value) {
    object_writer io(to);
    visit_comment_attachment(io, value);
    io.end();
}

template <class Io, class T>
void visit_link(Io& io, T& it) {
    io.required("end_index", it.end_index);
    io.required("start_index", it.start_index);
    io.required("text", it.text);
    io.required("url", it.url);
}

bool read(const json_reader& from, link& to) {
    object_reader io(from);
    visit_link(io, to);
    return io.is_object();
}

void write(json_writer& to, const link& value) {
    object_writer io(to);
    visit_link(io, value);
    io.end();
}

template <class Io, class T>
void visit_mention(Io& io, T& it) {
    io.required("end_index", it.end_index);
    io.required("start_index", it.start_index);
    io.required("text", it.text);
    io.required("user_id", it.user_id);
}

bool read(const json_reader& from, mention& to) {
    object_reader io(from);
    visit_mention(io, to);
    return io.is_object();
}

void write(json_writer& to, const mention& value) {
    object_writer io(to);
    visit_mention(io, value);
    io.end();
}

template <class Io, class T>
void visit_text_review_bounds(Io& io, T& it) {
    io.required("height", it.height);
    io.required("width", it.width);
    io.required("x", it.x);
    io.required("y", it.y);
}

bool read(const json_reader& from, text_review_bounds& to) {
    object_reader io(from);
    visit_text_review_bounds(io, to);
    return io.is_object();
}

void write(json_writer& to, const text_review_bounds& value) {
    object_writer io(to);
    visit_text_review_bounds(io, value);
    io.end();
}

template <class Io, class T>
void visit_text_review_annotation(Io& io, T& it) {
    io.required("bounds", it.bounds);
    io.nullable("selection_text", it.selection_text);
    io.nullable("suggested_text", it.suggested_text);
    io.required("text_review_annotation_type", it.text_review_annotation_type);
}

bool read(const json_reader& from, text_review_annotation& to) {
    object_reader io(from);
    visit_text_review_annotation(io, to);
    return io.is_object();
}

void write(json_writer& to, const text_review_annotation& value) {
    object_writer io(to);
    visit_text_review_annotation(io, value);
    io.end();
}

template <class Io, class T>
void visit_comment(Io& io, T& it) {
    io.required("id", it.id);
    io.nullable("annotation", it.annotation);
    io.nullable("attachments", it.attachments);
    io.nullable("completed_at", it.completed_at);
    io.nullable("completer_id", it.completer_id);
    io.required("created_at", it.created_at);
    io.nullable("duration", it.duration);
    io.required("file_id", it.file_id);
    io.required("links", it.links);
    io.required("mentions", it.mentions);
    io.nullable("page", it.page);
    io.required("text", it.text);
    io.nullable("text_edited_at", it.text_edited_at);
    io.nullable("text_review_annotation", it.text_review_annotation);
    io.nullable("timestamp", it.timestamp);
    io.required("updated_at", it.updated_at);
    io.optional("anchor", it.anchor);
    io.optional("owner", it.owner);
    io.optional("replies", it.replies);
}

bool read(const json_reader& from, comment& to) {
    object_reader io(from);
    visit_comment(io, to);
    return io.is_object();
}

void write(json_writer& to, const comment& value) {
    object_writer io(to);
    visit_comment(io, value);
    io.end();
}

template std::string to_json(const anchor& value);
template anchor from_json<anchor>(std::string_view text);
template std::string to_json(const comment_attachment& value);
template comment_attachment from_json<comment_attachment>(std::string_view text);
template std::string to_json(const link& value);
template link from_json<link>(std::string_view text);
template std::string to_json(const mention& value);
template mention from_json<mention>(std::string_view text);
template std::string to_json(const text_review_bounds& value);
template text_review_bounds from_json<text_review_bounds>(std::string_view text);
template std::string to_json(const text_review_annotation& value);
template text_review_annotation from_json<text_review_annotation>(std::string_view text);
template std::string to_json(const comment& value);
template comment from_json<comment>(std::string_view text);
template class pages<comment>;

}  // namespace frameio::api
