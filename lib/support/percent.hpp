#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace frameio {

/// Text as it may stand anywhere in a URL (RFC 3986 §2.1): all but letters, digits, "-._~", and what is in `also`, is
/// escaped.
std::string percent_encode(std::string_view text, std::string_view also = {});

/// What "+" means: in queries and forms, a space.
enum class plus : std::uint8_t { is_plus, is_space };

/// What is no escape stays as it is.
std::string percent_decode(std::string_view text, plus means = plus::is_plus);

}  // namespace frameio
