#include "cli/doctor/api_checks.hpp"

#include "cli/doctor/diagnosis.hpp"
#include "http/client/transport.hpp"
#include "http/client/url.hpp"

#include <frameio/api/users.hpp>
#include <frameio/error.hpp>
#include <frameio/signature.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds noticeable{30};

/// A Date header, as RFC 9110 §5.6.7 wants it.
std::optional<std::chrono::sys_seconds> parse_date(std::string_view text) {
    std::tm parts{};
    const char* const end = ::strptime(std::string(text).c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    if (text.empty() || end == nullptr) {
        return std::nullopt;
    }
    return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&parts)));
}

http::transport_options way_of(std::chrono::milliseconds patience) {
    http::transport_options options;
    options.connect_timeout = patience;
    options.total_timeout = patience;
    options.proxies = http::proxy_settings::from_environment();
    return options;
}

/// How far our clock is ahead. Any answer has the time, also one that refuses a call without a token.
asio::awaitable<std::optional<std::chrono::seconds>> compare_clocks(std::string base,
                                                                    std::chrono::milliseconds patience) {
    http::transport way(way_of(patience));
    http::client_request request("GET", http::url::parse(base).resolve("/v4/me"));
    const http::client_response got = co_await way.send(std::move(request));
    const auto now = std::chrono::floor<std::chrono::seconds>(system_clock().now());
    const auto theirs = parse_date(got.headers.find("Date"));
    co_return theirs ? std::optional(now - *theirs) : std::nullopt;
}

asio::awaitable<std::string> who_am_i(api::client by) {
    const api::profile me = co_await by.users().show();
    co_return me.name.empty() ? me.email : me.name;
}

bool has_token() {
    const auto is_set = [](const char* name) {
        const char* const value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    return is_set("FRAMEIO_TOKEN") || (is_set("ADOBE_CLIENT_ID") && is_set("ADOBE_CLIENT_SECRET"));
}

const char* remedy_of(const api::api_error& failure) {
    if (failure.is_unauthorized()) {
        return "set FRAMEIO_TOKEN to a token that is valid and has not expired; ADOBE_CLIENT_ID and "
               "ADOBE_CLIENT_SECRET "
               "give fresh ones";
    }
    if (failure.code() == api::errc::no_token) {
        return "compare ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET with the Adobe Developer Console";
    }
    if (failure.status() == 0) {
        return "compare FRAMEIO_API_URL; look at the network, the firewall, and HTTPS_PROXY";
    }
    return "try again later, and see Frame.io's status page";
}

/// @return whether the token works
bool check_token(waiter& loop, const api::client& by, checkup& found) {
    if (!has_token()) {
        found.warn("api", "no token: handlers cannot call the API",
                   "set FRAMEIO_TOKEN, or ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET, unless the app brings its own");
        return false;
    }
    try {
        const std::string name = loop.wait_for(who_am_i(by));
        found.ok("api", fmt::format("{} takes the token, of {}", by.url(), name));
        return true;
    } catch (const api::api_error& failure) {
        found.wrong("api", fmt::format("{}: {}", by.url(), failure.what()), remedy_of(failure));
        return false;
    }
}

void check_clock(waiter& loop, const std::string& url, std::chrono::milliseconds patience, checkup& found) {
    try {
        const auto ahead = loop.wait_for(compare_clocks(url, patience));
        if (ahead) {
            check_skew(*ahead, found);
        } else {
            found.warn("clock", "it could not be compared: the API's answer has no Date header", "compare it by NTP");
        }
    } catch (const std::exception& failure) {
        found.warn("clock", fmt::format("it could not be compared with Frame.io's: {}", failure.what()),
                   "compare FRAMEIO_API_URL; look at the network");
    }
}

}  // namespace

void check_skew(std::chrono::seconds ahead, checkup& found) {
    const std::chrono::seconds off = std::chrono::abs(ahead);
    const std::string text =
        fmt::format("the clock is {} {} Frame.io's", to_text(off), ahead.count() < 0 ? "behind" : "ahead of");
    if (off > default_tolerance) {
        found.wrong("clock", text + ": every delivery is refused", "set it, and keep it right by NTP");
    } else if (off > noticeable) {
        found.warn("clock", fmt::format("{}; from {} on deliveries are refused", text, to_text(default_tolerance)),
                   "keep it right by NTP");
    } else {
        found.ok("clock", "the clock agrees with Frame.io's");
    }
}

std::optional<api::client> check_api(waiter& loop, std::chrono::milliseconds patience, bool calls_as_users,
                                     checkup& found) {
    api::client_options options;
    options.connect_timeout = patience;
    options.timeout = patience;
    options.retry.attempts = 2;
    std::optional<api::client> by;
    try {
        by.emplace(std::move(options));
    } catch (const configuration_error& wrong) {
        for (const std::string& each : wrong.problems()) {
            found.wrong("api", each, "compare FRAMEIO_TOKEN, FRAMEIO_API_URL, ADOBE_CLIENT_ID, and what else it reads");
        }
        return std::nullopt;
    }
    if (calls_as_users) {
        found.ok("api", "there is no token: the app calls Frame.io as those who log in to it");
    }
    const bool works = !calls_as_users && check_token(loop, *by, found);
    check_clock(loop, by->url(), patience, found);
    return works ? by : std::nullopt;
}

}  // namespace frameio::cli
