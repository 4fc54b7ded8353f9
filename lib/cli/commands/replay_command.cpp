#include "cli/commands/commands.hpp"
#include "cli/options.hpp"
#include "cli/record/replay.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace frameio::cli {
namespace {

constexpr auto footer =
    R"(Sends what "frameio record" has recorded to an app, in the order in which it came, each when the one before it was
answered. Bodies and headers are those that came; the signatures are new, made with the app's own secrets. A URL without
a path leaves the deliveries their own. All of FILE is checked before anything is sent.

Examples:
  frameio replay deliveries.jsonl --to http://127.0.0.1:8080
  frameio replay deliveries.jsonl --to http://127.0.0.1:8080/hooks --only 'comment.*' --limit 10 --json
  frameio replay deliveries.jsonl --to http://127.0.0.1:8080 --secret-file webhook.secret --speed 60

Exit codes: 0 all answered with 2xx, 1 not all, or there is none, 2 options or a FILE that cannot be used.)";

struct replay_options {
    std::string file;
    std::string to;
    client_options client;
    secret_source webhook_secret;
    secret_source action_secret{{}, {}, "--action-secret"};
    replay_choice choice;
    std::optional<double> speed;
    bool at_once = false;
    bool json = false;
};

recording read_file_of(const replay_options& options) {
    recording all = read_recording(options.file);
    if (all.is_torn) {
        fmt::print(stderr, "note: the last line of {} was not written to its end, and is left out\n", options.file);
    }
    return all;
}

std::optional<signing_secret> secret_of(const std::vector<replayed_delivery>& deliveries, bool actions,
                                        const secret_source& source, const char* variable) {
    const bool needed = std::any_of(deliveries.begin(), deliveries.end(),
                                    [actions](const auto& each) { return each.facts.is_action == actions; });
    if (!needed) {
        return std::nullopt;
    }
    return signing_secret(read_secrets(source, {variable}).front().text);
}

exit_code send_all(const replay_options& options, const client_options& client, replay_series series) {
    const auto start = std::chrono::steady_clock::now();
    auto outcomes = post_all(client, series.size(), 1, [&series](std::size_t index) { return series.make(index); });
    const auto elapsed = std::chrono::steady_clock::now() - start;
    const std::vector<delivery_report> reports = series.reports(std::move(outcomes));
    if (options.json) {
        print_json(reports, elapsed);
    } else {
        print_text(reports, elapsed, fmt::format("frameio send {} --to {} ...", reports.front().type, options.to));
    }
    const bool accepted =
        std::all_of(reports.begin(), reports.end(), [](const auto& report) { return report.result.accepted(); });
    return accepted ? exit_code::succeeded : exit_code::failed;
}

exit_code run_replay(const replay_options& options) {
    if (options.webhook_secret.file == "-" && options.action_secret.file == "-") {
        throw usage_error("the two secrets cannot both come from standard input");
    }
    client_options client = options.client;
    client.to = parse_target(options.to);
    std::vector<replayed_delivery> chosen = choose(read_file_of(options), options.choice);
    if (chosen.empty()) {
        fmt::print(stderr, "frameio: {} has no such delivery\n", options.file);
        return exit_code::failed;
    }
    auto of_webhooks = secret_of(chosen, false, options.webhook_secret, webhook_variable);
    auto of_actions = secret_of(chosen, true, options.action_secret, action_variable);
    return send_all(options, client,
                    replay_series(std::move(chosen), std::move(of_webhooks), std::move(of_actions), options.speed,
                                  client.to.path == "/"));
}

void add_choice(CLI::App& command, replay_options& options) {
    add_repeatable(command, "--only", options.choice.types, "Only events of this type, or family (\"file.*\")")
        ->option_text("TYPE");
    command.add_option("--limit", options.choice.limit, "Only the first of them")
        ->option_text("N")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
    CLI::Option* speed =
        command
            .add_option("--speed", options.speed, "With the pauses that they came with, so much shorter: 1 is as long")
            ->option_text("X")
            ->check(CLI::Range(0.001, 1e6));
    command.add_flag("--at-once", options.at_once, "Without pauses; the default")->excludes(speed);
}

}  // namespace

void add_replay(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<replay_options>();
    CLI::App& command = *program.add_subcommand("replay", "Send recorded deliveries again, signed anew");
    command.add_option("FILE", options->file, "What \"frameio record\" has written")->type_name("")->required();
    command.add_option("--to", options->to, "http://host:port/path, https://host/path or unix:/path/of/socket")
        ->option_text("URL (required)")
        ->required();
    add_choice(command, *options);
    add_client_options(command, options->client);
    add_secret_options(command, options->webhook_secret, "WEBHOOK_SECRET");
    add_secret_options(command, options->action_secret, "CUSTOM_ACTION_SECRET, for actions");
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_replay(*options); }; });
}

}  // namespace frameio::cli
