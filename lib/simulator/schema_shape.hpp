#pragma once

#include "simulator/json.hpp"
#include "simulator/spec.hpp"

namespace frameio::sim {

/// What the schema has of the value: members that it does not know are left out, required ones that are missing are
/// made up.
json::value shape(const spec& with, const json::object& schema, const json::value& value);

}  // namespace frameio::sim
