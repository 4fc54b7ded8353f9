// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: projects.

#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

class project_status : public open_enum<project_status> {
public:
    using open_enum::open_enum;

    static constexpr known active{"active"};
    static constexpr known inactive{"inactive"};
};

/// Frame.io Project.
struct project {
    /// Project ID.
    std::string id;
    /// Project Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Root Folder ID.
    std::string root_folder_id;
    /// Project Status.
    project_status status;
    /// Storage Usage.
    std::int64_t storage = 0;
    /// Updated Timestamp.
    timestamp updated_at;
    /// URL to view the project in the Frame.io web application.
    std::string view_url;
    /// Workspace ID.
    std::string workspace_id;
    /// Adobe cloud storage directory ID associated with the project, when available.
    std::optional<std::string> adobe_id;
    /// Project Description.
    std::optional<std::string> description;
    /// User details.
    std::optional<user> owner;
    /// Whether the project is restricted or not.
    std::optional<bool> restricted;
};

}  // namespace frameio::api
