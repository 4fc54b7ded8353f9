#include "cli/commands/deliveries_command.hpp"

#include "cli/commands/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "cli/store/event_report.hpp"
#include "cli/store/opened_store.hpp"
#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"

#include <frameio/clock.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>

namespace frameio::cli {
namespace {

constexpr auto footer =
    R"(Reads the store of an app, whether the app runs now or not; makes no store, and migrates none.

Examples:
  frameio deliveries list --state parked --since 2h
  frameio deliveries show 0190a6ec-7f00-7000-8000-000000000001
  frameio deliveries redrive 0190a6ec-7f00-7000-8000-000000000001
  frameio deliveries redrive --state parked --type file.ready --since 2h
  frameio deliveries resolve 0190a6ec-7f00-7000-8000-000000000001 --reason "done by hand"

Exit codes: 0 shown or decided, 1 not: no such event, or it is being run; 2 options or a store that cannot be used.)";

constexpr std::size_t default_limit = 50;

struct list_options {
    store_choice store;
    event_choice which;
    std::size_t limit = default_limit;
    bool json = false;
};

struct show_options {
    store_choice store;
    std::string id;
    bool without_body = false;
    bool json = false;
};

std::optional<clock::wall_time> moment_of(const std::string& text, std::string_view option, clock::wall_time now) {
    return text.empty() ? std::nullopt : std::optional(parse_moment(text, option, now));
}

exit_code run_list(const list_options& options) {
    const auto now = system_clock().now();
    store::list_query wanted = query_of(options.which, now);
    wanted.most = options.limit + 1;  // so that it shows whether there are more
    opened_store opened(options.store.address);
    event_list found;
    found.events = opened.wait_for(opened.operations().list(std::move(wanted)));
    found.counts = opened.wait_for(opened.operations().count());
    found.more = found.events.size() > options.limit;
    if (found.more) {
        found.events.pop_back();
    }
    fmt::print("{}", options.json ? list_json(found) : list_text(found, now));
    return exit_code::succeeded;
}

exit_code run_show(const show_options& options) {
    const store::event_id id = parse_event_id(options.id);
    opened_store opened(options.store.address);
    const auto found = opened.wait_for(opened.operations().find(id));
    if (!found) {
        fmt::print(stderr,
                   "frameio: there is no event {} in the store; it was never there, or was done and is forgotten by "
                   "now: \"frameio deliveries list\" shows those that are\n",
                   id.text());
        return exit_code::failed;
    }
    const contents body = options.without_body ? contents::left_out : contents::shown;
    fmt::print("{}", options.json ? event_json(*found, body) : event_text(*found, body, system_clock().now()));
    return exit_code::succeeded;
}

void add_list(CLI::App& deliveries, chosen_command& chosen) {
    auto options = std::make_shared<list_options>();
    CLI::App& command = *deliveries.add_subcommand("list", "List events, the newest first, and count them");
    add_choice_options(command, options->which);
    command.add_option("--limit", options->limit, "The most to list")
        ->option_text(fmt::format("COUNT ({})", default_limit))
        ->check(CLI::Range(1, 1'000'000));
    add_store_option(command, options->store);
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_list(*options); }; });
}

void add_show(CLI::App& deliveries, chosen_command& chosen) {
    auto options = std::make_shared<show_options>();
    CLI::App& command = *deliveries.add_subcommand("show", "Show an event, with its runs and its calls");
    command.add_option("ID", options->id, "The event's id, as the list has it")->required()->option_text(" ");
    command.add_flag("--no-body", options->without_body, "Leave out the body, the answer, and the results of calls");
    add_store_option(command, options->store);
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_show(*options); }; });
}

}  // namespace

void add_choice_options(CLI::App& command, event_choice& choice) {
    command.add_option("--state", choice.state, "Only those that are pending, running, done or parked")
        ->option_text("STATE")
        ->check(CLI::IsMember({"pending", "running", "done", "parked"}));
    command.add_option("--type", choice.type, "Only of this type, such as file.ready")->option_text("TYPE");
    command.add_option("--resource", choice.resource, "Only about the resource with this id")->option_text("ID");
    command.add_option("--tenant", choice.tenant, "Only of this account, or legacy team")->option_text("ID");
    command
        .add_option("--since", choice.since,
                    "Only what came then or later: an age, such as 90s, 15m, 2h or 7d, or\n"
                    "a time, such as 2026-07-17T21:34:21Z")
        ->option_text("TIME");
    command.add_option("--before", choice.before, "Only what came earlier")->option_text("TIME");
}

store::list_query query_of(const event_choice& choice, clock::wall_time now) {
    store::list_query wanted;
    wanted.state = store::parse_state(choice.state);
    wanted.type = choice.type;
    wanted.resource_id = choice.resource;
    wanted.tenant = choice.tenant;
    wanted.since = moment_of(choice.since, "--since", now);
    wanted.before = moment_of(choice.before, "--before", now);
    return wanted;
}

store::event_id parse_event_id(const std::string& text) {
    const auto id = store::event_id::parse(text);
    if (!id) {
        throw usage_error(
            fmt::format("\"{}\" is no event's id: those look like 0190a6ec-7f00-7000-8000-000000000001, and \"frameio "
                        "deliveries list\" shows them",
                        printable(text)));
    }
    return *id;
}

void add_store_option(CLI::App& command, store_choice& choice) {
    command
        .add_option("--store", choice.address,
                    "The store that the app was started with: sqlite:PATH or postgresql://...; without\n"
                    "the option it is taken from the environment: FRAMEIO_STORE")
        ->option_text("ADDRESS (sqlite:frameio.db)")
        ->envname("FRAMEIO_STORE");
}

void add_deliveries(CLI::App& program, chosen_command& chosen) {
    CLI::App& command =
        *program.add_subcommand("deliveries", "Show what the app's store has, and decide about what failed");
    add_list(command, chosen);
    add_show(command, chosen);
    add_decisions(command, chosen);
    command.require_subcommand(1);
    command.footer(footer);
}

}  // namespace frameio::cli
