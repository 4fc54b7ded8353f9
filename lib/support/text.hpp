#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace frameio {

/// Octets of the well-formed UTF-8 character that `text` starts with, or 0 if there is none.
std::size_t utf8_character(std::string_view text) noexcept;

/// Whether all of `text` is UTF-8, as RFC 3629 has it: no surrogates, nothing overlong, nothing past U+10FFFF.
bool is_utf8(std::string_view text) noexcept;

/// Whether `character`, one UTF-8 character, is a control character (C0, DEL or C1): a terminal may act on it.
bool is_control(std::string_view character) noexcept;

/// Without white space at its beginning and end.
std::string_view trimmed(std::string_view text) noexcept;

/// Appends `text` as a JSON string with its quotes. Control characters are escaped; what is not UTF-8 becomes U+FFFD.
void append_json(std::string& out, std::string_view text);

}  // namespace frameio
