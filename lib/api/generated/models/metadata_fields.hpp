// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/metadata_fields.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, date_configuration& to);
void write(json_writer& to, const date_configuration& value);
bool read(const json_reader& from, date_definition& to);
void write(json_writer& to, const date_definition& value);
bool read(const json_reader& from, definition_option& to);
void write(json_writer& to, const definition_option& value);
bool read(const json_reader& from, long_text_definition& to);
void write(json_writer& to, const long_text_definition& value);
bool read(const json_reader& from, number_configuration& to);
void write(json_writer& to, const number_configuration& value);
bool read(const json_reader& from, number_definition& to);
void write(json_writer& to, const number_definition& value);
bool read(const json_reader& from, rating_configuration& to);
void write(json_writer& to, const rating_configuration& value);
bool read(const json_reader& from, rating_definition& to);
void write(json_writer& to, const rating_definition& value);
bool read(const json_reader& from, select_configuration& to);
void write(json_writer& to, const select_configuration& value);
bool read(const json_reader& from, select_definition& to);
void write(json_writer& to, const select_definition& value);
bool read(const json_reader& from, select_multi_configuration& to);
void write(json_writer& to, const select_multi_configuration& value);
bool read(const json_reader& from, select_multi_definition& to);
void write(json_writer& to, const select_multi_definition& value);
bool read(const json_reader& from, text_definition& to);
void write(json_writer& to, const text_definition& value);
bool read(const json_reader& from, toggle_configuration& to);
void write(json_writer& to, const toggle_configuration& value);
bool read(const json_reader& from, toggle_definition& to);
void write(json_writer& to, const toggle_definition& value);
bool read(const json_reader& from, user_multi_configuration& to);
void write(json_writer& to, const user_multi_configuration& value);
bool read(const json_reader& from, user_multi_definition& to);
void write(json_writer& to, const user_multi_definition& value);
bool read(const json_reader& from, user_single_configuration& to);
void write(json_writer& to, const user_single_configuration& value);
bool read(const json_reader& from, user_single_definition& to);
void write(json_writer& to, const user_single_definition& value);
bool read(const json_reader& from, field_definition& to);

}  // namespace frameio::api
