#pragma once

#include <string>

namespace frameio {

class app_state;

/// See `app::manifest`.
std::string manifest_of(const app_state& state);

}  // namespace frameio
