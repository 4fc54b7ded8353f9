// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: assets.

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

class account_role : public open_enum<account_role> {
public:
    using open_enum::open_enum;

    static constexpr known admin{"admin"};
    static constexpr known member{"member"};
    static constexpr known owner{"owner"};
    static constexpr known reviewer{"reviewer"};
};

class asset_type : public open_enum<asset_type> {
public:
    using open_enum::open_enum;

    static constexpr known file{"file"};
    static constexpr known folder{"folder"};
    static constexpr known version_stack{"version_stack"};
};

class file_status : public open_enum<file_status> {
public:
    using open_enum::open_enum;

    static constexpr known created{"created"};
    static constexpr known transcoded{"transcoded"};
    static constexpr known uploaded{"uploaded"};
};

/// Media link.
struct media_link {
    /// URL to download the media file. HTTP response headers will include Content-Disposition =
    /// 'attachment;filename=<filename>'. Watermarks may be applied for transcode links as per Account settings and User
    /// permissions. .
    std::optional<std::string> download_url;
};

/// Original media link.
struct original_media_link {
    /// URL to download the media file. HTTP response headers will include Content-Disposition =
    /// 'attachment;filename=<filename>'. Watermarks may be applied for transcode links as per Account settings and User
    /// permissions. .
    std::optional<std::string> download_url;
    /// URL to view the media file in a web browser in its original resolution and media type. HTTP response headers
    /// will include Content-Disposition = 'inline;filename=<filename>'. .
    std::optional<std::string> inline_url;
};

/// Rendition media link.
struct rendition_media_link {
    /// URL to download the media file. HTTP response headers will include Content-Disposition =
    /// 'attachment;filename=<filename>'. Watermarks may be applied for transcode links as per Account settings and User
    /// permissions. .
    std::optional<std::string> download_url;
    /// URL to transcoded media that won't include any Content-Disposition header in the response. Watermarks may be
    /// applied as per Account settings and User permissions. Media content may be streamed (e.g. when watermarks are
    /// required). Clients may issue a HEAD request to determine whether Content-Length and/or Accept-Ranges headers are
    /// present in order to determine whether the content can be downloaded in parallel chunks.
    std::optional<std::string> url;
};

/// Media links.
struct media_links {
    std::optional<media_link> efficient;
    std::optional<media_link> high_quality;
    std::optional<original_media_link> original;
    std::optional<rendition_media_link> scrub_sheet;
    std::optional<rendition_media_link> thumbnail;
    std::optional<rendition_media_link> thumbnail_high_quality;
    std::optional<rendition_media_link> video_h264_180;
};

class field_type : public open_enum<field_type> {
public:
    using open_enum::open_enum;

    static constexpr known text{"text"};
    static constexpr known long_text{"long_text"};
    static constexpr known select{"select"};
    static constexpr known select_multi{"select_multi"};
    static constexpr known rating{"rating"};
    static constexpr known number{"number"};
    static constexpr known toggle{"toggle"};
    static constexpr known users{"users"};
    static constexpr known date{"date"};
    static constexpr known user_multi{"user_multi"};
    static constexpr known user_single{"user_single"};
};

/// Boolean value.
struct boolean_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::optional<bool> value;
};

/// Date value.
struct date_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::optional<timestamp> value;
};

/// Integer value.
struct integer_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::optional<std::int64_t> value;
};

/// Select option.
struct select_option {
    /// Option ID.
    std::string id;
    /// Option display name.
    std::string display_name;
};

/// Multi select value.
struct multi_select_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::vector<select_option> value;
    std::optional<std::vector<select_option>> field_options;
};

class member_options_type : public open_enum<member_options_type> {
public:
    using open_enum::open_enum;

    static constexpr known custom{"custom"};
    static constexpr known all_project_members{"all_project_members"};
};

class member_type : public open_enum<member_type> {
public:
    using open_enum::open_enum;

    static constexpr known user{"user"};
    static constexpr known account_user_group{"account_user_group"};
};

/// User value.
struct user_value {
    /// User Id or Account User Group Id.
    std::string id;
    member_type type;
};

/// Multi user value.
struct multi_user_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::vector<user_value> value;
    /// Populated with custom member options only if `member_options_type` is set to 'custom'.
    std::optional<std::vector<user_value>> custom_members;
    std::optional<api::member_options_type> member_options_type;
};

/// Number value.
struct number_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::optional<double> value;
};

/// Select value.
struct select_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::vector<select_option> value;
    std::optional<std::vector<select_option>> field_options;
};

/// Single user value.
struct single_user_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::vector<user_value> value;
    /// Populated with custom member options only if `member_options_type` is set to 'custom'.
    std::optional<std::vector<user_value>> custom_members;
    std::optional<api::member_options_type> member_options_type;
};

/// Text value.
struct text_value {
    /// Field definition ID.
    std::string field_definition_id;
    /// Field definition name.
    std::string field_definition_name;
    /// Field type.
    api::field_type field_type;
    /// Metadata mutability. System field values cannot be updated.
    bool mutable_ = false;
    std::optional<std::string> value;
};

/// One of several, told apart by `field_type`.
/// A kind that is newer than this library comes as `json`.
using metadata_value = std::variant<date_value, text_value, number_value, integer_value, select_value,
                                    multi_select_value, boolean_value, multi_user_value, single_user_value, json>;

/// Upload url.
struct upload_url {
    /// Upload chunk size.
    std::int64_t size = 0;
    /// S3 presigned URL. Client should make a PUT request to this URL that includes the "x-amz-acl: private" header
    /// along with the file or file chunk data.
    std::string url;
};

/// File.
struct file {
    /// File, Folder, or Version Stack ID.
    std::string id;
    /// File or folder Name.
    std::string name;
    /// Creation timestamp.
    timestamp created_at;
    /// File size in bytes.
    std::int64_t file_size = 0;
    /// File media type.
    std::string media_type;
    /// Parent Folder or Version Stack ID.
    std::optional<std::string> parent_id;
    /// Project ID.
    std::string project_id;
    file_status status;
    asset_type type;
    /// Update timestamp.
    timestamp updated_at;
    /// URL to view the asset in the Frame.io web application.
    std::string view_url;
    /// Adobe cloud storage asset identifier, when available.
    std::optional<std::string> adobe_id;
    /// Version identifier of the Adobe cloud storage asset associated with this file, when available. A version
    /// identifier is a string that often resembles an integer but should be treated as an opaque string.
    std::optional<std::string> adobe_version_id;
    /// User details.
    std::optional<user> creator;
    std::optional<api::media_links> media_links;
    /// File attributes.
    std::optional<std::vector<metadata_value>> metadata;
    std::optional<api::project> project;
    /// File upload URLs. Number of URLs returned will vary depending on the file size.
    std::optional<std::vector<upload_url>> upload_urls;
};

/// Folder.
struct folder {
    /// File, Folder, or Version Stack ID.
    std::string id;
    /// File or folder Name.
    std::string name;
    /// Cover asset ID.
    std::optional<std::string> cover_file_id;
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

/// Version stack.
struct version_stack {
    /// File, Folder, or Version Stack ID.
    std::string id;
    /// File or folder Name.
    std::string name;
    /// Creation timestamp.
    timestamp created_at;
    std::optional<file> head_version;
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

/// One of several, told apart by `type`.
/// A kind that is newer than this library comes as `json`.
using asset = std::variant<file, folder, version_stack, json>;

}  // namespace frameio::api
