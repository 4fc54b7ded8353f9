#pragma once

#include "auth/key_ring.hpp"

#include <string>
#include <string_view>

namespace frameio::auth {

/// A text of 128 random bits that nobody can guess, and that only we can make: strangers cannot have the store look for
/// what was never there.
/// @param purpose  what it is for, and nothing else
/// @throws as `key_ring::seal`
std::string new_own_token(const key_ring& with, std::string_view purpose);

/// Whether it was made for that, with one of these keys.
bool is_own_token(const key_ring& with, std::string_view text, std::string_view purpose);

}  // namespace frameio::auth
