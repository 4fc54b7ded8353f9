// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: comments.

#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Anchor.
struct anchor {
    /// Horizontal comment anchor location.
    double x = 0;
    /// Vertical comment anchor location.
    double y = 0;
};

/// Comment attachment.
struct comment_attachment {
    /// Comment attachment ID.
    std::string id;
    /// File name for the attachment.
    std::string name;
    /// Creation timestamp.
    timestamp created_at;
    /// Attachment file size in bytes (up to 5TB).
    std::int64_t file_size = 0;
    /// File media type.
    std::optional<std::string> media_type;
    /// Comment attachment upload URLs. Number of URLs returned will vary depending on the file size.
    std::optional<std::vector<std::string>> upload_urls;
};

/// Link.
struct link {
    /// End index of link text.
    std::int64_t end_index = 0;
    /// Start index of link text.
    std::int64_t start_index = 0;
    /// Link text.
    std::string text;
    /// Link URL.
    std::string url;
};

/// Mention.
struct mention {
    /// End index of mention text.
    std::int64_t end_index = 0;
    /// Start index of mention text.
    std::int64_t start_index = 0;
    /// Mention text.
    std::string text;
    /// Mentioned user ID.
    std::string user_id;
};

/// Text review bounds.
struct text_review_bounds {
    /// Height of the rectangle.
    double height = 0;
    /// Width of the rectangle.
    double width = 0;
    /// Left corner position.
    double x = 0;
    /// Bottom corner position.
    double y = 0;
};

class text_review_type : public open_enum<text_review_type> {
public:
    using open_enum::open_enum;

    static constexpr known highlight{"highlight"};
    static constexpr known insert{"insert"};
    static constexpr known remove{"remove"};
    static constexpr known replace{"replace"};
};

/// Text review annotation.
struct text_review_annotation {
    /// An array of bounds representing a multiline selection origin at the lower-left corner.
    std::vector<text_review_bounds> bounds;
    /// Selected text from the document.
    std::optional<std::string> selection_text;
    /// Suggested replacement or insertion text.
    std::optional<std::string> suggested_text;
    /// The type of text review annotation.
    text_review_type text_review_annotation_type;
};

/// Comment.
struct comment {
    /// Comment ID.
    std::string id;
    std::optional<std::string> annotation;
    /// Attachments associated with this comment (0-6 attachments allowed).
    std::optional<std::vector<comment_attachment>> attachments;
    /// Completion timestamp.
    std::optional<api::timestamp> completed_at;
    /// ID of user who marked the comment as completed.
    std::optional<std::string> completer_id;
    /// Creation timestamp.
    api::timestamp created_at;
    /// Duration of comment in frames. Requires presence of timestamp parameter.
    std::optional<std::int64_t> duration;
    /// File ID.
    std::string file_id;
    /// Links.
    std::vector<link> links;
    /// Mentions.
    std::vector<mention> mentions;
    /// Document page.
    std::optional<std::int64_t> page;
    /// Comment text.
    std::string text;
    /// Text edited timestamp.
    std::optional<api::timestamp> text_edited_at;
    /// Text review annotation details for comments left on text documents.
    std::optional<api::text_review_annotation> text_review_annotation;
    std::optional<media_time> timestamp;
    /// Update timestamp.
    api::timestamp updated_at;
    /// Comment anchor location. {(x, y) | 0 <= x <= 1, 0 <= y <= 1}.
    std::optional<api::anchor> anchor;
    /// User details.
    std::optional<user> owner;
    /// Replies.
    std::optional<std::vector<comment>> replies;
};

}  // namespace frameio::api
