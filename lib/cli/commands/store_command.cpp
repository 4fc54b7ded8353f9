#include "cli/commands/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "cli/store/store_report.hpp"
#include "cli/text/json_text.hpp"
#include "store/archive.hpp"
#include "store/archive_check.hpp"
#include "store/archive_copy.hpp"
#include "store/engine.hpp"

#include <frameio/clock.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

namespace frameio::cli {
namespace {

using purpose = store::archive::purpose;

constexpr auto footer =
    R"(An ADDRESS is one that an app's --store takes: sqlite:PATH or postgresql://USER@HOST/DATABASE?schema=NAME.

Examples:
  frameio store check sqlite:frameio.db
  frameio store migrate postgresql://frameio@db.example/frameio
  frameio store copy sqlite:frameio.db postgresql://frameio@db.example/frameio

Exit codes: 0 done, or sound; 1 not sound, or the copy failed and TO is empty; 2 options or a store that cannot be used.)";

struct store_options {
    std::string address;
    std::string target;
    bool json = false;
};

/// What is wrong with a store before anything was begun is a mistake of the call.
template <class Opened>
Opened try_to_open(const std::function<Opened()>& open) {
    try {
        return open();
    } catch (const store::store_error& failure) {
        throw usage_error(printable(failure.what()));
    }
}

std::unique_ptr<store::archive> open(const std::string& address, purpose what_for) {
    return try_to_open<std::unique_ptr<store::archive>>(
        [&] { return store::open_archive(address, what_for, system_clock()); });
}

exit_code run_migrate(const store_options& options) {
    const auto done = try_to_open<store::migration>([&] { return store::migrate_store(options.address); });
    fmt::print("{}", migration_text(done));
    return exit_code::succeeded;
}

exit_code run_check(const store_options& options) {
    const auto now = system_clock().now();
    const auto opened = open(options.address, purpose::look);
    checked_store checked;
    checked.shown = opened->shown();
    checked.version = opened->version();
    checked.newest = opened->newest_version();
    checked.state = store::check_store(*opened, now);
    fmt::print("{}", options.json ? check_json(checked) : check_text(checked, now));
    return checked.state.problems.empty() ? exit_code::succeeded : exit_code::failed;
}

exit_code run_copy(const store_options& options) {
    if (options.address == options.target) {
        throw usage_error("FROM and TO are the same store; a copy needs another one, that is new");
    }
    const auto from = open(options.address, purpose::take);
    const auto to = open(options.target, purpose::fill);
    try_to_open<bool>([&] { return store::require_empty(*to), true; });
    const store::row_counts copied = store::copy_all(*from, *to);
    fmt::print("{}", copy_text(copied, from->shown(), to->shown()));
    return exit_code::succeeded;
}

CLI::App& add_command(CLI::App& parent, const char* name, const char* help) {
    CLI::App& command = *parent.add_subcommand(name, help);
    command.footer(footer);
    return command;
}

void add_address(CLI::App& command, const char* name, std::string& address, const char* help) {
    command.add_option(name, address, help)->required()->option_text(" ");
}

void add_migrate(CLI::App& parent, chosen_command& chosen) {
    auto options = std::make_shared<store_options>();
    CLI::App& command = add_command(parent, "migrate", "Make a store, or bring it to this version's schema");
    add_address(command, "ADDRESS", options->address, "The store; no app may be working on a SQLite file");
    command.callback([options, &chosen] { chosen = [options] { return run_migrate(*options); }; });
}

void add_check(CLI::App& parent, chosen_command& chosen) {
    auto options = std::make_shared<store_options>();
    CLI::App& command = add_command(parent, "check", "Say what a store has, and whether it is sound; changes nothing");
    add_address(command, "ADDRESS", options->address, "The store, whether an app works on it now or not");
    add_json_option(command, options->json);
    command.callback([options, &chosen] { chosen = [options] { return run_check(*options); }; });
}

void add_copy(CLI::App& parent, chosen_command& chosen) {
    auto options = std::make_shared<store_options>();
    CLI::App& command = add_command(parent, "copy", "Copy all that a store has to an empty one");
    add_address(command, "FROM", options->address, "The store to copy; end the apps that work on it before");
    add_address(command, "TO", options->target, "The empty store; made if it is not there");
    command.callback([options, &chosen] { chosen = [options] { return run_copy(*options); }; });
}

}  // namespace

void add_store(CLI::App& program, chosen_command& chosen) {
    CLI::App& command = add_command(program, "store", "Make, check or move an app's store");
    add_migrate(command, chosen);
    add_check(command, chosen);
    add_copy(command, chosen);
    command.require_subcommand(1);
}

}  // namespace frameio::cli
