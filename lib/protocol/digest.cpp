#include "protocol/digest.hpp"

#include <openssl/evp.h>

#include <memory>
#include <new>

namespace frameio {

std::array<std::uint8_t, 32> digest_of(std::initializer_list<std::string_view> texts) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::array<std::uint8_t, 32> digest{};
    bool fine = context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    for (const std::string_view text : texts) {
        const std::uint64_t size = text.size();
        fine = fine && EVP_DigestUpdate(context.get(), &size, sizeof size) == 1 &&
               EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1;
    }
    if (!fine || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
        throw std::bad_alloc();
    }
    return digest;
}

}  // namespace frameio
