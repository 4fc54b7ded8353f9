#pragma once

#include "cli/http/http_client.hpp"

#include <string>
#include <vector>

namespace frameio::cli {

/// One delivery: what was sent, and what came of it.
struct delivery_report {
    std::string type;
    std::string resource;        ///< "file:d3075547-…"; empty if the body has none
    std::string interaction_id;  ///< empty for a webhook
    bool is_action = false;
    outcome result;
};

/// Prints all of a single delivery; the statuses and latencies of several, with the first answer of each kind of
/// failure.
/// @param submit_with the beginning of a command that submits a form that was answered
void print_text(const std::vector<delivery_report>& reports, std::chrono::nanoseconds elapsed,
                const std::string& submit_with);

/// Prints an object with `deliveries` and `summary`.
void print_json(const std::vector<delivery_report>& reports, std::chrono::nanoseconds elapsed);

}  // namespace frameio::cli
