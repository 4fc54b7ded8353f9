#pragma once

#include <frameio/clock.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace frameio::cli {

/// A time, given as an age ("90s", "15m", "2h", "7d") or as ISO 8601 has it ("2026-07-17T21:34:21Z", "2026-07-17").
/// @throws usage_error that names the option
clock::wall_time parse_moment(const std::string& text, std::string_view option, clock::wall_time now);

/// The time, if the text is one as ISO 8601 has it.
std::optional<clock::wall_time> read_time(std::string_view text);

/// "2026-07-17T21:34:21.954Z".
std::string time_text(clock::wall_time time);

/// "12 s", "3 min", "5 h", "9 d": how long ago it was, in its largest unit.
std::string age_text(clock::wall_time time, clock::wall_time now);

}  // namespace frameio::cli
