#include "cli/commands.hpp"
#include "cli/http_client.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "cli/target.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
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
  frameio trigger metadata.value.updated --type file --resource 30bb3e55-b6d6-43ee-98d4-62c4ea0c48bc)";

std::string simulator_of(const trigger_options& options) {
    if (!options.simulator.empty()) {
        return options.simulator;
    }
    const char* const known = std::getenv("FRAMEIO_API_URL");
    return known == nullptr ? "http://127.0.0.1:8090" : known;
}

exit_code run_trigger(const trigger_options& options) {
    boost::json::object wanted{{"type", options.type}};
    if (!options.resource.empty()) {
        wanted["resource_id"] = options.resource;
    }
    if (!options.kind.empty()) {
        wanted["resource_type"] = options.kind;
    }
    client_options client;
    client.to = parse_target(simulator_of(options));
    set_path(client.to, "/sim/trigger");
    const post asked{boost::json::serialize(wanted), {{"Content-Type", "application/json"}}};
    const outcome got = post_all(client, 1, 1, [&asked](std::size_t) { return asked; }).front();
    if (got.status == 0) {
        fmt::print(stderr, "frameio: {}: {}; start one with \"frameio sim\", or say where it is with --sim\n",
                   client.to.to_string(), got.error);
        return exit_code::failed;
    }
    boost::system::error_code wrong;
    const boost::json::value said = boost::json::parse(got.body, wrong);
    const auto text = [&said](const char* name) {
        const auto* const found = said.is_object() ? said.get_object().if_contains(name) : nullptr;
        return found == nullptr || !found->is_string() ? std::string() : std::string(found->get_string());
    };
    if (!got.accepted()) {
        fmt::print(stderr, "frameio: {}\n", text("error").empty() ? got.body : text("error"));
        return exit_code::failed;
    }
    fmt::print("{} {}\n", text("type"), text("resource_id"));
    return exit_code::succeeded;
}

}  // namespace

void add_trigger(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<trigger_options>();
    CLI::App& command = *program.add_subcommand("trigger", "Let an event happen in a local Frame.io");
    command.add_option("EVENT", options->type, "The name of the event, such as file.ready")->type_name("")->required();
    command.add_option("--resource", options->resource, "What it is about. Default: the first of its kind")
        ->option_text("ID");
    command.add_option("--type", options->kind, "What kind of thing that is. Default: as the event's name begins")
        ->option_text("TYPE");
    command.add_option("--sim", options->simulator, "Where it is. Default: FRAMEIO_API_URL, or http://127.0.0.1:8090")
        ->option_text("URL");
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_trigger(*options); }; });
}

}  // namespace frameio::cli
