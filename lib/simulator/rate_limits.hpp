#pragma once

#include <frameio/clock.hpp>

#include "simulator/spec.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace frameio::sim {

/// What each user of an account has left of each operation: buckets that leak.
/// Source: rate limit guide, and the headers that the OpenAPI declares.
class rate_limits {
public:
    /// @param time   outlives it
    /// @param scale  how much of the platform's limits: 0.5 is half as much, nothing is no limit
    rate_limits(clock& time, std::optional<double> scale) : time_(time), scale_(scale) {}

    struct state {
        unsigned limit = 0;
        unsigned remaining = 0;
        std::chrono::milliseconds window{};
        bool exceeded = false;
    };
    /// One more call.
    state take(const operation& what, const std::string& who);

private:
    struct bucket {
        double level = 0;
        clock::steady_time then{};
    };

    clock& time_;
    std::optional<double> scale_;
    std::map<std::pair<std::string, std::string>, bucket> buckets_;
};

}  // namespace frameio::sim
