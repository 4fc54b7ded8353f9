#pragma once

#include <string>
#include <string_view>

namespace frameio {

/// Of a verifier: RFC 7636 §4.2, "S256".
std::string challenge_of(std::string_view verifier);

}  // namespace frameio
