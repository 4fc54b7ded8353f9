#include "cli/commands/commands.hpp"
#include "cli/options.hpp"
#include "cli/send/deliveries.hpp"
#include "support/text.hpp"

#include <frameio/events.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace frameio::cli {
namespace {

constexpr auto footer = R"(Signs an event and posts it to an app, the way Frame.io does, and prints what was answered.

Without --action the event is a webhook. --action makes it the click on a custom action; with --field it is the form
that was submitted, of the interaction given by --interaction. --file sends a body of your own instead.

--repeat sends distinct events: all but the first get fresh ids. With --same they are one delivery, repeated octet by
octet with its timestamp and signature.

Examples:
  frameio send file.ready --to http://127.0.0.1:8080 --secret-file webhook.secret
  frameio send acme.publish --action --to http://127.0.0.1:8080 --secret-file action.secret --resource version_stack
  frameio send acme.publish --to http://127.0.0.1:8080 --secret-file action.secret \
      --interaction e0a1c945-a8da-480d-92fb-e895cb640a01 --field platform=vimeo --field public:=true
  frameio send file.ready --to https://app.example --secret-file webhook.secret --repeat 1000 --concurrency 16 --json
  frameio send --file body.json --to unix:/run/app.sock --secret-file webhook.secret

Exit codes: 0 all answered with 2xx, 1 not all, 2 options that cannot be used.)";

struct send_options {
    event_recipe recipe;
    client_options client;
    secret_source secret;
    std::string to;
    std::string path;
    std::string file;
    std::vector<std::string> resources;
    std::vector<std::string> fields;
    std::vector<std::string> headers;
    std::string timestamp;
    std::size_t repeat = 1;
    std::size_t concurrency = 1;
    bool same = false;
    bool json = false;
};

std::vector<std::pair<std::string, std::string>> parse_headers(const std::vector<std::string>& lines) {
    std::vector<std::pair<std::string, std::string>> headers;
    for (const std::string& line : lines) {
        std::size_t colon = line.find(':');
        bool unfit = colon == 0 || colon == std::string::npos || line.find_first_of("\r\n") != std::string::npos;
        if (unfit) {
            throw usage_error(fmt::format("--header takes \"Name: value\" on one line, not \"{}\"", line));
        }
        headers.emplace_back(line.substr(0, colon), trimmed(std::string_view(line).substr(colon + 1)));
    }
    return headers;
}

void warn_of_slip(const event_recipe& recipe) {
    auto knows = [&recipe](const auto& names) {
        return std::find(names.begin(), names.end(), recipe.type) != names.end();
    };
    if (!recipe.is_action && !knows(webhook_event_names) && !knows(legacy_event_names)) {
        fmt::print(stderr, "note: no webhook event called {} is documented; --action makes it a custom action\n",
                   recipe.type);
    }
}

void add_field(std::pair<std::string, boost::json::value> field, event_recipe& recipe) {
    bool again = std::any_of(recipe.fields.begin(), recipe.fields.end(),
                             [&field](const auto& known) { return known.first == field.first; });
    if (again) {
        throw usage_error(fmt::format("--field {0} was given twice; {0}:=[\"one\",\"two\"] makes a list", field.first));
    }
    recipe.fields.push_back(std::move(field));
}

event_recipe complete(const send_options& options) {
    event_recipe recipe = options.recipe;
    if (recipe.type.empty()) {
        throw usage_error("send takes the name of an event, such as file.ready, or --file with a body");
    }
    for (const std::string& field : options.fields) {
        add_field(parse_field(field), recipe);
    }
    std::transform(options.resources.begin(), options.resources.end(), std::back_inserter(recipe.resources),
                   parse_resource);
    recipe.is_submission = !recipe.fields.empty();
    recipe.is_action = recipe.is_action || recipe.is_submission || !recipe.interaction.empty();
    if (recipe.resources.empty()) {
        recipe.resources.push_back({default_resource_type(recipe.type, recipe.is_action), ""});
    }
    if (recipe.resources.size() > 1 && !recipe.is_action) {
        throw usage_error("--resource: a webhook is about one resource; only actions (--action) have several");
    }
    warn_of_slip(recipe);
    return recipe;
}

std::string body_from_file(const send_options& options) {
    std::string body = read_file(options.file, "--file");
    std::string type = read_facts(body).type;
    if (!options.recipe.type.empty() && options.recipe.type != type) {
        throw usage_error(fmt::format("{} holds a \"{}\", not a \"{}\": leave the name out, or the file", options.file,
                                      type, options.recipe.type));
    }
    return body;
}

std::string first_secret(const send_options& options, bool is_action) {
    return read_secrets(options.secret, {is_action ? action_variable : webhook_variable}).front().text;
}

delivery_series prepare(const send_options& options) {
    std::optional<std::chrono::sys_seconds> time;
    if (!options.timestamp.empty()) {
        time = parse_seconds(options.timestamp, "--timestamp");
    }
    auto headers = parse_headers(options.headers);
    if (options.file.empty()) {
        event_recipe recipe = complete(options);
        std::string secret = first_secret(options, recipe.is_action);
        return delivery_series(body_series(std::move(recipe)), secret, options.same, time, std::move(headers));
    }
    std::string body = body_from_file(options);
    if (options.repeat > 1 && !options.same) {
        with_fresh_ids(body);  // finds out now whether it can be done
    }
    bool is_action = options.recipe.is_action || read_facts(body).is_action;
    std::string secret = first_secret(options, is_action);
    return delivery_series(body_series(std::move(body)), secret, options.same, time, std::move(headers));
}

client_options client_of(const send_options& options) {
    client_options client = options.client;
    client.to = parse_target(options.to);
    if (!options.path.empty()) {
        set_path(client.to, options.path);
    }
    return client;
}

/// The beginning of a command that would send to the same place, without the secret's text.
std::string command_like(const send_options& options, const std::vector<delivery_report>& reports) {
    std::string command = fmt::format("frameio send {} --to {}", reports.front().type, options.to);
    auto add = [&command](const char* option, const std::string& value) {
        command += value.empty() ? std::string() : fmt::format(" {} {}", option, value);
    };
    add("--path", options.path);
    add("--ca", options.client.ca_file);
    command += options.client.insecure ? " --insecure" : "";
    add("--secret-file", options.secret.file);
    add("--secret", options.secret.texts.empty() ? "" : "...");
    add("--resource", reports.front().resource);
    return command;
}

exit_code run_send(const send_options& options) {
    if (options.file == "-" && options.secret.file == "-") {
        throw usage_error("the secret and the body cannot both come from standard input");
    }
    client_options client = client_of(options);
    delivery_series series = prepare(options);
    auto start = std::chrono::steady_clock::now();
    auto outcomes =
        post_all(client, options.repeat, options.concurrency, [&series](std::size_t) { return series.make(); });
    auto elapsed = std::chrono::steady_clock::now() - start;
    std::vector<delivery_report> reports = series.reports(std::move(outcomes));
    if (options.json) {
        print_json(reports, elapsed);
    } else {
        print_text(reports, elapsed, command_like(options, reports));
    }
    bool accepted = std::all_of(reports.begin(), reports.end(),
                                [](const delivery_report& report) { return report.result.accepted(); });
    return accepted ? exit_code::succeeded : exit_code::failed;
}

void add_event_options(CLI::App& command, send_options& options) {
    event_recipe& recipe = options.recipe;
    command.add_option("EVENT", recipe.type, "The name of the event, such as file.ready or acme.publish")
        ->type_name("");
    CLI::Option* file =
        command.add_option("--file", options.file, "Send this body, octet by octet; - is standard input");
    file->option_text("FILE");
    command.add_flag("--action", recipe.is_action, "Send a custom action, not a webhook");
    add_repeatable(command, "--field", options.fields,
                   "A value of the submitted form; name:=json for what is no text. Implies --action")
        ->option_text("NAME=TEXT")
        ->excludes(file);
    command
        .add_option("--interaction", recipe.interaction, "The interaction_id. Default: a fresh one. Implies --action")
        ->option_text("ID")
        ->excludes(file);
    add_repeatable(command, "--resource", options.resources,
                   "What it is about; a type alone gets a fresh id. May be repeated for an action")
        ->option_text("TYPE:ID")
        ->excludes(file);
    command.add_option("--account", recipe.account, "The account's id")->option_text("ID")->excludes(file);
    command.add_option("--workspace", recipe.workspace, "The workspace's id")->option_text("ID")->excludes(file);
    command.add_option("--project", recipe.project, "The project's id")->option_text("ID")->excludes(file);
    command.add_option("--user", recipe.user, "The user's id")->option_text("ID")->excludes(file);
    command.add_option("--action-id", recipe.action_id, "The action's id")->option_text("ID")->excludes(file);
}

void add_sending_options(CLI::App& command, send_options& options) {
    command.add_option("--to", options.to, "http://host:port/path, https://host/path or unix:/path/of/socket")
        ->option_text("URL (required)")
        ->required();
    command.add_option("--path", options.path, "The request target, instead of the URL's")->option_text("PATH");
    add_repeatable(command, "-H,--header", options.headers, "One more header, as \"Name: value\"")->option_text("LINE");
    command.add_option("--timestamp", options.timestamp, "Sign with this time, in seconds since 1970. Default: now")
        ->option_text("SECONDS");
    add_client_options(command, options.client);
}

void add_repeating_options(CLI::App& command, send_options& options) {
    command.add_option("--repeat", options.repeat, "How many deliveries to send")
        ->option_text("N (1)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}));
    command.add_option("--concurrency", options.concurrency, "Over how many connections")
        ->option_text("N (1)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{256}));
    command.add_flag("--same", options.same, "Repeat one delivery instead of sending distinct events");
}

}  // namespace

void add_send(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<send_options>();
    CLI::App& command = *program.add_subcommand("send", "Sign an event, send it to an app, and print the answer");
    add_event_options(command, *options);
    add_sending_options(command, *options);
    add_repeating_options(command, *options);
    add_secret_options(command, options->secret, "WEBHOOK_SECRET for a webhook, CUSTOM_ACTION_SECRET for an action");
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_send(*options); }; });
}

}  // namespace frameio::cli
