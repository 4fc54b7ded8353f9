#include "cli/commands/commands.hpp"
#include "cli/develop/dev_session.hpp"
#include "cli/develop/simulator_flags.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>

namespace frameio::cli {
namespace {

struct dev_flags {
    simulator_flags platform;
    dev_options app;
    bool stays_closed = false;
};

constexpr auto footer =
    R"(Starts a local Frame.io, and the app with all that it needs in its environment; registers the webhook and the actions
that "APP --manifest" tells of; opens the page of Frame.io; and starts the app again when its program changes. Webhooks are
kept in sqlite:frameio-dev.db, unless FRAMEIO_STORE names another place. Ctrl-C drains the app and ends both.

Examples:
  frameio dev -- ./my_app
  frameio dev --speed 30 -- ./my_app --threads 2 --log-level debug

Exit codes: 0 the app has ended well when it was told to, 1 not, 2 options that cannot be used, and no app.)";

/// Calls `told` for each of the signals.
void await_signals(boost::asio::signal_set& signals, const std::function<void()>& told) {
    signals.async_wait([&signals, told](const boost::system::error_code& failure, int) {
        if (!failure) {
            told();
            await_signals(signals, told);
        }
    });
}

exit_code run_dev(const dev_flags& given) {
    boost::asio::io_context loop(1);
    const std::unique_ptr<simulator> platform = make_simulator(loop.get_executor(), given.platform);
    dev_options options = given.app;
    options.opens = !given.stays_closed;
    dev_session session(loop.get_executor(), *platform, std::move(options));
    boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
    await_signals(signals, [&session] { session.end(); });
    std::exception_ptr failure;
    bool went_well = false;
    boost::asio::co_spawn(loop, session.watch(), boost::asio::detached);
    boost::asio::co_spawn(loop, session.live(), [&](std::exception_ptr wrong, bool well) {
        failure = std::move(wrong);
        went_well = well;
        platform->stop();
        loop.stop();
    });
    loop.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    return went_well ? exit_code::succeeded : exit_code::failed;
}

}  // namespace

void add_dev(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<dev_flags>();
    if (const char* const path = std::getenv("FRAMEIO_PATH")) {
        options->app.path = path;
    }
    CLI::App& command =
        *program.add_subcommand("dev", "Develop an app: beside a local Frame.io, in which it is registered");
    add_simulator_options(command, options->platform);
    command.add_option("--path", options->app.path, "The path at which the app takes deliveries. Default /");
    command.add_option("--watch", options->app.watched, "Files to watch for changes. Default: the app's program")
        ->delimiter(',')
        ->option_text("FILE,...");
    command.add_flag("--no-open", options->stays_closed, "Do not open the page in a browser");
    command.add_option("APP", options->app.command, "The app and its arguments, behind --")->type_name("")->required();
    command.positionals_at_end();
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_dev(*options); }; });
}

}  // namespace frameio::cli
