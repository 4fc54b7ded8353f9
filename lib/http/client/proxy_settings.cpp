#include "http/client/proxy_settings.hpp"

#include <frameio/error.hpp>

#include <openssl/evp.h>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <cstdlib>

namespace frameio::http {
namespace {

namespace ip = boost::asio::ip;
using boost::system::error_code;

[[noreturn]] void refuse(const std::string& setting, const std::string& what) {
    throw configuration_error({"the proxy for " + setting + " cannot be used: " + what +
                               "; write it as \"http://user:password@host:port\", without what is not needed"});
}

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        const int high = escape ? hexadecimal(text[i + 1]) : -1;
        const int low = escape ? hexadecimal(text[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            plain += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::string base64(std::string_view octets) {
    std::string text(4 * ((octets.size() + 2) / 3) + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(octets.data()), static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string basic(std::string_view userinfo) {
    const std::size_t colon = std::min(userinfo.find(':'), userinfo.size());
    const std::string_view password = userinfo.substr(std::min(colon + 1, userinfo.size()));
    return "Basic " + base64(unescaped(userinfo.substr(0, colon)) + ":" + unescaped(password));
}

proxy read_proxy(std::string_view text, const std::string& setting) {
    proxy made;
    if (text.empty()) {
        return made;
    }
    if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) {
        if (text.substr(0, scheme) != "http" && text.substr(0, scheme) != "HTTP") {
            refuse(setting, "it is no \"http://\" proxy");
        }
        text.remove_prefix(scheme + 3);
    }
    if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
        made.authorization = basic(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    try {
        const url where = url::parse("http://" + std::string(text));
        made.host = where.host();
        made.port = where.port();
    } catch (const error& failure) {
        refuse(setting, failure.what());
    }
    return made;
}

std::vector<std::string> read_list(std::string_view text) {
    std::vector<std::string> entries;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(", \t"), text.size());
        std::string entry(text.substr(0, end));
        std::transform(entry.begin(), entry.end(), entry.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (!entry.empty()) {
            entries.push_back(std::move(entry));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return entries;
}

// Takes ":port" and the brackets of an IPv6 address away. False: it is for another port.
bool take_port(std::string_view& entry, unsigned short port) {
    std::string_view after;
    if (entry.starts_with('[')) {
        const std::size_t closing = std::min(entry.find(']'), entry.size());
        after = entry.substr(std::min(closing + 1, entry.size()));
        entry = entry.substr(1, closing - 1);
    } else if (std::count(entry.begin(), entry.end(), ':') == 1) {
        after = entry.substr(entry.find(':'));
        entry = entry.substr(0, entry.find(':'));
    }
    return after.empty() || after == ":" + std::to_string(port);
}

bool is_in_network(const ip::address& address, const std::string& network) {
    error_code failure;
    if (address.is_v4()) {
        const auto range = ip::make_network_v4(network, failure);
        return !failure && range.canonical() == ip::network_v4(address.to_v4(), range.prefix_length()).canonical();
    }
    const auto range = ip::make_network_v6(network, failure);
    return !failure && range.canonical() == ip::network_v6(address.to_v6(), range.prefix_length()).canonical();
}

bool excludes_address(std::string_view entry, const ip::address& address) {
    if (entry.find('/') != std::string_view::npos) {
        return is_in_network(address, std::string(entry));
    }
    error_code failure;
    const auto excluded = ip::make_address(entry, failure);
    return !failure && excluded == address;
}

bool excludes_name(std::string_view entry, std::string_view host) {
    entry.remove_prefix(entry.starts_with("*.") ? 2 : entry.starts_with('.') ? 1 : 0);
    if (entry.empty() || !host.ends_with(entry)) {
        return false;
    }
    return host.size() == entry.size() || host[host.size() - entry.size() - 1] == '.';
}

std::string variable(const char* lower, const char* upper) {
    const char* value = std::getenv(lower);
    if (value == nullptr || *value == '\0') {
        value = upper == nullptr ? nullptr : std::getenv(upper);
    }
    return value == nullptr ? std::string() : value;
}

}  // namespace

proxy_settings proxy_settings::from_environment() {
    const bool serves_cgi = std::getenv("REQUEST_METHOD") != nullptr;
    proxy_settings found;
    found.http = variable("http_proxy", serves_cgi ? nullptr : "HTTP_PROXY");
    found.https = variable("https_proxy", "HTTPS_PROXY");
    found.none_for = variable("no_proxy", "NO_PROXY");
    return found;
}

std::string proxy::name() const {
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

proxy_table::proxy_table(const proxy_settings& settings)
    : http_(read_proxy(settings.http, "http")),
      https_(read_proxy(settings.https, "https")),
      excluded_(read_list(settings.none_for)) {}

const proxy* proxy_table::find(const url& to) const {
    const proxy& one = to.is_https() ? https_ : http_;
    return one.host.empty() || is_excluded(to) ? nullptr : &one;
}

bool proxy_table::is_excluded(const url& to) const {
    error_code no_address;
    const auto address = ip::make_address(to.host(), no_address);
    return std::any_of(excluded_.begin(), excluded_.end(), [&](std::string_view entry) {
        if (entry == "*") {
            return true;
        }
        if (!take_port(entry, to.port())) {
            return false;
        }
        return no_address ? excludes_name(entry, to.host()) : excludes_address(entry, address);
    });
}

}  // namespace frameio::http
