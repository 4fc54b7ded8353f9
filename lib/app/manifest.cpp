#include "app/manifest.hpp"

#include "api/json_writer.hpp"
#include "app/app_state.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace frameio {
namespace {

/// What a webhook must subscribe to: Frame.io takes names, not patterns. What is new and meant comes as it was written.
std::vector<std::string> events_of(const app_state& state) {
    std::vector<std::string> made;
    const auto add = [&made](std::string_view name) {
        if (std::ranges::find(made, name) == made.end()) {
            made.emplace_back(name);
        }
    };
    for (const std::string_view name : webhook_event_names) {
        if (std::ranges::any_of(state.webhooks,
                                [name](const webhook_route& each) { return each.pattern.matches(name); })) {
            add(name);
        }
    }
    for (const webhook_route& each : state.webhooks) {
        const std::string& name = each.pattern.text();
        const bool is_legacy = std::ranges::find(legacy_event_names, name) != legacy_event_names.end();
        if (!name.ends_with('*') && !is_legacy) {
            add(name);
        }
    }
    return made;
}

std::vector<std::string> patterns_of(const app_state& state) {
    std::vector<std::string> made;
    for (const webhook_route& each : state.webhooks) {
        if (std::ranges::find(made, each.pattern.text()) == made.end()) {
            made.push_back(each.pattern.text());
        }
    }
    return made;
}

void write_action(api::json_writer& to, const action& what) {
    api::object_writer members(to);
    members.required("event", what.event_name());
    members.required("name", what.name());
    members.required("description", what.description());
    members.required("timeout", std::int64_t{what.timeout().count()});
    members.required("multi_asset", what.is_multi_asset());
    members.required("resource_types", what.resource_types());
    members.end();
}

}  // namespace

std::string manifest_of(const app_state& state) {
    api::json_writer to;
    to.text = R"({"webhook":{"events":)";
    api::write(to, events_of(state));
    to.text += R"(,"handlers":)";
    api::write(to, patterns_of(state));
    to.text += R"(},"actions":[)";
    for (const action_route& each : state.actions) {
        to.text += &each == &state.actions.front() ? "" : ",";
        write_action(to, each.what);
    }
    to.text += state.install ? R"(],"installable":true})" : "]}";
    return std::move(to.text);
}

}  // namespace frameio
