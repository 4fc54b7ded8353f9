#pragma once

#include "cli/doctor/finding.hpp"
#include "cli/inputs.hpp"

#include <frameio/clock.hpp>
#include <frameio/signature.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace frameio::cli {

/// A request as somebody received it.
struct signed_request {
    std::string timestamp;
    std::string signature;
    std::string body;
};

/// What `verify` says of a request, and why.
struct diagnosis {
    verification result;
    std::string secret;                       ///< the name of the secret that signed it; empty if none did
    std::optional<std::chrono::seconds> age;  ///< how far our clock is past the timestamp
    std::vector<finding> findings;            ///< empty if the request is genuine
};

/// Verifies like the library does, and looks for the change that would make a wrong signature right.
/// @param secrets not empty, each with a text
diagnosis diagnose(const signed_request& request, const std::vector<named_secret>& secrets, clock::wall_time now,
                   std::chrono::seconds tolerance);

/// "3 s", "1 h 23 min 4 s", "12 d 3 h 4 min 5 s".
std::string to_text(std::chrono::seconds time);

}  // namespace frameio::cli
