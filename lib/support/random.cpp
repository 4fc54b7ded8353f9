#include "support/random.hpp"

#include <frameio/error.hpp>

#include "support/base64.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace frameio {

std::string random_octets(std::size_t count) {
    std::string octets(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(octets.data()), static_cast<int>(count)) != 1) {
        throw error(errc::no_entropy, "the system gives no random numbers, so no key or token can be made");
    }
    return octets;
}

std::string random_token() {
    return encode_base64url(random_octets(32));
}

bool same_secret(std::string_view left, std::string_view right) noexcept {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace frameio
