// OpenSSL 3 deprecates its low-level SHA-256, but only that can be started from a stored state without allocating:
// EVP_MD_CTX_copy_ex, its successor, allocates for every copy, and so would every request.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <frameio/error.hpp>
#include <frameio/signature.hpp>

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <endian.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

namespace frameio {

namespace {

constexpr std::size_t block_size = 64;
constexpr std::string_view signature_version = "v0=";
constexpr std::size_t longest_timestamp = 19;  // digits: more cannot be 63 bits
constexpr std::size_t signature_size = 3 + 2 * std::tuple_size_v<mac>;

using hash_state = std::array<std::uint32_t, 8>;
using key_block = std::array<unsigned char, block_size>;

/// The key as HMAC wants it (RFC 2104): hashed if it is longer than a block, filled up with zeros if it is shorter.
key_block key_of(std::string_view secret) noexcept {
    key_block key{};
    if (secret.size() > block_size) {
        SHA256(reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), key.data());
    } else {
        std::copy(secret.begin(), secret.end(), key.begin());
    }
    return key;
}

hash_state state_after(const key_block& key, unsigned char pad) noexcept {
    key_block padded;
    std::transform(key.begin(), key.end(), padded.begin(),
                   [pad](unsigned char octet) { return static_cast<unsigned char>(octet ^ pad); });
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, padded.data(), padded.size());
    hash_state state;
    std::copy_n(context.h, state.size(), state.begin());
    OPENSSL_cleanse(padded.data(), padded.size());
    OPENSSL_cleanse(&context, sizeof context);
    return state;
}

/// SHA-256 as it stands after one block.
void resume(SHA256_CTX& context, const hash_state& state) noexcept {
    std::copy(state.begin(), state.end(), context.h);
    context.Nl = 8 * block_size;
    context.Nh = 0;
    context.num = 0;
    context.md_len = SHA256_DIGEST_LENGTH;
}

/// In one piece where it fits, as it does for every real timestamp: each update has its price.
void append_prefix(SHA256_CTX& context, std::string_view timestamp) noexcept {
    constexpr std::string_view version = "v0:";
    std::array<char, version.size() + longest_timestamp + 1> prefix;
    if (timestamp.size() > longest_timestamp) {
        SHA256_Update(&context, version.data(), version.size());
        SHA256_Update(&context, timestamp.data(), timestamp.size());
        SHA256_Update(&context, ":", 1);
        return;
    }
    char* end = std::copy(version.begin(), version.end(), prefix.begin());
    end = std::copy(timestamp.begin(), timestamp.end(), end);
    *end++ = ':';
    SHA256_Update(&context, prefix.data(), static_cast<std::size_t>(end - prefix.data()));
}

/// What HMAC does last: the hash of one more block, the digest of the inner one and SHA-256's padding (FIPS
/// 180-4, 5.1). Always the same shape, so that it is written down instead of being found out for each request.
mac outer_hash(const hash_state& state, const mac& inner) noexcept {
    constexpr std::size_t bits = 8 * (block_size + std::tuple_size_v<mac>);
    key_block last{};
    std::copy(inner.begin(), inner.end(), last.begin());
    last[inner.size()] = 0x80;
    last[block_size - 2] = static_cast<unsigned char>(bits >> 8U);
    last[block_size - 1] = static_cast<unsigned char>(bits & 0xFFU);
    SHA256_CTX context;
    resume(context, state);
    SHA256_Update(&context, last.data(), last.size());
    mac result;
    for (std::size_t word = 0; word < state.size(); ++word) {
        const std::uint32_t big_endian = htobe32(context.h[word]);
        std::memcpy(result.data() + sizeof big_endian * word, &big_endian, sizeof big_endian);
    }
    return result;
}

char hex_digit(unsigned nibble) noexcept {
    return static_cast<char>(nibble < 10 ? '0' + nibble : 'a' + (nibble - 10));
}

/// The value of a lower-case hex digit; above 15 for anything else. Without branches or tables.
std::uint8_t nibble_of(char digit) noexcept {
    const auto octet = static_cast<std::uint8_t>(digit);
    const auto number = static_cast<std::uint8_t>(octet - '0');
    const auto letter = static_cast<std::uint8_t>(octet - 'a');
    const auto number_mask = static_cast<std::uint8_t>(-static_cast<int>(number < 10));
    const auto letter_mask = static_cast<std::uint8_t>(-static_cast<int>(letter < 6));
    const auto neither = static_cast<std::uint8_t>(~(number_mask | letter_mask) & 0x80);
    return static_cast<std::uint8_t>((number & number_mask) | ((letter + 10) & letter_mask) | neither);
}

std::optional<mac> mac_of(std::string_view signature) noexcept {
    if (signature.size() != signature_size || !signature.starts_with(signature_version)) {
        return std::nullopt;
    }
    signature.remove_prefix(signature_version.size());
    mac octets{};
    std::uint8_t seen = 0;  // octets throughout, so that the compiler can do sixteen at a time
    for (std::size_t at = 0; at < octets.size(); ++at) {
        const std::uint8_t high = nibble_of(signature[2 * at]);
        const std::uint8_t low = nibble_of(signature[2 * at + 1]);
        seen = static_cast<std::uint8_t>(seen | high | low);
        octets[at] = static_cast<std::uint8_t>(high << 4U | low);
    }
    return seen < 16 ? std::optional<mac>(octets) : std::nullopt;
}

/// Plain digits, all of the text, no zero in front, no overflow.
std::optional<std::int64_t> seconds_of(std::string_view timestamp) noexcept {
    if (timestamp.size() > longest_timestamp || (timestamp.size() > 1 && timestamp.front() == '0')) {
        return std::nullopt;
    }
    std::uint64_t seconds = 0;
    for (const char digit : timestamp) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        seconds = 10 * seconds + static_cast<std::uint64_t>(digit - '0');
    }
    constexpr auto latest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return seconds <= latest ? std::optional(static_cast<std::int64_t>(seconds)) : std::nullopt;
}

/// The age, judged; differences are unsigned, because that of two signed times may overflow.
verification::reason judge_age(std::int64_t signed_at, std::int64_t now, std::chrono::seconds tolerance) noexcept {
    const auto allowed = static_cast<std::uint64_t>(std::max<std::int64_t>(tolerance.count(), 0));
    const auto then = static_cast<std::uint64_t>(signed_at);
    const auto today = static_cast<std::uint64_t>(now);
    if (signed_at > now) {
        return then - today > allowed ? verification::reason::future : verification::reason::genuine;
    }
    return today - then > allowed ? verification::reason::stale : verification::reason::genuine;
}

/// Whether both are equal, in a time that does not depend on where they differ. What CRYPTO_memcmp does, eight octets
/// at a time: it takes longer than all the rest of a verification but the hashing.
bool equal(const mac& left, const mac& right) noexcept {
    std::uint64_t difference = 0;
    for (std::size_t at = 0; at < left.size(); at += sizeof difference) {
        std::uint64_t one = 0;
        std::uint64_t other = 0;
        std::memcpy(&one, left.data() + at, sizeof one);
        std::memcpy(&other, right.data() + at, sizeof other);
        difference |= one ^ other;
        asm volatile("" : "+r"(difference));  // the compiler must not know when it could stop
    }
    return difference == 0;
}

/// Tries every secret, also after one fits: how long it takes says nothing about which.
verification find_signer(std::span<const signing_secret> secrets, std::string_view timestamp,
                         std::chrono::sys_seconds signed_at, std::string_view body, const mac& received) noexcept {
    verification found(verification::reason::mismatch);
    for (std::size_t index = 0; index < secrets.size(); ++index) {
        const mac expected = secrets[index].compute(timestamp, body);
        if (equal(expected, received) && !found) {
            found = verification(verification::reason::genuine, index, signed_at);
        }
    }
    return found;
}

}  // namespace

std::string_view to_string(verification::reason why) noexcept {
    constexpr std::string_view words[] = {"genuine", "missing",  "malformed", "stale",
                                          "future",  "mismatch", "no secret"};
    const auto index = static_cast<std::size_t>(why);
    return index < std::size(words) ? words[index] : "unknown";
}

signing_secret::signing_secret(std::string_view text) {
    if (text.empty()) {
        throw error(errc::invalid_secret,
                    "the signing secret is empty: set the one that Frame.io showed when the webhook "
                    "or the action was created");
    }
    key_block key = key_of(text);
    inner_ = state_after(key, 0x36);
    outer_ = state_after(key, 0x5c);
    OPENSSL_cleanse(key.data(), key.size());
}

signing_secret::~signing_secret() {
    OPENSSL_cleanse(inner_.data(), sizeof inner_);
    OPENSSL_cleanse(outer_.data(), sizeof outer_);
}

mac signing_secret::compute(std::string_view timestamp, std::string_view body) const noexcept {
    SHA256_CTX context;
    mac digest;
    resume(context, inner_);
    append_prefix(context, timestamp);
    SHA256_Update(&context, body.data(), body.size());
    SHA256_Final(digest.data(), &context);
    return outer_hash(outer_, digest);
}

std::string signing_secret::sign(std::chrono::sys_seconds timestamp, std::string_view body) const {
    std::string signature(signature_version);
    signature.reserve(signature_size);
    for (const std::uint8_t octet : compute(std::to_string(timestamp.time_since_epoch().count()), body)) {
        signature += hex_digit(octet >> 4U);
        signature += hex_digit(octet & 0xFU);
    }
    return signature;
}

bool operator==(const signing_secret& left, const signing_secret& right) noexcept {
    const int inner = CRYPTO_memcmp(left.inner_.data(), right.inner_.data(), sizeof left.inner_);
    const int outer = CRYPTO_memcmp(left.outer_.data(), right.outer_.data(), sizeof left.outer_);
    return (inner | outer) == 0;
}

std::string sign(std::string_view secret, std::chrono::sys_seconds timestamp, std::string_view body) {
    return signing_secret(secret).sign(timestamp, body);
}

verification verify(std::span<const signing_secret> secrets, std::string_view timestamp, std::string_view body,
                    std::string_view signature, std::chrono::system_clock::time_point now,
                    std::chrono::seconds tolerance) noexcept {
    if (timestamp.empty() || signature.empty()) {
        return verification::reason::missing;
    }
    const auto signed_at = seconds_of(timestamp);
    const auto received = mac_of(signature);
    if (!signed_at || !received) {
        return verification::reason::malformed;
    }
    const auto today = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    if (const auto age = judge_age(*signed_at, today, tolerance); age != verification::reason::genuine) {
        return age;
    }
    if (secrets.empty()) {
        return verification::reason::no_secret;
    }
    const std::chrono::sys_seconds time{std::chrono::seconds(*signed_at)};
    return find_signer(secrets, timestamp, time, body, *received);
}

verification verify(std::string_view secret, std::string_view timestamp, std::string_view body,
                    std::string_view signature, std::chrono::system_clock::time_point now,
                    std::chrono::seconds tolerance) {
    if (secret.empty()) {
        return verify(std::span<const signing_secret>(), timestamp, body, signature, now, tolerance);
    }
    const signing_secret prepared(secret);
    return verify({&prepared, 1}, timestamp, body, signature, now, tolerance);
}

}  // namespace frameio
