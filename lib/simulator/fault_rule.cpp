#include "simulator/fault_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <stdexcept>
#include <string_view>

namespace frameio::sim {
namespace {

constexpr std::string_view for_requests = "operation";
constexpr std::string_view for_deliveries = "deliveries";
constexpr std::array<std::string_view, 2> of_both{"probability", "times"};
constexpr std::array<std::string_view, 4> of_requests{"latency_ms", "status", "status_after", "cut"};
constexpr std::array<std::string_view, 4> of_deliveries{"duplicate", "reorder", "late_ms", "clock_skew_s"};

constexpr double longest_ms = 600'000;
constexpr double many = 1e9;

double number_at(const json::object& rule, std::string_view name, double otherwise, double least, double most) {
    const json::value* const found = rule.if_contains(name);
    if (found == nullptr) {
        return otherwise;
    }
    const double value = found->is_number() ? found->to_number<double>() : std::nan("");
    if (!(value >= least && value <= most)) {
        throw std::invalid_argument(fmt::format("{} is a number from {} to {}", name, least, most));
    }
    return value;
}

std::int64_t whole_at(const json::object& rule, std::string_view name, double least, double most) {
    const double value = number_at(rule, name, 0, least, most);
    if (value != std::trunc(value)) {
        throw std::invalid_argument(fmt::format("{} is a whole number", name));
    }
    return static_cast<std::int64_t>(value);
}

bool flag_at(const json::object& rule, std::string_view name) {
    if (rule.contains(name) && !rule.at(name).is_bool()) {
        throw std::invalid_argument(fmt::format("{} is true or false", name));
    }
    return is_true(rule, name);
}

std::chrono::milliseconds pause_at(const json::object& rule, std::string_view name) {
    return std::chrono::milliseconds(whole_at(rule, name, 0, longest_ms));
}

unsigned status_at(const json::object& rule, std::string_view name) {
    return static_cast<unsigned>(whole_at(rule, name, 400, 599));
}

fault read_fault(const json::object& rule) {
    fault made;
    made.latency = pause_at(rule, "latency_ms");
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

delivery_fault read_delivery_fault(const json::object& rule) {
    delivery_fault made;
    made.duplicate = flag_at(rule, "duplicate");
    made.reorder = flag_at(rule, "reorder");
    made.late = pause_at(rule, "late_ms");
    made.clock_skew = std::chrono::seconds(whole_at(rule, "clock_skew_s", -many, many));
    return made;
}

std::string read_pattern(const json::object& rule, std::string_view name) {
    if (!rule.contains(name)) {
        return "*";
    }
    if (text_at(rule, name).empty()) {
        throw std::invalid_argument(fmt::format("{} is a name, or its beginning and a *", name));
    }
    return std::string(text_at(rule, name));
}

/// It has nothing else, and something that goes wrong.
void check_members(const json::object& rule, std::string_view subject, std::span<const std::string_view> faults) {
    bool has_fault = false;
    for (const auto& [key, value] : rule) {
        const std::string_view name = key;
        const bool is_fault = std::ranges::find(faults, name) != faults.end();
        if (!is_fault && name != subject && std::ranges::find(of_both, name) == of_both.end()) {
            throw std::invalid_argument(fmt::format("a rule for {} has no \"{}\"",
                                                    subject == for_deliveries ? "deliveries" : "requests", name));
        }
        has_fault |= is_fault;
    }
    if (!has_fault) {
        throw std::invalid_argument(fmt::format("what goes wrong is missing: {}", fmt::join(faults, ", ")));
    }
}

}  // namespace

std::string delivery_fault::text() const {
    std::string made;
    const auto add = [&made](std::string_view more) { made.append(made.empty() ? "" : ", ").append(more); };
    if (reorder) {
        add("after the next one");
    }
    if (late.count() != 0 && !duplicate) {
        add(fmt::format("late by {} ms", late.count()));
    }
    if (clock_skew.count() != 0) {
        add(fmt::format("signed {} s {}", std::abs(clock_skew.count()), clock_skew.count() < 0 ? "behind" : "ahead"));
    }
    return made;
}

fault_rule read_fault_rule(const json::object& given) {
    fault_rule made;
    if (given.contains(for_deliveries)) {
        check_members(given, for_deliveries, of_deliveries);
        made.what = read_delivery_fault(given);
        made.pattern = read_pattern(given, for_deliveries);
    } else {
        check_members(given, for_requests, of_requests);
        made.what = read_fault(given);
        made.pattern = read_pattern(given, for_requests);
    }
    made.probability = number_at(given, "probability", 1, 0, 1);
    if (given.contains("times")) {
        made.times = whole_at(given, "times", 1, many);
    }
    return made;
}

}  // namespace frameio::sim
