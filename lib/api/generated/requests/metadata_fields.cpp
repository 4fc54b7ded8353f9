// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/metadata_fields.hpp"

#include "api/generated/models/assets.hpp"
#include "api/generated/models/metadata_fields.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<date_configuration_changes>::visit(Io& io, T& it) {
    io.optional("display_format", it.display_format_);
    io.optional("display_timezone", it.display_timezone_);
    io.optional("include_time", it.include_time_);
    io.optional("time_format", it.time_format_);
}

bool read(const json_reader& from, date_configuration_changes& to) {
    object_reader io(from);
    members_of<date_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const date_configuration_changes& value) {
    object_writer io(to);
    members_of<date_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<date_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "date");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, date_definition_changes& to) {
    object_reader io(from);
    members_of<date_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const date_definition_changes& value) {
    object_writer io(to);
    members_of<date_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<long_text_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "long_text");
}

bool read(const json_reader& from, long_text_definition_changes& to) {
    object_reader io(from);
    members_of<long_text_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const long_text_definition_changes& value) {
    object_writer io(to);
    members_of<long_text_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<number_configuration_changes>::visit(Io& io, T& it) {
    io.optional("number_format", it.number_format_);
    io.optional("scale", it.scale_);
}

bool read(const json_reader& from, number_configuration_changes& to) {
    object_reader io(from);
    members_of<number_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const number_configuration_changes& value) {
    object_writer io(to);
    members_of<number_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<number_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "number");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, number_definition_changes& to) {
    object_reader io(from);
    members_of<number_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const number_definition_changes& value) {
    object_writer io(to);
    members_of<number_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<rating_configuration_changes>::visit(Io& io, T& it) {
    io.optional("color", it.color_);
    io.optional("max_value", it.max_value_);
    io.optional("style", it.style_);
}

bool read(const json_reader& from, rating_configuration_changes& to) {
    object_reader io(from);
    members_of<rating_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const rating_configuration_changes& value) {
    object_writer io(to);
    members_of<rating_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<rating_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "rating");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, rating_definition_changes& to) {
    object_reader io(from);
    members_of<rating_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const rating_definition_changes& value) {
    object_writer io(to);
    members_of<rating_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_option>::visit(Io& io, T& it) {
    io.required("display_name", it.display_name_);
    io.optional("color", it.color_);
}

bool read(const json_reader& from, new_option& to) {
    object_reader io(from);
    members_of<new_option>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_option& value) {
    object_writer io(to);
    members_of<new_option>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<select_configuration_changes>::visit(Io& io, T& it) {
    io.optional("enable_add_new", it.enable_add_new_);
    io.optional("options", it.options_);
}

bool read(const json_reader& from, select_configuration_changes& to) {
    object_reader io(from);
    members_of<select_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_configuration_changes& value) {
    object_writer io(to);
    members_of<select_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<select_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "select");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, select_definition_changes& to) {
    object_reader io(from);
    members_of<select_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_definition_changes& value) {
    object_writer io(to);
    members_of<select_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<select_multi_configuration_changes>::visit(Io& io, T& it) {
    io.optional("enable_add_new", it.enable_add_new_);
    io.optional("options", it.options_);
}

bool read(const json_reader& from, select_multi_configuration_changes& to) {
    object_reader io(from);
    members_of<select_multi_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_multi_configuration_changes& value) {
    object_writer io(to);
    members_of<select_multi_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<select_multi_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "select_multi");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, select_multi_definition_changes& to) {
    object_reader io(from);
    members_of<select_multi_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const select_multi_definition_changes& value) {
    object_writer io(to);
    members_of<select_multi_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<text_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "text");
}

bool read(const json_reader& from, text_definition_changes& to) {
    object_reader io(from);
    members_of<text_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const text_definition_changes& value) {
    object_writer io(to);
    members_of<text_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<toggle_configuration_changes>::visit(Io& io, T& it) {
    io.optional("color", it.color_);
}

bool read(const json_reader& from, toggle_configuration_changes& to) {
    object_reader io(from);
    members_of<toggle_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const toggle_configuration_changes& value) {
    object_writer io(to);
    members_of<toggle_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<toggle_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "toggle");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, toggle_definition_changes& to) {
    object_reader io(from);
    members_of<toggle_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const toggle_definition_changes& value) {
    object_writer io(to);
    members_of<toggle_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_member>::visit(Io& io, T& it) {
    io.required("id", it.id_);
    io.required("type", it.type_);
}

bool read(const json_reader& from, new_member& to) {
    object_reader io(from);
    members_of<new_member>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_member& value) {
    object_writer io(to);
    members_of<new_member>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<user_multi_configuration_changes>::visit(Io& io, T& it) {
    io.required("member_options_type", it.member_options_type_);
    io.required("notify_members", it.notify_members_);
    io.optional("custom_members", it.custom_members_);
}

bool read(const json_reader& from, user_multi_configuration_changes& to) {
    object_reader io(from);
    members_of<user_multi_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_multi_configuration_changes& value) {
    object_writer io(to);
    members_of<user_multi_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<user_multi_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "user_multi");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, user_multi_definition_changes& to) {
    object_reader io(from);
    members_of<user_multi_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_multi_definition_changes& value) {
    object_writer io(to);
    members_of<user_multi_definition_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<user_single_configuration_changes>::visit(Io& io, T& it) {
    io.required("member_options_type", it.member_options_type_);
    io.required("notify_members", it.notify_members_);
    io.optional("custom_members", it.custom_members_);
}

bool read(const json_reader& from, user_single_configuration_changes& to) {
    object_reader io(from);
    members_of<user_single_configuration_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_single_configuration_changes& value) {
    object_writer io(to);
    members_of<user_single_configuration_changes>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<user_single_definition_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.constant("field_type", "user_single");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, user_single_definition_changes& to) {
    object_reader io(from);
    members_of<user_single_definition_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const user_single_definition_changes& value) {
    object_writer io(to);
    members_of<user_single_definition_changes>::visit(io, value);
    io.end();
}

bool read(const json_reader& from, field_definition_changes& to) {
    alternative_reader choice(from, "field_type", to);
    choice.take<date_definition_changes>("date");
    choice.take<long_text_definition_changes>("long_text");
    choice.take<number_definition_changes>("number");
    choice.take<rating_definition_changes>("rating");
    choice.take<select_definition_changes>("select");
    choice.take<select_multi_definition_changes>("select_multi");
    choice.take<text_definition_changes>("text");
    choice.take<toggle_definition_changes>("toggle");
    choice.take<user_multi_definition_changes>("user_multi");
    choice.take<user_single_definition_changes>("user_single");
    return choice.end();
}

template <class Io, class T>
void members_of<new_date_configuration>::visit(Io& io, T& it) {
    io.required("display_format", it.display_format_);
    io.optional("display_timezone", it.display_timezone_);
    io.optional("include_time", it.include_time_);
    io.optional("time_format", it.time_format_);
}

bool read(const json_reader& from, new_date_configuration& to) {
    object_reader io(from);
    members_of<new_date_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_date_configuration& value) {
    object_writer io(to);
    members_of<new_date_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_date_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("field_configuration", it.field_configuration_);
    io.constant("field_type", "date");
}

bool read(const json_reader& from, new_date_definition& to) {
    object_reader io(from);
    members_of<new_date_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_date_definition& value) {
    object_writer io(to);
    members_of<new_date_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_long_text_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.constant("field_type", "long_text");
}

bool read(const json_reader& from, new_long_text_definition& to) {
    object_reader io(from);
    members_of<new_long_text_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_long_text_definition& value) {
    object_writer io(to);
    members_of<new_long_text_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_number_configuration>::visit(Io& io, T& it) {
    io.required("scale", it.scale_);
    io.optional("number_format", it.number_format_);
}

bool read(const json_reader& from, new_number_configuration& to) {
    object_reader io(from);
    members_of<new_number_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_number_configuration& value) {
    object_writer io(to);
    members_of<new_number_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_number_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("field_configuration", it.field_configuration_);
    io.constant("field_type", "number");
}

bool read(const json_reader& from, new_number_definition& to) {
    object_reader io(from);
    members_of<new_number_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_number_definition& value) {
    object_writer io(to);
    members_of<new_number_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_rating_configuration>::visit(Io& io, T& it) {
    io.required("max_value", it.max_value_);
    io.optional("color", it.color_);
    io.optional("style", it.style_);
}

bool read(const json_reader& from, new_rating_configuration& to) {
    object_reader io(from);
    members_of<new_rating_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_rating_configuration& value) {
    object_writer io(to);
    members_of<new_rating_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_rating_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("field_configuration", it.field_configuration_);
    io.constant("field_type", "rating");
}

bool read(const json_reader& from, new_rating_definition& to) {
    object_reader io(from);
    members_of<new_rating_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_rating_definition& value) {
    object_writer io(to);
    members_of<new_rating_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_select_configuration>::visit(Io& io, T& it) {
    io.required("options", it.options_);
    io.optional("enable_add_new", it.enable_add_new_);
}

bool read(const json_reader& from, new_select_configuration& to) {
    object_reader io(from);
    members_of<new_select_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_select_configuration& value) {
    object_writer io(to);
    members_of<new_select_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_select_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("field_configuration", it.field_configuration_);
    io.constant("field_type", "select");
}

bool read(const json_reader& from, new_select_definition& to) {
    object_reader io(from);
    members_of<new_select_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_select_definition& value) {
    object_writer io(to);
    members_of<new_select_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_select_multi_configuration>::visit(Io& io, T& it) {
    io.required("options", it.options_);
    io.optional("enable_add_new", it.enable_add_new_);
}

bool read(const json_reader& from, new_select_multi_configuration& to) {
    object_reader io(from);
    members_of<new_select_multi_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_select_multi_configuration& value) {
    object_writer io(to);
    members_of<new_select_multi_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_select_multi_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("field_configuration", it.field_configuration_);
    io.constant("field_type", "select_multi");
}

bool read(const json_reader& from, new_select_multi_definition& to) {
    object_reader io(from);
    members_of<new_select_multi_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_select_multi_definition& value) {
    object_writer io(to);
    members_of<new_select_multi_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_text_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.constant("field_type", "text");
}

bool read(const json_reader& from, new_text_definition& to) {
    object_reader io(from);
    members_of<new_text_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_text_definition& value) {
    object_writer io(to);
    members_of<new_text_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_toggle_configuration>::visit(Io& io, T& it) {
    io.optional("color", it.color_);
}

bool read(const json_reader& from, new_toggle_configuration& to) {
    object_reader io(from);
    members_of<new_toggle_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_toggle_configuration& value) {
    object_writer io(to);
    members_of<new_toggle_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_toggle_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.constant("field_type", "toggle");
    io.optional("field_configuration", it.field_configuration_);
}

bool read(const json_reader& from, new_toggle_definition& to) {
    object_reader io(from);
    members_of<new_toggle_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_toggle_definition& value) {
    object_writer io(to);
    members_of<new_toggle_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_user_multi_configuration>::visit(Io& io, T& it) {
    io.required("member_options_type", it.member_options_type_);
    io.required("notify_members", it.notify_members_);
    io.optional("custom_members", it.custom_members_);
}

bool read(const json_reader& from, new_user_multi_configuration& to) {
    object_reader io(from);
    members_of<new_user_multi_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_user_multi_configuration& value) {
    object_writer io(to);
    members_of<new_user_multi_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_user_multi_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("field_configuration", it.field_configuration_);
    io.constant("field_type", "user_multi");
}

bool read(const json_reader& from, new_user_multi_definition& to) {
    object_reader io(from);
    members_of<new_user_multi_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_user_multi_definition& value) {
    object_writer io(to);
    members_of<new_user_multi_definition>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_user_single_configuration>::visit(Io& io, T& it) {
    io.required("member_options_type", it.member_options_type_);
    io.required("notify_members", it.notify_members_);
    io.optional("custom_members", it.custom_members_);
}

bool read(const json_reader& from, new_user_single_configuration& to) {
    object_reader io(from);
    members_of<new_user_single_configuration>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_user_single_configuration& value) {
    object_writer io(to);
    members_of<new_user_single_configuration>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<new_user_single_definition>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("field_configuration", it.field_configuration_);
    io.constant("field_type", "user_single");
}

bool read(const json_reader& from, new_user_single_definition& to) {
    object_reader io(from);
    members_of<new_user_single_definition>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_user_single_definition& value) {
    object_writer io(to);
    members_of<new_user_single_definition>::visit(io, value);
    io.end();
}

bool read(const json_reader& from, new_field_definition& to) {
    alternative_reader choice(from, "field_type", to);
    choice.take<new_date_definition>("date");
    choice.take<new_long_text_definition>("long_text");
    choice.take<new_number_definition>("number");
    choice.take<new_rating_definition>("rating");
    choice.take<new_select_definition>("select");
    choice.take<new_select_multi_definition>("select_multi");
    choice.take<new_text_definition>("text");
    choice.take<new_toggle_definition>("toggle");
    choice.take<new_user_multi_definition>("user_multi");
    choice.take<new_user_single_definition>("user_single");
    return choice.end();
}

template std::string to_json(const date_configuration_changes& value);
template date_configuration_changes from_json<date_configuration_changes>(std::string_view text);
template std::string to_json(const date_definition_changes& value);
template date_definition_changes from_json<date_definition_changes>(std::string_view text);
template std::string to_json(const long_text_definition_changes& value);
template long_text_definition_changes from_json<long_text_definition_changes>(std::string_view text);
template std::string to_json(const number_configuration_changes& value);
template number_configuration_changes from_json<number_configuration_changes>(std::string_view text);
template std::string to_json(const number_definition_changes& value);
template number_definition_changes from_json<number_definition_changes>(std::string_view text);
template std::string to_json(const rating_configuration_changes& value);
template rating_configuration_changes from_json<rating_configuration_changes>(std::string_view text);
template std::string to_json(const rating_definition_changes& value);
template rating_definition_changes from_json<rating_definition_changes>(std::string_view text);
template std::string to_json(const new_option& value);
template new_option from_json<new_option>(std::string_view text);
template std::string to_json(const select_configuration_changes& value);
template select_configuration_changes from_json<select_configuration_changes>(std::string_view text);
template std::string to_json(const select_definition_changes& value);
template select_definition_changes from_json<select_definition_changes>(std::string_view text);
template std::string to_json(const select_multi_configuration_changes& value);
template select_multi_configuration_changes from_json<select_multi_configuration_changes>(std::string_view text);
template std::string to_json(const select_multi_definition_changes& value);
template select_multi_definition_changes from_json<select_multi_definition_changes>(std::string_view text);
template std::string to_json(const text_definition_changes& value);
template text_definition_changes from_json<text_definition_changes>(std::string_view text);
template std::string to_json(const toggle_configuration_changes& value);
template toggle_configuration_changes from_json<toggle_configuration_changes>(std::string_view text);
template std::string to_json(const toggle_definition_changes& value);
template toggle_definition_changes from_json<toggle_definition_changes>(std::string_view text);
template std::string to_json(const new_member& value);
template new_member from_json<new_member>(std::string_view text);
template std::string to_json(const user_multi_configuration_changes& value);
template user_multi_configuration_changes from_json<user_multi_configuration_changes>(std::string_view text);
template std::string to_json(const user_multi_definition_changes& value);
template user_multi_definition_changes from_json<user_multi_definition_changes>(std::string_view text);
template std::string to_json(const user_single_configuration_changes& value);
template user_single_configuration_changes from_json<user_single_configuration_changes>(std::string_view text);
template std::string to_json(const user_single_definition_changes& value);
template user_single_definition_changes from_json<user_single_definition_changes>(std::string_view text);
template std::string to_json(const field_definition_changes& value);
template field_definition_changes from_json<field_definition_changes>(std::string_view text);
template std::string to_json(const new_date_configuration& value);
template new_date_configuration from_json<new_date_configuration>(std::string_view text);
template std::string to_json(const new_date_definition& value);
template new_date_definition from_json<new_date_definition>(std::string_view text);
template std::string to_json(const new_long_text_definition& value);
template new_long_text_definition from_json<new_long_text_definition>(std::string_view text);
template std::string to_json(const new_number_configuration& value);
template new_number_configuration from_json<new_number_configuration>(std::string_view text);
template std::string to_json(const new_number_definition& value);
template new_number_definition from_json<new_number_definition>(std::string_view text);
template std::string to_json(const new_rating_configuration& value);
template new_rating_configuration from_json<new_rating_configuration>(std::string_view text);
template std::string to_json(const new_rating_definition& value);
template new_rating_definition from_json<new_rating_definition>(std::string_view text);
template std::string to_json(const new_select_configuration& value);
template new_select_configuration from_json<new_select_configuration>(std::string_view text);
template std::string to_json(const new_select_definition& value);
template new_select_definition from_json<new_select_definition>(std::string_view text);
template std::string to_json(const new_select_multi_configuration& value);
template new_select_multi_configuration from_json<new_select_multi_configuration>(std::string_view text);
template std::string to_json(const new_select_multi_definition& value);
template new_select_multi_definition from_json<new_select_multi_definition>(std::string_view text);
template std::string to_json(const new_text_definition& value);
template new_text_definition from_json<new_text_definition>(std::string_view text);
template std::string to_json(const new_toggle_configuration& value);
template new_toggle_configuration from_json<new_toggle_configuration>(std::string_view text);
template std::string to_json(const new_toggle_definition& value);
template new_toggle_definition from_json<new_toggle_definition>(std::string_view text);
template std::string to_json(const new_user_multi_configuration& value);
template new_user_multi_configuration from_json<new_user_multi_configuration>(std::string_view text);
template std::string to_json(const new_user_multi_definition& value);
template new_user_multi_definition from_json<new_user_multi_definition>(std::string_view text);
template std::string to_json(const new_user_single_configuration& value);
template new_user_single_configuration from_json<new_user_single_configuration>(std::string_view text);
template std::string to_json(const new_user_single_definition& value);
template new_user_single_definition from_json<new_user_single_definition>(std::string_view text);
template std::string to_json(const new_field_definition& value);
template new_field_definition from_json<new_field_definition>(std::string_view text);

}  // namespace frameio::api
