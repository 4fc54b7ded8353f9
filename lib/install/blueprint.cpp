#include "install/blueprint.hpp"

#include <frameio/error.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace frameio::install {
namespace {

namespace json = boost::json;

wanted_action action_of(const json::object& from) {
    wanted_action made;
    made.event = json::value_to<std::string>(from.at("event"));
    made.name = json::value_to<std::string>(from.at("name"));
    made.description = json::value_to<std::string>(from.at("description"));
    if (const json::value* const found = from.if_contains("timeout")) {
        made.timeout = found->as_int64();
    }
    if (const json::value* const found = from.if_contains("multi_asset")) {
        made.multi_asset = found->as_bool();
    }
    return made;
}

wanted_action wanted_of(const installed_action& known) {
    wanted_action made;
    made.event = known.event;
    made.name = known.name;
    made.description = known.description;
    made.multi_asset = known.multi_asset;
    made.timeout = known.timeout;
    return made;
}

void read(const json::object& from, blueprint& to) {
    to.events = json::value_to<std::vector<std::string>>(from.at("webhook").as_object().at("events"));
    for (const json::value& each : from.at("actions").as_array()) {
        wanted_action one = action_of(each.as_object());
        if (to.find_action(one.event) != nullptr) {
            throw std::invalid_argument("it has the action " + one.event + " twice");
        }
        to.actions.push_back(std::move(one));
    }
}

}  // namespace

const wanted_action* blueprint::find_action(std::string_view event) const noexcept {
    const auto found = std::ranges::find(actions, event, &wanted_action::event);
    return found == actions.end() ? nullptr : &*found;
}

blueprint blueprint_of(std::string_view manifest, std::string url, std::string webhook_name) {
    blueprint made;
    made.url = std::move(url);
    made.webhook_name = std::move(webhook_name);
    try {
        const json::value parsed = json::parse(manifest);
        read(parsed.as_object(), made);
    } catch (const std::exception& wrong) {
        throw error(errc::invalid_argument, std::string("this is no manifest of an app: ") + wrong.what());
    }
    return made;
}

blueprint blueprint_of(const record& known) {
    blueprint made;
    made.url = known.url;
    if (known.webhook) {
        made.webhook_name = known.webhook->name;
        made.events = known.webhook->events;
    }
    for (const installed_action& each : known.actions) {
        made.actions.push_back(wanted_of(each));
    }
    return made;
}

}  // namespace frameio::install
