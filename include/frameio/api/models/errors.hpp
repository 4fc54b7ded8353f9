// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: errors.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Problem source.
struct problem_source {
    std::optional<std::string> pointer;
};

/// Problem.
struct problem {
    std::string detail;
    std::optional<problem_source> source;
    std::optional<std::string> title;
};

/// Error list.
struct error_list {
    std::vector<problem> errors;
};

}  // namespace frameio::api
