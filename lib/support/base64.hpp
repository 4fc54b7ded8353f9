#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace frameio {

/// RFC 4648 §4: with padding, on one line.
std::string encode_base64(std::string_view octets);

/// RFC 4648 §5, for URLs: without padding.
std::string encode_base64url(std::string_view octets);

/// The octets, if the text is base64 in either alphabet, with its padding or without, on one line.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace frameio
