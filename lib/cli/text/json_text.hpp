#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace frameio::cli {

/// How a program that writes JSON separates the tokens.
struct json_style {
    std::string_view after_comma;
    std::string_view after_colon;
    unsigned indent = 0;  ///< spaces for each level; 0: all on one line
};

/// The JSON text, if it is one.
std::optional<boost::json::value> parse_json(std::string_view text);

/// The same tokens in another style; numbers and strings keep their spelling.
/// @param text well-formed JSON
std::string restyle(std::string_view text, json_style style);

/// The value with the keys of all its objects in alphabetical order.
boost::json::value sorted(const boost::json::value& value);

/// The same text with everything outside of ASCII as \u escapes, the way Python's json.dumps writes it.
/// @param text well-formed JSON
std::string with_ascii_escapes(std::string_view text);

/// The same text with each / in it as \/, the way PHP's json_encode writes it.
std::string with_slash_escapes(std::string_view text);

/// A text from elsewhere made fit for a terminal: control characters and what is not UTF-8 become \xNN; line feeds
/// stay.
std::string printable(std::string_view text);

/// The same on one line: line feeds become spaces.
std::string printable_line(std::string_view text);

/// The text, or null if it is empty.
boost::json::value text_or_null(const std::string& text);

/// The value's JSON text, fit for a terminal: control characters are escaped, what is not UTF-8 becomes U+FFFD.
std::string printable_json(const boost::json::value& value);

}  // namespace frameio::cli
