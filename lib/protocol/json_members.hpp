#pragma once

#include <cstddef>
#include <string_view>

namespace frameio {

/// Walks over the members of an object's JSON text without decoding or copying anything.
///
/// Safe on any octets, however broken: it never looks outside of the text, takes time in proportion to it, and does not
/// recurse. It checks only what it needs to find its way, so believe what it finds only in text that was validated.
class json_members {
public:
    /// `text` is an object, with or without white space around it.
    explicit json_members(std::string_view text) noexcept;

    /// Moves to the next member. False at the end, and where the text makes no sense.
    bool next() noexcept;

    /// After `next` returned false: whether all of the text was one object.
    bool complete() const noexcept {
        return complete_;
    }

    /// The key between its quotes, as it is written.
    std::string_view key() const noexcept {
        return key_;
    }

    /// The value as it is written, without white space around it.
    std::string_view value() const noexcept {
        return value_;
    }

private:
    bool read_member() noexcept;
    bool finish() noexcept;
    void skip_space() noexcept;
    bool skip(char wanted) noexcept;
    bool skip_string() noexcept;
    bool skip_nested() noexcept;
    bool skip_value() noexcept;
    std::string_view since(std::size_t start) const noexcept {
        return text_.substr(start, at_ - start);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string_view key_;
    std::string_view value_;
    bool begun_ = false;
    bool lost_ = false;
    bool complete_ = false;
};

}  // namespace frameio
