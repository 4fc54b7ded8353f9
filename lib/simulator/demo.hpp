#pragma once

#include "simulator/world.hpp"

#include <string>

namespace frameio::sim {

/// What a new simulator has.
struct demo {
    std::string account_id;
    std::string workspace_id;
    std::string owner_id;
};
demo add_demo(world& to);

/// Only what every simulator needs: an account, its owner and a workspace.
demo add_least(world& to);

}  // namespace frameio::sim
