#include "cli/http/answer.hpp"

#include "cli/text/json_text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <iterator>

namespace frameio::cli {
namespace {

namespace json = boost::json;

/// The member's text, or its JSON if it is none; empty if it is missing.
std::string member(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || value->is_null()) {
        return {};
    }
    return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

const json::array* array_member(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found == nullptr ? nullptr : found->if_array();
}

/// Every line of the text with a margin before it.
std::string indented(std::string_view text, std::size_t margin) {
    std::string out;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        fmt::format_to(std::back_inserter(out), "{:{}}{}\n", "", margin, printable(line));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return out;
}

void add_options(const json::array& options, const std::string& chosen, std::string& out) {
    for (const json::value& option : options) {
        if (const auto* object = option.if_object()) {
            std::string value = member(*object, "value");
            std::string line = fmt::format("- {} = {}{}", value, member(*object, "name"),
                                           !chosen.empty() && value == chosen ? "  (chosen)" : "");
            out += indented(line, 6);
        }
    }
}

void add_field(const json::object& field, std::string& out) {
    std::string value = member(field, "value");
    const json::array* options = array_member(field, "options");
    std::string line = fmt::format("{} ({}): {}", member(field, "name"), member(field, "type"), member(field, "label"));
    if (options == nullptr && !value.empty()) {
        line += fmt::format(" = {}", value);
    }
    out += indented(line, 4);
    if (options != nullptr) {
        add_options(*options, value, out);
    }
}

std::string form_text(const json::object& form) {
    std::string out = "form: " + indented(member(form, "title"), 0) + indented(member(form, "description"), 2);
    for (const json::value& field : *array_member(form, "fields")) {
        if (const auto* object = field.if_object()) {
            add_field(*object, out);
        }
    }
    return out;
}

std::string example_value(const json::object& field) {
    std::string value = member(field, "value");
    const json::array* options = array_member(field, "options");
    bool can_be_typed = !value.empty() && printable(value) == value;
    if (can_be_typed) {
        return value;
    }
    if (options != nullptr && !options->empty() && options->front().is_object()) {
        return member(options->front().get_object(), "value");
    }
    return "TEXT";
}

}  // namespace

std::string_view to_string(answer_kind kind) noexcept {
    switch (kind) {
        case answer_kind::nothing:
            return "nothing";
        case answer_kind::message:
            return "message";
        case answer_kind::form:
            return "form";
        case answer_kind::other:
            break;
    }
    return "other";
}

answer read_answer(const std::string& body) {
    answer result;
    if (body.empty()) {
        return result;
    }
    result.kind = answer_kind::other;
    result.json = parse_json(body).value_or(nullptr);
    const auto* object = result.json.if_object();
    if (object != nullptr && array_member(*object, "fields") != nullptr) {
        result.kind = answer_kind::form;
    } else if (object != nullptr && object->contains("title") && object->contains("description")) {
        result.kind = answer_kind::message;
    }
    return result;
}

std::string to_text(const answer& what, const std::string& body) {
    switch (what.kind) {
        case answer_kind::nothing:
            return "(no body)\n";
        case answer_kind::message: {
            const json::object& object = what.json.get_object();
            return "message: " + indented(member(object, "title"), 0) + indented(member(object, "description"), 2);
        }
        case answer_kind::form:
            return form_text(what.json.get_object());
        case answer_kind::other:
            break;
    }
    return indented(body, 0);
}

std::vector<std::string> example_fields(const answer& form) {
    std::vector<std::string> examples;
    for (const json::value& field : *array_member(form.json.as_object(), "fields")) {
        const auto* object = field.if_object();
        if (object != nullptr && member(*object, "type") != "link") {
            examples.push_back(member(*object, "name") + "=" + example_value(*object));
        }
    }
    return examples;
}

}  // namespace frameio::cli
