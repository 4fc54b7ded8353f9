#include "auth/own_token.hpp"

#include <frameio/error.hpp>

#include "support/base64.hpp"
#include "support/random.hpp"

#include <cstddef>
#include <optional>

namespace frameio::auth {

namespace {

constexpr std::size_t octets_of_chance = 16;
constexpr std::size_t longest = 128;

}  // namespace

std::string new_own_token(const key_ring& with, std::string_view purpose) {
    return encode_base64url(with.seal(random_octets(octets_of_chance), purpose));
}

bool is_own_token(const key_ring& with, std::string_view text, std::string_view purpose) {
    const auto octets = text.size() <= longest ? decode_base64(text) : std::nullopt;
    try {
        return octets && !with.open(*octets, purpose).empty();
    } catch (const error&) {
        return false;
    }
}

}  // namespace frameio::auth
