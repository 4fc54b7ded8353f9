#include "cli/commands/installations_command.hpp"

#include "cli/commands/commands.hpp"
#include "cli/commands/deliveries_command.hpp"
#include "cli/installations/installation_report.hpp"
#include "cli/installations/known_records.hpp"
#include "cli/options.hpp"

#include <frameio/clock.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace frameio::cli {
namespace {

constexpr auto footer =
    R"(Reads what the app's store has of the workspaces that it is installed in, whether the app runs now or not. That is
encrypted: the keys are those of the app, in FRAMEIO_ENCRYPTION_KEY, or in the file that FRAMEIO_ENCRYPTION_KEY_FILE names.
No signing secret is printed; of a setting it is told whether it has a value, and how long that is.

Examples:
  FRAMEIO_ENCRYPTION_KEY_FILE=frameio.keys frameio installations list --store postgresql://frameio@db.example/frameio
  frameio installations show 0d2b8a5e-7f1c-4f6b-9a53-1c1f4c2b9e10/378fcbf7-6f88-4224-8139-6a743ed940b2
  frameio installations repair --dry-run 0d2b8a5e-7f1c-4f6b-9a53-1c1f4c2b9e10/378fcbf7-6f88-4224-8139-6a743ed940b2
  frameio installations forget 0d2b8a5e-7f1c-4f6b-9a53-1c1f4c2b9e10/378fcbf7-6f88-4224-8139-6a743ed940b2

Where the app can still be uninstalled, an admin does that on its page: "forget" changes nothing in Frame.io.

Exit codes: 0 shown, repaired or forgotten, or nothing was to be repaired; 1 not: not installed there, something that cannot be read
with the keys that are there, a call that failed, or something differs and --dry-run leaves it; 2 options, keys or a store
that cannot be used.)";

struct list_options {
    store_choice store;
    bool json = false;
};

struct show_options {
    store_choice store;
    std::string installation;
    bool json = false;
};

struct forget_options {
    store_choice store;
    std::string installation;
};

exit_code run_forget(const forget_options& options) {
    const install::tenant where = parse_installation(options.installation);
    known_records records(options.store.address);
    records.forget(where);
    fmt::print(
        "{} is forgotten, with its secrets and settings; what is left of the app in Frame.io, an admin of the "
        "workspace "
        "removes there\n",
        where.key());
    return exit_code::succeeded;
}

exit_code run_list(const list_options& options) {
    known_records records(options.store.address);
    const installation_list found = records.list();
    fmt::print("{}", options.json ? list_json(found) : list_text(found));
    return found.unreadable.empty() ? exit_code::succeeded : exit_code::failed;
}

exit_code run_show(const show_options& options) {
    const install::tenant where = parse_installation(options.installation);
    known_records records(options.store.address);
    const install::record found = records.find(where);
    fmt::print("{}", options.json ? installation_json(found) : installation_text(found, system_clock().now()));
    return exit_code::succeeded;
}

void add_list(CLI::App& installations, chosen_command& chosen) {
    auto options = std::make_shared<list_options>();
    CLI::App& command = *installations.add_subcommand("list", "List the workspaces that the app is installed in");
    add_store_option(command, options->store);
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_list(*options); }; });
}

void add_show(CLI::App& installations, chosen_command& chosen) {
    auto options = std::make_shared<show_options>();
    CLI::App& command = *installations.add_subcommand("show", "Show an installation: all of it that is no secret");
    command.add_option("INSTALLATION", options->installation, "ACCOUNT/WORKSPACE, as the list has it")
        ->required()
        ->option_text(" ");
    add_store_option(command, options->store);
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_show(*options); }; });
}

void add_forget(CLI::App& installations, chosen_command& chosen) {
    auto options = std::make_shared<forget_options>();
    CLI::App& command = *installations.add_subcommand(
        "forget", "Remove an installation from the store: its workspace is gone, or its record cannot be read");
    command.add_option("INSTALLATION", options->installation, "ACCOUNT/WORKSPACE, as the list has it")
        ->required()
        ->option_text(" ");
    add_store_option(command, options->store);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_forget(*options); }; });
}

}  // namespace

void add_installations(CLI::App& program, chosen_command& chosen) {
    CLI::App& command = *program.add_subcommand(
        "installations", "Show in which workspaces the app is installed, and repair what was changed there by hand");
    add_list(command, chosen);
    add_show(command, chosen);
    add_repair(command, chosen);
    add_forget(command, chosen);
    command.require_subcommand(1);
    command.footer(footer);
}

}  // namespace frameio::cli
