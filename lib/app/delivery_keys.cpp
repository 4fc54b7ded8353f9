#include "app/delivery_keys.hpp"

#include "protocol/digest.hpp"

#include <array>
#include <cstring>
#include <string>

namespace frameio {
namespace {

delivery_key half_of(const std::array<std::uint8_t, 32>& digest) noexcept {
    delivery_key key;
    std::memcpy(key.data(), digest.data(), sizeof key);
    return key;
}

// The values of eight hex digits in small letters, one in each nibble, in whatever order.
std::uint64_t nibbles_of(const char* digits) noexcept {
    std::uint64_t octets = 0;
    std::memcpy(&octets, digits, sizeof octets);
    const std::uint64_t letters = octets >> 6U & 0x0101010101010101ULL;
    const std::uint64_t values = (octets & 0x0F0F0F0F0F0F0F0FULL) + 9 * letters;
    return (values | values >> 4U) & 0x00FF00FF00FF00FFULL;
}

// Sixteen digits in 64 bits. The octets that `nibbles_of` leaves empty have room for those of the next eight digits.
std::uint64_t word_of(const char* digits) noexcept {
    return nibbles_of(digits) | nibbles_of(digits + 8) << 8U;
}

}  // namespace

delivery_key signature_key(std::string_view signature) noexcept {
    const char* const digits = signature.data() + 3;  // behind "v0="
    return {word_of(digits), word_of(digits + 16)};
}

delivery_key body_key(std::string_view body) {
    return half_of(digest_of({body}));
}

}  // namespace frameio
