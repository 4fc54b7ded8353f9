// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/assets.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, media_link& to);
void write(json_writer& to, const media_link& value);
bool read(const json_reader& from, original_media_link& to);
void write(json_writer& to, const original_media_link& value);
bool read(const json_reader& from, rendition_media_link& to);
void write(json_writer& to, const rendition_media_link& value);
bool read(const json_reader& from, media_links& to);
void write(json_writer& to, const media_links& value);
bool read(const json_reader& from, boolean_value& to);
void write(json_writer& to, const boolean_value& value);
bool read(const json_reader& from, date_value& to);
void write(json_writer& to, const date_value& value);
bool read(const json_reader& from, integer_value& to);
void write(json_writer& to, const integer_value& value);
bool read(const json_reader& from, select_option& to);
void write(json_writer& to, const select_option& value);
bool read(const json_reader& from, multi_select_value& to);
void write(json_writer& to, const multi_select_value& value);
bool read(const json_reader& from, user_value& to);
void write(json_writer& to, const user_value& value);
bool read(const json_reader& from, multi_user_value& to);
void write(json_writer& to, const multi_user_value& value);
bool read(const json_reader& from, number_value& to);
void write(json_writer& to, const number_value& value);
bool read(const json_reader& from, select_value& to);
void write(json_writer& to, const select_value& value);
bool read(const json_reader& from, single_user_value& to);
void write(json_writer& to, const single_user_value& value);
bool read(const json_reader& from, text_value& to);
void write(json_writer& to, const text_value& value);
bool read(const json_reader& from, metadata_value& to);
bool read(const json_reader& from, upload_url& to);
void write(json_writer& to, const upload_url& value);
bool read(const json_reader& from, file& to);
void write(json_writer& to, const file& value);
bool read(const json_reader& from, folder& to);
void write(json_writer& to, const folder& value);
bool read(const json_reader& from, version_stack& to);
void write(json_writer& to, const version_stack& value);
bool read(const json_reader& from, asset& to);

}  // namespace frameio::api
