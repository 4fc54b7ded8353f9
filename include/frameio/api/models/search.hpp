// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: search.

#include <frameio/api/models/assets.hpp>
#include <frameio/api/models/projects.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Asset summary.
struct asset_summary {
    /// File, Folder, or Version Stack ID.
    std::string id;
    /// File or folder Name.
    std::string name;
    /// Creation timestamp.
    timestamp created_at;
    /// Parent Folder or Version Stack ID.
    std::optional<std::string> parent_id;
    /// Project ID.
    std::string project_id;
    asset_type type;
    /// Update timestamp.
    timestamp updated_at;
    /// URL to view the asset in the Frame.io web application.
    std::string view_url;
    /// Adobe cloud storage asset identifier, when available.
    std::optional<std::string> adobe_id;
    /// User details.
    std::optional<user> creator;
    /// File attributes.
    std::optional<std::vector<metadata_value>> metadata;
    std::optional<api::project> project;
};

/// The result's assignee is a match for the search query.
struct assignee_match {
    /// The ID of the user who the result is assigned to.
    std::string assignee_id;
    std::string type;
};

/// The result's audio sample rate is a match for the search query.
struct audio_sample_rate_match {
    /// The audio sample rate of the result in Hz.
    double audio_sample_rate = 0;
    std::string type;
};

/// The result's bit depth is a match for the search query.
struct bit_depth_match {
    /// The bit depth of the result.
    double bit_depth = 0;
    std::string type;
};

/// The result's bit rate is a match for the search query.
struct bit_rate_match {
    /// The bit rate of the result in bps.
    double bit_rate = 0;
    std::string type;
};

/// The result's channels is a match for the search query.
struct channels_match {
    /// The number of audio channels of the result.
    double channels = 0;
    std::string type;
};

/// The result's codec is a match for the search query.
struct codec_match {
    /// The codec of the result.
    std::string codec;
    std::string type;
};

/// The result's color space is a match for the search query.
struct color_space_match {
    /// The color space of the result.
    std::string color_space;
    std::string type;
};

/// The result's comment count is a match for the search query.
struct comment_count_match {
    /// The comment count of the result.
    std::int64_t comment_count = 0;
    std::string type;
};

/// The result's comment is a match for the search query.
struct comment_match {
    /// The ID of the comment that matched the query.
    std::string comment_id;
    /// The small portion of the comment that matched the search query.
    std::string snippet;
    /// The terms in the search query that matched the result's comment.
    std::vector<std::string> terms;
    std::string type;
};

/// The result's creator is a match for the search query.
struct creator_match {
    /// The ID of the user who created the result.
    std::string creator_id;
    std::string type;
};

/// The result's deleted at timestamp is a match for the search query.
struct deleted_at_match {
    /// The deleted at timestamp of the result.
    timestamp deleted_at;
    std::string type;
};

/// The result's duration is a match for the search query.
struct duration_match {
    /// The duration of the result in seconds.
    double duration = 0;
    std::string type;
};

/// The result's dynamic range is a match for the search query.
struct dynamic_range_match {
    /// The dynamic range of the result.
    std::string dynamic_range;
    std::string type;
};

/// The result's file type is a match for the search query.
struct file_type_match {
    /// The file type of the result.
    std::string file_type;
    std::string type;
};

/// The result's file size is a match for the search query.
struct filesize_match {
    /// The file size of the result in bytes.
    std::int64_t filesize = 0;
    std::string type;
};

/// The result's format is a match for the search query.
struct format_match {
    /// The format of the result.
    std::string format;
    std::string type;
};

/// The result's frame rate is a match for the search query.
struct frame_rate_match {
    /// The frame rate of the result in fps.
    double frame_rate = 0;
    std::string type;
};

/// The result's alpha channel presence is a match for the search query.
struct has_alpha_channel_match {
    /// Whether the result has an alpha channel.
    bool has_alpha_channel = false;
    std::string type;
};

/// The result's inserted at timestamp is a match for the search query.
struct inserted_at_match {
    /// The inserted at timestamp of the result.
    timestamp inserted_at;
    std::string type;
};

/// The result's keywords are a match for the search query.
struct keywords_match {
    /// The keywords of the result that are relevant to the search.
    std::vector<std::string> keywords;
    std::string type;
};

/// The result's name is a match for the search query.
struct name_match {
    /// The name of the result.
    std::string name;
    /// The terms in the search query that matched the result's name.
    std::vector<std::string> terms;
    std::string type;
};

/// The result's notes is a match for the search query.
struct notes_match {
    /// The notes of the result.
    std::string notes;
    std::string type;
};

/// The result's page count is a match for the search query.
struct page_count_match {
    /// The page count of the result.
    std::int64_t page_count = 0;
    std::string type;
};

/// Project information for a project match.
struct project_match_project {
    /// The project ID.
    std::string id;
    /// The project name.
    std::string name;
};

/// The asset's project name is a match for the search query.
struct project_match {
    /// Project information for a project match.
    project_match_project project;
    /// The terms in the search query that matched the project name.
    std::vector<std::string> terms;
    std::string type;
};

/// The result's rating is a match for the search query.
struct rating_match {
    /// The rating of the result.
    std::int64_t rating = 0;
    std::string type;
    /// The color of the rating field.
    std::optional<std::string> color;
    /// The maximum rating of the rating field for the result.
    std::optional<std::int64_t> max_value;
    /// The style of the rating field.
    std::optional<std::string> style;
};

/// The result's resolution height is a match for the search query.
struct resolution_height_match {
    /// The resolution height of the result in pixels.
    double resolution_height = 0;
    std::string type;
};

/// The result's resolution width is a match for the search query.
struct resolution_width_match {
    /// The resolution width of the result in pixels.
    double resolution_width = 0;
    std::string type;
};

/// The result's original file name is a match for the search query.
struct source_filename_match {
    /// The original file name of the result.
    std::string source_filename;
    /// The terms in the search query that matched the result's original file name.
    std::vector<std::string> terms;
    std::string type;
};

/// The result's status is a match for the search query.
struct status_match {
    /// The status of the result.
    std::string status;
    std::string type;
};

/// A transcription segment that is a match for the search query.
struct transcription_match_match {
    /// Transcription segment ID.
    std::string id;
    /// The small portion of the transcription that is a match for the search query.
    std::vector<std::string> snippets;
    /// The terms in the search query that are a match for the result's transcription.
    std::vector<std::string> terms;
};

/// The result's transcription is a match for the search query.
struct transcription_match {
    /// The transcriptions that match.
    std::vector<transcription_match_match> matches;
    std::string type;
};

/// The result's updated at timestamp is a match for the search query.
struct updated_at_match {
    std::string type;
    /// The updated at timestamp of the result.
    timestamp updated_at;
};

/// The result's uploaded at timestamp is a match for the search query.
struct uploaded_at_match {
    std::string type;
    /// The uploaded at timestamp of the result.
    timestamp uploaded_at;
};

/// A subclip within a video that is a match for the search query.
struct visual_match_clip {
    /// Best matching frame time in milliseconds.
    std::int64_t best_frame_time = 0;
    /// End time in milliseconds.
    std::int64_t end_time = 0;
    /// Chronological index of this clip.
    std::int64_t index = 0;
    /// Index ordered by relevancy score.
    std::int64_t relevancy_index = 0;
    /// Start time in milliseconds.
    std::int64_t start_time = 0;
};

/// The result's content vector embedding is a match for the search query.
struct visual_match {
    /// The list of subclips matching the query.
    std::vector<visual_match_clip> clips;
    std::string type;
};

/// A match explaining why a result was returned.
/// A kind that is newer than this library comes as `json`.
using search_match =
    std::variant<name_match, source_filename_match, project_match, creator_match, assignee_match, format_match,
                 keywords_match, status_match, visual_match, transcription_match, comment_match, rating_match,
                 comment_count_match, page_count_match, duration_match, filesize_match, audio_sample_rate_match,
                 notes_match, uploaded_at_match, updated_at_match, deleted_at_match, inserted_at_match, file_type_match,
                 bit_depth_match, bit_rate_match, codec_match, channels_match, frame_rate_match,
                 has_alpha_channel_match, color_space_match, resolution_width_match, resolution_height_match,
                 dynamic_range_match, json>;

class search_result_type : public open_enum<search_result_type> {
public:
    using open_enum::open_enum;

    static constexpr known file_result{"file_result"};
    static constexpr known folder_result{"folder_result"};
    static constexpr known version_stack_result{"version_stack_result"};
};

/// A search result containing an asset (file, folder, or version stack).
struct asset_search_result {
    /// Matches explaining why this result was returned.
    std::vector<search_match> matches;
    asset_summary result;
    search_result_type type;
};

/// A search result containing a project.
struct project_search_result {
    /// Matches explaining why this result was returned.
    std::vector<search_match> matches;
    /// Frame.io Project.
    project result;
    std::string type;
};

class search_query_engine : public open_enum<search_query_engine> {
public:
    using open_enum::open_enum;

    static constexpr known lexical{"lexical"};
    static constexpr known nlp{"nlp"};
};

/// One of several, told apart by `type`.
/// A kind that is newer than this library comes as `json`.
using search_result = std::variant<asset_search_result, project_search_result, json>;

}  // namespace frameio::api
