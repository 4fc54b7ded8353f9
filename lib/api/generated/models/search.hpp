// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/search.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, asset_summary& to);
void write(json_writer& to, const asset_summary& value);
bool read(const json_reader& from, assignee_match& to);
void write(json_writer& to, const assignee_match& value);
bool read(const json_reader& from, audio_sample_rate_match& to);
void write(json_writer& to, const audio_sample_rate_match& value);
bool read(const json_reader& from, bit_depth_match& to);
void write(json_writer& to, const bit_depth_match& value);
bool read(const json_reader& from, bit_rate_match& to);
void write(json_writer& to, const bit_rate_match& value);
bool read(const json_reader& from, channels_match& to);
void write(json_writer& to, const channels_match& value);
bool read(const json_reader& from, codec_match& to);
void write(json_writer& to, const codec_match& value);
bool read(const json_reader& from, color_space_match& to);
void write(json_writer& to, const color_space_match& value);
bool read(const json_reader& from, comment_count_match& to);
void write(json_writer& to, const comment_count_match& value);
bool read(const json_reader& from, comment_match& to);
void write(json_writer& to, const comment_match& value);
bool read(const json_reader& from, creator_match& to);
void write(json_writer& to, const creator_match& value);
bool read(const json_reader& from, deleted_at_match& to);
void write(json_writer& to, const deleted_at_match& value);
bool read(const json_reader& from, duration_match& to);
void write(json_writer& to, const duration_match& value);
bool read(const json_reader& from, dynamic_range_match& to);
void write(json_writer& to, const dynamic_range_match& value);
bool read(const json_reader& from, file_type_match& to);
void write(json_writer& to, const file_type_match& value);
bool read(const json_reader& from, filesize_match& to);
void write(json_writer& to, const filesize_match& value);
bool read(const json_reader& from, format_match& to);
void write(json_writer& to, const format_match& value);
bool read(const json_reader& from, frame_rate_match& to);
void write(json_writer& to, const frame_rate_match& value);
bool read(const json_reader& from, has_alpha_channel_match& to);
void write(json_writer& to, const has_alpha_channel_match& value);
bool read(const json_reader& from, inserted_at_match& to);
void write(json_writer& to, const inserted_at_match& value);
bool read(const json_reader& from, keywords_match& to);
void write(json_writer& to, const keywords_match& value);
bool read(const json_reader& from, name_match& to);
void write(json_writer& to, const name_match& value);
bool read(const json_reader& from, notes_match& to);
void write(json_writer& to, const notes_match& value);
bool read(const json_reader& from, page_count_match& to);
void write(json_writer& to, const page_count_match& value);
bool read(const json_reader& from, project_match_project& to);
void write(json_writer& to, const project_match_project& value);
bool read(const json_reader& from, project_match& to);
void write(json_writer& to, const project_match& value);
bool read(const json_reader& from, rating_match& to);
void write(json_writer& to, const rating_match& value);
bool read(const json_reader& from, resolution_height_match& to);
void write(json_writer& to, const resolution_height_match& value);
bool read(const json_reader& from, resolution_width_match& to);
void write(json_writer& to, const resolution_width_match& value);
bool read(const json_reader& from, source_filename_match& to);
void write(json_writer& to, const source_filename_match& value);
bool read(const json_reader& from, status_match& to);
void write(json_writer& to, const status_match& value);
bool read(const json_reader& from, transcription_match_match& to);
void write(json_writer& to, const transcription_match_match& value);
bool read(const json_reader& from, transcription_match& to);
void write(json_writer& to, const transcription_match& value);
bool read(const json_reader& from, updated_at_match& to);
void write(json_writer& to, const updated_at_match& value);
bool read(const json_reader& from, uploaded_at_match& to);
void write(json_writer& to, const uploaded_at_match& value);
bool read(const json_reader& from, visual_match_clip& to);
void write(json_writer& to, const visual_match_clip& value);
bool read(const json_reader& from, visual_match& to);
void write(json_writer& to, const visual_match& value);
bool read(const json_reader& from, search_match& to);
bool read(const json_reader& from, asset_search_result& to);
void write(json_writer& to, const asset_search_result& value);
bool read(const json_reader& from, project_search_result& to);
void write(json_writer& to, const project_search_result& value);
bool read(const json_reader& from, search_result& to);

}  // namespace frameio::api
