#pragma once

#include <frameio/log.hpp>
#include <frameio/server.hpp>

#include <optional>
#include <string>

namespace frameio {

/// What `run` was asked for.
struct run_options {
    server_options server;
    std::size_t threads = 1;
    bool manifest = false;  ///< to be printed, and nothing else
    log_level lowest = log_level::info;
    log_format format = log_format::text;
};

/// Reads flags and the variables `FRAMEIO_*`; a flag counts more than its variable. Prints help, version or mistakes.
/// @return nothing if the program is to end with `exit_code`.
std::optional<run_options> read_run_options(int argc, char** argv, int& exit_code);

}  // namespace frameio
