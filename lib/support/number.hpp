#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace frameio {

/// The decimal number that all of `text` is; nothing if it is none, or does not fit.
template <class Number>
std::optional<Number> parse_number(std::string_view text) noexcept {
    Number value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

}  // namespace frameio
