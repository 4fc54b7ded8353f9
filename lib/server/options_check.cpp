#include "server/server_state.hpp"

#include <fmt/format.h>

namespace frameio {
namespace {

void check_limits(const server_limits& limits, std::vector<std::string>& problems) {
    const auto at_least = [&](std::size_t value, std::size_t least, const char* what) {
        if (value < least) {
            problems.push_back(fmt::format("the limit {} is {}; it must be at least {}", what, value, least));
        }
    };
    at_least(limits.header_bytes, 1'024, "header_bytes");
    at_least(limits.header_fields, 10, "header_fields");
    at_least(limits.target_bytes, 64, "target_bytes");
    at_least(limits.body_bytes, 1'024, "body_bytes");
    at_least(limits.bodies_bytes, limits.body_bytes, "bodies_bytes");
    at_least(limits.connections, 1, "connections");
    at_least(limits.pipelined, 1, "pipelined");
    at_least(limits.running, 1, "running");
    if (limits.header_bytes > 60 * 1'024) {
        problems.push_back(fmt::format("the limit header_bytes is {}; more than {} cannot be parsed",
                                       limits.header_bytes, 60 * 1'024));
    }
    if (limits.body_bytes > 256UL << 20U) {
        problems.push_back(
            fmt::format("the limit body_bytes is {}; Frame.io sends a few KiB, and more than 256 MiB "
                        "cannot be kept in memory for every request",
                        limits.body_bytes));
    }
}

void check_times(const server_limits& limits, std::vector<std::string>& problems) {
    const auto positive = [&](std::chrono::milliseconds value, const char* what) {
        if (value <= std::chrono::milliseconds(0)) {
            problems.push_back(fmt::format("the time {} is {} ms; it must be more than 0", what, value.count()));
        }
    };
    positive(limits.header_time, "header_time");
    positive(limits.body_time, "body_time");
    positive(limits.idle_time, "idle_time");
    positive(limits.fresh_time, "fresh_time");
    positive(limits.write_time, "write_time");
    positive(limits.handshake_time, "handshake_time");
}

}  // namespace

void check(const server_options& options) {
    std::vector<std::string> problems;
    if (options.listen.empty()) {
        problems.emplace_back("there is no address to listen on; write one like \"127.0.0.1:8080\"");
    }
    if (!options.path.starts_with('/') || options.path.find_first_of("?# ") != std::string::npos) {
        problems.push_back(fmt::format("the path \"{}\" must begin with / and have no ?, # or blank", options.path));
    }
    if (options.path == "/healthz" || options.path == "/readyz") {
        problems.push_back(fmt::format("the path {} is taken for health checks; choose another", options.path));
    }
    if (options.tls_certificate.empty() != options.tls_key.empty()) {
        problems.emplace_back("TLS needs both a certificate file and a key file; give both or none");
    }
    const bool is_shared = options.store.starts_with("postgres://") || options.store.starts_with("postgresql://");
    if (options.role != server_role::both && !is_shared) {
        problems.emplace_back(
            "a server that only receives, or only works, shares a store with others; use postgresql://...");
    }
    if (options.inbox == 0) {
        problems.emplace_back("no event may wait for its run; inbox must be at least 1");
    }
    if (options.store_runs == 0) {
        problems.emplace_back("no event of the store may be run at a time; store_runs must be at least 1");
    }
    if (options.lease < std::chrono::milliseconds(100)) {
        problems.push_back(
            fmt::format("the lease of events is {} ms, and is to be renewed in that; it must be at least 100",
                        options.lease.count()));
    }
    if (options.retention < std::chrono::hours(1)) {
        problems.emplace_back("events that are done are to be forgotten at once; retention must be at least 1 hour");
    }
    check_limits(options.limits, problems);
    check_times(options.limits, problems);
    if (!problems.empty()) {
        throw configuration_error(std::move(problems));
    }
}

}  // namespace frameio
