#include "cli/develop/simulator_flags.hpp"

#include "cli/http/listen_address.hpp"
#include "cli/inputs.hpp"

#include <frameio/error.hpp>

#include <CLI/CLI.hpp>

#include <charconv>

namespace frameio::cli {
namespace {

std::optional<double> read_limits(const std::string& text) {
    if (text == "off") {
        return std::nullopt;
    }
    if (text == "on") {
        return 1.0;
    }
    double factor = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), factor);
    if (read.ptr != text.data() + text.size() || !(factor > 0)) {
        throw usage_error("--rate-limits is on, off, or how much of Frame.io's there is, such as 0.1; not \"" + text +
                          '"');
    }
    return factor;
}

simulator_options options_of(const simulator_flags& given) {
    simulator_options made;
    const listen_address where = parse_listen_address(given.listen);
    made.host = where.host;
    made.port = where.port;
    made.token = given.token;
    made.seed = given.ids;
    made.fault_seed = given.fault_seed;
    made.speed = given.speed;
    made.rate_limits = read_limits(given.limits);
    made.demo = !given.empty;
    if (!(given.speed > 0)) {
        throw usage_error("--speed is above 0: how much faster than Frame.io it is");
    }
    return made;
}

}  // namespace

void add_simulator_options(CLI::App& command, simulator_flags& flags) {
    command.add_option("--listen", flags.listen, "HOST:PORT; port 0: any that is free. Default 127.0.0.1:8090");
    command.add_option("--seed", flags.seed_file, "JSON file with more to begin with: a snapshot, or resources");
    command.add_option("--ids", flags.ids, "A number that ids and secrets are made from: the same each time");
    command.add_option("--fault-seed", flags.fault_seed, "What faults strike is decided from it; default: as --ids");
    command.add_option("--token", flags.token, "A token that is always good; default: one is made up");
    command.add_option("--speed", flags.speed, "How much faster retries and transcodes are. Default 1");
    command.add_option("--rate-limits", flags.limits, "on, off, or how much of Frame.io's, such as 0.1");
    command.add_flag("--empty", flags.empty, "Begin with an account and a workspace alone");
}

std::unique_ptr<simulator> make_simulator(const boost::asio::any_io_executor& executor, const simulator_flags& given) {
    try {
        auto made = std::make_unique<simulator>(executor, options_of(given));
        if (!given.seed_file.empty()) {
            made->add(read_file(given.seed_file, "--seed"));
        }
        return made;
    } catch (const error& wrong) {
        throw usage_error(wrong.what());
    }
}

}  // namespace frameio::cli
