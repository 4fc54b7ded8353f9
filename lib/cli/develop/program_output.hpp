#pragma once

#include "cli/develop/program_start.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace frameio::cli {

/// What a program has said, and how it ended.
struct program_output {
    enum class end : std::uint8_t { by_itself, timed_out, said_too_much };

    std::string out;
    std::string err;
    int code = 0;  ///< 128 and the signal, for one that was killed
    end ending = end::by_itself;
};

/// Runs a program without input, and waits for its end; kills it if that takes too long.
/// @param command  the program, looked for in PATH if it has no slash, and its arguments
/// @throws std::system_error if it cannot be run
program_output run_program(const std::vector<std::string>& command, std::chrono::milliseconds patience,
                           const variables& environment = {});

}  // namespace frameio::cli
