#include "cli/commands/commands.hpp"
#include "cli/develop/simulator_flags.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <memory>

namespace frameio::cli {
namespace {

constexpr auto footer = R"(Point an app at it with what it prints:
  FRAMEIO_API_URL=http://127.0.0.1:8090 FRAMEIO_TOKEN=... ./my_app

Examples:
  frameio sim
  frameio sim --listen 127.0.0.1:0 --speed 30 --rate-limits off
  frameio sim --ids 1 --seed world.json

Exit codes: 0 ended by a signal, 2 options that cannot be used.)";

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

exit_code run_sim(const simulator_flags& given) {
    boost::asio::io_context loop(1);
    const std::unique_ptr<simulator> one = make_simulator(loop.get_executor(), given);
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
    auto options = std::make_shared<simulator_flags>();
    CLI::App& command = *program.add_subcommand("sim", "Be a local Frame.io: its API, login, webhooks and actions");
    add_simulator_options(command, *options);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_sim(*options); }; });
}

}  // namespace frameio::cli
