// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: metadata.

#include <frameio/api/models/assets.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// File metadata.
struct file_metadata {
    /// File ID.
    std::string file_id;
    /// Metadata fields values.
    std::vector<metadata_value> metadata;
};

}  // namespace frameio::api
