#include <frameio/api/values.hpp>
#include <frameio/error.hpp>

#include "support/text.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <charconv>

namespace frameio::api {
namespace {

using std::chrono::microseconds;
using time_type = timestamp::time_type;

/// Reads a time from its front, piece by piece.
class time_scanner {
public:
    explicit time_scanner(std::string_view text) : rest_(text) {}

    bool done() const noexcept {
        return rest_.empty();
    }

    bool skip(std::string_view any_of) noexcept {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    /// Exactly so many digits.
    bool number(std::size_t digits, int& value) noexcept {
        if (rest_.size() < digits || rest_.front() < '0' || rest_.front() > '9') {
            return false;
        }
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + digits, value);
        const bool all = error == std::errc() && end == rest_.data() + digits;
        rest_.remove_prefix(all ? digits : 0);
        return all;
    }

    /// The digits after a point, as microseconds; what is finer is cut off.
    bool fraction(microseconds& value) noexcept {
        std::size_t digits = 0;
        for (std::int64_t unit = 100'000; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; unit /= 10) {
            value += microseconds(unit * (rest_.front() - '0'));
            rest_.remove_prefix(1);
            ++digits;
        }
        return digits != 0;
    }

    /// "Z", "+02:00", or nothing, which is UTC as well.
    bool zone(microseconds& ahead) noexcept {
        if (done() || skip("Zz")) {
            return true;
        }
        const bool behind = rest_.front() == '-';
        int hours = 0;
        int minutes = 0;
        if (!skip("+-") || !number(2, hours) || !skip(":") || !number(2, minutes) || hours > 23 || minutes > 59) {
            return false;
        }
        ahead = (std::chrono::hours(hours) + std::chrono::minutes(minutes)) * (behind ? -1 : 1);
        return true;
    }

private:
    std::string_view rest_;
};

std::optional<std::chrono::sys_days> scan_date(time_scanner& from) {
    int year = 0;
    int month = 0;
    int day = 0;
    if (!from.number(4, year) || !from.skip("-") || !from.number(2, month) || !from.skip("-") || !from.number(2, day)) {
        return std::nullopt;
    }
    const auto date = std::chrono::year(year) / month / day;
    return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

std::optional<microseconds> scan_time(time_scanner& from) {
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    if (!from.number(2, hours) || !from.skip(":") || !from.number(2, minutes) || !from.skip(":") ||
        !from.number(2, seconds) || hours > 23 || minutes > 59 || seconds > 60) {
        return std::nullopt;
    }
    microseconds time = std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
    if (from.skip(".") && !from.fraction(time)) {
        return std::nullopt;
    }
    return time;
}

/// RFC 3339, also with a space for its T, as the platform writes some, and a date alone.
std::optional<time_type> parse(std::string_view text) {
    time_scanner from(text);
    const auto date = scan_date(from);
    if (!date || from.done()) {
        return date;
    }
    const auto time = from.skip("Tt ") ? scan_time(from) : std::nullopt;
    microseconds ahead{};
    if (!time || !from.zone(ahead) || !from.done()) {
        return std::nullopt;
    }
    return *date + *time - ahead;
}

// Not by way of the clock's own time, whose nanoseconds begin in 1677 and end in 2262.
std::string format(time_type time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

}  // namespace

timestamp::timestamp(std::string text) : text_(std::move(text)), time_(parse(text_)) {}

timestamp::timestamp(time_type time) : text_(format(time)), time_(time) {}

timestamp::time_type timestamp::time() const {
    if (!time_) {
        std::string problem;
        append_json(problem, text_);
        throw error(errc::malformed_time, problem + " is not a time as RFC 3339 has it; text() has it as it came");
    }
    return *time_;
}

json::json(std::string text) : text_(std::move(text)) {
    simdjson::dom::parser parser;
    if (const auto failure = parser.parse(text_).error(); failure != simdjson::SUCCESS) {
        throw error(errc::malformed_json, std::string("not JSON: ") + simdjson::error_message(failure));
    }
}

json json::string(std::string_view content) {
    std::string text;
    append_json(text, content);
    return {std::move(text), checked()};
}

}  // namespace frameio::api
