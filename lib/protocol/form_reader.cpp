#include "protocol/form_reader.hpp"

#include "protocol/json_members.hpp"

#include <simdjson.h>

#include <algorithm>
#include <string>
#include <utility>

namespace frameio {

namespace {

namespace dom = simdjson::dom;

bool is_space(char octet) noexcept {
    return octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r';
}

std::string without_space(std::string_view json) {
    std::string text;
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char octet = json[at];
        if (in_string && octet == '\\') {
            text += octet;
            text += json[++at];
            continue;
        }
        in_string = (octet == '"') != in_string;
        if (in_string || !is_space(octet)) {
            text += octet;
        }
    }
    return text;
}

/// Frame.io sends minified JSON, so that the received text usually serves as it is.
std::string_view minified(std::string_view json, payload& block) {
    const bool has_inside = json.front() == '{' || json.front() == '[';
    if (!has_inside || std::none_of(json.begin(), json.end(), is_space)) {
        return json;
    }
    const std::string text = without_space(json);
    return text.size() == json.size() ? json : block.keep(text);
}

form_value::value_type list_of(const dom::array& array, payload& block) {
    std::vector<std::string_view> texts;
    for (const dom::element element : array) {
        if (!element.is_string()) {
            return std::monostate();
        }
    }
    for (const dom::element element : array) {
        texts.push_back(block.keep(element.get_string().value_unsafe()));
    }
    return texts;
}

form_value::value_type value_of(const dom::element& element, payload& block) {
    switch (element.type()) {
        case dom::element_type::STRING:
            return block.keep(element.get_string().value_unsafe());
        case dom::element_type::BOOL:
            return element.get_bool().value_unsafe();
        case dom::element_type::INT64:
        case dom::element_type::UINT64:
        case dom::element_type::DOUBLE:
            return element.get_double().value_unsafe();
        case dom::element_type::ARRAY:
            return list_of(element.get_array().value_unsafe(), block);
        default:
            return std::monostate();
    }
}

}  // namespace

form_values read_form(const dom::object& data, std::string_view json, payload& block) {
    std::vector<form_value> values;
    json_members members(json);
    for (const dom::key_value_pair field : data) {
        members.next();
        const std::string_view name = block.keep(field.key);
        values.emplace_back(name, value_of(field.value, block), minified(members.value(), block));
    }
    return form_values(std::move(values));
}

}  // namespace frameio
