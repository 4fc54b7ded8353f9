#pragma once

#include "simulator/json.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// What goes wrong with one request to the API.
struct fault {
    std::chrono::milliseconds latency{};  ///< before anything else
    unsigned status = 0;                  ///< instead of doing it; 0: none
    bool cut_before = false;              ///< the connection ends before the effect
    bool cut_after = false;               ///< after it, before the answer
    unsigned status_after = 0;            ///< instead of the answer, after the effect; 0: none
};

/// Which requests something goes wrong with.
class faults {
public:
    explicit faults(std::uint64_t seed) : random_(seed) {}

    /// A rule: `{"operation": "comments.create", "probability": 0.1, "times": 3, "latency_ms": 500, "status": 503}`
    /// with any of "status", "status_after" (500 and above), "cut": "before" or "after". Without an operation it is for
    /// all; without a probability, for each; without a number of times, until it is removed.
    /// @return its number
    /// @throws std::invalid_argument
    std::uint64_t add(const json::object& rule);
    void clear() noexcept {
        rules_.clear();
    }
    json::array list() const;

    /// What happens to a request now; nothing if all is well.
    std::optional<fault> take(std::string_view operation);

private:
    struct rule {
        std::uint64_t number = 0;
        json::object shown;
        std::string operation;
        double probability = 1;
        std::optional<std::int64_t> left;
        fault what;
    };

    std::vector<rule> rules_;
    std::uint64_t last_number_ = 0;
    std::mt19937_64 random_;
};

}  // namespace frameio::sim
