#pragma once

/// @file
/// What a user sees of an app; see `frameio/testing.hpp`.

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::testing {

/// A test does something that cannot be, or waits in vain.
class failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a user enters in a field of a form: a text, a number, or yes or no.
class field_value {
public:
    field_value(std::string_view text);                                     // NOLINT(google-explicit-constructor)
    field_value(const char* text) : field_value(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
    field_value(const std::string& text)
        : field_value(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
    template <std::same_as<bool> Bool>
    field_value(Bool yes) : json_(yes ? "true" : "false") {}  // NOLINT(google-explicit-constructor)
    template <class Number>
        requires((std::integral<Number> || std::floating_point<Number>) && !std::same_as<Number, bool>)
    field_value(Number number) : json_(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)

    const std::string& json() const noexcept {
        return json_;
    }

private:
    std::string json_;
};

/// The answer to a click or a form.
class answer {
public:
    /// @throws failure if the JSON is neither a message nor a form
    answer(unsigned status, std::string json);

    unsigned status() const noexcept {
        return status_;
    }
    bool is_message() const noexcept {
        return !title_.empty() && !is_form_;
    }
    bool is_form() const noexcept {
        return is_form_;
    }
    /// Empty if there is nothing to be seen.
    const std::string& title() const noexcept {
        return title_;
    }
    const std::string& description() const noexcept {
        return description_;
    }
    /// Of a form: the names of its fields, in their order.
    const std::vector<std::string>& fields() const noexcept {
        return fields_;
    }
    /// Of a form: whether that field can be chosen to have that value; for fields without options, whether it is there.
    bool offers(std::string_view field, std::string_view value = {}) const;
    /// Of a form: where a field that is a link leads.
    /// @throws failure if there is no such link
    std::string link(std::string_view field) const;
    /// As it came.
    const std::string& json() const noexcept {
        return json_;
    }

private:
    unsigned status_;
    bool is_form_ = false;
    std::string json_;
    std::string title_;
    std::string description_;
    std::vector<std::string> fields_;
};

}  // namespace frameio::testing
