#include "cli/send/event_recipe.hpp"

#include "cli/inputs.hpp"
#include "cli/text/json_text.hpp"

#include <frameio/events.hpp>

#include <fmt/format.h>
#include <boost/json.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <algorithm>

namespace frameio::cli {
namespace {

namespace json = boost::json;

json::object id_object(const std::string& id) {
    return json::object{{"id", id}};
}

json::object resource_object(const resource_choice& choice) {
    return json::object{{"id", choice.id.empty() ? fresh_id() : choice.id}, {"type", choice.type}};
}

bool is_legacy(std::string_view type) {
    return std::find(legacy_event_names.begin(), legacy_event_names.end(), type) != legacy_event_names.end();
}

json::object webhook_object(const event_recipe& recipe) {
    bool legacy = is_legacy(recipe.type);
    json::object body;
    if (!legacy) {
        body["account"] = id_object(recipe.account);
    }
    body["project"] = id_object(recipe.project);
    body["resource"] = resource_object(recipe.resources.front());
    if (legacy) {
        body["team"] = id_object(recipe.workspace);
    }
    body["type"] = recipe.type;
    body["user"] = id_object(recipe.user);
    if (!legacy) {
        body["workspace"] = id_object(recipe.workspace);
    }
    return body;
}

void add_resources(const std::vector<resource_choice>& choices, json::object& body) {
    if (choices.size() == 1) {
        body["resource"] = resource_object(choices.front());
        return;
    }
    json::array all;
    for (const resource_choice& choice : choices) {
        all.push_back(resource_object(choice));
    }
    body["resources"] = std::move(all);
}

json::object action_object(const event_recipe& recipe) {
    json::object body;
    body["account_id"] = recipe.account;
    body["action_id"] = recipe.action_id;
    if (recipe.is_submission) {
        body["data"] = json::object(recipe.fields.begin(), recipe.fields.end());
    }
    body["interaction_id"] = recipe.interaction.empty() ? fresh_id() : recipe.interaction;
    body["project"] = id_object(recipe.project);
    add_resources(recipe.resources, body);
    body["type"] = recipe.type;
    body["user"] = id_object(recipe.user);
    body["workspace"] = id_object(recipe.workspace);
    return body;
}

}  // namespace

resource_choice parse_resource(const std::string& text) {
    std::size_t colon = text.find(':');
    resource_choice choice{text.substr(0, colon), colon == std::string::npos ? "" : text.substr(colon + 1)};
    if (choice.type.empty() || (colon != std::string::npos && choice.id.empty())) {
        throw usage_error(fmt::format("--resource takes type:id, or a type alone for a fresh id, not \"{}\"", text));
    }
    return choice;
}

std::pair<std::string, json::value> parse_field(const std::string& text) {
    std::size_t equals = text.find('=');
    bool is_json = equals != std::string::npos && equals > 0 && text[equals - 1] == ':';
    std::string name = text.substr(0, is_json ? equals - 1 : equals);
    if (equals == std::string::npos || name.empty()) {
        throw usage_error(fmt::format("--field takes name=text or name:=json, not \"{}\"", text));
    }
    std::string value = text.substr(equals + 1);
    if (!is_json) {
        return {name, json::value(value)};
    }
    auto parsed = parse_json(value);
    if (!parsed) {
        throw usage_error(fmt::format("--field {}: the value is not JSON; write {}=... for a text", name, name));
    }
    return {name, std::move(*parsed)};
}

std::string fresh_id() {
    static boost::uuids::random_generator generate;
    return boost::uuids::to_string(generate());
}

std::string make_body(const event_recipe& recipe) {
    return json::serialize(recipe.is_action ? action_object(recipe) : webhook_object(recipe));
}

std::string default_resource_type(std::string_view event, bool is_action) {
    std::string_view family = event.substr(0, event.find('.'));
    bool about_a_file = is_action || family == "metadata" || family.empty();
    return about_a_file ? "file" : std::string(family);
}

std::string with_fresh_ids(const std::string& body) {
    auto value = parse_json(body);
    auto* object = value ? value->if_object() : nullptr;
    if (object == nullptr) {
        throw usage_error("--repeat cannot make distinct events of a body that is not a JSON object: add --same");
    }
    if (object->contains("interaction_id")) {
        (*object)["interaction_id"] = fresh_id();
    } else if (auto* about = object->contains("resource") ? (*object)["resource"].if_object() : nullptr) {
        (*about)["id"] = fresh_id();
    } else {
        throw usage_error("--repeat cannot make distinct events of a body without a resource: add --same");
    }
    return json::serialize(*value);
}

}  // namespace frameio::cli
