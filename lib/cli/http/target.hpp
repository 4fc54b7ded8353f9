#pragma once

#include <string>
#include <string_view>

namespace frameio::cli {

/// Where deliveries are sent.
struct target {
    enum class transport { plain, tls, unix_socket };

    transport over = transport::plain;
    std::string host;  ///< a name or an address without brackets; of a unix socket: its path
    std::string port;  ///< "8080"; empty for a unix socket
    std::string path;  ///< the request target, such as "/hooks?x=1"

    /// The value of the Host header.
    std::string host_header() const;
    /// "http://127.0.0.1:8080/hooks" or "unix:/run/app.sock", as `--to` takes it.
    std::string to_string() const;
};

/// Reads "http://host:port/path", "https://…" or "unix:/path/of/socket".
/// @throws usage_error that names the option, if it is none
target parse_target(std::string_view url, std::string_view option = "--to");

/// Replaces the request target.
/// @throws usage_error if `path` does not start with a slash, or could not be sent as it is
void set_path(target& to, const std::string& path);

}  // namespace frameio::cli
