#include "cli/commands/commands.hpp"
#include "cli/develop/manifest.hpp"
#include "cli/doctor/api_checks.hpp"
#include "cli/doctor/checkup.hpp"
#include "cli/doctor/drift.hpp"
#include "cli/doctor/login_checks.hpp"
#include "cli/doctor/registrations.hpp"
#include "cli/doctor/secret_checks.hpp"
#include "cli/doctor/site_checks.hpp"
#include "cli/doctor/store_checks.hpp"
#include "cli/http/waiter.hpp"
#include "cli/options.hpp"
#include "http/client/url.hpp"

#include <frameio/app.hpp>
#include <frameio/clock.hpp>
#include <frameio/error.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frameio::cli {
namespace {

constexpr auto footer =
    R"(Looks at an app's surroundings, in the environment that the app has, and says what to do: the secrets, Frame.io's API and
the token, the clock, the store; with --url what Frame.io posts to: its certificate, whether the app is ready, refuses
what is not signed and accepts what is. That is tried with an event "frameio.doctor", which only a handler of "*" would run.

An app after -- is run with --manifest, to compare the events and actions that it has handlers for with those that
Frame.io has for the URL: in all workspaces that the token may see, or in the one that is named. Nothing is changed.

Examples:
  frameio doctor
  frameio doctor --url https://app.example/hooks --store postgresql://frameio@db.example/frameio
  frameio doctor --url https://app.example --workspace 378fcbf7-6f88-4224-8139-6a743ed940b2 --json -- ./my_app

Exit codes: 0 nothing is wrong, 1 something is, 2 options that cannot be used.)";

struct doctor_options {
    std::string store;
    std::string url;
    std::string account;
    std::string workspace;
    std::vector<std::string> app;
    client_options client;
    bool json = false;
};

std::string store_address(const doctor_options& options) {
    if (!options.store.empty()) {
        return options.store;
    }
    const char* const known = std::getenv("FRAMEIO_STORE");
    return known == nullptr ? "sqlite:frameio.db" : known;
}

void require_url(const doctor_options& options) {
    try {
        http::url::parse(options.url);
    } catch (const error& wrong) {
        throw usage_error(fmt::format("--url: {}", wrong.what()));
    }
}

/// A handler of every event would run for the one that is tried.
probe_secrets secrets_to_try(const manifest* app, checkup& found) {
    probe_secrets secrets{first_secret_of(webhook_variable), first_secret_of(action_variable)};
    if (!secrets.of_webhooks && !secrets.of_actions) {
        found.warn("url", "it was not tried whether what is signed is accepted: there is no secret",
                   "set WEBHOOK_SECRET or CUSTOM_ACTION_SECRET");
    }
    const bool is_handled = app != nullptr && std::ranges::any_of(app->events, [](const std::string& each) {
                                return event_pattern(each).matches(probe_event);
                            });
    if (is_handled && secrets.of_webhooks) {
        secrets.of_webhooks.reset();
        found.warn("url",
                   "it was not tried whether a webhook that is signed is accepted: a handler of every event would run",
                   "try it with \"frameio send\"");
    }
    return secrets;
}

std::optional<manifest> check_app(const doctor_options& options, checkup& found) {
    if (options.app.empty()) {
        return std::nullopt;
    }
    try {
        manifest known = manifest_of(options.app, options.client.timeout);
        found.ok("app", fmt::format("it has handlers for {} and {}", counted(known.events.size(), "kind of webhook"),
                                    counted(known.actions.size(), "action")));
        return known;
    } catch (const manifest_error& wrong) {
        found.wrong("app", fmt::format("{}: {}", options.app.front(), wrong.what()),
                    "give the app and its arguments after --; it prints what it has when it is run with --manifest");
        return std::nullopt;
    }
}

void check_drift(const doctor_options& options, const manifest& app, const std::optional<api::client>& by, waiter& loop,
                 checkup& found) {
    if (options.url.empty()) {
        found.warn("webhooks", "they were not compared: which are the app's is known by its URL", "give it with --url");
        return;
    }
    if (!by && app.is_installable) {
        found.warn("webhooks", "they were not compared: those of each installation are its own",
                   "compare them with \"frameio installations repair ACCOUNT/WORKSPACE --dry-run\"");
        return;
    }
    if (!by) {
        found.warn("webhooks", "they were not compared, for want of a token that works", "see \"api\"");
        return;
    }
    try {
        const auto all = loop.wait_for(list_registrations(*by, registration_query(options.account, options.workspace)));
        if (all.empty()) {
            found.wrong("webhooks", "the token sees no such workspace", "compare --account and --workspace");
        }
        compare_registrations(app, all, options.url, found);
    } catch (const api::api_error& failure) {
        found.wrong("webhooks", fmt::format("they could not be listed: {}", failure.what()),
                    "use the token of somebody who may, and compare --account");
    }
}

exit_code run_doctor(const doctor_options& options) {
    client_options client = options.client;
    if (!options.url.empty()) {
        client.to = parse_target(options.url, "--url");
        if (client.to.over == target::transport::unix_socket) {
            throw usage_error("--url is what Frame.io posts to, and that is no unix socket");
        }
        require_url(options);
    }
    checkup found;
    waiter loop;
    const std::optional<manifest> app = check_app(options, found);
    check_secrets(app ? &*app : nullptr, found);
    const bool is_installable = app && app->is_installable;
    if (is_installable) {
        check_logins(found);
    }
    const std::optional<api::client> by =
        check_api(loop, options.client.timeout, is_installable && !has_own_token(), found);
    check_store_at(store_address(options), system_clock().now(), found);
    if (!options.url.empty()) {
        check_site(client, secrets_to_try(app ? &*app : nullptr, found), found);
    }
    if (app) {
        check_drift(options, *app, by, loop, found);
    }
    fmt::print("{}", options.json ? checkup_json(found) : checkup_text(found));
    return found.is_sound() ? exit_code::succeeded : exit_code::failed;
}

}  // namespace

void add_doctor(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<doctor_options>();
    CLI::App& command = *program.add_subcommand("doctor", "Say what is wrong with an app's surroundings");
    command.add_option("--store", options->store, "The app's store. Default: FRAMEIO_STORE, or sqlite:frameio.db")
        ->option_text("ADDRESS");
    command.add_option("--url", options->url, "What Frame.io posts to")->option_text("URL");
    command.add_option("--account", options->account, "Compare the webhooks and actions of this account only")
        ->option_text("ID");
    command.add_option("--workspace", options->workspace, "Compare those of this workspace only")->option_text("ID");
    command.add_option("APP", options->app, "The app to compare them with, and its arguments, after --")->type_name("");
    add_client_options(command, options->client);
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_doctor(*options); }; });
}

}  // namespace frameio::cli
