#include "http/client/url.hpp"

#include <frameio/error.hpp>

#include "support/number.hpp"

#include <boost/asio/ip/address_v6.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>

namespace frameio::http {
namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw error(errc::invalid_configuration, what);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    return lowered;
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_visible(char c) {
    return c > 0x20 && c < 0x7f;
}

bool is_name(std::string_view host) {
    return host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
               return is_alphanumeric(c) || c == '-' || c == '.' || c == '_';
           });
}

// The length of a scheme and its colon at the begin, or 0.
std::size_t scheme_size(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ':') {
            return i == 0 ? 0 : i + 1;
        }
        if (!is_alphanumeric(c) && (i == 0 || (c != '+' && c != '-' && c != '.'))) {
            return 0;
        }
    }
    return 0;
}

void check_letters(std::string_view text) {
    if (!std::all_of(text.begin(), text.end(), is_visible)) {
        refuse("a URL has a blank, a control character or a letter beyond ASCII in it: escape it (\"%20\")");
    }
}

void check_no_fragment(std::string_view text) {
    if (text.find('#') != std::string_view::npos) {
        refuse("a URL has a fragment (\"#…\"), which servers are not asked for: leave it away");
    }
}

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

// RFC 3986 §5.2.4, for a path that begins with a slash.
std::string without_dot_segments(std::string_view path) {
    std::string out;
    if (path.find("/.") == std::string_view::npos) {
        out = path;
        return out;
    }
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        const std::string_view segment = path.substr(1, end - 1);
        const bool last = end == path.size();
        if (segment == "..") {
            out.resize(out.find_last_of('/') == std::string::npos ? 0 : out.find_last_of('/'));
        }
        if (segment != "." && segment != "..") {
            out += path.substr(0, end);
        } else if (last) {
            out += '/';
        }
        path.remove_prefix(end);
    }
    return out;
}

}  // namespace

url url::parse(std::string_view text) {
    check_letters(text);
    const std::string scheme = lower_case(text.substr(0, std::min(text.find("://"), text.size())));
    if (scheme.size() == text.size() || (scheme != "http" && scheme != "https")) {
        refuse("a URL does not begin with \"http://\" or \"https://\"");
    }
    check_no_fragment(text);
    text.remove_prefix(scheme.size() + 3);
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    url made;
    made.https_ = scheme == "https";
    made.set_authority(text.substr(0, end));
    made.set_target(text.substr(end));
    return made;
}

void url::set_authority(std::string_view authority) {
    if (authority.find('@') != std::string_view::npos) {
        refuse("a URL has a user or a password in it (\"user@\"): give credentials in a header");
    }
    const bool bracketed = authority.starts_with('[');
    const std::size_t closing = authority.find(']');
    if (bracketed && closing == std::string_view::npos) {
        refuse("a URL has an IPv6 address without its closing bracket");
    }
    const std::size_t end = bracketed ? closing + 1 : std::min(authority.find(':'), authority.size());
    const std::string_view port = authority.substr(end);
    if (!port.empty() && !port.starts_with(':')) {
        refuse("a URL has something between its host and its port");
    }
    set_host(authority.substr(0, end));
    set_port(port.empty() ? port : port.substr(1));
}

void url::set_host(std::string_view host) {
    if (host.empty()) {
        refuse("a URL has no host");
    }
    if (!host.starts_with('[')) {
        if (!is_name(host)) {
            refuse("a URL has a host that is no name: letters, digits, \"-\" and \".\" (write others as \"xn--…\")");
        }
        host_ = lower_case(host);
        return;
    }
    boost::system::error_code failure;
    const auto address = boost::asio::ip::make_address_v6(std::string(host.substr(1, host.size() - 2)), failure);
    if (failure || address.scope_id() != 0) {
        refuse("a URL has brackets around what is no IPv6 address");
    }
    host_ = address.to_string();
}

void url::set_port(std::string_view port) {
    const unsigned short usual = https_ ? 443 : 80;
    port_ = usual;
    if (!port.empty()) {
        port_ = parse_number<unsigned short>(port).value_or(0);
        if (port_ == 0) {
            refuse("a URL has a port that is none: a number from 1 to 65535");
        }
    }
    const bool v6 = host_.find(':') != std::string::npos;
    origin_ = https_ ? "https://" : "http://";
    origin_ += v6 ? "[" + host_ + "]" : host_;
    if (port_ != usual) {
        origin_ += ":" + std::to_string(port_);
    }
}

void url::set_target(std::string_view target) {
    target_ = target.starts_with('/') ? target : "/" + std::string(target);
}

std::string_view url::authority() const noexcept {
    return std::string_view(origin_).substr(scheme().size() + 3);
}

std::string url::host_and_port() const {
    std::string both(authority());
    if (port_ == (https_ ? 443 : 80)) {
        both += ":" + std::to_string(port_);
    }
    return both;
}

url url::resolve(std::string_view reference) const {
    if (scheme_size(reference) != 0) {
        return parse(reference);
    }
    if (reference.starts_with("//")) {
        return parse(std::string(scheme()) + ":" + std::string(reference));
    }
    const std::string_view here = path_of(target_);
    const std::string_view path = path_of(reference);
    check_letters(reference);
    check_no_fragment(reference);
    url made(*this);
    if (path.empty()) {
        if (!reference.empty()) {
            made.set_target(std::string(here).append(reference));
        }
        return made;
    }
    const bool is_plain = path.starts_with('/') && path.find("/.") == std::string_view::npos;
    if (is_plain) {
        made.target_ = reference;
        return made;
    }
    std::string merged;
    if (!path.starts_with('/')) {
        merged = here.substr(0, here.find_last_of('/') + 1);
    }
    merged += path;
    made.set_target(without_dot_segments(merged).append(reference.substr(path.size())));
    return made;
}

}  // namespace frameio::http
