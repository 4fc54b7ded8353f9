#pragma once

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <array>
#include <cstddef>
#include <string_view>

// The low-level SHA-256 calls are deprecated, and the fastest way to start from a state that was computed before.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/// A signing secret with its inner and outer SHA-256 states, one compression each, computed once.
class signing_key {
public:
    using hex_digest = std::array<char, 64>;

    explicit signing_key(std::string_view secret) {
        std::array<unsigned char, 64> key{};
        if (secret.size() > key.size()) {
            SHA256(bytes(secret), secret.size(), key.data());
        } else {
            secret.copy(reinterpret_cast<char*>(key.data()), key.size());
        }
        start(inner_, key, 0x36);
        start(outer_, key, 0x5c);
        SHA256_Update(&inner_, "v0:", 3);
    }

    hex_digest sign(std::string_view timestamp, std::string_view body) const {
        std::array<unsigned char, 32> digest;
        SHA256_CTX state = inner_;
        SHA256_Update(&state, timestamp.data(), timestamp.size());
        SHA256_Update(&state, ":", 1);
        SHA256_Update(&state, body.data(), body.size());
        SHA256_Final(digest.data(), &state);
        state = outer_;
        SHA256_Update(&state, digest.data(), digest.size());
        SHA256_Final(digest.data(), &state);
        return to_hex(digest);
    }

    /// `signature` is the text behind "v0=".
    bool genuine(std::string_view timestamp, std::string_view body, std::string_view signature) const {
        hex_digest expected = sign(timestamp, body);
        return signature.size() == expected.size() &&
               CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
    }

private:
    static const unsigned char* bytes(std::string_view text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    }

    static void start(SHA256_CTX& state, std::array<unsigned char, 64> key, unsigned char pad) {
        for (unsigned char& octet : key) {
            octet ^= pad;
        }
        SHA256_Init(&state);
        SHA256_Update(&state, key.data(), key.size());
    }

    static hex_digest to_hex(const std::array<unsigned char, 32>& digest) {
        static constexpr char digits[] = "0123456789abcdef";
        hex_digest text;
        for (std::size_t i = 0; i < digest.size(); ++i) {
            text[2 * i] = digits[digest[i] >> 4];
            text[2 * i + 1] = digits[digest[i] & 15];
        }
        return text;
    }

    SHA256_CTX inner_;
    SHA256_CTX outer_;
};

#pragma GCC diagnostic pop
