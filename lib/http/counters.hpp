#pragma once

#include <atomic>
#include <cstdint>

namespace frameio::http {

/// A number that one thread changes and others may read.
class counter {
public:
    void add(std::int64_t by = 1) noexcept {
        value_.store(value_.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
    }
    std::uint64_t value() const noexcept {
        return static_cast<std::uint64_t>(value_.load(std::memory_order_relaxed));
    }

private:
    std::atomic<std::int64_t> value_{0};
};

/// What one lane counted; padded, so that no two lanes write to one cache line.
struct alignas(128) lane_counters {
    counter connections;
    counter open;
    counter requests;
    counter running;
    counter late;
};

}  // namespace frameio::http
