#include "cli/text/moment.hpp"

#include "cli/inputs.hpp"
#include "cli/text/json_text.hpp"
#include "support/number.hpp"

#include <frameio/api/values.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace frameio::cli {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

struct age_unit {
    char letter;
    const char* name;
    seconds length;
};
constexpr std::array<age_unit, 4> units{
    {{'d', "d", seconds(86'400)}, {'h', "h", seconds(3'600)}, {'m', "min", seconds(60)}, {'s', "s", seconds(1)}}};

// Longer ones lead out of what the clock can tell.
constexpr seconds longest_age = std::chrono::hours(24 * 36'500);

std::optional<seconds> parse_age(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto* const unit =
        std::find_if(units.begin(), units.end(), [&text](const age_unit& one) { return one.letter == text.back(); });
    const auto count = parse_number<std::uint32_t>(text.substr(0, text.size() - 1));
    if (unit == units.end() || !count) {
        return std::nullopt;
    }
    return std::min<seconds>(unit->length * std::int64_t{*count}, longest_age);
}

/// Years that the clock cannot tell become the first or the last that it can.
clock::wall_time within_the_clock(api::timestamp::time_type time) {
    constexpr auto first = std::chrono::ceil<microseconds>(clock::wall_time::min());
    constexpr auto last = std::chrono::floor<microseconds>(clock::wall_time::max());
    return clock::wall_time(std::clamp(time, first, last));
}

}  // namespace

clock::wall_time parse_moment(const std::string& text, std::string_view option, clock::wall_time now) {
    if (const auto age = parse_age(text)) {
        return now - *age;
    }
    const auto time = read_time(text);
    if (!time) {
        throw usage_error(fmt::format(
            "{} takes an age, such as 90s, 15m, 2h or 7d, or a time, such as 2026-07-17T21:34:21Z, not \"{}\"", option,
            printable(text)));
    }
    return *time;
}

std::optional<clock::wall_time> read_time(std::string_view text) {
    const api::timestamp time{std::string(text)};
    return time.has_time() ? std::optional(within_the_clock(time.time())) : std::nullopt;
}

std::string time_text(clock::wall_time time) {
    const auto rounded = std::chrono::floor<std::chrono::milliseconds>(time);
    std::string text = api::timestamp(api::timestamp::time_type(rounded)).text();
    text.replace(text.size() - 4, 3, "");  // of the microseconds, what is finer than milliseconds
    return text;
}

std::string age_text(clock::wall_time time, clock::wall_time now) {
    const auto age = std::max(std::chrono::floor<seconds>(now - time), seconds(0));
    const auto* const unit =
        std::find_if(units.begin(), units.end() - 1, [age](const age_unit& one) { return age >= one.length; });
    return fmt::format("{} {}", age / unit->length, unit->name);
}

}  // namespace frameio::cli
