#include "cli/doctor/site_checks.hpp"

#include "cli/send/event_recipe.hpp"
#include "cli/text/json_text.hpp"

#include <frameio/clock.hpp>
#include <frameio/signature.hpp>

#include <fmt/format.h>
#include <boost/asio/ip/address.hpp>

#include <vector>

namespace frameio::cli {
namespace {

using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::chrono::days soon{14};
constexpr std::chrono::seconds frameio_waits{5};

bool is_of_this_machine(const target& to) {
    boost::system::error_code wrong;
    const auto address = boost::asio::ip::make_address(to.host, wrong);
    return to.over == target::transport::unix_socket || to.host == "localhost" || (!wrong && address.is_loopback());
}

void check_kind(const target& to, checkup& found) {
    if (is_of_this_machine(to)) {
        found.warn("url", fmt::format("{} is reached from this machine only", to.to_string()),
                   "give Frame.io the address of a tunnel or a proxy, and that one here");
    } else if (to.over == target::transport::plain) {
        found.warn("url", "it is http, and Frame.io wants https", "put a proxy with a certificate in front");
    }
}

post question(bool is_action, const std::optional<std::string>& secret) {
    event_recipe recipe;
    recipe.type = probe_event;
    recipe.is_action = is_action;
    recipe.resources.push_back({"file", ""});
    post asked;
    asked.body = make_body(recipe);
    if (secret) {
        const auto time = std::chrono::floor<std::chrono::seconds>(system_clock().now());
        asked.headers.emplace_back(timestamp_header, std::to_string(time.time_since_epoch().count()));
        asked.headers.emplace_back(signature_header, sign(*secret, time, asked.body));
    }
    return asked;
}

outcome ask(const client_options& to, const post& what) {
    return post_all(to, 1, 1, [&what](std::size_t) { return what; }).front();
}

void check_certificate(const client_options& to, const outcome& got, checkup& found) {
    if (!got.certificate_ends) {
        return;
    }
    const auto left = std::chrono::floor<std::chrono::days>(*got.certificate_ends - system_clock().now());
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(*got.certificate_ends)};
    const std::string date = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                                         static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    if (to.insecure) {
        found.warn("url", "the certificate was not looked at", "leave out --insecure");
    } else if (left < soon) {
        found.warn("url", fmt::format("the certificate ends in {} days, on {}", left.count(), date),
                   "renew it; the app reads its files again on SIGHUP");
    } else {
        found.ok("url", fmt::format("the certificate is trusted, and good until {}", date));
    }
}

/// @return whether anybody answered
bool check_ready(const client_options& to, checkup& found) {
    post asked;
    asked.method = "GET";
    asked.path = "/readyz";
    const outcome got = ask(to, asked);
    if (got.status == 0) {
        found.wrong("url", fmt::format("{}: {}", to.to.to_string(), got.error),
                    "start the app, its tunnel or its proxy, or give the address that they have");
        return false;
    }
    check_certificate(to, got, found);
    if (got.accepted()) {
        found.ok("url", "/readyz says that the app is ready");
    } else if (got.status == 503) {
        found.wrong("url", fmt::format("/readyz answers 503: {}", printable_line(got.body)),
                    "look at the app's log: its store fails, or it is ending");
    } else {
        found.warn("url", fmt::format("/readyz answers {}, which an app does not", got.status),
                   "let the proxy pass it on, if it is to watch the app by that");
    }
    return true;
}

const char* remedy_of(unsigned status) {
    if (status == 401) {
        return "give the app and this the same secret; the app's log says why it refused";
    }
    if (status == 404 || status == 405) {
        return "give the URL with the path that the app has (--path)";
    }
    if (status >= 300 && status < 400) {
        return "give the URL that it leads to: Frame.io takes a redirect for a failure";
    }
    if (status >= 500) {
        return "start the app behind the proxy or tunnel, and look at the logs of both";
    }
    return "look at the app's log";
}

std::string answered(const outcome& got) {
    return got.status == 0 ? printable_line(got.error) : fmt::format("{} {}", got.status, printable_line(got.reason));
}

/// @return whether the app looks at signatures
bool check_unsigned(const client_options& to, checkup& found) {
    const outcome got = ask(to, question(false, std::nullopt));
    if (got.status == 400 || got.status == 401) {
        found.ok("url", "a delivery without a signature is refused");
        return true;
    }
    if (got.accepted()) {
        found.wrong("url", "a delivery without a signature is accepted: anybody can send events",
                    "verify signatures; or is there something else at this URL?");
    } else {
        found.wrong("url", "a delivery without a signature is answered " + answered(got), remedy_of(got.status));
    }
    return false;
}

void check_signed(const client_options& to, bool is_action, const std::string& secret, checkup& found) {
    const std::string what = is_action ? "an action" : "a webhook";
    const outcome got = ask(to, question(is_action, secret));
    if (!got.accepted()) {
        found.wrong("url", fmt::format("{} that is signed is answered {}", what, answered(got)), remedy_of(got.status));
    } else if (got.latency > frameio_waits) {
        found.wrong("url",
                    fmt::format("{} is accepted, but only after {:.1f} s, and Frame.io waits 5 s", what,
                                std::chrono::duration<double>(got.latency).count()),
                    "look at the app's load, and the way to it");
    } else {
        found.ok("url", fmt::format("{} that is signed is accepted", what));
    }
}

}  // namespace

void check_site(const client_options& to, const probe_secrets& secrets, checkup& found) {
    check_kind(to.to, found);
    if (!check_ready(to, found) || !check_unsigned(to, found)) {
        return;
    }
    if (secrets.of_webhooks) {
        check_signed(to, false, *secrets.of_webhooks, found);
    }
    if (secrets.of_actions) {
        check_signed(to, true, *secrets.of_actions, found);
    }
}

}  // namespace frameio::cli
