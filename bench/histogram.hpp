#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Counts of durations in nanoseconds. Log-linear: each power of two has 256 steps, so a percentile is right to 0.4 %.
class histogram {
public:
    void add(std::int64_t nanoseconds) {
        ++counts_[index(nanoseconds < 0 ? 0 : static_cast<std::uint64_t>(nanoseconds))];
        ++total_;
    }

    /// In microseconds.
    double percentile(double percent) const {
        auto wanted = static_cast<std::uint64_t>(percent / 100.0 * static_cast<double>(total_));
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            seen += counts_[i];
            if (seen > wanted) {
                return middle(i) / 1000.0;
            }
        }
        return 0;
    }

private:
    static constexpr unsigned step_bits = 8;
    static constexpr std::uint64_t steps = 1U << step_bits;

    static std::size_t index(std::uint64_t value) {
        auto width = static_cast<unsigned>(std::bit_width(value));
        if (width <= step_bits) {
            return value;
        }
        unsigned shift = width - step_bits - 1;
        return (shift + 1) * steps + (value >> shift) - steps;
    }

    static double middle(std::size_t place) {
        if (place < steps) {
            return static_cast<double>(place);
        }
        std::size_t shift = place / steps - 1;
        std::uint64_t first = (steps + place % steps) << shift;
        return static_cast<double>(first) + static_cast<double>((std::uint64_t{1} << shift) - 1) / 2;
    }

    std::vector<std::uint64_t> counts_ = std::vector<std::uint64_t>((64 - step_bits + 1) * steps);
    std::uint64_t total_ = 0;
};
