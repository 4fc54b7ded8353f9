#pragma once

#include <atomic>
#include <cstddef>

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
        return waiting_.fetch_add(1, std::memory_order_relaxed) < most_;
    }

    /// The store says so.
    void counted(std::size_t waiting) noexcept {
        waiting_.store(waiting, std::memory_order_relaxed);
        fails_.store(false, std::memory_order_relaxed);
    }

    /// The store says nothing, or that it cannot be used.
    void failed() noexcept {
        fails_.store(true, std::memory_order_relaxed);
    }
    bool fails() const noexcept {
        return fails_.load(std::memory_order_relaxed);
    }

private:
    const std::size_t most_;
    std::atomic<std::size_t> waiting_{0};
    std::atomic<bool> fails_{false};
};

}  // namespace frameio::delivery
