#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace frameio::sim {

// Comments are at frames, which are said as numbers or as "HH:MM:SS:FF". Every file has 24 of them in a second here.

/// Nothing if it is no timecode.
std::optional<std::int64_t> frame_of(std::string_view timecode);
std::string timecode_of(std::int64_t frame);

}  // namespace frameio::sim
