#include "cli/store/event_report.hpp"
#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"

#include <boost/json.hpp>

namespace frameio::cli {
namespace {

namespace json = boost::json;
using store::event_details;
using store::event_summary;

json::object to_json(const event_summary& event) {
    const bool waits = event.state == store::event_state::pending;
    json::object object;
    object["id"] = event.id.text();
    object["state"] = to_string(event.state);
    object["reason"] = text_or_null(event.reason);
    object["kind"] = event.kind == store::event_kind::action ? "action" : "webhook";
    object["type"] = event.type;
    object["resource"] = json::object{{"type", event.resource_type}, {"id", event.resource_id}};
    object["tenant"] = text_or_null(event.tenant);
    object["route"] = event.route;
    object["order_key"] = text_or_null(event.order_key);
    object["interaction"] = text_or_null(event.interaction);
    object["received_at"] = time_text(event.received_at);
    object["due_at"] = waits ? json::value(time_text(event.due)) : json::value(nullptr);
    object["runs"] = event.runs;
    object["seen"] = event.seen;
    object["acknowledged"] = event.clean;
    return object;
}

json::object to_json(const store::run_record& run) {
    json::object object;
    object["number"] = run.number;
    object["owner"] = run.owner;
    object["build"] = text_or_null(run.build);
    object["began_at"] = time_text(run.began);
    object["ended_at"] = run.ended ? json::value(time_text(*run.ended)) : json::value(nullptr);
    object["ending"] = text_or_null(run.ending);
    object["reason"] = text_or_null(run.reason);
    return object;
}

json::object to_json(const store::step& step, contents of_body) {
    json::object object;
    object["what"] = step.what;
    object["occurrence"] = step.occurrence;
    object["began_at"] = time_text(step.began);
    object["ended_at"] = step.ended ? json::value(time_text(step.finished)) : json::value(nullptr);
    object["status"] = step.ended ? json::value(step.status) : json::value(nullptr);
    if (of_body == contents::shown) {
        object["result"] = text_or_null(step.result);
    }
    return object;
}

json::value answer_of(const event_details& event) {
    if (event.answer.json.empty()) {
        return nullptr;
    }
    return json::object{{"status", event.answer.status}, {"json", event.answer.json}};
}

}  // namespace

std::string list_json(const event_list& list) {
    json::array events;
    for (const event_summary& event : list.events) {
        events.push_back(to_json(event));
    }
    json::object object;
    object["events"] = std::move(events);
    object["more"] = list.more;
    object["counts"] = json::object{{"pending", list.counts.pending},
                                    {"running", list.counts.running},
                                    {"done", list.counts.done},
                                    {"parked", list.counts.parked}};
    return printable_json(object) + "\n";
}

std::string event_json(const event_details& event, contents of_body) {
    json::object object = to_json(static_cast<const event_summary&>(event));
    json::array past;
    for (const store::run_record& run : event.past) {
        past.push_back(to_json(run));
    }
    json::array steps;
    for (const store::step& step : event.steps) {
        steps.push_back(to_json(step, of_body));
    }
    object["past_runs"] = std::move(past);
    object["calls"] = std::move(steps);
    if (of_body == contents::shown) {
        object["answer"] = answer_of(event);
        object["body"] = event.body;
    }
    return printable_json(object) + "\n";
}

}  // namespace frameio::cli
