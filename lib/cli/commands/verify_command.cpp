#include "cli/commands/commands.hpp"
#include "cli/doctor/diagnosis.hpp"
#include "cli/options.hpp"
#include "support/text.hpp"

#include <frameio/clock.hpp>
#include <frameio/signature.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>

namespace frameio::cli {
namespace {

constexpr auto footer =
    R"(Says whether a request is genuine and, if not, why: the clock and by how much, the secret, or a body
that was changed on the way, as by a program that parses JSON and writes it again.

Examples:
  frameio verify --headers headers.txt --file body.json --secret-file webhook.secret
  frameio verify --timestamp 1604004499 --signature v0=... --now 1604004510 --secret-file webhook.secret < body.json
  frameio sign --secret x --body '{}' > headers.txt; frameio verify --headers headers.txt --secret x --body '{}'

Exit codes: 0 genuine, 1 not genuine, 2 options that cannot be used.)";

struct verify_options {
    body_source body;
    secret_source secret;
    std::string headers;
    std::optional<std::string> timestamp;
    std::optional<std::string> signature;
    std::string now;
    unsigned tolerance = static_cast<unsigned>(default_tolerance.count());
    bool json = false;
};

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char one, char other) {
        return CLI::detail::to_lower(std::string(1, one)) == CLI::detail::to_lower(std::string(1, other));
    });
}

/// Takes the two headers out of lines such as those of `frameio sign` or `curl -v`.
void read_headers(const std::string& text, signed_request& request) {
    for (std::string_view rest = text; !rest.empty();) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        line = trimmed(line);
        line.remove_prefix(line.starts_with("> ") ? 2 : 0);
        std::string_view name = line.substr(0, line.find(':'));
        std::string_view value = trimmed(line.substr(std::min(name.size() + 1, line.size())));
        if (same_name(name, timestamp_header)) {
            request.timestamp = value;
        } else if (same_name(name, signature_header)) {
            request.signature = value;
        }
    }
}

signed_request read_request(const verify_options& options) {
    signed_request request{options.timestamp.value_or(""), options.signature.value_or(""), {}};
    if (!options.headers.empty()) {
        read_headers(read_file(options.headers, "--headers"), request);
    }
    request.body = read_body(options.body);
    return request;
}

clock::wall_time present(const verify_options& options) {
    return options.now.empty() ? system_clock().now() : clock::wall_time(parse_seconds(options.now, "--now"));
}

std::string age_text(std::chrono::seconds age) {
    return age.count() < 0 ? to_text(-age) + " ahead of this clock" : to_text(age) + " old";
}

void print_text(const diagnosis& outcome) {
    if (outcome.result) {
        fmt::print("genuine: signed with {}, {}\n", outcome.secret, age_text(outcome.age.value()));
        return;
    }
    fmt::print("not genuine: {}\n", to_string(outcome.result.why()));
    if (!outcome.secret.empty() && outcome.result.why() != verification::reason::mismatch) {
        fmt::print("- Otherwise it was signed with {}.\n", outcome.secret);
    }
    for (const finding& one : outcome.findings) {
        fmt::print("- {}\n  Remedy: {}.\n", one.text, one.remedy);
    }
}

void print_json(const diagnosis& outcome) {
    boost::json::array findings;
    for (const finding& one : outcome.findings) {
        findings.push_back({{"code", one.code}, {"text", one.text}, {"remedy", one.remedy}});
    }
    boost::json::object object;
    object["genuine"] = static_cast<bool>(outcome.result);
    object["reason"] = to_string(outcome.result.why());
    object["secret"] = outcome.secret.empty() ? boost::json::value(nullptr) : boost::json::value(outcome.secret);
    object["age_seconds"] = outcome.age ? boost::json::value(outcome.age->count()) : boost::json::value(nullptr);
    object["findings"] = std::move(findings);
    fmt::print("{}\n", boost::json::serialize(object));
}

exit_code run_verify(const verify_options& options) {
    if (options.headers.empty() && !options.timestamp && !options.signature) {
        throw usage_error("give the request's signature: --headers FILE, or --timestamp and --signature");
    }
    require_one_reader(options.body, options.secret);
    std::vector<named_secret> secrets = read_secrets(options.secret, {webhook_variable, action_variable});
    signed_request request = read_request(options);
    diagnosis outcome = diagnose(request, secrets, present(options), std::chrono::seconds(options.tolerance));
    (options.json ? print_json : print_text)(outcome);
    return outcome.result ? exit_code::succeeded : exit_code::failed;
}

void add_options(CLI::App& command, verify_options& options) {
    add_body_options(command, options.body);
    add_secret_options(command, options.secret, "WEBHOOK_SECRET and CUSTOM_ACTION_SECRET");
    CLI::Option* headers =
        command.add_option("--headers", options.headers, "A file with the request's headers, one a line")
            ->option_text("FILE");
    command.add_option("--timestamp", options.timestamp, "The text of X-Frameio-Request-Timestamp")
        ->option_text("SECONDS")
        ->excludes(headers);
    command.add_option("--signature", options.signature, "The text of X-Frameio-Signature")
        ->option_text("v0=HEX")
        ->excludes(headers);
    command.add_option("--now", options.now, "Verify as though it were this time, in seconds since 1970; default: now")
        ->option_text("SECONDS");
    command.add_option("--tolerance", options.tolerance, "How far the timestamp may be from now")
        ->option_text("SECONDS (300)");
    add_json_option(command, options.json);
}

}  // namespace

void add_verify(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<verify_options>();
    CLI::App& command = *program.add_subcommand("verify", "Say whether a request is genuine, and why not");
    add_options(command, *options);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_verify(*options); }; });
}

}  // namespace frameio::cli
