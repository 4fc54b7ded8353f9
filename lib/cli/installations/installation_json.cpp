#include "cli/installations/installation_report.hpp"
#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"
#include "cli/text/text_table.hpp"

#include <boost/json.hpp>

namespace frameio::cli {
namespace {

namespace json = boost::json;
using install::installed_action;
using install::record;

json::value webhook_of(const record& what) {
    if (!what.webhook) {
        return nullptr;
    }
    json::object object;
    object["id"] = text_or_null(what.webhook->id);
    object["name"] = what.webhook->name;
    object["events"] = json::value_from(what.webhook->events);
    object["url"] = what.webhook->url;
    return object;
}

json::object shown_action(const installed_action& what) {
    json::object object;
    object["id"] = text_or_null(what.id);
    object["event"] = what.event;
    object["name"] = what.name;
    object["description"] = what.description;
    object["url"] = what.url;
    object["timeout"] = what.timeout;
    object["multi_asset"] = what.multi_asset;
    return object;
}

json::array actions_of(const record& what) {
    json::array actions;
    for (const installed_action& each : what.actions) {
        actions.push_back(shown_action(each));
    }
    return actions;
}

json::object settings_of(const record& what) {
    json::object settings;
    for (const auto& [name, value] : what.config) {
        settings[name] = json::object{{"characters", characters_in(value)}};
    }
    return settings;
}

json::value progress_of(const record& what) {
    if (!what.under_way) {
        return nullptr;
    }
    return json::object{
        {"number", what.under_way->step}, {"of", what.under_way->steps}, {"what", what.under_way->what}};
}

json::object shown_record(const record& what) {
    json::object object;
    object["installation"] = what.where().key();
    object["account"] = what.account_id;
    object["workspace"] = what.workspace_id;
    object["state"] = to_string(what.state);
    object["step"] = progress_of(what);
    object["failure"] = text_or_null(what.failure);
    object["installed_at"] = what.installed ? json::value(time_text(*what.installed)) : json::value(nullptr);
    object["changed_at"] = time_text(what.updated);
    object["installed_by"] = text_or_null(what.installed_by);
    object["acting_user"] = text_or_null(what.acting_user);
    object["url"] = text_or_null(what.url);
    object["webhook"] = webhook_of(what);
    object["actions"] = actions_of(what);
    object["settings"] = settings_of(what);
    return object;
}

}  // namespace

std::string list_json(const installation_list& list) {
    json::array installed;
    for (const record& each : list.installed) {
        installed.push_back(shown_record(each));
    }
    json::array unreadable;
    for (const unreadable_record& each : list.unreadable) {
        unreadable.push_back({{"installation", each.installation}, {"reason", each.reason}});
    }
    json::object object;
    object["installations"] = std::move(installed);
    object["unreadable"] = std::move(unreadable);
    return printable_json(object) + "\n";
}

std::string installation_json(const record& what) {
    return printable_json(shown_record(what)) + "\n";
}

}  // namespace frameio::cli
