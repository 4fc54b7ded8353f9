#pragma once

#include "cli/doctor/checkup.hpp"
#include "cli/http/waiter.hpp"

#include <frameio/api/client.hpp>

#include <chrono>
#include <optional>

namespace frameio::cli {

/// Whether Frame.io's API is reached and takes the token of the environment, and how far its clock is from ours.
/// @param calls_as_users  whether the app has no token of its own, and needs none
/// @return a client, if it can make calls
std::optional<api::client> check_api(waiter& loop, std::chrono::milliseconds patience, bool calls_as_users,
                                     checkup& found);

/// What to say of a clock that is so far ahead of the platform's, or behind it (negative).
void check_skew(std::chrono::seconds ahead, checkup& found);

}  // namespace frameio::cli
