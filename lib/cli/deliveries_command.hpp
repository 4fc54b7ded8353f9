#pragma once

#include "cli/commands.hpp"
#include "store/event_id.hpp"

#include <string>

namespace frameio::cli {

/// Which store the commands about deliveries work on.
struct store_choice {
    std::string address = "sqlite:frameio.db";
};

void add_store_option(CLI::App& command, store_choice& choice);

/// @throws usage_error
store::event_id parse_event_id(const std::string& text);

/// Adds `redrive`, `resolve` and `park` to `deliveries`.
void add_decisions(CLI::App& deliveries, chosen_command& chosen);

}  // namespace frameio::cli
