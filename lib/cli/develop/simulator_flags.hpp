#pragma once

#include <frameio/simulator.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace frameio::cli {

/// How a local Frame.io is to be, as the options say it.
struct simulator_flags {
    std::string listen = "127.0.0.1:8090";
    std::string seed_file;
    std::string limits = "on";
    std::string token;
    std::optional<std::uint64_t> ids;
    std::optional<std::uint64_t> fault_seed;
    double speed = 1;
    bool empty = false;
};

void add_simulator_options(CLI::App& command, simulator_flags& flags);

/// @throws usage_error
std::unique_ptr<simulator> make_simulator(const boost::asio::any_io_executor& executor, const simulator_flags& given);

}  // namespace frameio::cli
