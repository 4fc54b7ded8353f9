#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace frameio {

/// Octets that nobody can guess.
/// @throws error if the system has none
std::string random_octets(std::size_t count);

/// A text for URLs, cookies and forms that nobody can guess: 256 bits.
std::string random_token();

/// Whether they are equal, in a time that does not tell where they differ.
bool same_secret(std::string_view left, std::string_view right) noexcept;

}  // namespace frameio
