#pragma once

#include "simulator/fault_rule.hpp"
#include "simulator/json.hpp"
#include "simulator/spec.hpp"

#include <cstdint>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// Which requests and deliveries something goes wrong with.
class faults {
public:
    /// @param with  outlives it
    /// @param seed  of what is decided at random: of all that a rule fits, the same ones are struck each time
    faults(const spec& with, std::uint64_t seed) : spec_(with), seed_(seed) {}

    /// See `read_fault_rule`.
    /// @return its number
    /// @throws std::invalid_argument
    std::uint64_t add(const json::object& rule);
    void clear() noexcept {
        entries_.clear();
    }
    std::uint64_t seed() const noexcept {
        return seed_;
    }
    /// The rules as they were given, each with its number, how often it has "struck" and, if it has a number of times,
    /// how many are "left".
    json::array list() const;

    /// What happens to a request now; nothing if all is well.
    std::optional<fault> take(std::string_view operation);
    /// What happens to an attempt to deliver an event of that type.
    /// @param may_wait  whether it can be put behind another one
    std::optional<delivery_fault> take_delivery(std::string_view type, bool may_wait);

private:
    struct entry {
        std::uint64_t number = 0;
        json::object shown;
        fault_rule rule;
        std::int64_t struck = 0;
        std::mt19937_64 random;  // its own: what other rules fit changes nothing
    };

    template <class Fault, class Condition>
    std::optional<Fault> strike(std::string_view name, Condition may_be);

    const spec& spec_;
    const std::uint64_t seed_;
    std::vector<entry> entries_;
    std::uint64_t last_number_ = 0;
};

}  // namespace frameio::sim
