#pragma once

/// @file
/// Frame.io's request signature: `v0=` and the lower-case hex of HMAC-SHA256(secret, `"v0:" + timestamp + ":" + body`).
///
/// The body is the octets as they were received, never JSON that was parsed and written again. The secret is used as it
/// is, not decoded. Source: Frame.io developer guides, "Webhooks" and "Custom Actions", section on verifying requests.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace frameio {

/// The names of the two headers that a signed request carries, each exactly once.
inline constexpr std::string_view timestamp_header = "X-Frameio-Request-Timestamp";
inline constexpr std::string_view signature_header = "X-Frameio-Signature";

/// How far a request's timestamp may be from our clock, both ways. Frame.io's guide recommends five minutes.
inline constexpr std::chrono::seconds default_tolerance{300};

/// The outcome of a verification. Converts to `true` only for a genuine request.
///
/// The reason is for logs and tools. Never tell it to the peer: it would help a forger.
class verification {
public:
    enum class reason : std::uint8_t {
        genuine,
        missing,    ///< the timestamp or the signature is empty
        malformed,  ///< the timestamp is not plain digits, or the signature is not `v0=` and 64 lower-case hex digits
        stale,      ///< the timestamp is older than the tolerance
        future,     ///< the timestamp is ahead of our clock by more than the tolerance
        mismatch,   ///< no secret gives this signature: another secret, or an altered body or timestamp
        no_secret   ///< there was no secret to try
    };

    constexpr verification(reason why, std::size_t secret = 0,
                           std::chrono::sys_seconds timestamp = std::chrono::sys_seconds()) noexcept
        : secret_(secret), timestamp_(timestamp), why_(why) {}

    constexpr operator bool() const noexcept {
        return why_ == reason::genuine;
    }
    constexpr reason why() const noexcept {
        return why_;
    }
    /// Of a genuine request: the index of the secret that signed it.
    constexpr std::size_t secret() const noexcept {
        return secret_;
    }
    /// Of a genuine request: the time that was signed.
    constexpr std::chrono::sys_seconds timestamp() const noexcept {
        return timestamp_;
    }

private:
    std::size_t secret_;
    std::chrono::sys_seconds timestamp_;
    reason why_;
};

/// A word for the reason: "genuine", "missing", "malformed", "stale", "future", "mismatch", "no secret".
std::string_view to_string(verification::reason why) noexcept;

/// The raw 32 octets of an HMAC-SHA256.
using mac = std::array<std::uint8_t, 32>;

/// A signing secret, prepared: its key schedule is computed once, and the text of the secret is not kept.
///
/// Copyable. Its memory is wiped when it is destroyed. Thread safety: const members may be called from any thread.
class signing_secret {
public:
    /// @throws frameio::error (`errc::invalid_secret`) if `text` is empty: an empty key would verify forgeries.
    explicit signing_secret(std::string_view text);
    ~signing_secret();

    signing_secret(const signing_secret&) = default;
    signing_secret& operator=(const signing_secret&) = default;

    /// The HMAC over `"v0:" + timestamp + ":" + body`. `timestamp` is the header's text, literally.
    mac compute(std::string_view timestamp, std::string_view body) const noexcept;

    /// The value of the signature header for a request sent at `timestamp`.
    std::string sign(std::chrono::sys_seconds timestamp, std::string_view body) const;

    /// Whether both were made from the same text. Takes the same time wherever they differ.
    friend bool operator==(const signing_secret& left, const signing_secret& right) noexcept;

private:
    std::array<std::uint32_t, 8> inner_;
    std::array<std::uint32_t, 8> outer_;
};

/// The value of the signature header for a request with this secret, time and body.
/// @throws frameio::error (`errc::invalid_secret`) if the secret is empty.
std::string sign(std::string_view secret, std::chrono::sys_seconds timestamp, std::string_view body);

/// Whether a request is genuine: the headers' form, then the age, then the signature, in constant time over its digits.
///
/// @param timestamp the text of the timestamp header
/// @param body      the received octets
/// @param signature the text of the signature header
/// @param now       the time to measure the age against
/// @param tolerance the largest age, and the largest lead, that is accepted (inclusive)
verification verify(std::span<const signing_secret> secrets, std::string_view timestamp, std::string_view body,
                    std::string_view signature, std::chrono::system_clock::time_point now,
                    std::chrono::seconds tolerance = default_tolerance) noexcept;

/// The same with the text of one secret. An empty secret verifies nothing (`reason::no_secret`).
verification verify(std::string_view secret, std::string_view timestamp, std::string_view body,
                    std::string_view signature, std::chrono::system_clock::time_point now,
                    std::chrono::seconds tolerance = default_tolerance);

}  // namespace frameio
