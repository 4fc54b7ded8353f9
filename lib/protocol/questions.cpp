#include "protocol/questions.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio {
namespace {

namespace json = boost::json;

constexpr std::string_view mark = "__question_";

/// The name without its mark, and the number that it is marked with, from 0 on.
struct marked_name {
    std::string_view name;
    std::optional<unsigned> number;
};

marked_name parts_of(std::string_view name) {
    const std::size_t at = name.rfind(mark);
    if (at == std::string_view::npos || at == 0) {
        return {name, std::nullopt};
    }
    const std::string_view digits = name.substr(at + mark.size());
    unsigned number = 0;
    const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (wrong != std::errc() || end != digits.data() + digits.size() || number < 2) {
        return {name, std::nullopt};
    }
    return {name.substr(0, at), number - 1};
}

// The text was written by `form`, or checked there.
template <class Change>
std::string with_fields(const std::string& text, Change change) {
    json::value whole = json::parse(text);
    for (json::value& each : whole.at("fields").as_array()) {
        json::object& field = each.as_object();
        if (const json::value* const name = field.if_contains("name"); name != nullptr && name->is_string()) {
            change(field, std::string(name->get_string()));
        }
    }
    return json::serialize(whole);
}

/// What the field opens with when the user has given this value. A box that was left empty may not be sent at all.
void set_value(json::object& field, const form_value* given) {
    const json::value* const kind = field.if_contains("type");
    const bool is_boolean = kind != nullptr && *kind == "boolean";
    const bool is_link = kind != nullptr && *kind == "link";
    if (is_link) {
        return;
    }
    if (is_boolean) {
        const bool is_true = given != nullptr && (given->json() == "true" || given->json() == R"("true")");
        field["value"] = is_true ? "true" : "false";
    } else if (given == nullptr || given->json() == "null") {
        field.erase("value");
    } else {
        field["value"] = json::parse(given->json());
    }
}

}  // namespace

std::string marked_form(const std::string& text, unsigned number) {
    if (number == 0) {
        return text;
    }
    const std::string suffix = std::string(mark) + std::to_string(number + 1);
    return with_fields(text, [&](json::object& field, const std::string& name) { field["name"] = name + suffix; });
}

std::string_view unmarked_name(std::string_view name) {
    return parts_of(name).name;
}

std::optional<unsigned> question_of(const form_values& values) {
    for (const form_value& each : values) {
        if (const auto number = parts_of(each.name()).number) {
            return number;
        }
    }
    return std::nullopt;
}

form_values unmarked(const form_values& values) {
    std::vector<form_value> plain;
    for (const form_value& each : values) {
        plain.emplace_back(parts_of(each.name()).name, each.value(), each.json());
    }
    return form_values(std::move(plain));
}

std::string corrected_form(const std::string& text, const form_values& values, const std::string& problem) {
    json::value whole = json::parse(
        with_fields(text, [&](json::object& field, const std::string& name) { set_value(field, values.find(name)); }));
    json::value& description = whole.as_object()["description"];
    const std::string before = description.is_string() ? std::string(description.get_string()) : std::string();
    description = "\u26a0 " + problem + (before.empty() ? "" : "\n\n" + before);
    return json::serialize(whole);
}

std::string title_of(const std::string& text) {
    const json::value whole = json::parse(text);
    const json::value* const title = whole.as_object().if_contains("title");
    return title != nullptr && title->is_string() ? std::string(title->get_string()) : std::string();
}

}  // namespace frameio
