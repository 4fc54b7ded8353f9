// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: groups.

#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

class group_source : public open_enum<group_source> {
public:
    using open_enum::open_enum;

    static constexpr known frame{"frame"};
    static constexpr known adobe{"adobe"};
    static constexpr known workfront{"workfront"};
};

class group_sync_status : public open_enum<group_sync_status> {
public:
    using open_enum::open_enum;

    static constexpr known not_started{"not_started"};
    static constexpr known in_progress{"in_progress"};
    static constexpr known completed{"completed"};
    static constexpr known error{"error"};
};

/// Group.
struct group {
    /// Group ID.
    std::string id;
    /// Group name.
    std::string name;
    /// Creation timestamp.
    timestamp created_at;
    /// ID of group creator.
    std::optional<std::string> creator_id;
    /// Group emoji for UI display.
    std::string emoji;
    /// Number of members in group.
    std::int64_t member_count = 0;
    /// Group source.
    group_source source;
    /// Update timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
    /// Imported group sync status.
    std::optional<group_sync_status> sync_status;
};

}  // namespace frameio::api
