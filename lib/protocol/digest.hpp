#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace frameio {

/// The SHA-256 of texts, each preceded by its length, so that no two lists of texts give the same octets.
std::array<std::uint8_t, 32> digest_of(std::initializer_list<std::string_view> texts);

}  // namespace frameio
