#include "cli/http/target.hpp"

#include "cli/inputs.hpp"
#include "support/number.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace frameio::cli {
namespace {

constexpr std::string_view plain_scheme = "http://";
constexpr std::string_view tls_scheme = "https://";
constexpr std::string_view unix_scheme = "unix:";

/// What was given, and where.
struct given_url {
    std::string_view option;
    std::string_view url;
};

[[noreturn]] void refuse(const given_url& given, std::string_view why) {
    throw usage_error(fmt::format("{}: {} in \"{}\"; it takes http://host:port/path, https://host/path or unix:/path",
                                  given.option, why, given.url));
}

bool is_default_port(const target& address) {
    return address.port == (address.over == target::transport::tls ? "443" : "80");
}

bool is_port(std::string_view text) {
    return parse_number<std::uint16_t>(text).value_or(0) != 0;
}

bool is_clean(std::string_view text) {
    return text.find_first_of(" \t\r\n\"<>\\") == std::string_view::npos;
}

/// Splits "host", "host:port", "[v6]" or "[v6]:port".
void read_authority(const given_url& given, std::string_view authority, target& result) {
    if (authority.find('@') != std::string_view::npos) {
        refuse(given, "there is a user name");
    }
    bool bracketed = authority.starts_with('[');
    std::size_t end = bracketed ? authority.find(']') : authority.find(':');
    if (bracketed && end == std::string_view::npos) {
        refuse(given, "a bracket is not closed");
    }
    result.host = bracketed ? authority.substr(1, end - 1) : authority.substr(0, end);
    std::string_view rest = authority.substr(std::min(authority.size(), bracketed ? end + 1 : end));
    if (!rest.empty()) {
        result.port = rest.substr(1);
    }
    if (result.host.empty()) {
        refuse(given, "there is no host");
    }
    if (!is_port(result.port)) {
        refuse(given, "the port is not a number from 1 to 65535");
    }
}

target parse_url(const given_url& given, target::transport over, std::size_t scheme) {
    target result;
    result.over = over;
    result.port = over == target::transport::tls ? "443" : "80";
    std::string_view rest = given.url.substr(scheme);
    rest = rest.substr(0, rest.find('#'));
    std::size_t slash = std::min(rest.find_first_of("/?"), rest.size());
    read_authority(given, rest.substr(0, slash), result);
    result.path = rest.substr(slash);
    if (!result.path.starts_with('/')) {
        result.path.insert(0, "/");
    }
    return result;
}

target parse_unix(const given_url& given) {
    target result;
    result.over = target::transport::unix_socket;
    result.host = given.url.substr(unix_scheme.size());
    result.path = "/";
    if (result.host.empty()) {
        refuse(given, "there is no path of a socket");
    }
    return result;
}

}  // namespace

std::string target::host_header() const {
    if (over == transport::unix_socket) {
        return "localhost";
    }
    std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return is_default_port(*this) ? name : name + ":" + port;
}

std::string target::to_string() const {
    switch (over) {
        case transport::plain:
            return fmt::format("{}{}{}", plain_scheme, host_header(), path);
        case transport::tls:
            return fmt::format("{}{}{}", tls_scheme, host_header(), path);
        case transport::unix_socket:
            break;
    }
    return fmt::format("{}{}", unix_scheme, host);
}

target parse_target(std::string_view url, std::string_view option) {
    const given_url given{option, url};
    if (url.starts_with(unix_scheme)) {
        return parse_unix(given);
    }
    if (!is_clean(url)) {
        refuse(given, "there is white space or a quote");
    }
    if (url.starts_with(plain_scheme)) {
        return parse_url(given, target::transport::plain, plain_scheme.size());
    }
    if (url.starts_with(tls_scheme)) {
        return parse_url(given, target::transport::tls, tls_scheme.size());
    }
    refuse(given, "there is no scheme");
}

void set_path(target& to, const std::string& path) {
    if (!path.starts_with('/') || !is_clean(path)) {
        throw usage_error(
            fmt::format("--path takes a path that starts with a slash and has no white space, not \"{}\"", path));
    }
    to.path = path;
}

}  // namespace frameio::cli
