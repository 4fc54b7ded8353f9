#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"

#include <frameio/error.hpp>
#include <frameio/simulator.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace frameio::cli {
namespace {

struct sim_options {
    std::string listen = "127.0.0.1:8090";
    std::string seed_file;
    std::string limits = "on";
    std::string token;
    std::optional<std::uint64_t> ids;
    std::optional<std::uint64_t> fault_seed;
    double speed = 1;
    bool empty = false;
};

constexpr auto footer = R"(Point an app at it with what it prints:
  FRAMEIO_API_URL=http://127.0.0.1:8090 FRAMEIO_TOKEN=... ./my_app

Examples:
  frameio sim
  frameio sim --listen 127.0.0.1:0 --speed 30 --rate-limits off
  frameio sim --ids 1 --seed world.json)";

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

void read_address(const std::string& text, simulator_options& to) {
    const auto colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    const auto read = std::from_chars(port.data(), port.data() + port.size(), to.port);
    if (port.empty() || read.ec != std::errc() || read.ptr != port.data() + port.size()) {
        throw usage_error("--listen is HOST:PORT, such as 127.0.0.1:8090; not \"" + text + '"');
    }
    to.host = text.substr(0, colon);
    if (to.host.starts_with('[') && to.host.ends_with(']')) {
        to.host = to.host.substr(1, to.host.size() - 2);
    }
}

simulator_options options_of(const sim_options& given) {
    simulator_options made;
    read_address(given.listen, made);
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

void greet(const simulator& one) {
    fmt::print(
        "a local Frame.io at {0}\n\n"
        "  FRAMEIO_API_URL={0}\n"
        "  ADOBE_IMS_URL={0}\n"
        "  FRAMEIO_TOKEN={1}\n"
        "  account {2}, workspace {3}\n"
        "  faults: seed {4}\n\n"
        "It is for this machine: whoever reaches it may do everything. Ctrl-C ends it.\n",
        one.url(), one.token(), one.account_id(), one.workspace_id(), one.fault_seed());
    std::fflush(stdout);
}

exit_code run_sim(const sim_options& given) {
    boost::asio::io_context loop(1);
    std::unique_ptr<simulator> one;
    try {
        one = std::make_unique<simulator>(loop.get_executor(), options_of(given));
        if (!given.seed_file.empty()) {
            one->add(read_file(given.seed_file, "--seed"));
        }
    } catch (const error& wrong) {
        throw usage_error(wrong.what());
    }
    greet(*one);
    boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
    signals.async_wait([&](const boost::system::error_code&, int) {
        one->stop();
        loop.stop();
    });
    loop.run();
    return exit_code::succeeded;
}

}  // namespace

void add_sim(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<sim_options>();
    CLI::App& command = *program.add_subcommand("sim", "Be a local Frame.io: its API, login, webhooks and actions");
    command.add_option("--listen", options->listen, "HOST:PORT; port 0: any that is free. Default 127.0.0.1:8090");
    command.add_option("--seed", options->seed_file, "JSON file with more to begin with: a snapshot, or resources");
    command.add_option("--ids", options->ids, "A number that ids and secrets are made from: the same each time");
    command.add_option("--fault-seed", options->fault_seed, "What faults strike is decided from it; default: as --ids");
    command.add_option("--token", options->token, "A token that is always good; default: one is made up");
    command.add_option("--speed", options->speed, "How much faster retries and transcodes are. Default 1");
    command.add_option("--rate-limits", options->limits, "on, off, or how much of Frame.io's, such as 0.1");
    command.add_flag("--empty", options->empty, "Begin with an account and a workspace alone");
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_sim(*options); }; });
}

}  // namespace frameio::cli
