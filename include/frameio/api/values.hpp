#pragma once

/// @file
/// The values that results and requests of the Frame.io API are made of.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// The codecs' way to the members of a class that is sent.
template <class T>
struct members_of;

/// A moment, with the text that it came in. Copied as it is when it is sent again.
class timestamp {
public:
    using time_type = std::chrono::sys_time<std::chrono::microseconds>;

    timestamp() = default;
    /// Any text. "2026-07-17T21:34:21.954509Z" and what RFC 3339 allows beside it is understood, and so is a date
    /// alone.
    explicit timestamp(std::string text);
    /// In UTC, with microseconds.
    explicit timestamp(time_type time);

    const std::string& text() const noexcept {
        return text_;
    }
    /// Whether the text is one that was understood.
    bool has_time() const noexcept {
        return time_.has_value();
    }
    /// @throws frameio::error (`errc::malformed_time`) naming the text if it was not understood
    time_type time() const;

    friend bool operator==(const timestamp& left, const timestamp& right) noexcept {
        return left.text_ == right.text_;
    }

private:
    std::string text_;
    std::optional<time_type> time_;
};

/// A value of whatever type, as its JSON text. Holds valid JSON; "null" if nothing else was put in.
class json {
public:
    json() : text_("null") {}
    /// @throws frameio::error (`errc::malformed_json`) if the text is not one JSON value
    explicit json(std::string text);

    const std::string& text() const noexcept {
        return text_;
    }
    /// A JSON string with this content.
    static json string(std::string_view content);

    friend bool operator==(const json&, const json&) = default;

private:
    friend class json_reader;
    struct checked {};
    json(std::string text, checked) : text_(std::move(text)) {}

    std::string text_;
};

/// Where in a medium: a frame, counted from 1 as Frame.io does, or a time code such as "00:00:02:12".
/// Source: OpenAPI `TimeStamp`; migration guide for the counting.
using media_time = std::variant<std::int64_t, std::string>;

/// A text of which some values are known today. What is not known keeps its text, so that newer values of the platform
/// get through. `Self` derives from it and lists the known ones.
template <class Self>
class open_enum {
public:
    /// A value that is known.
    struct known {
        std::string_view text;
    };

    open_enum() = default;
    open_enum(known value) : text_(value.text) {}  // NOLINT(google-explicit-constructor)
    /// For a value that is newer than this library.
    explicit open_enum(std::string text) : text_(std::move(text)) {}

    const std::string& text() const noexcept {
        return text_;
    }

    friend bool operator==(const open_enum& left, const open_enum& right) noexcept {
        return left.text_ == right.text_;
    }
    friend bool operator==(const open_enum& left, known right) noexcept {
        return left.text_ == right.text;
    }

private:
    std::string text_;
};

/// A member of something that is sent: left out, null, or a value.
template <class T>
class settable {
public:
    void set(T value) {
        value_ = std::move(value);
        is_null_ = false;
    }
    void set_null() {
        value_.reset();
        is_null_ = true;
    }
    bool is_null() const noexcept {
        return is_null_;
    }
    std::optional<T>& value() noexcept {
        return value_;
    }
    const std::optional<T>& value() const noexcept {
        return value_;
    }

private:
    std::optional<T> value_;
    bool is_null_ = false;
};

/// What a list operation answered at once.
template <class T>
struct page {
    std::vector<T> items;
    /// The platform's link to the next page, without the caller's own parameters.
    std::optional<std::string> next;
    /// Only if it was asked for.
    std::optional<std::int64_t> total_count;
};

/// The JSON text of a result or a request of this API.
/// Defined for all types of `frameio/api/models` and `frameio/api/requests`.
template <class T>
std::string to_json(const T& value);

/// Reads one. What is missing or of another type than documented keeps its default; unknown members are ignored.
/// @throws frameio::error (`errc::malformed_json`) if the text is not JSON
template <class T>
T from_json(std::string_view text);

}  // namespace frameio::api
