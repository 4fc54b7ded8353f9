#include "cli/commands/commands.hpp"
#include "cli/options.hpp"

#include <frameio/clock.hpp>
#include <frameio/error.hpp>
#include <frameio/events.hpp>
#include <frameio/signature.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>

namespace frameio::cli {
namespace {

constexpr auto footer = R"(Prints the two headers of a genuine request with this body. The first secret signs.

Examples:
  frameio sign --secret-file webhook.secret --file body.json > headers.txt
  curl --data-binary @body.json -H @headers.txt -H 'Content-Type: application/json' http://127.0.0.1:8080/
  printf '%s' "$body" | frameio sign --secret-file webhook.secret --timestamp 1604004499 --json

Exit codes: 0 signed, 2 options that cannot be used.)";

struct sign_options {
    body_source body;
    secret_source secret;
    std::string timestamp;
    bool json = false;
};

/// A body that is not an event can be signed all the same: with the secret of webhooks.
const char* variable_for(const std::string& body) {
    try {
        return std::holds_alternative<action_event>(decode_event(body)) ? action_variable : webhook_variable;
    } catch (const error&) {
        return webhook_variable;
    }
}

std::chrono::sys_seconds signing_time(const std::string& given) {
    if (given.empty()) {
        return std::chrono::floor<std::chrono::seconds>(system_clock().now());
    }
    return parse_seconds(given, "--timestamp");
}

exit_code run_sign(const sign_options& options) {
    require_one_reader(options.body, options.secret);
    std::string body = read_body(options.body);
    std::vector<named_secret> secrets = read_secrets(options.secret, {variable_for(body)});
    std::chrono::sys_seconds time = signing_time(options.timestamp);
    std::string timestamp = std::to_string(time.time_since_epoch().count());
    std::string signature = sign(secrets.front().text, time, body);
    if (options.json) {
        boost::json::object headers{{timestamp_header, timestamp}, {signature_header, signature}};
        fmt::print("{}\n", boost::json::serialize(headers));
    } else {
        fmt::print("{}: {}\n{}: {}\n", timestamp_header, timestamp, signature_header, signature);
    }
    return exit_code::succeeded;
}

}  // namespace

void add_sign(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<sign_options>();
    CLI::App& command = *program.add_subcommand("sign", "Print the headers that sign a body");
    add_body_options(command, options->body);
    add_secret_options(command, options->secret, "CUSTOM_ACTION_SECRET for the body of an action, else WEBHOOK_SECRET");
    command.add_option("--timestamp", options->timestamp, "Seconds since 1970; default: now")->option_text("SECONDS");
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_sign(*options); }; });
}

}  // namespace frameio::cli
