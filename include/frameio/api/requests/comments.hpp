// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: comments.

#include <frameio/api/models/comments.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// What is sent as new anchor.
class new_anchor {
public:
    /// @param x Horizontal comment anchor location.
    /// @param y Vertical comment anchor location.
    new_anchor(double x, double y) : x_(x), y_(y) {}

private:
    friend struct members_of<new_anchor>;

    double x_ = 0;
    double y_ = 0;
};

/// What is sent as new link.
class new_link {
public:
    /// @param end_index End index of link text.
    /// @param start_index Start index of link text.
    /// @param url Link URL.
    new_link(std::int64_t end_index, std::int64_t start_index, std::string url)
        : end_index_(end_index), start_index_(start_index), url_(std::move(url)) {}

private:
    friend struct members_of<new_link>;

    std::int64_t end_index_ = 0;
    std::int64_t start_index_ = 0;
    std::string url_;
};

/// What is sent as new text review bounds.
class new_text_review_bounds {
public:
    /// @param height Height of the rectangle.
    /// @param width Width of the rectangle.
    /// @param x Left corner position.
    /// @param y Bottom corner position.
    new_text_review_bounds(double height, double width, double x, double y)
        : height_(height), width_(width), x_(x), y_(y) {}

private:
    friend struct members_of<new_text_review_bounds>;

    double height_ = 0;
    double width_ = 0;
    double x_ = 0;
    double y_ = 0;
};

/// Payload for updating an existing text review annotation.
class text_review_changes {
public:
    text_review_changes() {}  // not defaulted: it must not be an aggregate

    /// Optional bounds array. When omitted, previously stored bounds are preserved.
    text_review_changes& bounds(std::vector<new_text_review_bounds> value) {
        bounds_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    text_review_changes& add_bounds(new_text_review_bounds value) {
        if (!bounds_.value()) {
            bounds_.set({});
        }
        bounds_.value()->push_back(std::move(value));
        return *this;
    }

    /// Optional selection text override.
    text_review_changes& selection_text(std::string value) {
        selection_text_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    text_review_changes& clear_selection_text() {
        selection_text_.set_null();
        return *this;
    }

    /// Optional suggestion override.
    text_review_changes& suggested_text(std::string value) {
        suggested_text_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    text_review_changes& clear_suggested_text() {
        suggested_text_.set_null();
        return *this;
    }

    /// Optional annotation type override.
    text_review_changes& text_review_annotation_type(text_review_type value) {
        text_review_annotation_type_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<text_review_changes>;

    settable<std::vector<new_text_review_bounds>> bounds_;
    settable<std::string> selection_text_;
    settable<std::string> suggested_text_;
    settable<text_review_type> text_review_annotation_type_;
};

/// Frame.io update comment params.
class comment_changes {
public:
    comment_changes() {}  // not defaulted: it must not be an aggregate

    /// Comment anchor location. {(x, y) | 0 <= x <= 1, 0 <= y <= 1}.
    comment_changes& anchor(new_anchor value) {
        anchor_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    comment_changes& clear_anchor() {
        anchor_.set_null();
        return *this;
    }

    /// JSON geometry for on-screen drawings. Allowed for document, image, video, or stream file types. JSON must be
    /// stringified.
    comment_changes& annotation(std::string value) {
        annotation_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    comment_changes& clear_annotation() {
        annotation_.set_null();
        return *this;
    }

    /// Comment completion status.
    comment_changes& completed(bool value) {
        completed_.set(value);
        return *this;
    }
    /// Sends null.
    comment_changes& clear_completed() {
        completed_.set_null();
        return *this;
    }

    /// Duration of comment in frames. Requires presence of timestamp parameter.
    comment_changes& duration(std::int64_t value) {
        duration_.set(value);
        return *this;
    }
    /// Sends null.
    comment_changes& clear_duration() {
        duration_.set_null();
        return *this;
    }

    /// Comment text links.
    comment_changes& links(std::vector<new_link> value) {
        links_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    comment_changes& link(new_link value) {
        if (!links_.value()) {
            links_.set({});
        }
        links_.value()->push_back(std::move(value));
        return *this;
    }

    /// Document page. Only allowed when file type is a pdf document.
    comment_changes& page(std::int64_t value) {
        page_.set(value);
        return *this;
    }
    /// Sends null.
    comment_changes& clear_page() {
        page_.set_null();
        return *this;
    }

    /// Comment text.
    comment_changes& text(std::string value) {
        text_.set(std::move(value));
        return *this;
    }

    /// Payload for updating an existing text review annotation.
    comment_changes& text_review_annotation(text_review_changes value) {
        text_review_annotation_.set(std::move(value));
        return *this;
    }

    comment_changes& timestamp(media_time value) {
        timestamp_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    comment_changes& clear_timestamp() {
        timestamp_.set_null();
        return *this;
    }

private:
    friend struct members_of<comment_changes>;

    settable<new_anchor> anchor_;
    settable<std::string> annotation_;
    settable<bool> completed_;
    settable<std::int64_t> duration_;
    settable<std::vector<new_link>> links_;
    settable<std::int64_t> page_;
    settable<std::string> text_;
    settable<text_review_changes> text_review_annotation_;
    settable<media_time> timestamp_;
};

/// Input for creating a comment attachment.
class new_attachment {
public:
    /// @param name Filename.
    /// @param file_size Attachment file size in bytes (up to 5TB).
    /// @param media_type File media type.
    new_attachment(std::string name, std::int64_t file_size, std::string media_type)
        : name_(std::move(name)), file_size_(file_size), media_type_(std::move(media_type)) {}

private:
    friend struct members_of<new_attachment>;

    std::string name_;
    std::int64_t file_size_ = 0;
    std::string media_type_;
};

/// What is sent as new text review.
class new_text_review {
public:
    /// @param selection_text Selected text from the document.
    /// @param suggested_text Suggested replacement or insertion text.
    /// @param text_review_annotation_type The type of text review annotation.
    new_text_review(std::optional<std::string> selection_text, std::optional<std::string> suggested_text,
                    text_review_type text_review_annotation_type)
        : selection_text_(std::move(selection_text)),
          suggested_text_(std::move(suggested_text)),
          text_review_annotation_type_(std::move(text_review_annotation_type)) {}

    /// An array of bounds representing a multiline selection origin at the lower-left corner.
    new_text_review& bounds(std::vector<new_text_review_bounds> value) {
        bounds_ = std::move(value);
        return *this;
    }
    /// Adds one.
    new_text_review& add_bounds(new_text_review_bounds value) {
        bounds_.push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_text_review>;

    std::vector<new_text_review_bounds> bounds_;
    std::optional<std::string> selection_text_;
    std::optional<std::string> suggested_text_;
    text_review_type text_review_annotation_type_;
};

/// Frame.io create comment params.
class new_comment {
public:
    /// @param text Comment text (required).
    explicit new_comment(std::string text) : text_(std::move(text)) {}

    /// Comment anchor location. {(x, y) | 0 <= x <= 1, 0 <= y <= 1}.
    new_comment& anchor(new_anchor value) {
        anchor_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    new_comment& clear_anchor() {
        anchor_.set_null();
        return *this;
    }

    /// JSON geometry for on-screen drawings. Allowed for document, image, video, or stream file types. JSON must be
    /// stringified.
    new_comment& annotation(std::string value) {
        annotation_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    new_comment& clear_annotation() {
        annotation_.set_null();
        return *this;
    }

    /// Optional attachments to create with the comment (max 6 attachments).
    new_comment& attachments(std::vector<new_attachment> value) {
        attachments_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    new_comment& attachment(new_attachment value) {
        if (!attachments_.value()) {
            attachments_.set({});
        }
        attachments_.value()->push_back(std::move(value));
        return *this;
    }

    /// Comment completion status.
    new_comment& completed(bool value) {
        completed_.set(value);
        return *this;
    }
    /// Sends null.
    new_comment& clear_completed() {
        completed_.set_null();
        return *this;
    }

    /// Duration of comment in frames. Requires presence of timestamp parameter.
    new_comment& duration(std::int64_t value) {
        duration_.set(value);
        return *this;
    }
    /// Sends null.
    new_comment& clear_duration() {
        duration_.set_null();
        return *this;
    }

    /// Comment text links.
    new_comment& links(std::vector<new_link> value) {
        links_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    new_comment& link(new_link value) {
        if (!links_.value()) {
            links_.set({});
        }
        links_.value()->push_back(std::move(value));
        return *this;
    }

    /// Document page. Only allowed when file type is a pdf document.
    new_comment& page(std::int64_t value) {
        page_.set(value);
        return *this;
    }
    /// Sends null.
    new_comment& clear_page() {
        page_.set_null();
        return *this;
    }

    /// Text review annotation details for comments left on text documents.
    new_comment& text_review_annotation(new_text_review value) {
        text_review_annotation_.set(std::move(value));
        return *this;
    }

    new_comment& timestamp(media_time value) {
        timestamp_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    new_comment& clear_timestamp() {
        timestamp_.set_null();
        return *this;
    }

private:
    friend struct members_of<new_comment>;

    std::string text_;
    settable<new_anchor> anchor_;
    settable<std::string> annotation_;
    settable<std::vector<new_attachment>> attachments_;
    settable<bool> completed_;
    settable<std::int64_t> duration_;
    settable<std::vector<new_link>> links_;
    settable<std::int64_t> page_;
    settable<new_text_review> text_review_annotation_;
    settable<media_time> timestamp_;
};

}  // namespace frameio::api
