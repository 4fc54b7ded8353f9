#include "support/line_budget.hpp"

namespace frameio {

std::optional<std::uint64_t> line_budget::take(clock::steady_time now) noexcept {
    const std::int64_t second = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count() << 8U;
    std::int64_t known = taken_.load(std::memory_order_relaxed);
    for (;;) {
        const std::int64_t lines = known >> 8U << 8U == second ? known - second : 0;
        if (lines >= lines_per_second) {
            left_out_.fetch_add(1, std::memory_order_relaxed);
            return std::nullopt;
        }
        if (taken_.compare_exchange_weak(known, second + lines + 1, std::memory_order_relaxed)) {
            return left_out_.exchange(0, std::memory_order_relaxed);
        }
    }
}

}  // namespace frameio
