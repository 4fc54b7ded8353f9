#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace frameio::cli {

/// With padding, on one line.
std::string encode_base64(std::string_view octets);

/// The octets, if the text is base64 with padding on one line.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace frameio::cli
