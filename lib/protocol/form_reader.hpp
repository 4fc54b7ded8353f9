#pragma once

#include <frameio/events.hpp>

#include <string_view>

namespace simdjson::dom {
class object;
}

namespace frameio {

/// Reads the values of a submitted form.
///
/// @param data  the object that was decoded
/// @param json  the same object's text, in `block`'s body
/// @param block takes decoded texts up to the size of `json`, and as much again for values that are not minified
form_values read_form(const simdjson::dom::object& data, std::string_view json, payload& block);

}  // namespace frameio
