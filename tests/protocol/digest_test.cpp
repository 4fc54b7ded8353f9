#include "protocol/digest.hpp"

#include <openssl/evp.h>
#include <boost/test/unit_test.hpp>

#include <string>

namespace {

/// The length of a text as eight octets, in the machine's order, and the text.
std::string framed(std::string_view text) {
    const std::uint64_t size = text.size();
    return std::string(reinterpret_cast<const char*>(&size), sizeof size) + std::string(text);
}

std::array<std::uint8_t, 32> sha256(const std::string& text) {
    std::array<std::uint8_t, 32> digest{};
    BOOST_REQUIRE(EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
    return digest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(digests)

BOOST_AUTO_TEST_CASE(a_digest_is_that_of_the_texts_with_their_lengths) {
    BOOST_TEST((frameio::digest_of({}) == sha256("")));
    BOOST_TEST((frameio::digest_of({"a", "", "bc"}) == sha256(framed("a") + framed("") + framed("bc"))));
}

BOOST_AUTO_TEST_CASE(lists_that_join_to_the_same_text_differ) {
    BOOST_TEST((frameio::digest_of({"ab", "c"}) != frameio::digest_of({"a", "bc"})));
    BOOST_TEST((frameio::digest_of({"abc"}) != frameio::digest_of({"abc", ""})));
    BOOST_TEST((frameio::digest_of({"", "abc"}) != frameio::digest_of({"abc", ""})));
}

BOOST_AUTO_TEST_SUITE_END()
