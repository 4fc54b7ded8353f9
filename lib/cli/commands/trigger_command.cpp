#include "cli/commands/commands.hpp"
#include "cli/develop/local_frameio.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace frameio::cli {
namespace {

struct trigger_options {
    std::string type;
    std::string resource;
    std::string kind;
    std::string simulator;
};

constexpr auto footer =
    R"(The webhooks that have subscribed to it are posted to as if it had happened; nothing else changes.

Examples:
  frameio trigger file.ready
  frameio trigger metadata.value.updated --type file --resource poster.png

Exit codes: 0 done, 1 not, 2 options that cannot be used.)";

exit_code run_trigger(const trigger_options& options) {
    boost::json::object wanted{{"type", options.type}};
    if (!options.resource.empty()) {
        wanted["resource_id"] = options.resource;
    }
    if (!options.kind.empty()) {
        wanted["resource_type"] = options.kind;
    }
    try {
        const boost::json::object told = local_frameio(options.simulator).post("/sim/trigger", wanted);
        fmt::print("{} {}\n", text_at(told, "type"), text_at(told, "resource_id"));
        return exit_code::succeeded;
    } catch (const local_frameio::refusal& wrong) {
        fmt::print(stderr, "frameio: {}\n", wrong.what());
        return exit_code::failed;
    }
}

}  // namespace

void add_trigger(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<trigger_options>();
    CLI::App& command = *program.add_subcommand("trigger", "Let an event happen in a local Frame.io");
    command.add_option("EVENT", options->type, "The name of the event, such as file.ready")->type_name("")->required();
    command
        .add_option("--resource", options->resource, "What it is about, by id or name. Default: the first of its kind")
        ->option_text("ID");
    command.add_option("--type", options->kind, "What kind of thing that is. Default: as the event's name begins")
        ->option_text("TYPE");
    command.add_option("--sim", options->simulator, "Where it is. Default: FRAMEIO_API_URL, or http://127.0.0.1:8090")
        ->option_text("URL");
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_trigger(*options); }; });
}

}  // namespace frameio::cli
