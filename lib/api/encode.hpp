#pragma once

#include <string>
#include <string_view>

namespace frameio::api {

/// Percent-encodes all but what RFC 3986 §2.3 calls unreserved, and what `also` has.
std::string percent_encode(std::string_view text, std::string_view also = {});

}  // namespace frameio::api
