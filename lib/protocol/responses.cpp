#include <frameio/error.hpp>
#include <frameio/responses.hpp>

#include "support/text.hpp"

#include <simdjson.h>

#include <algorithm>

namespace frameio {

namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw error(errc::invalid_response, what);
}

std::string in_quotes(std::string_view text) {
    std::string json;
    append_json(json, text);
    return json;
}

std::string field_called(std::string_view name) {
    return "form field " + in_quotes(name);
}

void require_utf8(std::string_view text, const std::string& what) {
    if (!is_utf8(text)) {
        refuse(what + " is not UTF-8: convert it first, Frame.io takes JSON");
    }
}

/// Writes one JSON object, member by member.
class object_text {
public:
    object_text& text(std::string_view key, std::string_view value) {
        append_json(after_key(key), value);
        return *this;
    }
    object_text& json(std::string_view key, std::string_view value) {
        after_key(key) += value;
        return *this;
    }
    std::string finish() const {
        return json_ + '}';
    }

private:
    std::string& after_key(std::string_view key) {
        json_ += json_.empty() ? '{' : ',';
        append_json(json_, key);
        json_ += ':';
        return json_;
    }

    std::string json_;
};

std::string list_text(const std::vector<std::string>& members) {
    std::string json = "[";
    for (const std::string& member : members) {
        json += json.size() == 1 ? "" : ",";
        json += member;
    }
    return json + ']';
}

/// The documented samples write the label of these before the name, and that of the other fields after it.
object_text labelled_first(std::string_view type, std::string_view name, std::string_view label) {
    return object_text().text("type", type).text("label", label).text("name", name);
}

object_text named_first(std::string_view type, std::string_view name, std::string_view label) {
    return object_text().text("type", type).text("name", name).text("label", label);
}

std::string with_value(object_text field, std::string_view name, const std::optional<std::string>& value) {
    if (value) {
        require_utf8(*value, "the value of " + field_called(name));
        field.text("value", *value);
    }
    return field.finish();
}

std::string options_text(std::string_view name, const std::vector<option>& options) {
    if (options.empty()) {
        refuse(field_called(name) + " is a select without options: add at least one");
    }
    std::vector<std::string> members;
    for (const option& each : options) {
        require_utf8(each.name(), "the name of an option of " + field_called(name));
        require_utf8(each.value(), "the value of an option of " + field_called(name));
        members.push_back(object_text().text("name", each.name()).text("value", each.value()).finish());
    }
    return list_text(members);
}

/// The value that a select opens with, said with the options or beside them.
std::optional<std::string> chosen_of(std::string_view name, const std::vector<option>& options,
                                     std::optional<std::string> chosen) {
    for (const option& each : options) {
        if (each.is_selected()) {
            if (chosen) {
                refuse(field_called(name) + " has two selected options: select one, or none");
            }
            chosen = each.value();
        }
    }
    const auto is_chosen = [&chosen](const option& each) { return each.value() == *chosen; };
    if (chosen && std::none_of(options.begin(), options.end(), is_chosen)) {
        refuse("the default " + in_quotes(*chosen) + " of " + field_called(name) +
               " is none of its options: pass the value of one of them");
    }
    return chosen;
}

/// The name of a field that is given as JSON; empty if it has none.
std::string name_in(const std::string& json) {
    simdjson::dom::parser parser;
    simdjson::dom::object field;
    std::string_view type;
    std::string_view name;
    if (parser.parse(json).get(field) != simdjson::SUCCESS || field["type"].get(type) != simdjson::SUCCESS) {
        refuse(R"(a raw form field is not a JSON object with a string "type": )"
               R"(write one such as {"type":"text","label":"Title","name":"title"})");
    }
    return field["name"].get(name) == simdjson::SUCCESS ? std::string(name) : std::string();
}

}  // namespace

form::form(std::string title) : title_(std::move(title)) {
    require_utf8(title_, "the title of the form");
}

form& form::description(std::string text) & {
    require_utf8(text, "the description of the form");
    description_ = std::move(text);
    return *this;
}

form& form::text(std::string_view name, std::string_view label, std::optional<std::string> value) & {
    check(name, label);
    return add(name, with_value(labelled_first("text", name, label), name, value));
}

form& form::textarea(std::string_view name, std::string_view label, std::optional<std::string> value) & {
    check(name, label);
    return add(name, with_value(labelled_first("textarea", name, label), name, value));
}

form& form::boolean(std::string_view name, std::string_view label, bool value) & {
    check(name, label);
    return add(name, with_value(named_first("boolean", name, label), name, value ? "true" : "false"));
}

form& form::link(std::string_view name, std::string_view label, std::string url) & {
    check(name, label);
    return add(name, with_value(named_first("link", name, label), name, std::move(url)));
}

form& form::select(std::string_view name, std::string_view label, std::vector<option> options,
                   std::optional<std::string> chosen) & {
    check(name, label);
    const std::string choices = options_text(name, options);
    object_text field = labelled_first("select", name, label);
    if (const auto value = chosen_of(name, options, std::move(chosen))) {
        field.text("value", *value);
    }
    return add(name, field.json("options", choices).finish());
}

form& form::raw(std::string json_object) & {
    const std::string name = name_in(json_object);
    if (!name.empty()) {
        check(name, {});
    }
    return add(name, std::move(json_object));
}

void form::check(std::string_view name, std::string_view label) const {
    if (name.empty()) {
        refuse("form field " + std::to_string(fields_.size() + 1) +
               " has no name: give it one, its value comes back under it");
    }
    require_utf8(name, "the name of form field " + std::to_string(fields_.size() + 1));
    require_utf8(label, "the label of " + field_called(name));
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
        refuse(field_called(name) + " was added twice: give each field a name of its own");
    }
}

form& form::add(std::string_view name, std::string json) {
    names_.emplace_back(name);
    fields_.push_back(std::move(json));
    return *this;
}

std::string form::to_json() const {
    if (fields_.empty()) {
        refuse("the form has no field: add one, or answer with a message");
    }
    return object_text()
        .text("title", title_)
        .text("description", description_)
        .json("fields", list_text(fields_))
        .finish();
}

response::response(const message& answer) : kind_(kind::message) {
    require_utf8(answer.title(), "the title of the message");
    require_utf8(answer.description(), "the description of the message");
    json_ = object_text().text("title", answer.title()).text("description", answer.description()).finish();
}

response::response(const form& answer) : json_(answer.to_json()), kind_(kind::form) {}

}  // namespace frameio
