// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/search.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/models/projects.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_asset_summary(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
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

bool read(const json_reader& from, asset_summary& to) {
    object_reader io(from);
    visit_asset_summary(io, to);
    return io.is_object();
}

void write(json_writer& to, const asset_summary& value) {
    object_writer io(to);
    visit_asset_summary(io, value);
    io.end();
}

template <class Io, class T>
void visit_assignee_match(Io& io, T& it) {
    io.required("assignee_id", it.assignee_id);
    io.required("type", it.type);
}

bool read(const json_reader& from, assignee_match& to) {
    object_reader io(from);
    visit_assignee_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const assignee_match& value) {
    object_writer io(to);
    visit_assignee_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_audio_sample_rate_match(Io& io, T& it) {
    io.required("audio_sample_rate", it.audio_sample_rate);
    io.required("type", it.type);
}

bool read(const json_reader& from, audio_sample_rate_match& to) {
    object_reader io(from);
    visit_audio_sample_rate_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const audio_sample_rate_match& value) {
    object_writer io(to);
    visit_audio_sample_rate_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_bit_depth_match(Io& io, T& it) {
    io.required("bit_depth", it.bit_depth);
    io.required("type", it.type);
}

bool read(const json_reader& from, bit_depth_match& to) {
    object_reader io(from);
    visit_bit_depth_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const bit_depth_match& value) {
    object_writer io(to);
    visit_bit_depth_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_bit_rate_match(Io& io, T& it) {
    io.required("bit_rate", it.bit_rate);
    io.required("type", it.type);
}

bool read(const json_reader& from, bit_rate_match& to) {
    object_reader io(from);
    visit_bit_rate_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const bit_rate_match& value) {
    object_writer io(to);
    visit_bit_rate_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_channels_match(Io& io, T& it) {
    io.required("channels", it.channels);
    io.required("type", it.type);
}

bool read(const json_reader& from, channels_match& to) {
    object_reader io(from);
    visit_channels_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const channels_match& value) {
    object_writer io(to);
    visit_channels_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_codec_match(Io& io, T& it) {
    io.required("codec", it.codec);
    io.required("type", it.type);
}

bool read(const json_reader& from, codec_match& to) {
    object_reader io(from);
    visit_codec_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const codec_match& value) {
    object_writer io(to);
    visit_codec_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_color_space_match(Io& io, T& it) {
    io.required("color_space", it.color_space);
    io.required("type", it.type);
}

bool read(const json_reader& from, color_space_match& to) {
    object_reader io(from);
    visit_color_space_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const color_space_match& value) {
    object_writer io(to);
    visit_color_space_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_comment_count_match(Io& io, T& it) {
    io.required("comment_count", it.comment_count);
    io.required("type", it.type);
}

bool read(const json_reader& from, comment_count_match& to) {
    object_reader io(from);
    visit_comment_count_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const comment_count_match& value) {
    object_writer io(to);
    visit_comment_count_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_comment_match(Io& io, T& it) {
    io.required("comment_id", it.comment_id);
    io.required("snippet", it.snippet);
    io.required("terms", it.terms);
    io.required("type", it.type);
}

bool read(const json_reader& from, comment_match& to) {
    object_reader io(from);
    visit_comment_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const comment_match& value) {
    object_writer io(to);
    visit_comment_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_creator_match(Io& io, T& it) {
    io.required("creator_id", it.creator_id);
    io.required("type", it.type);
}

bool read(const json_reader& from, creator_match& to) {
    object_reader io(from);
    visit_creator_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const creator_match& value) {
    object_writer io(to);
    visit_creator_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_deleted_at_match(Io& io, T& it) {
    io.required("deleted_at", it.deleted_at);
    io.required("type", it.type);
}

bool read(const json_reader& from, deleted_at_match& to) {
    object_reader io(from);
    visit_deleted_at_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const deleted_at_match& value) {
    object_writer io(to);
    visit_deleted_at_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_duration_match(Io& io, T& it) {
    io.required("duration", it.duration);
    io.required("type", it.type);
}

bool read(const json_reader& from, duration_match& to) {
    object_reader io(from);
    visit_duration_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const duration_match& value) {
    object_writer io(to);
    visit_duration_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_dynamic_range_match(Io& io, T& it) {
    io.required("dynamic_range", it.dynamic_range);
    io.required("type", it.type);
}

bool read(const json_reader& from, dynamic_range_match& to) {
    object_reader io(from);
    visit_dynamic_range_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const dynamic_range_match& value) {
    object_writer io(to);
    visit_dynamic_range_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_file_type_match(Io& io, T& it) {
    io.required("file_type", it.file_type);
    io.required("type", it.type);
}

bool read(const json_reader& from, file_type_match& to) {
    object_reader io(from);
    visit_file_type_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_type_match& value) {
    object_writer io(to);
    visit_file_type_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_filesize_match(Io& io, T& it) {
    io.required("filesize", it.filesize);
    io.required("type", it.type);
}

bool read(const json_reader& from, filesize_match& to) {
    object_reader io(from);
    visit_filesize_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const filesize_match& value) {
    object_writer io(to);
    visit_filesize_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_format_match(Io& io, T& it) {
    io.required("format", it.format);
    io.required("type", it.type);
}

bool read(const json_reader& from, format_match& to) {
    object_reader io(from);
    visit_format_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const format_match& value) {
    object_writer io(to);
    visit_format_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_frame_rate_match(Io& io, T& it) {
    io.required("frame_rate", it.frame_rate);
    io.required("type", it.type);
}

bool read(const json_reader& from, frame_rate_match& to) {
    object_reader io(from);
    visit_frame_rate_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const frame_rate_match& value) {
    object_writer io(to);
    visit_frame_rate_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_has_alpha_channel_match(Io& io, T& it) {
    io.required("has_alpha_channel", it.has_alpha_channel);
    io.required("type", it.type);
}

bool read(const json_reader& from, has_alpha_channel_match& to) {
    object_reader io(from);
    visit_has_alpha_channel_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const has_alpha_channel_match& value) {
    object_writer io(to);
    visit_has_alpha_channel_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_inserted_at_match(Io& io, T& it) {
    io.required("inserted_at", it.inserted_at);
    io.required("type", it.type);
}

bool read(const json_reader& from, inserted_at_match& to) {
    object_reader io(from);
    visit_inserted_at_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const inserted_at_match& value) {
    object_writer io(to);
    visit_inserted_at_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_keywords_match(Io& io, T& it) {
    io.required("keywords", it.keywords);
    io.required("type", it.type);
}

bool read(const json_reader& from, keywords_match& to) {
    object_reader io(from);
    visit_keywords_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const keywords_match& value) {
    object_writer io(to);
    visit_keywords_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_name_match(Io& io, T& it) {
    io.required("name", it.name);
    io.required("terms", it.terms);
    io.required("type", it.type);
}

bool read(const json_reader& from, name_match& to) {
    object_reader io(from);
    visit_name_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const name_match& value) {
    object_writer io(to);
    visit_name_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_notes_match(Io& io, T& it) {
    io.required("notes", it.notes);
    io.required("type", it.type);
}

bool read(const json_reader& from, notes_match& to) {
    object_reader io(from);
    visit_notes_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const notes_match& value) {
    object_writer io(to);
    visit_notes_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_page_count_match(Io& io, T& it) {
    io.required("page_count", it.page_count);
    io.required("type", it.type);
}

bool read(const json_reader& from, page_count_match& to) {
    object_reader io(from);
    visit_page_count_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const page_count_match& value) {
    object_writer io(to);
    visit_page_count_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_project_match_project(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
}

bool read(const json_reader& from, project_match_project& to) {
    object_reader io(from);
    visit_project_match_project(io, to);
    return io.is_object();
}

void write(json_writer& to, const project_match_project& value) {
    object_writer io(to);
    visit_project_match_project(io, value);
    io.end();
}

template <class Io, class T>
void visit_project_match(Io& io, T& it) {
    io.required("project", it.project);
    io.required("terms", it.terms);
    io.required("type", it.type);
}

bool read(const json_reader& from, project_match& to) {
    object_reader io(from);
    visit_project_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const project_match& value) {
    object_writer io(to);
    visit_project_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_rating_match(Io& io, T& it) {
    io.required("rating", it.rating);
    io.required("type", it.type);
    io.optional("color", it.color);
    io.optional("max_value", it.max_value);
    io.optional("style", it.style);
}

bool read(const json_reader& from, rating_match& to) {
    object_reader io(from);
    visit_rating_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const rating_match& value) {
    object_writer io(to);
    visit_rating_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_resolution_height_match(Io& io, T& it) {
    io.required("resolution_height", it.resolution_height);
    io.required("type", it.type);
}

bool read(const json_reader& from, resolution_height_match& to) {
    object_reader io(from);
    visit_resolution_height_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const resolution_height_match& value) {
    object_writer io(to);
    visit_resolution_height_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_resolution_width_match(Io& io, T& it) {
    io.required("resolution_width", it.resolution_width);
    io.required("type", it.type);
}

bool read(const json_reader& from, resolution_width_match& to) {
    object_reader io(from);
    visit_resolution_width_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const resolution_width_match& value) {
    object_writer io(to);
    visit_resolution_width_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_source_filename_match(Io& io, T& it) {
    io.required("source_filename", it.source_filename);
    io.required("terms", it.terms);
    io.required("type", it.type);
}

bool read(const json_reader& from, source_filename_match& to) {
    object_reader io(from);
    visit_source_filename_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const source_filename_match& value) {
    object_writer io(to);
    visit_source_filename_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_status_match(Io& io, T& it) {
    io.required("status", it.status);
    io.required("type", it.type);
}

bool read(const json_reader& from, status_match& to) {
    object_reader io(from);
    visit_status_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const status_match& value) {
    object_writer io(to);
    visit_status_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_transcription_match_match(Io& io, T& it) {
    io.required("id", it.id);
    io.required("snippets", it.snippets);
    io.required("terms", it.terms);
}

bool read(const json_reader& from, transcription_match_match& to) {
    object_reader io(from);
    visit_transcription_match_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const transcription_match_match& value) {
    object_writer io(to);
    visit_transcription_match_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_transcription_match(Io& io, T& it) {
    io.required("matches", it.matches);
    io.required("type", it.type);
}

bool read(const json_reader& from, transcription_match& to) {
    object_reader io(from);
    visit_transcription_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const transcription_match& value) {
    object_writer io(to);
    visit_transcription_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_updated_at_match(Io& io, T& it) {
    io.required("type", it.type);
    io.required("updated_at", it.updated_at);
}

bool read(const json_reader& from, updated_at_match& to) {
    object_reader io(from);
    visit_updated_at_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const updated_at_match& value) {
    object_writer io(to);
    visit_updated_at_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_uploaded_at_match(Io& io, T& it) {
    io.required("type", it.type);
    io.required("uploaded_at", it.uploaded_at);
}

bool read(const json_reader& from, uploaded_at_match& to) {
    object_reader io(from);
    visit_uploaded_at_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const uploaded_at_match& value) {
    object_writer io(to);
    visit_uploaded_at_match(io, value);
    io.end();
}

template <class Io, class T>
void visit_visual_match_clip(Io& io, T& it) {
    io.required("best_frame_time", it.best_frame_time);
    io.required("end_time", it.end_time);
    io.required("index", it.index);
    io.required("relevancy_index", it.relevancy_index);
    io.required("start_time", it.start_time);
}

bool read(const json_reader& from, visual_match_clip& to) {
    object_reader io(from);
    visit_visual_match_clip(io, to);
    return io.is_object();
}

void write(json_writer& to, const visual_match_clip& value) {
    object_writer io(to);
    visit_visual_match_clip(io, value);
    io.end();
}

template <class Io, class T>
void visit_visual_match(Io& io, T& it) {
    io.required("clips", it.clips);
    io.required("type", it.type);
}

bool read(const json_reader& from, visual_match& to) {
    object_reader io(from);
    visit_visual_match(io, to);
    return io.is_object();
}

void write(json_writer& to, const visual_match& value) {
    object_writer io(to);
    visit_visual_match(io, value);
    io.end();
}

bool read(const json_reader& from, search_match& to) {
    alternative_reader choice(from, "type", to);
    choice.take<name_match>("name_match");
    choice.take<source_filename_match>("source_filename_match");
    choice.take<project_match>("project_match");
    choice.take<creator_match>("creator_match");
    choice.take<assignee_match>("assignee_match");
    choice.take<format_match>("format_match");
    choice.take<keywords_match>("keywords_match");
    choice.take<status_match>("status_match");
    choice.take<visual_match>("visual_match");
    choice.take<transcription_match>("transcription_match");
    choice.take<comment_match>("comment_match");
    choice.take<rating_match>("rating_match");
    choice.take<comment_count_match>("comment_count_match");
    choice.take<page_count_match>("page_count_match");
    choice.take<duration_match>("duration_match");
    choice.take<filesize_match>("filesize_match");
    choice.take<audio_sample_rate_match>("audio_sample_rate_match");
    choice.take<notes_match>("notes_match");
    choice.take<uploaded_at_match>("uploaded_at_match");
    choice.take<updated_at_match>("updated_at_match");
    choice.take<deleted_at_match>("deleted_at_match");
    choice.take<inserted_at_match>("inserted_at_match");
    choice.take<file_type_match>("file_type_match");
    choice.take<bit_depth_match>("bit_depth_match");
    choice.take<bit_rate_match>("bit_rate_match");
    choice.take<codec_match>("codec_match");
    choice.take<channels_match>("channels_match");
    choice.take<frame_rate_match>("frame_rate_match");
    choice.take<has_alpha_channel_match>("has_alpha_channel_match");
    choice.take<color_space_match>("color_space_match");
    choice.take<resolution_width_match>("resolution_width_match");
    choice.take<resolution_height_match>("resolution_height_match");
    choice.take<dynamic_range_match>("dynamic_range_match");
    return choice.end();
}

template <class Io, class T>
void visit_asset_search_result(Io& io, T& it) {
    io.required("matches", it.matches);
    io.required("result", it.result);
    io.required("type", it.type);
}

bool read(const json_reader& from, asset_search_result& to) {
    object_reader io(from);
    visit_asset_search_result(io, to);
    return io.is_object();
}

void write(json_writer& to, const asset_search_result& value) {
    object_writer io(to);
    visit_asset_search_result(io, value);
    io.end();
}

template <class Io, class T>
void visit_project_search_result(Io& io, T& it) {
    io.required("matches", it.matches);
    io.required("result", it.result);
    io.required("type", it.type);
}

bool read(const json_reader& from, project_search_result& to) {
    object_reader io(from);
    visit_project_search_result(io, to);
    return io.is_object();
}

void write(json_writer& to, const project_search_result& value) {
    object_writer io(to);
    visit_project_search_result(io, value);
    io.end();
}

bool read(const json_reader& from, search_result& to) {
    alternative_reader choice(from, "type", to);
    choice.take<asset_search_result>("file_result");
    choice.take<asset_search_result>("folder_result");
    choice.take<asset_search_result>("version_stack_result");
    choice.take<project_search_result>("project_result");
    return choice.end();
}

template std::string to_json(const asset_summary& value);
template asset_summary from_json<asset_summary>(std::string_view text);
template std::string to_json(const assignee_match& value);
template assignee_match from_json<assignee_match>(std::string_view text);
template std::string to_json(const audio_sample_rate_match& value);
template audio_sample_rate_match from_json<audio_sample_rate_match>(std::string_view text);
template std::string to_json(const bit_depth_match& value);
template bit_depth_match from_json<bit_depth_match>(std::string_view text);
template std::string to_json(const bit_rate_match& value);
template bit_rate_match from_json<bit_rate_match>(std::string_view text);
template std::string to_json(const channels_match& value);
template channels_match from_json<channels_match>(std::string_view text);
template std::string to_json(const codec_match& value);
template codec_match from_json<codec_match>(std::string_view text);
template std::string to_json(const color_space_match& value);
template color_space_match from_json<color_space_match>(std::string_view text);
template std::string to_json(const comment_count_match& value);
template comment_count_match from_json<comment_count_match>(std::string_view text);
template std::string to_json(const comment_match& value);
template comment_match from_json<comment_match>(std::string_view text);
template std::string to_json(const creator_match& value);
template creator_match from_json<creator_match>(std::string_view text);
template std::string to_json(const deleted_at_match& value);
template deleted_at_match from_json<deleted_at_match>(std::string_view text);
template std::string to_json(const duration_match& value);
template duration_match from_json<duration_match>(std::string_view text);
template std::string to_json(const dynamic_range_match& value);
template dynamic_range_match from_json<dynamic_range_match>(std::string_view text);
template std::string to_json(const file_type_match& value);
template file_type_match from_json<file_type_match>(std::string_view text);
template std::string to_json(const filesize_match& value);
template filesize_match from_json<filesize_match>(std::string_view text);
template std::string to_json(const format_match& value);
template format_match from_json<format_match>(std::string_view text);
template std::string to_json(const frame_rate_match& value);
template frame_rate_match from_json<frame_rate_match>(std::string_view text);
template std::string to_json(const has_alpha_channel_match& value);
template has_alpha_channel_match from_json<has_alpha_channel_match>(std::string_view text);
template std::string to_json(const inserted_at_match& value);
template inserted_at_match from_json<inserted_at_match>(std::string_view text);
template std::string to_json(const keywords_match& value);
template keywords_match from_json<keywords_match>(std::string_view text);
template std::string to_json(const name_match& value);
template name_match from_json<name_match>(std::string_view text);
template std::string to_json(const notes_match& value);
template notes_match from_json<notes_match>(std::string_view text);
template std::string to_json(const page_count_match& value);
template page_count_match from_json<page_count_match>(std::string_view text);
template std::string to_json(const project_match_project& value);
template project_match_project from_json<project_match_project>(std::string_view text);
template std::string to_json(const project_match& value);
template project_match from_json<project_match>(std::string_view text);
template std::string to_json(const rating_match& value);
template rating_match from_json<rating_match>(std::string_view text);
template std::string to_json(const resolution_height_match& value);
template resolution_height_match from_json<resolution_height_match>(std::string_view text);
template std::string to_json(const resolution_width_match& value);
template resolution_width_match from_json<resolution_width_match>(std::string_view text);
template std::string to_json(const source_filename_match& value);
template source_filename_match from_json<source_filename_match>(std::string_view text);
template std::string to_json(const status_match& value);
template status_match from_json<status_match>(std::string_view text);
template std::string to_json(const transcription_match_match& value);
template transcription_match_match from_json<transcription_match_match>(std::string_view text);
template std::string to_json(const transcription_match& value);
template transcription_match from_json<transcription_match>(std::string_view text);
template std::string to_json(const updated_at_match& value);
template updated_at_match from_json<updated_at_match>(std::string_view text);
template std::string to_json(const uploaded_at_match& value);
template uploaded_at_match from_json<uploaded_at_match>(std::string_view text);
template std::string to_json(const visual_match_clip& value);
template visual_match_clip from_json<visual_match_clip>(std::string_view text);
template std::string to_json(const visual_match& value);
template visual_match from_json<visual_match>(std::string_view text);
template std::string to_json(const search_match& value);
template search_match from_json<search_match>(std::string_view text);
template std::string to_json(const asset_search_result& value);
template asset_search_result from_json<asset_search_result>(std::string_view text);
template std::string to_json(const project_search_result& value);
template project_search_result from_json<project_search_result>(std::string_view text);
template std::string to_json(const search_result& value);
template search_result from_json<search_result>(std::string_view text);
template class pages<search_result>;

}  // namespace frameio::api
