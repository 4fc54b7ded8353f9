#include "support/base64.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace frameio {

std::string encode_base64(std::string_view octets) {
    std::string text((octets.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero
    auto* to = reinterpret_cast<unsigned char*>(text.data());
    const auto* from = reinterpret_cast<const unsigned char*>(octets.data());
    text.resize(static_cast<std::size_t>(EVP_EncodeBlock(to, from, static_cast<int>(octets.size()))));
    return text;
}

std::string encode_base64url(std::string_view octets) {
    std::string text = encode_base64(octets);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

std::optional<std::string> decode_base64(std::string_view text) {
    const std::size_t length = text.find_last_not_of('=') + 1;  // 0 if there is nothing else
    const std::size_t padding = text.size() - length;
    const std::size_t wanted = (4 - length % 4) % 4;
    if (wanted == 3 || (padding != 0 && padding != wanted)) {
        return std::nullopt;
    }
    std::string plain(text.substr(0, length));
    std::ranges::replace(plain, '-', '+');
    std::ranges::replace(plain, '_', '/');
    // OpenSSL skips white space at the ends, and takes padding anywhere.
    if (plain.find_first_of("= \t\r\n") != std::string::npos) {
        return std::nullopt;
    }
    plain.append(wanted, '=');
    std::string octets(plain.size() / 4 * 3, '\0');
    auto* to = reinterpret_cast<unsigned char*>(octets.data());
    const auto* from = reinterpret_cast<const unsigned char*>(plain.data());
    const int decoded = EVP_DecodeBlock(to, from, static_cast<int>(plain.size()));
    if (decoded < 0) {
        return std::nullopt;
    }
    octets.resize(static_cast<std::size_t>(decoded) - wanted);
    return octets;
}

}  // namespace frameio
