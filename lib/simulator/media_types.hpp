#pragma once

#include <string_view>

namespace frameio::sim {

/// By the end of the name; "application/octet-stream" if it tells nothing.
std::string_view media_type_of(std::string_view file_name) noexcept;

}  // namespace frameio::sim
