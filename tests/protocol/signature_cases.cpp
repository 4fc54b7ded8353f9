#include "signature_cases.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <boost/test/unit_test.hpp>

namespace signature_cases {

namespace {

int cases = 0;

}  // namespace

void expect(frameio::verification::reason expected, const frameio::verification& got, const std::string& what) {
    count();
    if (got.why() != expected || bool(got) != (expected == frameio::verification::reason::genuine)) {
        BOOST_ERROR(what << ": expected " << to_string(expected) << ", got " << to_string(got.why()));
    }
}

void count() {
    ++cases;
}

counted::~counted() {
    BOOST_TEST_MESSAGE("signature: " << cases << " cases so far");
}

frameio::verification check(std::string_view at, std::string_view text, std::string_view given,
                            std::chrono::system_clock::time_point now) {
    return frameio::verify(secret, at, text, given, now);
}

std::string hex(std::string_view octets) {
    std::string text;
    for (const char octet : octets) {
        text += "0123456789abcdef"[static_cast<unsigned char>(octet) >> 4U];
        text += "0123456789abcdef"[static_cast<unsigned char>(octet) & 0xFU];
    }
    return text;
}

/// The signature as OpenSSL's one-shot HMAC makes it.
std::string reference(std::string_view key, std::string_view at, std::string_view text) {
    const std::string signed_text = "v0:" + std::string(at) + ':' + std::string(text);
    unsigned char octets[32];
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), octets, &size);
    return "v0=" + hex({reinterpret_cast<const char*>(octets), size});
}

}  // namespace signature_cases
