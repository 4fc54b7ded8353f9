#pragma once

#include "simulator/world.hpp"

namespace frameio::sim {

/// Puts it down in the account's audit log, if the platform has a word for it there.
void audit(world& in, const change& what);

}  // namespace frameio::sim
