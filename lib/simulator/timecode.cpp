#include "simulator/timecode.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace frameio::sim {
namespace {

constexpr std::int64_t rate = 24;

}  // namespace

std::optional<std::int64_t> frame_of(std::string_view timecode) {
    std::array<std::int64_t, 4> parts{};
    const char* at = timecode.data();
    const char* const end = at + timecode.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && (at == end || (*at != ':' && *at != ';'))) {  // ";": of drop-frame timecodes
            return std::nullopt;
        }
        const auto read = std::from_chars(i == 0 ? at : at + 1, end, parts[i]);
        if (read.ec != std::errc() || parts[i] < 0 || parts[i] > 999) {
            return std::nullopt;
        }
        at = read.ptr;
    }
    const auto [hours, minutes, seconds, frames] = parts;
    return at == end ? std::optional(((hours * 60 + minutes) * 60 + seconds) * rate + frames) : std::nullopt;
}

std::string timecode_of(std::int64_t frame) {
    const std::int64_t seconds = frame / rate;
    return fmt::format("{:02}:{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60, frame % rate);
}

}  // namespace frameio::sim
