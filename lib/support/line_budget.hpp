#pragma once

#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace frameio {

/// How many log lines may be written about what strangers can cause as often as they like. Thread-safe.
class line_budget {
public:
    static constexpr std::int64_t lines_per_second = 10;

    /// Whether one more line may be written in this second: then, how many had to be left out since the last.
    std::optional<std::uint64_t> take(clock::steady_time now) noexcept;

private:
    std::atomic<std::int64_t> taken_{0};  // second << 8 | lines
    std::atomic<std::uint64_t> left_out_{0};
};

/// Writes the line if the budget allows it, and adds how many were left out before it.
template <class... Fields>
void write_within(line_budget& budget, clock& time, const logger& log, log_level level, std::string_view text,
                  const Fields&... fields) noexcept {
    if (!log.enabled(level)) {
        return;
    }
    if (const auto left_out = budget.take(time.steady())) {
        const log_field all[] = {fields..., log_field("left_out_before", *left_out)};
        log.write(level, text, std::span(all).first(sizeof...(fields) + (*left_out != 0 ? 1 : 0)));
    }
}

}  // namespace frameio
