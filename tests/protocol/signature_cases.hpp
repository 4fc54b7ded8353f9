#pragma once

#include <frameio/signature.hpp>

#include <chrono>
#include <string>
#include <string_view>

/// The worked example of Frame.io's legacy documentation, and what the tests of signatures share.
namespace signature_cases {

inline constexpr std::string_view secret = "yxSE59T0gtZOFZxw6UhLwTkhd2m8ntNSdSWnApQ0xOnMEzSoXbD8sGFP4bzb7MbS";
inline constexpr std::string_view timestamp = "1604004499";
inline constexpr std::string_view body =
    R"({"project":{"id":"f348e9f4-f142-42f9-b3bf-478d93f0feb4"},"resource":{"id":"6aad9151-c216-4d6f-b5e9-530df551a426",)"
    R"("type":"asset"},"team":{"id":"aa891687-4b1e-4150-9b6d-9e4911c5b436"},"type":"asset.label.updated",)"
    R"("user":{"id":"59c9ade1-311b-4c3b-8231-b9d88e9a1a85"}})";
inline constexpr std::string_view signature = "v0=a77ce6856e609c884575c2fd211d07a9ad1c3f72e19c06ff710e8f086ffca883";
inline constexpr std::chrono::sys_seconds signed_at{std::chrono::seconds(1604004499)};

/// Counts one case, and reports an error if a verification gave another reason than `expected`.
void expect(frameio::verification::reason expected, const frameio::verification& got, const std::string& what);

/// Counts one case that was checked by other means.
void count();

/// Verifies with the example's secret.
frameio::verification check(std::string_view at, std::string_view text, std::string_view given,
                            std::chrono::system_clock::time_point now = signed_at);

std::string hex(std::string_view octets);

/// The signature as OpenSSL's one-shot HMAC makes it.
std::string reference(std::string_view key, std::string_view at, std::string_view text);

/// Prints how many cases there were.
struct counted {
    ~counted();
};

}  // namespace signature_cases
