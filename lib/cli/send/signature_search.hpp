#pragma once

#include "cli/doctor/finding.hpp"
#include "cli/inputs.hpp"

#include <optional>
#include <string>
#include <vector>

namespace frameio::cli {

/// A secret that makes a signature, and what had to be changed for it.
struct signature_match {
    std::string secret;  ///< its name
    std::vector<finding> findings;
};

/// Looks for the secret, the body, the timestamp and the signed text that make a signature: first the request as it is,
/// then what commonly happens to a body, a secret or both, then other timestamps and other texts.
/// @param timestamp plain digits
/// @param expected  64 lower-case hex digits
std::optional<signature_match> find_signature(const std::vector<named_secret>& secrets, const std::string& timestamp,
                                              const std::string& body, const std::string& expected);

}  // namespace frameio::cli
