// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: collections.

#include <frameio/api/models/projects.hpp>
#include <frameio/api/models/shares.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

class collection_mode : public open_enum<collection_mode> {
public:
    using open_enum::open_enum;

    static constexpr known static_{"static"};
    static constexpr known dynamic{"dynamic"};
};

/// Collection.
struct collection {
    /// Collection ID.
    std::string id;
    /// Collection name.
    std::optional<std::string> name;
    collection_mode aggregation_mode;
    bool auto_generated = false;
    /// Creation timestamp.
    timestamp created_at;
    /// Collection description.
    std::optional<std::string> description;
    bool private_ = false;
    /// Project ID.
    std::string project_id;
    /// Root folder ID.
    std::optional<std::string> root_folder_id;
    /// Update timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
    /// Frame.io Project.
    std::optional<api::project> project;
    /// Shares.
    std::optional<std::vector<share>> shares;
};

}  // namespace frameio::api
