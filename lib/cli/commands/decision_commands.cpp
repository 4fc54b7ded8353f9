#include "cli/commands/deliveries_command.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "cli/store/opened_store.hpp"
#include "cli/text/json_text.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

struct decision_options {
    store_choice store;
    std::vector<std::string> ids;
    event_choice which;  // instead of ids
    std::string reason;
    bool json = false;
};

/// What a person may decide about an event.
struct verb {
    const char* name;
    const char* help;
    const char* effect;
    bool has_reason;
    asio::awaitable<bool> (*decide)(store::engine& engine, store::event_id id, const std::string& reason);
};

constexpr verb redrive{
    "redrive", "Run events again now, as though for the first time",
    "is due now, and run by the app that works on the store", false,
    [](store::engine& engine, store::event_id id, const std::string&) { return engine.redrive(id); }};
constexpr verb resolve{
    "resolve", "Say of events that they are done: they are not run again", "is done", true,
    [](store::engine& engine, store::event_id id, const std::string& reason) { return engine.resolve(id, reason); }};
constexpr verb park{
    "park", "Set events aside: they are not run until they are redriven", "is parked", true,
    [](store::engine& engine, store::event_id id, const std::string& reason) { return engine.park(id, reason); }};

struct verdict {
    store::event_id id;
    std::string why_not;  ///< empty if it had an effect
};

std::string why_not(opened_store& opened, const store::event_id& id) {
    const auto found = opened.wait_for(opened.operations().find(id));
    return found ? "it is being run; try again when that run has ended" : "there is no such event";
}

void require_choice(const decision_options& options) {
    if (options.ids.empty() && options.which.is_any()) {
        throw usage_error("which events? Name their ids, or choose them, such as by --state parked --type file.ready");
    }
    if (!options.ids.empty() && !options.which.is_any()) {
        throw usage_error("ids, and what events are chosen by, do not go together");
    }
}

/// All that are chosen, the newest first, page by page: they are decided about when all are known.
std::vector<verdict> choose(opened_store& opened, const event_choice& which) {
    std::vector<verdict> all;
    store::list_query wanted = query_of(which, system_clock().now());
    wanted.most = 500;
    for (std::size_t found = wanted.most; found == wanted.most;) {
        const auto page = opened.wait_for(opened.operations().list(wanted));
        for (const store::event_summary& each : page) {
            all.push_back({each.id, {}});
        }
        found = page.size();
        wanted.after = page.empty() ? wanted.after : std::optional(page.back().id);
    }
    return all;
}

std::vector<verdict> decide_all(const verb& what, const decision_options& options) {
    require_choice(options);
    std::vector<verdict> all;
    for (const std::string& each : options.ids) {
        all.push_back({parse_event_id(each), {}});
    }
    opened_store opened(options.store.address);
    if (options.ids.empty()) {
        all = choose(opened, options.which);
    }
    for (verdict& one : all) {
        if (!opened.wait_for(what.decide(opened.operations(), one.id, options.reason))) {
            one.why_not = why_not(opened, one.id);
        }
    }
    return all;
}

void print_text(const verb& what, const std::vector<verdict>& all) {
    for (const verdict& one : all) {
        fmt::print("{}\n", one.why_not.empty() ? fmt::format("{} {}", one.id.text(), what.effect)
                                               : fmt::format("{} no effect: {}", one.id.text(), one.why_not));
    }
}

void print_json(const std::vector<verdict>& all) {
    json::array events;
    for (const verdict& one : all) {
        const bool had_effect = one.why_not.empty();
        events.push_back({{"id", one.id.text()},
                          {"effect", had_effect},
                          {"reason", had_effect ? json::value(nullptr) : json::value(one.why_not)}});
    }
    fmt::print("{}\n", json::serialize(json::object{{"events", std::move(events)}}));
}

exit_code run_decision(const verb& what, const decision_options& options) {
    const std::vector<verdict> all = decide_all(what, options);
    if (options.json) {
        print_json(all);
    } else {
        print_text(what, all);
    }
    return std::ranges::all_of(all, &std::string::empty, &verdict::why_not) ? exit_code::succeeded : exit_code::failed;
}

void add_decision(CLI::App& deliveries, const verb& what, chosen_command& chosen) {
    auto options = std::make_shared<decision_options>();
    CLI::App& command = *deliveries.add_subcommand(what.name, what.help);
    command.add_option("ID", options->ids, "The ids of the events, as the list has them; or choose them:")
        ->option_text("...");
    add_choice_options(command, options->which);
    if (what.has_reason) {
        command.add_option("--reason", options->reason, "Why: kept with the event")->required()->option_text("TEXT");
    }
    add_store_option(command, options->store);
    add_json_option(command, options->json);
    command.footer(
        "Says of each event whether that had an effect. Exit codes: 0 it had, 1 not for all: no such event, or it is\n"
        "being run; 2 options or a store that cannot be used.");
    command.callback([options, &what, &chosen] { chosen = [options, &what] { return run_decision(what, *options); }; });
}

}  // namespace

void add_decisions(CLI::App& deliveries, chosen_command& chosen) {
    add_decision(deliveries, redrive, chosen);
    add_decision(deliveries, resolve, chosen);
    add_decision(deliveries, park, chosen);
}

}  // namespace frameio::cli
