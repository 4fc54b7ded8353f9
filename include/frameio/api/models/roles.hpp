// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: roles.

#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

class role : public open_enum<role> {
public:
    using open_enum::open_enum;

    static constexpr known workspace_admin{"workspace_admin"};
    static constexpr known full_access{"full_access"};
    static constexpr known editor{"editor"};
    static constexpr known edit_only{"edit_only"};
    static constexpr known commenter{"commenter"};
    static constexpr known viewer{"viewer"};
    static constexpr known admin{"admin"};
    static constexpr known owner{"owner"};
};

/// Frame.io User Role.
struct user_role {
    api::role role;
    /// User details.
    api::user user;
};

/// User role update.
struct user_role_update {
    std::optional<api::role> role;
};

}  // namespace frameio::api
