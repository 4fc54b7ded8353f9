#pragma once

#include "cli/commands/commands.hpp"
#include "store/event_id.hpp"
#include "store/records.hpp"

#include <frameio/clock.hpp>

#include <string>

namespace frameio::cli {

/// Which store the commands about deliveries work on.
struct store_choice {
    std::string address = "sqlite:frameio.db";
};

void add_store_option(CLI::App& command, store_choice& choice);

/// Which events a command is about.
struct event_choice {
    std::string state;
    std::string type;
    std::string resource;
    std::string tenant;
    std::string since;
    std::string before;

    bool is_any() const noexcept {
        return state.empty() && type.empty() && resource.empty() && tenant.empty() && since.empty() && before.empty();
    }
};

void add_choice_options(CLI::App& command, event_choice& choice);

/// @throws usage_error
store::list_query query_of(const event_choice& choice, clock::wall_time now);

/// @throws usage_error
store::event_id parse_event_id(const std::string& text);

/// Adds `redrive`, `resolve` and `park` to `deliveries`.
void add_decisions(CLI::App& deliveries, chosen_command& chosen);

}  // namespace frameio::cli
