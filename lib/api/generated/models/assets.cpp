// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/assets.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/projects.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_media_link(Io& io, T& it) {
    io.nullable("download_url", it.download_url);
}

bool read(const json_reader& from, media_link& to) {
    object_reader io(from);
    visit_media_link(io, to);
    return io.is_object();
}

void write(json_writer& to, const media_link& value) {
    object_writer io(to);
    visit_media_link(io, value);
    io.end();
}

template <class Io, class T>
void visit_original_media_link(Io& io, T& it) {
    io.nullable("download_url", it.download_url);
    io.nullable("inline_url", it.inline_url);
}

bool read(const json_reader& from, original_media_link& to) {
    object_reader io(from);
    visit_original_media_link(io, to);
    return io.is_object();
}

void write(json_writer& to, const original_media_link& value) {
    object_writer io(to);
    visit_original_media_link(io, value);
    io.end();
}

template <class Io, class T>
void visit_rendition_media_link(Io& io, T& it) {
    io.nullable("download_url", it.download_url);
    io.nullable("url", it.url);
}

bool read(const json_reader& from, rendition_media_link& to) {
    object_reader io(from);
    visit_rendition_media_link(io, to);
    return io.is_object();
}

void write(json_writer& to, const rendition_media_link& value) {
    object_writer io(to);
    visit_rendition_media_link(io, value);
    io.end();
}

template <class Io, class T>
void visit_media_links(Io& io, T& it) {
    io.optional("efficient", it.efficient);
    io.optional("high_quality", it.high_quality);
    io.optional("original", it.original);
    io.optional("scrub_sheet", it.scrub_sheet);
    io.optional("thumbnail", it.thumbnail);
    io.optional("thumbnail_high_quality", it.thumbnail_high_quality);
    io.optional("video_h264_180", it.video_h264_180);
}

bool read(const json_reader& from, media_links& to) {
    object_reader io(from);
    visit_media_links(io, to);
    return io.is_object();
}

void write(json_writer& to, const media_links& value) {
    object_writer io(to);
    visit_media_links(io, value);
    io.end();
}

template <class Io, class T>
void visit_boolean_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.nullable("value", it.value);
}

bool read(const json_reader& from, boolean_value& to) {
    object_reader io(from);
    visit_boolean_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const boolean_value& value) {
    object_writer io(to);
    visit_boolean_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_date_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.nullable("value", it.value);
}

bool read(const json_reader& from, date_value& to) {
    object_reader io(from);
    visit_date_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const date_value& value) {
    object_writer io(to);
    visit_date_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_integer_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.nullable("value", it.value);
}

bool read(const json_reader& from, integer_value& to) {
    object_reader io(from);
    visit_integer_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const integer_value& value) {
    object_writer io(to);
    visit_integer_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_select_option(Io& io, T& it) {
    io.required("id", it.id);
    io.required("display_name", it.display_name);
}

bool read(const json_reader& from, select_option& to) {
    object_reader io(from);
    visit_select_option(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_option& value) {
    object_writer io(to);
    visit_select_option(io, value);
    io.end();
}

template <class Io, class T>
void visit_multi_select_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("value", it.value);
    io.optional("field_options", it.field_options);
}

bool read(const json_reader& from, multi_select_value& to) {
    object_reader io(from);
    visit_multi_select_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const multi_select_value& value) {
    object_writer io(to);
    visit_multi_select_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_user_value(Io& io, T& it) {
    io.required("id", it.id);
    io.required("type", it.type);
}

bool read(const json_reader& from, user_value& to) {
    object_reader io(from);
    visit_user_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_value& value) {
    object_writer io(to);
    visit_user_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_multi_user_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("value", it.value);
    io.optional("custom_members", it.custom_members);
    io.optional("member_options_type", it.member_options_type);
}

bool read(const json_reader& from, multi_user_value& to) {
    object_reader io(from);
    visit_multi_user_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const multi_user_value& value) {
    object_writer io(to);
    visit_multi_user_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_number_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.nullable("value", it.value);
}

bool read(const json_reader& from, number_value& to) {
    object_reader io(from);
    visit_number_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const number_value& value) {
    object_writer io(to);
    visit_number_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_select_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("value", it.value);
    io.optional("field_options", it.field_options);
}

bool read(const json_reader& from, select_value& to) {
    object_reader io(from);
    visit_select_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_value& value) {
    object_writer io(to);
    visit_select_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_single_user_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("value", it.value);
    io.optional("custom_members", it.custom_members);
    io.optional("member_options_type", it.member_options_type);
}

bool read(const json_reader& from, single_user_value& to) {
    object_reader io(from);
    visit_single_user_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const single_user_value& value) {
    object_writer io(to);
    visit_single_user_value(io, value);
    io.end();
}

template <class Io, class T>
void visit_text_value(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id);
    io.required("field_definition_name", it.field_definition_name);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.nullable("value", it.value);
}

bool read(const json_reader& from, text_value& to) {
    object_reader io(from);
    visit_text_value(io, to);
    return io.is_object();
}

void write(json_writer& to, const text_value& value) {
    object_writer io(to);
    visit_text_value(io, value);
    io.end();
}

bool read(const json_reader& from, metadata_value& to) {
    alternative_reader choice(from, "field_type", to);
    choice.take<date_value>("date");
    choice.take<text_value>("long_text");
    choice.take<text_value>("text");
    choice.take<number_value>("number");
    choice.take<integer_value>("rating");
    choice.take<select_value>("select");
    choice.take<multi_select_value>("select_multi");
    choice.take<boolean_value>("toggle");
    choice.take<multi_user_value>("user_multi");
    choice.take<multi_user_value>("users");
    choice.take<single_user_value>("user_single");
    return choice.end();
}

template <class Io, class T>
void visit_upload_url(Io& io, T& it) {
    io.required("size", it.size);
    io.required("url", it.url);
}

bool read(const json_reader& from, upload_url& to) {
    object_reader io(from);
    visit_upload_url(io, to);
    return io.is_object();
}

void write(json_writer& to, const upload_url& value) {
    object_writer io(to);
    visit_upload_url(io, value);
    io.end();
}

template <class Io, class T>
void visit_file(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("file_size", it.file_size);
    io.required("media_type", it.media_type);
    io.nullable("parent_id", it.parent_id);
    io.required("project_id", it.project_id);
    io.required("status", it.status);
    io.required("type", it.type);
    io.required("updated_at", it.updated_at);
    io.required("view_url", it.view_url);
    io.optional("adobe_id", it.adobe_id);
    io.optional("adobe_version_id", it.adobe_version_id);
    io.optional("creator", it.creator);
    io.optional("media_links", it.media_links);
    io.optional("metadata", it.metadata);
    io.optional("project", it.project);
    io.optional("upload_urls", it.upload_urls);
}

bool read(const json_reader& from, file& to) {
    object_reader io(from);
    visit_file(io, to);
    return io.is_object();
}

void write(json_writer& to, const file& value) {
    object_writer io(to);
    visit_file(io, value);
    io.end();
}

template <class Io, class T>
void visit_folder(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.nullable("cover_file_id", it.cover_file_id);
    io.required("created_at", it.created_at);
    io.nullable("parent_id", it.parent_id);
    io.required("project_id", it.project_id);
    io.required("type", it.type);
    io.required("updated_at", it.updated_at);
    io.required("view_url", it.view_url);
    io.optional("adobe_id", it.adobe_id);
    io.optional("creator", it.creator);
    io.optional("metadata", it.metadata);
    io.optional("project", it.project);
}

bool read(const json_reader& from, folder& to) {
    object_reader io(from);
    visit_folder(io, to);
    return io.is_object();
}

void write(json_writer& to, const folder& value) {
    object_writer io(to);
    visit_folder(io, value);
    io.end();
}

template <class Io, class T>
void visit_version_stack(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.nullable("head_version", it.head_version);
    io.nullable("parent_id", it.parent_id);
    io.required("project_id", it.project_id);
    io.required("type", it.type);
    io.required("updated_at", it.updated_at);
    io.required("view_url", it.view_url);
    io.optional("adobe_id", it.adobe_id);
    io.optional("creator", it.creator);
    io.optional("metadata", it.metadata);
    io.optional("project", it.project);
}

bool read(const json_reader& from, version_stack& to) {
    object_reader io(from);
    visit_version_stack(io, to);
    return io.is_object();
}

void write(json_writer& to, const version_stack& value) {
    object_writer io(to);
    visit_version_stack(io, value);
    io.end();
}

bool read(const json_reader& from, asset& to) {
    alternative_reader choice(from, "type", to);
    choice.take<file>("file");
    choice.take<folder>("folder");
    choice.take<version_stack>("version_stack");
    return choice.end();
}

template std::string to_json(const media_link& value);
template media_link from_json<media_link>(std::string_view text);
template std::string to_json(const original_media_link& value);
template original_media_link from_json<original_media_link>(std::string_view text);
template std::string to_json(const rendition_media_link& value);
template rendition_media_link from_json<rendition_media_link>(std::string_view text);
template std::string to_json(const media_links& value);
template media_links from_json<media_links>(std::string_view text);
template std::string to_json(const boolean_value& value);
template boolean_value from_json<boolean_value>(std::string_view text);
template std::string to_json(const date_value& value);
template date_value from_json<date_value>(std::string_view text);
template std::string to_json(const integer_value& value);
template integer_value from_json<integer_value>(std::string_view text);
template std::string to_json(const select_option& value);
template select_option from_json<select_option>(std::string_view text);
template std::string to_json(const multi_select_value& value);
template multi_select_value from_json<multi_select_value>(std::string_view text);
template std::string to_json(const user_value& value);
template user_value from_json<user_value>(std::string_view text);
template std::string to_json(const multi_user_value& value);
template multi_user_value from_json<multi_user_value>(std::string_view text);
template std::string to_json(const number_value& value);
template number_value from_json<number_value>(std::string_view text);
template std::string to_json(const select_value& value);
template select_value from_json<select_value>(std::string_view text);
template std::string to_json(const single_user_value& value);
template single_user_value from_json<single_user_value>(std::string_view text);
template std::string to_json(const text_value& value);
template text_value from_json<text_value>(std::string_view text);
template std::string to_json(const metadata_value& value);
template metadata_value from_json<metadata_value>(std::string_view text);
template std::string to_json(const upload_url& value);
template upload_url from_json<upload_url>(std::string_view text);
template std::string to_json(const file& value);
template file from_json<file>(std::string_view text);
template std::string to_json(const folder& value);
template folder from_json<folder>(std::string_view text);
template std::string to_json(const version_stack& value);
template version_stack from_json<version_stack>(std::string_view text);
template std::string to_json(const asset& value);
template asset from_json<asset>(std::string_view text);
template class pages<asset>;
template class pages<folder>;
template class pages<version_stack>;

}  // namespace frameio::api
