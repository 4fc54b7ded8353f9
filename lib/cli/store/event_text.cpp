#include "cli/store/event_report.hpp"
#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"
#include "cli/text/text_table.hpp"

#include <fmt/format.h>

#include <string_view>

namespace frameio::cli {
namespace {

using store::event_details;
using store::event_state;
using store::event_summary;

// What a peer has sent may be long.
constexpr std::size_t longest_build = 12;
constexpr std::size_t longest_name = 48;
constexpr std::size_t longest_reason = 80;
constexpr std::size_t longest_result = 120;
constexpr json_style readable{", ", " ", 2};

std::string resource_text(const event_summary& event) {
    const bool has_none = event.resource_type.empty() && event.resource_id.empty();
    return has_none ? "-" : printable_line(event.resource_type + ":" + event.resource_id);
}

std::vector<std::string> row_of(const event_summary& event, clock::wall_time now) {
    return {event.id.text(),
            std::string(to_string(event.state)),
            shortened(printable_line(event.type), longest_name),
            shortened(resource_text(event), longest_name),
            age_text(event.received_at, now),
            std::to_string(event.runs),
            std::to_string(event.seen),
            shortened(printable_line(event.reason), longest_reason)};
}

std::string state_text(const event_summary& event, clock::wall_time now) {
    std::string text(to_string(event.state));
    if (event.state == event_state::pending) {
        text += event.due <= now ? ", due" : ", due " + time_text(event.due);
    }
    return text;
}

void add_if_any(text_table& to, const char* name, const std::string& value) {
    if (!value.empty()) {
        to.add({name, printable_line(value)});
    }
}

// Of actions it is not told: a repetition gets the answer of the first, whatever became of that.
std::string seen_text(const event_details& event) {
    const std::string count = fmt::format("{} {}", event.seen, event.seen == 1 ? "delivery" : "deliveries");
    return event.kind == store::event_kind::action
               ? count
               : fmt::format("{}, the last one {}acknowledged in time", count, event.clean ? "" : "not ");
}

std::string facts_text(const event_details& event, clock::wall_time now) {
    text_table facts;
    facts.add({"id", event.id.text()});
    facts.add({"state", state_text(event, now)});
    add_if_any(facts, "reason", event.reason);
    facts.add({"kind", event.kind == store::event_kind::action ? "action" : "webhook"});
    facts.add({"type", printable_line(event.type)});
    facts.add({"resource", resource_text(event)});
    add_if_any(facts, "tenant", event.tenant);
    facts.add({"route", printable_line(event.route)});
    add_if_any(facts, "order key", event.order_key);
    add_if_any(facts, "interaction", event.interaction);
    facts.add({"received", fmt::format("{} ({} ago)", time_text(event.received_at), age_text(event.received_at, now))});
    facts.add({"seen", seen_text(event)});
    facts.add({"runs", std::to_string(event.runs)});
    return facts.text();
}

std::string runs_text(const event_details& event) {
    text_table runs;
    runs.add({"RUN", "BEGAN", "ENDED", "ENDING", "OWNER", "BUILD", "REASON"});
    for (const store::run_record& run : event.past) {
        runs.add({std::to_string(run.number), time_text(run.began), run.ended ? time_text(*run.ended) : "-",
                  run.ended ? printable_line(run.ending) : "-", printable_line(run.owner),
                  shortened(printable_line(run.build), longest_build), printable_line(run.reason)});
    }
    return event.past.empty() ? "" : "\n" + runs.text();
}

/// What is known of a call's effect.
std::string outcome_text(const store::step& step, event_state state) {
    if (step.ended) {
        return std::to_string(step.status);
    }
    return state == event_state::running ? "under way" : "in doubt";
}

std::string steps_text(const event_details& event, contents of_body) {
    text_table steps;
    steps.add({"CALL", "BEGAN", "ENDED", "OUTCOME", "WHAT", "RESULT"});
    for (const store::step& step : event.steps) {
        const std::string result = of_body == contents::shown ? step.result : "";
        steps.add({std::to_string(&step - event.steps.data() + 1), time_text(step.began),
                   step.ended ? time_text(step.finished) : "-", outcome_text(step, event.state),
                   printable_line(step.what), shortened(printable_line(result), longest_result)});
    }
    return event.steps.empty() ? "" : "\n" + steps.text();
}

/// JSON with line breaks, anything else as it is.
std::string readable_text(const std::string& text) {
    return printable(parse_json(text) ? restyle(text, readable) : text) + "\n";
}

}  // namespace

std::string list_text(const event_list& list, clock::wall_time now) {
    text_table events;
    events.add({"ID", "STATE", "TYPE", "RESOURCE", "AGE", "RUNS", "SEEN", "LAST REASON"});
    for (const event_summary& event : list.events) {
        events.add(row_of(event, now));
    }
    std::string text = list.events.empty() ? "no such events\n" : events.text();
    if (list.more) {
        text += "older ones are left out: --limit and --before show them\n";
    }
    const store::event_counts& all = list.counts;
    return text + fmt::format("in the store: {} pending, {} running, {} done, {} parked\n", all.pending, all.running,
                              all.done, all.parked);
}

std::string event_text(const event_details& event, contents of_body, clock::wall_time now) {
    std::string text = facts_text(event, now) + runs_text(event) + steps_text(event, of_body);
    if (of_body == contents::left_out) {
        return text;
    }
    if (!event.answer.json.empty()) {
        text += fmt::format("\nANSWER {}\n{}", event.answer.status, readable_text(event.answer.json));
    }
    return text + "\nBODY\n" + readable_text(event.body);
}

}  // namespace frameio::cli
