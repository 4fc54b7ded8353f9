#pragma once

#include "simulator/json.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace frameio::sim {

/// What goes wrong with one request to the API.
struct fault {
    std::chrono::milliseconds latency{};  ///< before anything else
    unsigned status = 0;                  ///< instead of doing it; 0: none
    bool cut_before = false;              ///< the connection ends before the effect
    bool cut_after = false;               ///< after it, before the answer
    unsigned status_after = 0;            ///< instead of the answer, after the effect; 0: none
};

/// What goes wrong with one attempt to deliver an event.
struct delivery_fault {
    bool duplicate = false;             ///< the same octets come once more, with the same time and signature
    bool reorder = false;               ///< it comes when the next one to the same subscriber has come
    std::chrono::milliseconds late{};   ///< by which it comes later; with `duplicate`, by which the copy does
    std::chrono::seconds clock_skew{};  ///< what the time that it is signed with is ahead

    /// "late by 300 ms, signed 400 s behind"; empty if nothing does.
    std::string text() const;
};

/// What is to go wrong, and with what.
struct fault_rule {
    std::variant<fault, delivery_fault> what;
    std::string pattern;  ///< of operations or event types: "comments.create", "file.*" or "*"
    double probability = 1;
    std::optional<std::int64_t> times;  ///< nothing: until it is removed
};

/// `{"operation": "comments.create", "probability": 0.1, "times": 3, "latency_ms": 500, "status": 503}` is for requests
/// to the API, with any of "latency_ms", "status", "status_after" and "cut": "before" or "after". Without an operation
/// it is for all. `{"deliveries": "file.*", "probability": 0.1, "times": 3, "late_ms": 500}` is for deliveries, with
/// any of "duplicate": true, "reorder": true, "late_ms" and "clock_skew_s".
/// @throws std::invalid_argument  saying what is wrong
fault_rule read_fault_rule(const json::object& given);

}  // namespace frameio::sim
