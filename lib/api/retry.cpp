#include "api/retry.hpp"

#include "support/number.hpp"
#include "support/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace frameio::api {
namespace {

using std::chrono::milliseconds;

// What the rate limit guide advises after 429: to pause 1 s, and then twice as long each time.
constexpr milliseconds least_pause{1'000};

// Longer than anybody waits, and short enough to be added to any time.
constexpr milliseconds longest_pause = std::chrono::hours(24 * 366);

std::optional<unsigned> parse_month(std::string_view text) noexcept {
    static constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto* const found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt : std::optional(static_cast<unsigned>(found - names.begin()) + 1);
}

/// Whether letters and digits are where the shape has some, and everything else is the same.
bool has_shape(std::string_view text, std::string_view shape) noexcept {
    const auto is_open = [](char each) { return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z'); };
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                      [&](char one, char wanted) { return one == wanted || is_open(wanted); });
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", the only form that is still sent (RFC 9110 §5.6.7). In seconds: a clock's own
/// times end in 2262, and years do not.
std::optional<std::chrono::sys_seconds> parse_date(std::string_view text) noexcept {
    if (!has_shape(text, "xxx, 00 xxx 0000 00:00:00 GMT")) {
        return std::nullopt;
    }
    const auto day = parse_number<unsigned short>(text.substr(5, 2));
    const auto month = parse_month(text.substr(8, 3));
    const auto year = parse_number<unsigned short>(text.substr(12, 4));
    const auto hours = parse_number<unsigned short>(text.substr(17, 2));
    const auto minutes = parse_number<unsigned short>(text.substr(20, 2));
    const auto seconds = parse_number<unsigned short>(text.substr(23, 2));
    if (!day || !month || !year || !hours || !minutes || !seconds) {
        return std::nullopt;
    }
    const auto date = std::chrono::year(*year) / static_cast<int>(*month) / *day;
    if (!date.ok() || *hours > 23 || *minutes > 59 || *seconds > 60) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date) + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
           std::chrono::seconds(*seconds);
}

}  // namespace

retry_plan::retry_plan(const retry_policy& policy, clock::steady_time begin, std::optional<clock::steady_time> deadline,
                       bool repeatable) noexcept
    : policy_(policy),
      latest_(begin + std::min(policy.patience, longest_pause)),
      by_deadline_(false),
      repeatable_(repeatable) {
    if (deadline && *deadline < latest_) {
        latest_ = *deadline;
        by_deadline_ = true;
    }
}

milliseconds retry_plan::backoff(unsigned steps, double chance) const noexcept {
    const auto limit = static_cast<double>(policy_.longest_wait.count());
    double wait = static_cast<double>(policy_.first_wait.count());
    for (unsigned step = 0; step != steps && wait < limit; ++step) {
        wait *= 2;
    }
    return milliseconds(static_cast<std::int64_t>(std::min(wait, limit) * chance));
}

std::optional<clock::steady_time> retry_plan::next(failure what, clock::steady_time now,
                                                   std::optional<milliseconds> asked, double chance) noexcept {
    const bool counts = what != failure::limited;
    failures_ += counts ? 1 : 0;
    if (what == failure::refused || (what == failure::in_doubt && !repeatable_) || failures_ >= policy_.attempts) {
        return std::nullopt;
    }
    milliseconds wait = backoff(counts ? failures_ - 1 : limited_, chance);
    if (!counts) {
        wait += least_pause;
        ++limited_;
    }
    if (asked && (counts || *asked > milliseconds(0))) {
        // A little more than was asked for, each call another little: those that were refused together do not come
        // back together.
        wait = std::min(*asked, policy_.longest_asked) +
               milliseconds(static_cast<std::int64_t>(chance * static_cast<double>(policy_.first_wait.count())));
    }
    const clock::steady_time at = now + std::min(wait, longest_pause);
    return is_late(at) ? std::nullopt : std::optional(at);
}

std::optional<milliseconds> parse_retry_after(std::string_view value, clock::wall_time now) noexcept {
    value = trimmed(value);
    if (value.empty()) {
        return std::nullopt;
    }
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        // More digits than a number holds mean: for ever.
        return std::chrono::seconds(parse_number<int>(value).value_or(1'000'000'000));
    }
    const auto date = parse_date(value);
    if (!date) {
        return std::nullopt;
    }
    if (*date > std::chrono::floor<std::chrono::seconds>(now) + longest_pause) {
        return longest_pause;
    }
    if (*date <= std::chrono::floor<std::chrono::seconds>(now)) {
        return milliseconds(0);
    }
    return std::chrono::ceil<milliseconds>(*date - now);
}

}  // namespace frameio::api
