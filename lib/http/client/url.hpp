#pragma once

#include <string>
#include <string_view>

namespace frameio::http {

/// An absolute http or https URL, taken apart and found fit to be asked for.
///
/// Thread safety: as any value.
class url {
public:
    /// Reads "http://…" or "https://…" (RFC 3986, and no more: no userinfo, no fragment, no escapes or letters beyond
    /// ASCII in the host, nothing but visible ASCII elsewhere).
    /// @throws error (`errc::invalid_configuration`) that says what is wrong, and repeats nothing that may be secret
    static url parse(std::string_view text);

    /// The URL that `reference`, as a page links to it, means here: RFC 3986 §5.2.
    /// @throws error as `parse` does
    url resolve(std::string_view reference) const;

    bool is_https() const noexcept {
        return https_;
    }
    std::string_view scheme() const noexcept {
        return https_ ? "https" : "http";
    }
    /// A name or an address; lower case, without brackets.
    const std::string& host() const noexcept {
        return host_;
    }
    unsigned short port() const noexcept {
        return port_;
    }
    /// The path, which begins with a slash, and the query: "/v4/me?x=1".
    const std::string& target() const noexcept {
        return target_;
    }
    /// "https://api.frame.io" or "http://[::1]:8080": without the scheme's own port. Equal for equal servers.
    const std::string& origin() const noexcept {
        return origin_;
    }
    /// What a Host header says: the origin without its scheme.
    std::string_view authority() const noexcept;
    /// Host and port, also if it is the scheme's own: "api.frame.io:443".
    std::string host_and_port() const;
    /// All of it.
    std::string text() const {
        return origin_ + target_;
    }

private:
    url() = default;

    void set_authority(std::string_view authority);
    void set_host(std::string_view host);
    void set_port(std::string_view port);
    void set_target(std::string_view target);

    bool https_ = false;
    unsigned short port_ = 0;
    std::string host_;
    std::string target_;
    std::string origin_;
};

}  // namespace frameio::http
