#include "cli/installations/installation_report.hpp"
#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"
#include "cli/text/text_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace frameio::cli {
namespace {

using install::installed_action;
using install::record;

// What a peer has sent may be long.
constexpr std::size_t longest_reason = 120;
constexpr std::size_t longest_text = 60;

std::string line_or_dash(const std::string& text) {
    return text.empty() ? "-" : printable_line(text);
}

std::string state_text(const record& what) {
    std::string text(to_string(what.state));
    if (what.under_way) {
        text += fmt::format(", step {} of {}", what.under_way->step, what.under_way->steps);
    }
    if (!what.failure.empty()) {
        text += ", failed: " + shortened(printable_line(what.failure), longest_reason);
    }
    return text;
}

std::vector<std::string> row_of(const record& what) {
    return {printable_line(what.where().key()),  what.installed ? time_text(*what.installed) : "-",
            line_or_dash(what.installed_by),     std::to_string(what.webhook ? what.webhook->events.size() : 0),
            std::to_string(what.actions.size()), state_text(what)};
}

std::string moment_text(clock::wall_time time, clock::wall_time now) {
    return fmt::format("{} ({} ago)", time_text(time), age_text(time, now));
}

/// The id, unless it is not known: what was meant to be created may be there.
std::string id_text(const std::string& id) {
    return id.empty() ? "not known" : printable_line(id);
}

void add_webhook(text_table& to, const record& what) {
    if (!what.webhook) {
        to.add({"webhook", "none"});
        return;
    }
    to.add({"webhook", printable_line(what.webhook->name)});
    to.add({"webhook id", id_text(what.webhook->id)});
    to.add({"events", printable_line(fmt::format("{}", fmt::join(what.webhook->events, ", ")))});
}

std::string facts_text(const record& what, clock::wall_time now) {
    text_table facts;
    facts.add({"account", printable_line(what.account_id)});
    facts.add({"workspace", printable_line(what.workspace_id)});
    facts.add({"state", std::string(to_string(what.state))});
    if (what.under_way) {
        facts.add({"step", fmt::format("{} of {}: {}", what.under_way->step, what.under_way->steps,
                                       printable_line(what.under_way->what))});
    }
    if (!what.failure.empty()) {
        facts.add({"failure", printable_line(what.failure)});
    }
    facts.add({"installed", what.installed ? moment_text(*what.installed, now) : "not yet"});
    facts.add({"changed", moment_text(what.updated, now)});
    facts.add({"installed by", line_or_dash(what.installed_by)});
    facts.add({"acting user", line_or_dash(what.acting_user)});
    facts.add({"url", line_or_dash(what.url)});
    add_webhook(facts, what);
    return facts.text();
}

std::string actions_text(const record& what) {
    text_table actions;
    actions.add({"ACTION", "NAME", "ID", "TIMEOUT", "ASSETS", "DESCRIPTION"});
    for (const installed_action& each : what.actions) {
        actions.add({printable_line(each.event), shortened(printable_line(each.name), longest_text), id_text(each.id),
                     fmt::format("{} s", each.timeout), each.multi_asset ? "many" : "one",
                     shortened(printable_line(each.description), longest_text)});
    }
    return what.actions.empty() ? "" : "\n" + actions.text();
}

std::string setting_text(const std::string& value) {
    const std::size_t length = characters_in(value);
    return value.empty() ? "empty" : fmt::format("set, {} {}", length, length == 1 ? "character" : "characters");
}

std::string settings_text(const record& what) {
    text_table settings;
    settings.add({"SETTING", "VALUE"});
    for (const auto& [name, value] : what.config) {
        settings.add({printable_line(name), setting_text(value)});
    }
    return what.config.empty() ? "" : "\n" + settings.text();
}

}  // namespace

std::string list_text(const installation_list& list) {
    text_table rows;
    rows.add({"INSTALLATION", "SINCE", "BY", "EVENTS", "ACTIONS", "STATE"});
    for (const record& each : list.installed) {
        rows.add(row_of(each));
    }
    std::string text = list.installed.empty() ? "" : rows.text();
    for (const unreadable_record& each : list.unreadable) {
        text += fmt::format("{} cannot be read: {}\n", printable_line(each.installation), printable_line(each.reason));
    }
    return text.empty() ? "the app is installed nowhere\n" : text;
}

std::string installation_text(const record& what, clock::wall_time now) {
    return facts_text(what, now) + actions_text(what) + settings_text(what);
}

}  // namespace frameio::cli
