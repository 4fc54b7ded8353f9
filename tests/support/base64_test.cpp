// Base64 in both alphabets, and escapes of URLs.

#include <boost/test/unit_test.hpp>

#include <string>

#include "support/base64.hpp"
#include "support/percent.hpp"
#include "support/pkce.hpp"
#include "support/random.hpp"

using frameio::decode_base64;
using frameio::encode_base64;
using frameio::encode_base64url;

BOOST_AUTO_TEST_SUITE(encodings)

// RFC 4648 §10.
BOOST_AUTO_TEST_CASE(the_examples_of_the_standard) {
    const std::pair<std::string, std::string> examples[] = {{"", ""},
                                                            {"f", "Zg=="},
                                                            {"fo", "Zm8="},
                                                            {"foo", "Zm9v"},
                                                            {"foob", "Zm9vYg=="},
                                                            {"fooba", "Zm9vYmE="},
                                                            {"foobar", "Zm9vYmFy"}};
    for (const auto& [octets, text] : examples) {
        BOOST_TEST(encode_base64(octets) == text);
        BOOST_TEST(decode_base64(text).value() == octets);
        BOOST_TEST(decode_base64(encode_base64url(octets)).value() == octets);
    }
}

BOOST_AUTO_TEST_CASE(the_alphabet_of_urls_needs_no_escapes) {
    BOOST_TEST(encode_base64("\xfb\xff\xfe") == "+//+");
    BOOST_TEST(encode_base64url("\xfb\xff\xfe") == "-__-");
    BOOST_TEST(decode_base64("-__-").value() == "\xfb\xff\xfe");
}

BOOST_AUTO_TEST_CASE(what_is_no_base64_is_not_guessed) {
    for (const char* const text : {"A", "Zg=", "Zg===", "Zm9v=", "Zm9vZg==Zm9v", "=", "====", "Zm 9v", "Zm9v\n",
                                   " Zm9v", "Zm9v.", "Zg==\xc3\xa4"}) {
        BOOST_TEST(!decode_base64(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(urls_are_escaped_and_back) {
    const std::string octets("a-._~Z/ ?\0\xff%", 12);
    BOOST_TEST(frameio::percent_encode(octets) == "a-._~Z%2F%20%3F%00%FF%25");
    BOOST_TEST(frameio::percent_encode("a/b", "/") == "a/b");
    BOOST_TEST((frameio::percent_decode(frameio::percent_encode(octets)) == octets));
    BOOST_TEST(frameio::percent_decode("a+b%2b%4G%") == "a+b+%4G%");
    BOOST_TEST(frameio::percent_decode("a+b", frameio::plus::is_space) == "a b");
}

// RFC 7636, appendix B.
BOOST_AUTO_TEST_CASE(a_challenge_is_that_of_the_standard) {
    BOOST_TEST(frameio::challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
               "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

BOOST_AUTO_TEST_CASE(random_tokens_differ) {
    const std::string one = frameio::random_token();
    BOOST_TEST(one.size() == 43U);
    BOOST_TEST(one != frameio::random_token());
    BOOST_TEST(frameio::same_secret(one, one));
    BOOST_TEST(!frameio::same_secret(one, one.substr(1)));
    BOOST_TEST(!frameio::same_secret(one, frameio::random_token()));
    BOOST_TEST(frameio::same_secret("", ""));
}

BOOST_AUTO_TEST_SUITE_END()
