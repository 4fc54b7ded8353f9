#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace frameio::delivery {

/// How many more runs the routes with a limit may have, shared by the inboxes of a server. Thread-safe.
class route_limits {
public:
    using counts = std::map<std::string, std::size_t>;

    route_limits() = default;
    explicit route_limits(counts most) : free_(std::move(most)) {}

    /// Takes all that is free, so that nobody else takes it too.
    counts take_all() {
        const std::lock_guard lock(mutex_);
        counts taken = free_;
        for (auto& [route, count] : free_) {
            count = 0;
        }
        return taken;
    }

    /// Routes without a limit are not counted.
    void give_back(const std::string& route, std::size_t count) {
        const std::lock_guard lock(mutex_);
        const auto known = free_.find(route);
        if (known != free_.end()) {
            known->second += count;
        }
    }

private:
    std::mutex mutex_;
    counts free_;
};

/// Holds all that is free while it is found out how much of it is needed, and gives the rest back.
class route_hold {
public:
    explicit route_hold(route_limits& of) : of_(of), rest_(of.take_all()) {}
    ~route_hold() {
        for (const auto& [route, count] : rest_) {
            of_.give_back(route, count);
        }
    }
    route_hold(const route_hold&) = delete;
    route_hold& operator=(const route_hold&) = delete;

    const route_limits::counts& taken() const noexcept {
        return rest_;
    }

    /// One run of that route is needed.
    void keep(const std::string& route) {
        const auto known = rest_.find(route);
        if (known != rest_.end() && known->second > 0) {
            --known->second;
        }
    }

private:
    route_limits& of_;
    route_limits::counts rest_;
};

}  // namespace frameio::delivery
