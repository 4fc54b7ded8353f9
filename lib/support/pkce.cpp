#include "support/pkce.hpp"

#include "support/base64.hpp"

#include <openssl/sha.h>

#include <array>

namespace frameio {

std::string challenge_of(std::string_view verifier) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest.data());
    return encode_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace frameio
