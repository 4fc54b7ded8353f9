#include "cli/base64.hpp"

#include <openssl/evp.h>

namespace frameio::cli {

std::string encode_base64(std::string_view octets) {
    std::string text((octets.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero
    auto* to = reinterpret_cast<unsigned char*>(text.data());
    const auto* from = reinterpret_cast<const unsigned char*>(octets.data());
    text.resize(static_cast<std::size_t>(EVP_EncodeBlock(to, from, static_cast<int>(octets.size()))));
    return text;
}

std::optional<std::string> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::string octets(text.size() / 4 * 3, '\0');
    auto* to = reinterpret_cast<unsigned char*>(octets.data());
    const auto* from = reinterpret_cast<const unsigned char*>(text.data());
    const int length = EVP_DecodeBlock(to, from, static_cast<int>(text.size()));
    if (length < 0) {
        return std::nullopt;
    }
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    octets.resize(static_cast<std::size_t>(length) - padding);
    return octets;
}

}  // namespace frameio::cli
