#include "server/run_options.hpp"

#include <frameio/version.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <map>

namespace frameio {
namespace {

constexpr int mistake = 2;

/// The flags in a form that the parser can fill.
struct flags {
    run_options options;
    std::string role = "both";
    std::string level = "info";
    std::string format = "text";
    double grace = 30;
    double lease = 30;
    long retention = 168;
    double handshake_time = 10;
    double fresh_time = 10;
    double header_time = 10;
    double body_time = 20;
    double idle_time = 60;
    double write_time = 20;
};

std::chrono::milliseconds seconds(double value) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(value * 1000));
}

// The parser would take -1 for the largest number there is.
std::string is_whole_number(const std::string& text) {
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    return digits && text.size() < 19 ? "" : "\"" + text + "\" is not a whole number, 0 or more";
}

/// The variable that stands in for a flag: "--tls-cert" is FRAMEIO_TLS_CERT.
std::string variable_of(std::string_view flag) {
    std::string name = "FRAMEIO_";
    for (const char letter : flag.substr(2)) {
        name += letter == '-' ? '_' : static_cast<char>(letter - 'a' + 'A');
    }
    return name;
}

/// `value` holds the default. `kind` is what the help calls it.
template <class Value>
CLI::Option* add(CLI::App& parser, const char* flag, Value& value, const std::string& kind, const char* help) {
    CLI::Option* const option = parser.add_option(flag, value, help)->capture_default_str();
    const std::string fallback = option->get_default_str();
    const std::string variable = variable_of(flag);
    option->option_text(kind + (fallback.empty() ? "" : "=" + fallback) + " (Env:" + variable + ")");
    return option->envname(variable);
}

void add_serving(CLI::App& parser, flags& to) {
    server_options& server = to.options.server;
    add(parser, "--listen", server.listen, "ADDRESS,...", "host:port, [v6]:port or unix:/path; port 0 takes a free one")
        ->delimiter(',');
    add(parser, "--threads", to.options.threads, "1..256", "Threads, each with an event loop of its own")
        ->check(CLI::Range(1, 256));
    add(parser, "--path", server.path, "PATH", "The path that Frame.io posts to");
    add(parser, "--public-url", server.public_url, "URL",
        "Where browsers and Frame.io reach this server: https://HOST; for apps that users log in to or admins install");
    add(parser, "--tls-cert", server.tls_certificate, "FILE",
        "PEM file with the certificate chain; SIGHUP reads it again");
    add(parser, "--tls-key", server.tls_key, "FILE", "PEM file with the private key");
    add(parser, "--grace", to.grace, "SECONDS", "How long a drain waits for running handlers")
        ->check(CLI::Range(0.001, 3600.0));
}

void add_store(CLI::App& parser, flags& to) {
    server_options& server = to.options.server;
    server.store = "sqlite:frameio.db";
    add(parser, "--store", server.store, "ADDRESS",
        "Where webhooks are kept until they are done: sqlite:PATH or postgresql://...; memory: keeps none and answers "
        "when the handlers have returned");
    add(parser, "--role", to.role, "ROLE", "both, or receive or work for one of several that share a store")
        ->check(CLI::IsMember({"both", "receive", "work"}));
    add(parser, "--inbox", server.inbox, "COUNT", "Most events that may wait in the store; then deliveries get 503")
        ->check(CLI::Range(1UL, 1'000'000'000UL));
    add(parser, "--store-runs", server.store_runs, "COUNT", "Most events run from the store at once on one thread")
        ->check(CLI::Range(1, 100'000));
    add(parser, "--lease", to.lease, "SECONDS", "How long the events of a killed server wait for the next one")
        ->check(CLI::Range(0.1, 3600.0));
    add(parser, "--retention", to.retention, "HOURS", "How long events that are done stay in the store")
        ->check(CLI::Range(1, 87'600));
}

void add_limits(CLI::App& parser, flags& to) {
    server_limits& limits = to.options.server.limits;
    const CLI::Validator number(is_whole_number, "");
    const auto add_limit = [&](const char* flag, std::size_t& value, const char* kind, const char* help) {
        add(parser, flag, value, kind, help)->check(number);
    };
    add_limit("--max-body", limits.body_bytes, "BYTES", "Largest body");
    add_limit("--max-bodies", limits.bodies_bytes, "BYTES", "All bodies that are being received, together");
    add_limit("--max-header", limits.header_bytes, "BYTES", "Largest request line and headers");
    add_limit("--max-header-fields", limits.header_fields, "COUNT", "Most headers");
    add_limit("--max-target", limits.target_bytes, "BYTES", "Longest request target");
    add_limit("--max-connections", limits.connections, "COUNT", "Most open connections");
    add_limit("--max-requests", limits.requests_per_connection, "COUNT", "Most requests of a connection; 0: no limit");
    add_limit("--max-pipelined", limits.pipelined, "COUNT", "Most requests answered in one write");
    add_limit("--max-running", limits.running, "COUNT", "Most handlers running at once on one thread");
    const CLI::Range up_to_a_day(0.001, 86400.0);
    add(parser, "--handshake-timeout", to.handshake_time, "SECONDS", "For a TLS handshake")->check(up_to_a_day);
    add(parser, "--fresh-timeout", to.fresh_time, "SECONDS", "For the first request of a connection to begin")
        ->check(up_to_a_day);
    add(parser, "--header-timeout", to.header_time, "SECONDS", "For the headers of a request")->check(up_to_a_day);
    add(parser, "--body-timeout", to.body_time, "SECONDS", "For the body of a request")->check(up_to_a_day);
    add(parser, "--idle-timeout", to.idle_time, "SECONDS", "Between requests of a connection")->check(up_to_a_day);
    add(parser, "--write-timeout", to.write_time, "SECONDS", "For a peer to take an answer")->check(up_to_a_day);
}

void add_logging(CLI::App& parser, flags& to) {
    add(parser, "--log-level", to.level, "LEVEL", "debug, info, warning, error or off")
        ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}));
    add(parser, "--log-format", to.format, "FORMAT", "text or json, on standard error")
        ->check(CLI::IsMember({"text", "json"}));
}

run_options finished(flags& read) {
    run_options options = std::move(read.options);
    options.lowest = parse_log_level(read.level);
    options.format = read.format == "json" ? log_format::json : log_format::text;
    options.server.grace = seconds(read.grace);
    options.server.lease = seconds(read.lease);
    options.server.role = read.role == "receive" ? server_role::receive
                          : read.role == "work"  ? server_role::work
                                                 : server_role::both;
    options.server.retention = std::chrono::hours(read.retention);
    options.server.limits.handshake_time = seconds(read.handshake_time);
    options.server.limits.fresh_time = seconds(read.fresh_time);
    options.server.limits.header_time = seconds(read.header_time);
    options.server.limits.body_time = seconds(read.body_time);
    options.server.limits.idle_time = seconds(read.idle_time);
    options.server.limits.write_time = seconds(read.write_time);
    return options;
}

}  // namespace

std::optional<run_options> read_run_options(int argc, char** argv, int& exit_code) {
    flags read;
    CLI::App parser("Receives Frame.io webhooks and custom actions.");
    parser.footer(
        "Secrets are read from WEBHOOK_SECRET and CUSTOM_ACTION_SECRET (several separated by commas), unless the "
        "program\n"
        "sets its own. Calls of the API and logins take FRAMEIO_TOKEN, ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET; what "
        "is "
        "kept\nof them is encrypted with FRAMEIO_ENCRYPTION_KEY, or the file that FRAMEIO_ENCRYPTION_KEY_FILE names. "
        "SIGTERM and\nSIGINT drain: running handlers finish, then the program ends.");
    parser.set_version_flag("--version", std::string("frameio-cpp ") + version());
    add_serving(parser, read);
    add_store(parser, read);
    add_limits(parser, read);
    add_logging(parser, read);
    parser.add_flag("--manifest", read.options.manifest,
                    "Print what is to be registered with Frame.io, as JSON, and end");
    try {
        parser.parse(argc, argv);
        return finished(read);
    } catch (const CLI::Success& asked) {
        exit_code = parser.exit(asked, std::cout, std::cerr);
    } catch (const CLI::ParseError& wrong) {
        parser.exit(wrong, std::cout, std::cerr);
        exit_code = mistake;
    }
    return std::nullopt;
}

}  // namespace frameio
