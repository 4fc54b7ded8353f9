#pragma once

#include "http/client/url.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace frameio::http {

/// Proxies, as a user names them. The default: none.
struct proxy_settings {
    std::string http;   ///< for http origins: "http://user:password@proxy:3128", or without "http://"; empty: none
    std::string https;  ///< for https origins
    /// Hosts that are reached directly, with commas between: "example.com" and all below it, "10.0.0.0/8", "::1",
    /// "host:8080", or "*" for all.
    std::string none_for;

    /// What HTTPS_PROXY, HTTP_PROXY and NO_PROXY say; the lower-case names count first. HTTP_PROXY is not believed
    /// where REQUEST_METHOD is set: there, it may be a header that somebody sent.
    static proxy_settings from_environment();
};

/// A proxy to go through.
struct proxy {
    std::string host;
    unsigned short port = 0;
    std::string authorization;  ///< a Proxy-Authorization header's value; empty: none. Secret.

    std::string name() const;
};

/// Which proxy is for which URL.
///
/// Thread safety: does not change.
class proxy_table {
public:
    /// @throws configuration_error that names the setting, and never its password
    explicit proxy_table(const proxy_settings& settings);

    /// Null: none, the server is reached directly. Lives as long as this.
    const proxy* find(const url& to) const;

private:
    bool is_excluded(const url& to) const;

    proxy http_;
    proxy https_;
    std::vector<std::string> excluded_;
};

}  // namespace frameio::http
