#include <frameio/error.hpp>
#include <frameio/events.hpp>

#include "support/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace frameio {

namespace {

std::string about(std::string_view name) {
    std::string text = "form value ";
    append_json(text, name);
    return text;
}

[[noreturn]] void throw_missing(std::string_view name) {
    throw error(errc::missing_form_value,
                about(name) + " was not submitted: check the field's name, or use the getter that takes a default");
}

[[noreturn]] void throw_wrong(const form_value& value, std::string_view wanted) {
    std::string text = about(value.name()) + " is not " + std::string(wanted) + ": Frame.io sent ";
    constexpr std::string_view kinds[] = {"an object or a mixed list", "a text", "a boolean", "a number",
                                          "a list of texts"};
    text += kinds[value.value().index()];
    throw error(errc::wrong_form_value, text);
}

/// The value of that name, or null if it is missing or null.
const form_value* present(const form_values& values, std::string_view name) noexcept {
    const form_value* const value = values.find(name);
    return value == nullptr || value->json() == "null" ? nullptr : value;
}

const form_value& required(const form_values& values, std::string_view name) {
    const form_value* const value = present(values, name);
    if (value == nullptr) {
        throw_missing(name);
    }
    return *value;
}

std::string_view as_text(const form_value& value) {
    const auto* const text = std::get_if<std::string_view>(&value.value());
    if (text == nullptr) {
        throw_wrong(value, "a text");
    }
    return *text;
}

bool as_boolean(const form_value& value) {
    if (const auto* const boolean = std::get_if<bool>(&value.value())) {
        return *boolean;
    }
    const auto* const text = std::get_if<std::string_view>(&value.value());
    if (text == nullptr || (*text != "true" && *text != "false")) {
        throw_wrong(value, "true or false");
    }
    return *text == "true";
}

double as_number(const form_value& value) {
    if (const auto* const number = std::get_if<double>(&value.value())) {
        return *number;
    }
    const auto* const text = std::get_if<std::string_view>(&value.value());
    double number = 0;
    if (text != nullptr) {
        const char* const end = text->data() + text->size();
        const auto [stopped_at, failure] = std::from_chars(text->data(), end, number);
        if (failure == std::errc() && stopped_at == end && std::isfinite(number)) {
            return number;
        }
    }
    throw_wrong(value, "a number");
}

}  // namespace

form_values::form_values(std::vector<form_value> values)
    : values_(std::make_shared<const std::vector<form_value>>(std::move(values))) {}

std::size_t form_values::size() const noexcept {
    return values_ ? values_->size() : 0;
}

const form_value* form_values::begin() const noexcept {
    return values_ ? values_->data() : nullptr;
}

const form_value* form_values::end() const noexcept {
    return values_ ? values_->data() + values_->size() : nullptr;
}

const form_value* form_values::find(std::string_view name) const noexcept {
    for (const form_value* value = end(); value != begin();) {
        --value;
        if (value->name() == name) {
            return value;
        }
    }
    return nullptr;
}

bool form_values::has(std::string_view name) const noexcept {
    return present(*this, name) != nullptr;
}

std::string_view form_values::text(std::string_view name) const {
    return as_text(required(*this, name));
}

std::string_view form_values::text_or(std::string_view name, std::string_view otherwise) const {
    const form_value* const value = present(*this, name);
    return value == nullptr ? otherwise : as_text(*value);
}

bool form_values::boolean(std::string_view name) const {
    return as_boolean(required(*this, name));
}

bool form_values::boolean_or(std::string_view name, bool otherwise) const {
    const form_value* const value = present(*this, name);
    return value == nullptr ? otherwise : as_boolean(*value);
}

double form_values::number(std::string_view name) const {
    return as_number(required(*this, name));
}

double form_values::number_or(std::string_view name, double otherwise) const {
    const form_value* const value = present(*this, name);
    return value == nullptr ? otherwise : as_number(*value);
}

std::vector<std::string_view> form_values::list(std::string_view name) const {
    const form_value& value = required(*this, name);
    if (const auto* const texts = std::get_if<std::vector<std::string_view>>(&value.value())) {
        return *texts;
    }
    if (const auto* const text = std::get_if<std::string_view>(&value.value())) {
        return {*text};
    }
    throw_wrong(value, "a list of texts");
}

}  // namespace frameio
