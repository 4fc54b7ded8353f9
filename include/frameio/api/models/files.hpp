// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: files.

#include <frameio/api/models/assets.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// File upload status.
struct file_upload_status {
    /// File ID.
    std::string id;
    /// File type.
    std::string filetype;
    /// Indicates if upload is complete.
    bool upload_complete = false;
    /// Timestamp when the asset was successfully uploaded.
    std::optional<timestamp> upload_completed_at;
    /// Indicates if upload failed.
    bool upload_failed = false;
    /// Timestamp when the operation started.
    std::optional<timestamp> uploaded_at;
};

/// Remote upload.
struct remote_upload {
    file data;
    /// Link to asset operation status.
    json links;
};

}  // namespace frameio::api
