#pragma once

#include "simulator/world.hpp"

#include <string_view>

namespace frameio::sim {

/// A user's role in an account, a workspace, a project or a folder; null if there is none.
resource* role_in(world& in, std::string_view scope_id, std::string_view user_id);

/// Gives or changes it.
void set_role(world& in, const resource& scope, std::string_view user_id, std::string_view role);

/// Whether the user may do everything in the account.
bool administers(world& in, const resource& user, std::string_view account_id);

/// Whether the user has any role there.
bool belongs_to(world& in, const resource& user, std::string_view account_id);

}  // namespace frameio::sim
