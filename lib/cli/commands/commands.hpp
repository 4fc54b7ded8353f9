#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace frameio::cli {

/// What the program exits with; part of its contract with scripts.
enum exit_code : int {
    succeeded = 0,
    failed = 1,  ///< a request was not genuine, a delivery was not answered with 2xx, or not recorded, no event was
                 ///< shown or decided, a store is not sound, or was not copied, or cannot be read with the keys that
                 ///< are there, nothing is installed there, or it is not repaired, something is wrong with an app
    misused = 2  ///< options that cannot be used, files or stores that cannot be read
};

/// What the command line asked for; empty until it was parsed.
using chosen_command = std::function<exit_code()>;

/// Each adds one subcommand to `program`. Parsing puts the one that was named into `chosen`, which outlives the
/// parsing.
void add_sign(CLI::App& program, chosen_command& chosen);
void add_verify(CLI::App& program, chosen_command& chosen);
void add_send(CLI::App& program, chosen_command& chosen);
void add_record(CLI::App& program, chosen_command& chosen);
void add_replay(CLI::App& program, chosen_command& chosen);
void add_deliveries(CLI::App& program, chosen_command& chosen);
void add_store(CLI::App& program, chosen_command& chosen);
void add_keys(CLI::App& program, chosen_command& chosen);
void add_installations(CLI::App& program, chosen_command& chosen);
void add_sim(CLI::App& program, chosen_command& chosen);
void add_dev(CLI::App& program, chosen_command& chosen);
void add_click(CLI::App& program, chosen_command& chosen);
void add_trigger(CLI::App& program, chosen_command& chosen);
void add_doctor(CLI::App& program, chosen_command& chosen);

}  // namespace frameio::cli
