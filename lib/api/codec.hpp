#pragma once

#include <frameio/error.hpp>

#include "api/json_reader.hpp"
#include "api/json_writer.hpp"

#include <string>
#include <string_view>

namespace frameio::api {

/// Parses a text with the thread's parser; the document is valid until the next one is parsed.
/// @throws frameio::error (`errc::malformed_json`)
simdjson::dom::element parse_json(std::string_view text);

template <class T>
std::string to_json(const T& value) {
    json_writer to;
    write(to, value);
    return std::move(to.text);
}

template <class T>
T from_json(std::string_view text) {
    deviations ignored;
    T value = blank<T>();
    read(json_reader(parse_json(text), ignored), value);
    return value;
}

}  // namespace frameio::api
