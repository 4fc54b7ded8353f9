#pragma once

#include "cli/commands/commands.hpp"

namespace frameio::cli {

/// Adds `repair` to `installations`.
void add_repair(CLI::App& installations, chosen_command& chosen);

}  // namespace frameio::cli
