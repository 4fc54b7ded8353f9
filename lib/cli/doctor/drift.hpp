#pragma once

#include "cli/develop/manifest.hpp"
#include "cli/doctor/checkup.hpp"
#include "cli/doctor/registrations.hpp"

#include <string>
#include <vector>

namespace frameio::cli {

/// Compares what an app has handlers for with what Frame.io has of it: webhooks and actions that post to its URL.
/// Workspaces without anything of it are left out, if there is another one.
/// @param url  an absolute http or https URL
void compare_registrations(const manifest& app, const std::vector<registered>& workspaces, const std::string& url,
                           checkup& found);

}  // namespace frameio::cli
