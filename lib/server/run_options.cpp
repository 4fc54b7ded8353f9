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
    std::string level = "info";
    std::string format = "text";
    double grace = 30;
    double header_time = 10;
    double body_time = 20;
    double idle_time = 60;
    double write_time = 20;
};

std::chrono::milliseconds seconds(double value) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(value * 1000));
}

void add_serving(CLI::App& parser, flags& to) {
    server_options& server = to.options.server;
    parser
        .add_option("--listen", server.listen, "Address: host:port, [v6]:port or unix:/path; port 0 takes a free one")
        ->envname("FRAMEIO_LISTEN")
        ->delimiter(',')
        ->capture_default_str();
    parser.add_option("--threads", to.options.threads, "Threads, each with an event loop of its own")
        ->envname("FRAMEIO_THREADS")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    parser.add_option("--path", server.path, "The path that Frame.io posts to")
        ->envname("FRAMEIO_PATH")
        ->capture_default_str();
    parser
        .add_option("--tls-cert", server.tls_certificate, "PEM file with the certificate chain; SIGHUP reads it again")
        ->envname("FRAMEIO_TLS_CERT");
    parser.add_option("--tls-key", server.tls_key, "PEM file with the private key")->envname("FRAMEIO_TLS_KEY");
    parser.add_option("--grace", to.grace, "Seconds that a drain waits for running handlers")
        ->envname("FRAMEIO_GRACE")
        ->check(CLI::Range(0.001, 3600.0))
        ->capture_default_str();
}

void add_limits(CLI::App& parser, flags& to) {
    server_limits& limits = to.options.server.limits;
    parser.add_option("--max-body", limits.body_bytes, "Largest body, in bytes")
        ->envname("FRAMEIO_MAX_BODY")
        ->capture_default_str();
    parser.add_option("--max-header", limits.header_bytes, "Largest request line and headers, in bytes")
        ->envname("FRAMEIO_MAX_HEADER")
        ->capture_default_str();
    parser.add_option("--max-connections", limits.connections, "Most open connections")
        ->envname("FRAMEIO_MAX_CONNECTIONS")
        ->capture_default_str();
    parser.add_option("--max-running", limits.running, "Most handlers running at once on one thread")
        ->envname("FRAMEIO_MAX_RUNNING")
        ->capture_default_str();
    parser.add_option("--header-timeout", to.header_time, "Seconds for the headers of a request")
        ->envname("FRAMEIO_HEADER_TIMEOUT")
        ->check(CLI::Range(0.001, 86400.0))
        ->capture_default_str();
    parser.add_option("--body-timeout", to.body_time, "Seconds for the body of a request")
        ->envname("FRAMEIO_BODY_TIMEOUT")
        ->check(CLI::Range(0.001, 86400.0))
        ->capture_default_str();
    parser.add_option("--idle-timeout", to.idle_time, "Seconds between requests of a connection")
        ->envname("FRAMEIO_IDLE_TIMEOUT")
        ->check(CLI::Range(0.001, 86400.0))
        ->capture_default_str();
    parser.add_option("--write-timeout", to.write_time, "Seconds for a peer to take an answer")
        ->envname("FRAMEIO_WRITE_TIMEOUT")
        ->check(CLI::Range(0.001, 86400.0))
        ->capture_default_str();
}

void add_logging(CLI::App& parser, flags& to) {
    parser.add_option("--log-level", to.level, "debug, info, warning, error or off")
        ->envname("FRAMEIO_LOG_LEVEL")
        ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
        ->capture_default_str();
    parser.add_option("--log-format", to.format, "text or json, on standard error")
        ->envname("FRAMEIO_LOG_FORMAT")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
}

run_options finished(flags& read) {
    run_options options = std::move(read.options);
    options.lowest = parse_log_level(read.level);
    options.format = read.format == "json" ? log_format::json : log_format::text;
    options.server.grace = seconds(read.grace);
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
        "sets its own. SIGTERM and SIGINT drain: running handlers finish, then the program ends.");
    parser.set_version_flag("--version", std::string("frameio-cpp ") + version());
    add_serving(parser, read);
    add_limits(parser, read);
    add_logging(parser, read);
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
