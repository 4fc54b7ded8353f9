#pragma once

#include "cli/doctor/checkup.hpp"

#include <frameio/clock.hpp>

#include <string>

namespace frameio::cli {

/// Looks at the store that an app would work on, whether one does now or not; changes nothing.
void check_store_at(const std::string& address, clock::wall_time now, checkup& found);

}  // namespace frameio::cli
