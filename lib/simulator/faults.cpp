#include "simulator/faults.hpp"

#include <frameio/app.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace frameio::sim {
namespace {

bool fits(const fault_rule& rule, std::string_view name) {
    return event_pattern(rule.pattern).matches(name);
}

std::mt19937_64 source_of(std::uint64_t seed, std::uint64_t number) {
    std::seed_seq mixed{seed >> 32, seed & 0xFFFF'FFFF, number};
    return std::mt19937_64(mixed);
}

}  // namespace

std::uint64_t faults::add(const json::object& given) {
    entry made;
    made.rule = read_fault_rule(given);
    const auto is_meant = [&made](const operation& each) { return fits(made.rule, each.id); };
    if (std::holds_alternative<fault>(made.rule.what) && std::ranges::none_of(spec_.operations(), is_meant)) {
        throw std::invalid_argument("there is no operation " + made.rule.pattern);
    }
    made.number = ++last_number_;
    made.shown = given;
    made.random = source_of(seed_, made.number);
    entries_.push_back(std::move(made));
    return last_number_;
}

json::array faults::list() const {
    json::array made;
    for (const entry& each : entries_) {
        json::object one = each.shown;
        one["number"] = each.number;
        one["struck"] = each.struck;
        if (each.rule.times) {
            one["left"] = *each.rule.times - each.struck;
        }
        made.push_back(std::move(one));
    }
    return made;
}

// The first that fits and has its chance.
template <class Fault, class Condition>
std::optional<Fault> faults::strike(std::string_view name, Condition may_be) {
    std::uniform_real_distribution<double> chance(0, 1);
    for (entry& each : entries_) {
        const fault_rule& rule = each.rule;
        const Fault* const what = std::get_if<Fault>(&rule.what);
        if (what == nullptr || each.struck == rule.times || !fits(rule, name) || !may_be(*what)) {
            continue;
        }
        if (chance(each.random) < rule.probability) {
            ++each.struck;
            return *what;
        }
    }
    return std::nullopt;
}

std::optional<fault> faults::take(std::string_view operation) {
    return strike<fault>(operation, [](const fault&) { return true; });
}

std::optional<delivery_fault> faults::take_delivery(std::string_view type, bool may_wait) {
    return strike<delivery_fault>(type, [may_wait](const delivery_fault& each) { return may_wait || !each.reorder; });
}

}  // namespace frameio::sim
