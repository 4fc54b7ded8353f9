#pragma once

#include <frameio/events.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace frameio {

/// Forms that ask one question of several. Frame.io does not say which form a submission belongs to, and two forms may
/// be answered alike: from the second question on, the names of the fields are marked with its number.

/// A form's JSON as the `number`-th question, from 0 on.
std::string marked_form(const std::string& json, unsigned number);

/// The name that the handler gave a field.
std::string_view unmarked_name(std::string_view name);

/// Which question the values answer; nothing if they do not say, as those of the first one.
std::optional<unsigned> question_of(const form_values& values);

/// The values by the names that the handler gave them.
form_values unmarked(const form_values& values);

/// A form's JSON that says what is wrong with the values, and opens with them.
std::string corrected_form(const std::string& json, const form_values& values, const std::string& problem);

/// A form's title.
std::string title_of(const std::string& json);

}  // namespace frameio
