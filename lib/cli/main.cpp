#include "cli/commands/commands.hpp"
#include "cli/inputs.hpp"

#include <frameio/version.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

namespace {

using frameio::cli::exit_code;

constexpr auto footer = R"(Exit codes:
  0  genuine; answered with 2xx; recorded; shown, or decided; sound, or copied; everything can be
     read with the keys; repaired; nothing is wrong
  1  not genuine; answered otherwise, or not at all; not recorded; no such event, or it is being run; not sound, or
     not copied; something cannot be read with the keys; not installed there, or not repaired; something is wrong
  2  options or keys that cannot be used, files or stores that cannot be read

Examples:
  frameio send file.ready --to http://127.0.0.1:8080 --secret-file webhook.secret
  frameio send acme.publish --action --to http://127.0.0.1:8080 --secret-file action.secret
  frameio verify --headers headers.txt --file body.json --secret-file webhook.secret
  frameio deliveries list --state parked
  frameio store check sqlite:frameio.db
  frameio keys check
  frameio installations list
  frameio dev -- ./my_app
  frameio record --to deliveries.jsonl --forward http://127.0.0.1:8080
  frameio replay deliveries.jsonl --to http://127.0.0.1:8080
  frameio doctor --url https://app.example -- ./my_app
  frameio COMMAND --help)";

std::string explain(const CLI::App* program, const CLI::Error& error) {
    std::string named = "frameio";
    for (auto commands = program->get_subcommands(); !commands.empty();
         commands = commands.front()->get_subcommands()) {
        named += " " + commands.front()->get_name();
    }
    return fmt::format("frameio: {}\nRun \"{} --help\" for the options.\n", error.what(), named);
}

void describe(CLI::App& program) {
    program.name("frameio");
    program.set_version_flag("--version", std::string("frameio ") + frameio::version());
    program.footer(footer);
    program.failure_message(explain);
}

exit_code leave(const CLI::App& program, const CLI::ParseError& error) {
    return program.exit(error) == 0 ? exit_code::succeeded : exit_code::misused;
}

exit_code run(const frameio::cli::chosen_command& command) {
    try {
        if (!command) {
            throw frameio::cli::usage_error("a command is missing; \"frameio --help\" lists them");
        }
        return command();
    } catch (const frameio::cli::usage_error& error) {
        fmt::print(stderr, "frameio: {}\n", error.what());
        return exit_code::misused;
    }
}

exit_code run(int argc, char** argv) {
    CLI::App program(
        "Tries out a Frame.io app from the command line: signs, sends and verifies deliveries; shows what became of "
        "them.");
    frameio::cli::chosen_command chosen;
    describe(program);
    add_sign(program, chosen);
    add_verify(program, chosen);
    add_send(program, chosen);
    add_record(program, chosen);
    add_replay(program, chosen);
    add_deliveries(program, chosen);
    add_store(program, chosen);
    add_keys(program, chosen);
    add_installations(program, chosen);
    add_sim(program, chosen);
    add_dev(program, chosen);
    add_click(program, chosen);
    add_trigger(program, chosen);
    add_doctor(program, chosen);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return leave(program, error);
    }
    return run(chosen);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "frameio: {}\n", error.what());
        return exit_code::failed;
    }
}
