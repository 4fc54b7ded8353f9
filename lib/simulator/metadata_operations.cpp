#include "simulator/calls.hpp"

#include <algorithm>

// The values of an account's fields.

namespace frameio::sim {
namespace {

json::object entry_of(const resource& field, json::value value) {
    json::object made{{"field_definition_id", field.id},
                      {"field_definition_name", field.data.at("name")},
                      {"field_type", field.data.at("field_type")},
                      {"mutable", field.data.at("mutable")},
                      {"value", std::move(value)}};
    const json::object* const how = object_at(field.data, "field_configuration");
    const json::array* const options = how == nullptr ? nullptr : array_at(*how, "options");
    if (options != nullptr) {
        made["field_options"] = *options;
    }
    return made;
}

/// What the API shows of a field that the file has no value of.
json::value nothing_in(const resource& field) {
    const std::string_view type = field.text("field_type");
    const bool is_list = type.starts_with("select") || type.starts_with("user");
    return is_list ? json::value(json::array()) : json::value(nullptr);
}

const json::value* value_of(const resource& file, std::string_view field) {
    const json::object* const values = object_at(file.data, "field_values");
    return values == nullptr ? nullptr : values->if_contains(field);
}

/// What the API shows of the file's values: those that it has, or of all fields.
json::array shown_values(call& of, const resource& file, bool with_nothing) {
    json::array made;
    for (const resource* const each : of.in.all("field_definition", "account_id", file.text("account_id"))) {
        const json::value* const value = value_of(file, each->id);
        if (value != nullptr || with_nothing) {
            made.push_back(entry_of(*each, value == nullptr ? nothing_in(*each) : *value));
        }
    }
    return made;
}

result show_metadata(call& of) {
    const resource& file = of.named("file");
    const auto wish = of.query.find("show_null");
    const bool with_nothing = wish == of.query.end() || wish->second == "true";
    return {0, {{"data", json::object{{"file_id", file.id}, {"metadata", shown_values(of, file, with_nothing)}}}}};
}

/// Selections come as ids of options, and are shown with their names.
json::value kept_value(const resource& field, const json::value& given, const std::string& pointer) {
    const std::string_view type = field.text("field_type");
    if (given.is_null()) {
        return given;
    }
    if (type == "select" || type == "select_multi") {
        const json::array* const ids = given.if_array();
        if (ids == nullptr) {
            throw refusal(422, "Invalid array", pointer);
        }
        json::array chosen;
        for (const json::value& id : *ids) {
            const json::array& options = field.data.at("field_configuration").at("options").as_array();
            const auto option = std::ranges::find_if(
                options, [&](const json::value& each) { return text_at(each.as_object(), "id") == text_of(id); });
            if (option == options.end()) {
                throw refusal(422, "There is no such option", pointer);
            }
            chosen.push_back(*option);
        }
        return chosen;
    }
    const bool fits = (type == "text" || type == "long_text" || type == "date") ? given.is_string()
                      : type == "toggle"                                        ? given.is_bool()
                      : type == "number" || type == "rating"                    ? given.is_number()
                                                                                : given.is_array();
    if (!fits) {
        throw refusal(422, "Invalid value for a field of type " + std::string(type), pointer);
    }
    return given;
}

// All of it, or nothing.
result update_values(call& of) {
    const resource& project = of.named("project");
    std::vector<resource*> files;
    for (const json::value& each : of.data().at("file_ids").as_array()) {
        resource& file = of.existing("file", text_of(each), 422);
        if (file.text("project_id") != project.id) {
            throw refusal(422, "A file is not of this project", "/data/file_ids");
        }
        files.push_back(&file);
    }
    json::object values;
    const json::array& given = of.data().at("values").as_array();
    for (std::size_t i = 0; i < given.size(); ++i) {
        const json::object& one = given[i].as_object();
        const resource& field = of.existing("field_definition", text_at(one, "field_definition_id"), 422);
        values[field.id] = kept_value(field, one.at("value"), "/data/values/" + std::to_string(i) + "/value");
    }
    for (resource* const file : files) {
        json::value& kept = file->data["field_values"];
        if (!kept.is_object()) {
            kept.emplace_object();
        }
        for (const auto& [field, value] : values) {
            kept.get_object()[field] = value;
        }
        file->data["metadata_values"] = shown_values(of, *file, false);
        of.in.touch(*file);
        of.in.tell("metadata.value.updated", *file, of.user.id);
    }
    return {};
}

}  // namespace

void add_metadata_handlers(handlers& to) {
    to["metadata.show"] = show_metadata;
    to["metadata.bulk_update"] = update_values;
}

}  // namespace frameio::sim
