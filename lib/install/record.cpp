#include "install/record.hpp"

#include <frameio/error.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace frameio::install {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 4> phases{"installing", "installed", "updating", "removing"};

json::value from_time(clock::wall_time when) {
    return std::chrono::floor<std::chrono::milliseconds>(when.time_since_epoch()).count();
}

clock::wall_time to_time(const json::value& from) {
    return clock::wall_time(std::chrono::milliseconds(from.as_int64()));
}

phase to_phase(const json::value& from) {
    const auto found = std::ranges::find(phases, std::string_view(from.as_string()));
    if (found == phases.end()) {
        throw std::invalid_argument("no phase");
    }
    return static_cast<phase>(found - phases.begin());
}

template <class T>
T member(const json::object& from, std::string_view name) {
    return json::value_to<T>(from.at(name));
}

json::object from_webhook(const installed_webhook& what) {
    return {{"id", what.id},
            {"secret", what.secret},
            {"name", what.name},
            {"events", json::value_from(what.events)},
            {"url", what.url}};
}

installed_webhook to_webhook(const json::object& from) {
    installed_webhook made;
    made.id = member<std::string>(from, "id");
    made.secret = member<std::string>(from, "secret");
    made.name = member<std::string>(from, "name");
    made.events = member<std::vector<std::string>>(from, "events");
    made.url = member<std::string>(from, "url");
    return made;
}

json::object from_action(const installed_action& what) {
    return {{"id", what.id},
            {"secret", what.secret},
            {"event", what.event},
            {"name", what.name},
            {"description", what.description},
            {"url", what.url},
            {"multi_asset", what.multi_asset},
            {"timeout", what.timeout}};
}

installed_action to_action(const json::object& from) {
    installed_action made;
    made.id = member<std::string>(from, "id");
    made.secret = member<std::string>(from, "secret");
    made.event = member<std::string>(from, "event");
    made.name = member<std::string>(from, "name");
    made.description = member<std::string>(from, "description");
    made.url = member<std::string>(from, "url");
    made.multi_asset = member<bool>(from, "multi_asset");
    made.timeout = member<std::int64_t>(from, "timeout");
    return made;
}

json::object from_progress(const progress& what) {
    return {{"step", what.step}, {"steps", what.steps}, {"what", what.what}};
}

progress to_progress(const json::object& from) {
    return {member<std::size_t>(from, "step"), member<std::size_t>(from, "steps"), member<std::string>(from, "what")};
}

record read(const json::object& from) {
    record made;
    made.account_id = member<std::string>(from, "account_id");
    made.workspace_id = member<std::string>(from, "workspace_id");
    made.state = to_phase(from.at("state"));
    made.updated = to_time(from.at("updated"));
    made.installed_by = member<std::string>(from, "installed_by");
    const json::value* const acting = from.if_contains("acting_user");  // older records have none
    made.acting_user = acting == nullptr ? made.installed_by : json::value_to<std::string>(*acting);
    if (const json::value* const found = from.if_contains("removed_by")) {
        made.removed_by = json::value_to<std::string>(*found);
    }
    made.url = member<std::string>(from, "url");
    made.config = member<config>(from, "config");
    if (const json::value* const found = from.if_contains("sensitive")) {  // older records have neither
        made.sensitive = json::value_to<std::set<std::string>>(*found);
    }
    if (const json::value* const found = from.if_contains("settings_changed")) {
        made.settings_changed = to_time(*found);
    }
    made.failure = member<std::string>(from, "failure");
    for (const json::value& each : from.at("actions").as_array()) {
        made.actions.push_back(to_action(each.as_object()));
    }
    if (const json::value* const found = from.if_contains("installed")) {
        made.installed = to_time(*found);
    }
    if (const json::value* const found = from.if_contains("webhook")) {
        made.webhook = to_webhook(found->as_object());
    }
    if (const json::value* const found = from.if_contains("under_way")) {
        made.under_way = to_progress(found->as_object());
    }
    if (const json::value* const found = from.if_contains("repairing")) {
        made.repairing = found->as_bool();
    }
    return made;
}

}  // namespace

std::string_view to_string(phase what) noexcept {
    return phases.at(static_cast<std::size_t>(what));
}

const installed_action* record::find_action(std::string_view event) const noexcept {
    const auto found = std::ranges::find(actions, event, &installed_action::event);
    return found == actions.end() ? nullptr : &*found;
}

installed_action* record::find_action(std::string_view event) noexcept {
    const auto found = std::ranges::find(actions, event, &installed_action::event);
    return found == actions.end() ? nullptr : &*found;
}

// In the steps of the JSON, and onwards whatever the clock says: a time never comes back.
bool record::take(answers given, clock::wall_time now) {
    if (config == given.values && sensitive == given.sensitive) {
        return false;
    }
    config = std::move(given.values);
    sensitive = std::move(given.sensitive);
    const auto next = settings_changed + std::chrono::milliseconds(1);
    settings_changed = std::max<clock::wall_time>(std::chrono::floor<std::chrono::milliseconds>(now), next);
    return true;
}

std::string to_json(const record& what) {
    json::object made{{"account_id", what.account_id},
                      {"workspace_id", what.workspace_id},
                      {"state", to_string(what.state)},
                      {"updated", from_time(what.updated)},
                      {"installed_by", what.installed_by},
                      {"acting_user", what.acting_user},
                      {"url", what.url},
                      {"config", json::value_from(what.config)},
                      {"sensitive", json::value_from(what.sensitive)},
                      {"settings_changed", from_time(what.settings_changed)},
                      {"failure", what.failure}};
    json::array& actions = made["actions"].emplace_array();
    for (const installed_action& each : what.actions) {
        actions.push_back(from_action(each));
    }
    if (!what.removed_by.empty()) {
        made["removed_by"] = what.removed_by;
    }
    if (what.installed) {
        made["installed"] = from_time(*what.installed);
    }
    if (what.webhook) {
        made["webhook"] = from_webhook(*what.webhook);
    }
    if (what.under_way) {
        made["under_way"] = from_progress(*what.under_way);
    }
    if (what.repairing) {
        made["repairing"] = true;
    }
    return json::serialize(made);
}

record record_of(std::string_view text) {
    try {
        const json::value parsed = json::parse(text);
        return read(parsed.as_object());
    } catch (const std::exception&) {  // whose text may repeat what is secret
        throw error(errc::tampered, "what is stored as an installation is none");
    }
}

}  // namespace frameio::install
