#include "simulator/faults.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace frameio::sim {
namespace {

constexpr std::array members{"operation", "probability", "times", "latency_ms", "status", "status_after", "cut"};

unsigned status_at(const json::object& rule, std::string_view name) {
    const json::value* const found = rule.if_contains(name);
    if (found == nullptr) {
        return 0;
    }
    if (!found->is_int64() || found->get_int64() < 400 || found->get_int64() > 599) {
        throw std::invalid_argument(std::string(name) + " is a status from 400 to 599");
    }
    return static_cast<unsigned>(found->get_int64());
}

double number_at(const json::object& rule, std::string_view name, double otherwise, double most) {
    const json::value* const found = rule.if_contains(name);
    if (found == nullptr) {
        return otherwise;
    }
    if (!found->is_number() || found->to_number<double>() < 0 || found->to_number<double>() > most) {
        throw std::invalid_argument(std::string(name) + " is a number from 0 to " + std::to_string(most));
    }
    return found->to_number<double>();
}

fault read_fault(const json::object& rule) {
    fault made;
    made.latency = std::chrono::milliseconds(static_cast<std::int64_t>(number_at(rule, "latency_ms", 0, 600'000)));
    made.status = status_at(rule, "status");
    made.status_after = status_at(rule, "status_after");
    const std::string_view cut = text_at(rule, "cut");
    if (rule.contains("cut") && cut != "before" && cut != "after") {
        throw std::invalid_argument("cut is \"before\" or \"after\" (the effect)");
    }
    made.cut_before = cut == "before";
    made.cut_after = cut == "after";
    return made;
}

}  // namespace

std::uint64_t faults::add(const json::object& given) {
    for (const auto& [name, value] : given) {
        if (std::ranges::find(members, std::string_view(name)) == members.end()) {
            throw std::invalid_argument("a rule has no \"" + std::string(name) + '"');
        }
    }
    rule made;
    made.operation = text_at(given, "operation");
    made.probability = number_at(given, "probability", 1, 1);
    if (given.contains("times")) {
        made.left = static_cast<std::int64_t>(number_at(given, "times", 1, 1e9));
    }
    made.what = read_fault(given);
    made.number = ++last_number_;
    made.shown = given;
    rules_.push_back(std::move(made));
    return last_number_;
}

json::array faults::list() const {
    json::array made;
    for (const rule& each : rules_) {
        json::object one = each.shown;
        one["number"] = each.number;
        if (each.left) {
            one["left"] = *each.left;
        }
        made.push_back(std::move(one));
    }
    return made;
}

// The first that fits and has its chance.
std::optional<fault> faults::take(std::string_view operation) {
    std::uniform_real_distribution<double> chance(0, 1);
    for (rule& each : rules_) {
        const bool fits = each.operation.empty() || each.operation == operation;
        if (!fits || each.left == 0 || chance(random_) >= each.probability) {
            continue;
        }
        if (each.left) {
            --*each.left;
        }
        return each.what;
    }
    return std::nullopt;
}

}  // namespace frameio::sim
