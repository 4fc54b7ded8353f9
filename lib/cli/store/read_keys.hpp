#pragma once

#include "auth/key_ring.hpp"

namespace frameio::cli {

/// The keys that the environment has for what apps keep encrypted; there may be none.
/// @throws usage_error for keys that cannot be used
auth::key_ring read_keys();

}  // namespace frameio::cli
