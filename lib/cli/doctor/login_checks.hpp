#pragma once

#include "cli/doctor/checkup.hpp"

namespace frameio::cli {

/// Whether the environment has what an app needs that admins install: the credential that they log in with, and the
/// keys that their tokens are encrypted with. Adobe is not asked: it gives such a credential no token without a user.
void check_logins(checkup& found);

/// Whether such an app has a token of its own, too.
bool has_own_token();

}  // namespace frameio::cli
