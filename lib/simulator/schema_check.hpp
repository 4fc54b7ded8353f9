#pragma once

#include "simulator/json.hpp"
#include "simulator/spec.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// What is wrong with a part of a request.
struct problem {
    std::string pointer;  ///< RFC 6901, "/data/name"
    std::string text;
};

/// What keeps the value from being one of the schema's; in words like those of the platform, whose answers look like
/// those of OpenApiSpex.
std::vector<problem> problems_of(const spec& with, const json::object& schema, const json::value& value,
                                 const std::string& pointer = {});

/// The same of a text in a query, where numbers and truth values are written out.
std::vector<problem> problems_of_text(const spec& with, const json::object& schema, std::string_view text,
                                      const std::string& pointer);

/// Of a schema that has alternatives, the one that the value is of; null if it is of none.
const json::object* alternative_of(const spec& with, const json::object& schema, const json::value& value);

}  // namespace frameio::sim
