#pragma once

#include "cli/doctor/checkup.hpp"
#include "cli/http/http_client.hpp"

#include <optional>
#include <string>

namespace frameio::cli {

/// The type of the events that an app is sent to see what it does: nobody has such.
inline constexpr const char* probe_event = "frameio.doctor";

/// With what to sign the questions that an app is asked.
struct probe_secrets {
    std::optional<std::string> of_webhooks;
    std::optional<std::string> of_actions;
};

/// Looks at the URL that Frame.io posts to: whether it is reached, its certificate, whether the app is ready, refuses
/// what is not signed and takes what is, as far as there are secrets to try.
/// @throws usage_error for a CA file that cannot be used
void check_site(const client_options& to, const probe_secrets& secrets, checkup& found);

}  // namespace frameio::cli
