#pragma once

#include "cli/develop/manifest.hpp"
#include "cli/doctor/checkup.hpp"

#include <optional>
#include <string>

namespace frameio::cli {

/// Looks at the secrets in the environment, as an app takes them from there. No text of them is ever shown.
/// @param app  what needs them; null: not known
void check_secrets(const manifest* app, checkup& found);

/// The first secret of that variable, if there is one that an app would take.
std::optional<std::string> first_secret_of(const char* variable);

}  // namespace frameio::cli
