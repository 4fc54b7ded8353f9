// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/metadata_fields.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_date_configuration(Io& io, T& it) {
    io.required("display_format", it.display_format);
    io.optional("display_timezone", it.display_timezone);
    io.optional("include_time", it.include_time);
    io.optional("time_format", it.time_format);
}

bool read(const json_reader& from, date_configuration& to) {
    object_reader io(from);
    visit_date_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const date_configuration& value) {
    object_writer io(to);
    visit_date_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_date_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, date_definition& to) {
    object_reader io(from);
    visit_date_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const date_definition& value) {
    object_writer io(to);
    visit_date_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_definition_option(Io& io, T& it) {
    io.optional("id", it.id);
    io.required("display_name", it.display_name);
    io.optional("color", it.color);
}

bool read(const json_reader& from, definition_option& to) {
    object_reader io(from);
    visit_definition_option(io, to);
    return io.is_object();
}

void write(json_writer& to, const definition_option& value) {
    object_writer io(to);
    visit_definition_option(io, value);
    io.end();
}

template <class Io, class T>
void visit_long_text_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, long_text_definition& to) {
    object_reader io(from);
    visit_long_text_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const long_text_definition& value) {
    object_writer io(to);
    visit_long_text_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_number_configuration(Io& io, T& it) {
    io.required("scale", it.scale);
    io.optional("number_format", it.number_format);
}

bool read(const json_reader& from, number_configuration& to) {
    object_reader io(from);
    visit_number_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const number_configuration& value) {
    object_writer io(to);
    visit_number_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_number_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, number_definition& to) {
    object_reader io(from);
    visit_number_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const number_definition& value) {
    object_writer io(to);
    visit_number_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_rating_configuration(Io& io, T& it) {
    io.required("max_value", it.max_value);
    io.optional("color", it.color);
    io.optional("style", it.style);
}

bool read(const json_reader& from, rating_configuration& to) {
    object_reader io(from);
    visit_rating_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const rating_configuration& value) {
    object_writer io(to);
    visit_rating_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_rating_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, rating_definition& to) {
    object_reader io(from);
    visit_rating_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const rating_definition& value) {
    object_writer io(to);
    visit_rating_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_select_configuration(Io& io, T& it) {
    io.required("options", it.options);
    io.optional("enable_add_new", it.enable_add_new);
}

bool read(const json_reader& from, select_configuration& to) {
    object_reader io(from);
    visit_select_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_configuration& value) {
    object_writer io(to);
    visit_select_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_select_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, select_definition& to) {
    object_reader io(from);
    visit_select_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_definition& value) {
    object_writer io(to);
    visit_select_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_select_multi_configuration(Io& io, T& it) {
    io.required("options", it.options);
    io.optional("enable_add_new", it.enable_add_new);
}

bool read(const json_reader& from, select_multi_configuration& to) {
    object_reader io(from);
    visit_select_multi_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_multi_configuration& value) {
    object_writer io(to);
    visit_select_multi_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_select_multi_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, select_multi_definition& to) {
    object_reader io(from);
    visit_select_multi_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_multi_definition& value) {
    object_writer io(to);
    visit_select_multi_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_text_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, text_definition& to) {
    object_reader io(from);
    visit_text_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const text_definition& value) {
    object_writer io(to);
    visit_text_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_toggle_configuration(Io& io, T& it) {
    io.nullable("color", it.color);
}

bool read(const json_reader& from, toggle_configuration& to) {
    object_reader io(from);
    visit_toggle_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const toggle_configuration& value) {
    object_writer io(to);
    visit_toggle_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_toggle_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, toggle_definition& to) {
    object_reader io(from);
    visit_toggle_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const toggle_definition& value) {
    object_writer io(to);
    visit_toggle_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_user_multi_configuration(Io& io, T& it) {
    io.required("custom_members", it.custom_members);
    io.required("member_options_type", it.member_options_type);
    io.required("notify_members", it.notify_members);
}

bool read(const json_reader& from, user_multi_configuration& to) {
    object_reader io(from);
    visit_user_multi_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_multi_configuration& value) {
    object_writer io(to);
    visit_user_multi_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_user_multi_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, user_multi_definition& to) {
    object_reader io(from);
    visit_user_multi_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_multi_definition& value) {
    object_writer io(to);
    visit_user_multi_definition(io, value);
    io.end();
}

template <class Io, class T>
void visit_user_single_configuration(Io& io, T& it) {
    io.required("custom_members", it.custom_members);
    io.required("member_options_type", it.member_options_type);
    io.required("notify_members", it.notify_members);
}

bool read(const json_reader& from, user_single_configuration& to) {
    object_reader io(from);
    visit_user_single_configuration(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_single_configuration& value) {
    object_writer io(to);
    visit_user_single_configuration(io, value);
    io.end();
}

template <class Io, class T>
void visit_user_single_definition(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("creator_id", it.creator_id);
    io.required("field_configuration", it.field_configuration);
    io.required("field_type", it.field_type);
    io.required("mutable", it.mutable_);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, user_single_definition& to) {
    object_reader io(from);
    visit_user_single_definition(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_single_definition& value) {
    object_writer io(to);
    visit_user_single_definition(io, value);
    io.end();
}

bool read(const json_reader& from, field_definition& to) {
    alternative_reader choice(from, "field_type", to);
    choice.take<date_definition>("date");
    choice.take<long_text_definition>("long_text");
    choice.take<number_definition>("number");
    choice.take<rating_definition>("rating");
    choice.take<select_definition>("select");
    choice.take<select_multi_definition>("select_multi");
    choice.take<text_definition>("text");
    choice.take<toggle_definition>("toggle");
    choice.take<user_multi_definition>("user_multi");
    choice.take<user_single_definition>("user_single");
    return choice.end();
}

template std::string to_json(const date_configuration& value);
template date_configuration from_json<date_configuration>(std::string_view text);
template std::string to_json(const date_definition& value);
template date_definition from_json<date_definition>(std::string_view text);
template std::string to_json(const definition_option& value);
template definition_option from_json<definition_option>(std::string_view text);
template std::string to_json(const long_text_definition& value);
template long_text_definition from_json<long_text_definition>(std::string_view text);
template std::string to_json(const number_configuration& value);
template number_configuration from_json<number_configuration>(std::string_view text);
template std::string to_json(const number_definition& value);
template number_definition from_json<number_definition>(std::string_view text);
template std::string to_json(const rating_configuration& value);
template rating_configuration from_json<rating_configuration>(std::string_view text);
template std::string to_json(const rating_definition& value);
template rating_definition from_json<rating_definition>(std::string_view text);
template std::string to_json(const select_configuration& value);
template select_configuration from_json<select_configuration>(std::string_view text);
template std::string to_json(const select_definition& value);
template select_definition from_json<select_definition>(std::string_view text);
template std::string to_json(const select_multi_configuration& value);
template select_multi_configuration from_json<select_multi_configuration>(std::string_view text);
template std::string to_json(const select_multi_definition& value);
template select_multi_definition from_json<select_multi_definition>(std::string_view text);
template std::string to_json(const text_definition& value);
template text_definition from_json<text_definition>(std::string_view text);
template std::string to_json(const toggle_configuration& value);
template toggle_configuration from_json<toggle_configuration>(std::string_view text);
template std::string to_json(const toggle_definition& value);
template toggle_definition from_json<toggle_definition>(std::string_view text);
template std::string to_json(const user_multi_configuration& value);
template user_multi_configuration from_json<user_multi_configuration>(std::string_view text);
template std::string to_json(const user_multi_definition& value);
template user_multi_definition from_json<user_multi_definition>(std::string_view text);
template std::string to_json(const user_single_configuration& value);
template user_single_configuration from_json<user_single_configuration>(std::string_view text);
template std::string to_json(const user_single_definition& value);
template user_single_definition from_json<user_single_definition>(std::string_view text);
template std::string to_json(const field_definition& value);
template field_definition from_json<field_definition>(std::string_view text);
template class pages<field_definition>;

}  // namespace frameio::api
