#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace frameio::sim {

namespace json = boost::json;

inline std::string_view text_of(const json::value& of) noexcept {
    const json::string* const text = of.if_string();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

/// Empty if there is no such text.
inline std::string_view text_at(const json::object& of, std::string_view name) noexcept {
    const json::value* const found = of.if_contains(name);
    return found == nullptr ? std::string_view() : text_of(*found);
}

inline bool is_true(const json::object& of, std::string_view name) noexcept {
    const json::value* const found = of.if_contains(name);
    return found != nullptr && found->is_bool() && found->get_bool();
}

/// Null if there is no such object.
inline const json::object* object_at(const json::object& of, std::string_view name) noexcept {
    const json::value* const found = of.if_contains(name);
    return found == nullptr ? nullptr : found->if_object();
}

/// Null if there is no such array.
inline const json::array* array_at(const json::object& of, std::string_view name) noexcept {
    const json::value* const found = of.if_contains(name);
    return found == nullptr ? nullptr : found->if_array();
}

}  // namespace frameio::sim
