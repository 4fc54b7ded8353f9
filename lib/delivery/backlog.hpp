#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace frameio::delivery {

/// How many events wait in a store, and whether it works, as far as is known. Shared by those who receive. Thread-safe.
class backlog {
public:
    /// @param most  from so many waiting events on, no more are taken
    explicit backlog(std::size_t most) : most_(most) {}

    std::size_t most() const noexcept {
        return most_;
    }

    /// Takes the next event into account; false if there is no room for it.
    bool take_one() noexcept {
        const std::int64_t waiting = mark() + offset_.load(std::memory_order_relaxed);
        const bool has_room = waiting < static_cast<std::int64_t>(most_);
        if (has_room) {
            taken_.fetch_add(1, std::memory_order_relaxed);
        }
        return has_room;
    }

    /// To be called before the store is asked, and given to `counted`: what is taken meanwhile may be in its count, and
    /// counts in any case.
    std::int64_t mark() const noexcept {
        return taken_.load(std::memory_order_relaxed);
    }

    /// The store says so.
    void counted(std::size_t waiting, std::int64_t marked) noexcept {
        offset_.store(static_cast<std::int64_t>(waiting) - marked, std::memory_order_relaxed);
        fails_.store(false, std::memory_order_relaxed);
        const int left = refuses_.load(std::memory_order_relaxed);
        if (left > 0) {
            refuses_.store(left - 1, std::memory_order_relaxed);
        }
    }

    /// The store says nothing, or that it cannot be used.
    void failed() noexcept {
        fails_.store(true, std::memory_order_relaxed);
    }
    bool fails() const noexcept {
        return fails_.load(std::memory_order_relaxed) || refuses_.load(std::memory_order_relaxed) > 0;
    }

    /// The store has not taken an event. It may answer all the same, as one on a full disk: so it counts as failing
    /// until it takes one, or has been asked some times; then somebody may try again.
    void refused() noexcept {
        refuses_.store(5, std::memory_order_relaxed);
    }
    /// The store has taken one.
    void accepted() noexcept {
        if (refuses_.load(std::memory_order_relaxed) != 0) {  // which all lanes share, and seldom write
            refuses_.store(0, std::memory_order_relaxed);
        }
    }

private:
    const std::size_t most_;
    std::atomic<std::int64_t> taken_{0};
    std::atomic<std::int64_t> offset_{0};  // from all that were taken to those that wait
    std::atomic<bool> fails_{false};
    std::atomic<int> refuses_{0};  // for so many counts more
};

}  // namespace frameio::delivery
