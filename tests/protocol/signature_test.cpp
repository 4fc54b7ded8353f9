#include "signature_cases.hpp"

#include <frameio/error.hpp>
#include <frameio/signature.hpp>

#include <boost/test/unit_test.hpp>

#include <random>
#include <vector>

using frameio::signing_secret;
using frameio::verification;
using reason = frameio::verification::reason;
using namespace signature_cases;
using namespace std::chrono_literals;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

std::string random_octets(std::mt19937& random, std::size_t size) {
    std::string octets(size, '\0');
    for (char& octet : octets) {
        octet = static_cast<char>(random());
    }
    return octets;
}

std::string text_of(std::chrono::sys_seconds time) {
    return std::to_string(time.time_since_epoch().count());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(signatures, counted)

BOOST_AUTO_TEST_CASE(the_documentations_example_is_genuine) {
    expect(reason::genuine, check(timestamp, body, signature), "worked example");
    BOOST_TEST(frameio::sign(secret, signed_at, body) == signature);
    BOOST_TEST(signing_secret(secret).sign(signed_at, body) == signature);
}

BOOST_AUTO_TEST_CASE(computed_signatures_are_those_of_openssl) {
    std::mt19937 random(1);
    const std::size_t key_sizes[] = {1, 2, 20, 31, 32, 33, 55, 56, 63, 64, 65, 127, 128, 129, 131, 1000};
    const std::size_t body_sizes[] = {0,  1,  40, 41, 42,  49,  50,  51,  52,  55,
                                      56, 63, 64, 65, 100, 119, 120, 128, 315, 4096};
    for (const std::size_t key_size : key_sizes) {
        const std::string key = random_octets(random, key_size);
        const signing_secret prepared(key);
        for (const std::size_t body_size : body_sizes) {
            const std::string text = random_octets(random, body_size);
            const auto at = std::chrono::sys_seconds(std::chrono::seconds(random() % 2000000000U));
            const std::string expected = reference(key, text_of(at), text);
            BOOST_TEST(prepared.sign(at, text) == expected);
            expect(reason::genuine, frameio::verify({&prepared, 1}, text_of(at), text, expected, at),
                   "key of " + std::to_string(key_size) + ", body of " + std::to_string(body_size));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_mac_takes_any_timestamp_literally) {
    const signing_secret prepared(secret);
    for (const std::string_view at : {""sv, "0"sv, "1604004499"sv, "9999999999999999999"sv, "12345678901234567890"sv,
                                      "not a number at all, and quite a bit longer than one"sv, "\0:\xff"sv}) {
        const frameio::mac mac = prepared.compute(at, body);
        BOOST_TEST("v0=" + hex({reinterpret_cast<const char*>(mac.data()), mac.size()}) == reference(secret, at, body));
        count();
    }
}

BOOST_AUTO_TEST_CASE(secrets_of_every_length_and_octet_verify_only_themselves) {
    for (const std::size_t size : {1U, 63U, 64U, 65U, 1000U}) {
        for (const char filling : {'a', '\0', '\xff', '\x36', '\x5c'}) {
            const std::string text(size, filling);
            const std::string good = frameio::sign(text, signed_at, body);
            expect(reason::genuine, frameio::verify(text, timestamp, body, good, signed_at), "its own");
            expect(reason::mismatch, frameio::verify(text + 'x', timestamp, body, good, signed_at), "one octet more");
            std::string other = text;
            other.back() = static_cast<char>(other.back() ^ 1);
            expect(reason::mismatch, frameio::verify(other, timestamp, body, good, signed_at), "one bit changed");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_secret_of_more_than_a_block_counts_to_its_end) {
    const std::string long_secret(65, 's');
    BOOST_TEST(frameio::sign(long_secret, signed_at, body) != frameio::sign(long_secret.substr(1), signed_at, body));
    BOOST_TEST(frameio::sign(long_secret, signed_at, body) == reference(long_secret, timestamp, body));
}

BOOST_AUTO_TEST_CASE(every_octet_of_the_signature_is_checked) {
    for (std::size_t at = 0; at < signature.size(); ++at) {
        for (unsigned octet = 0; octet < 256; ++octet) {
            std::string altered(signature);
            altered[at] = static_cast<char>(octet);
            if (altered == signature) {
                continue;
            }
            const bool is_hex = "0123456789abcdef"sv.find(altered[at]) != std::string_view::npos;
            expect(is_hex && at >= 3 ? reason::mismatch : reason::malformed, check(timestamp, body, altered), altered);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_octet_of_the_body_and_the_timestamp_is_signed) {
    for (std::size_t at = 0; at < body.size(); ++at) {
        std::string altered(body);
        altered[at] = static_cast<char>(altered[at] ^ 1);
        expect(reason::mismatch, check(timestamp, altered, signature), "body, octet " + std::to_string(at));
    }
    const std::string whole(body);
    for (const std::string& other : {whole + '\n', whole + ' ', ' ' + whole, whole + '\0', whole.substr(1),
                                     whole + whole, whole.substr(0, whole.size() - 1), std::string()}) {
        expect(reason::mismatch, check(timestamp, other, signature), "another body");
    }
    for (const std::string_view other : {"1604004498", "1604004500", "1604004490", "1604004399"}) {
        expect(reason::mismatch, check(other, body, signature), "timestamp " + std::string(other));
    }
    expect(reason::mismatch, check("160400449", "9:" + whole, signature, std::chrono::sys_seconds(160400449s)),
           "a digit and a colon moved into the body");
}

BOOST_AUTO_TEST_CASE(bodies_are_octets) {
    for (const std::string& text :
         {""s, "\0"s, "\0\0"s, "a\0b"s, "\xff\xfe\x80"s, "\xc3\xa4"s, ":"s, "v0:"s, "\r\n"s}) {
        const std::string good = reference(secret, timestamp, text);
        expect(reason::genuine, check(timestamp, text, good), "body " + hex(text));
        expect(reason::mismatch, check(timestamp, text + '\0', good), "body and NUL " + hex(text));
    }
    expect(reason::genuine, check(timestamp, {}, reference(secret, timestamp, "")), "no body at all");
}

BOOST_AUTO_TEST_CASE(any_of_several_secrets_may_have_signed) {
    const std::vector<signing_secret> secrets{signing_secret("first"), signing_secret(secret), signing_secret("third"),
                                              signing_secret(secret)};
    const auto tried = [&](std::string_view given) {
        return frameio::verify(secrets, timestamp, body, given, signed_at);
    };
    const std::pair<std::string_view, std::size_t> table[] = {{"first", 0}, {secret, 1}, {"third", 2}};
    for (const auto& [signer, index] : table) {
        const verification got = tried(reference(signer, timestamp, body));
        expect(reason::genuine, got, "secret " + std::to_string(index));
        BOOST_TEST(got.secret() == index);
        BOOST_TEST((got.timestamp() == std::chrono::sys_seconds(std::chrono::seconds(1604004499))));
    }
    expect(reason::mismatch, tried(reference("fourth", timestamp, body)), "none of them");
    expect(reason::mismatch, frameio::verify({secrets.data(), 1}, timestamp, body, signature, signed_at),
           "only the first");
}

BOOST_AUTO_TEST_CASE(without_a_secret_nothing_is_genuine) {
    const std::string with_empty_key = reference("", timestamp, body);
    expect(reason::no_secret, frameio::verify(""sv, timestamp, body, with_empty_key, signed_at), "empty text");
    expect(reason::no_secret, frameio::verify(std::string_view(), timestamp, body, signature, signed_at), "no text");
    expect(reason::no_secret, frameio::verify(std::span<const signing_secret>(), timestamp, body, signature, signed_at),
           "no secrets");
    expect(reason::stale, frameio::verify(""sv, timestamp, body, signature, signed_at + 301s), "stale comes first");
    for (const auto& make : {+[] { signing_secret(""sv); }, +[] { frameio::sign("", signed_at, body); }}) {
        BOOST_CHECK_EXCEPTION(make(), frameio::error,
                              [](const auto& thrown) { return thrown.code() == frameio::errc::invalid_secret; });
    }
}

BOOST_AUTO_TEST_CASE(secrets_compare_by_their_text) {
    const signing_secret one(secret);
    const signing_secret same = one;
    signing_secret other("another");
    BOOST_TEST((one == same));
    BOOST_TEST((one == signing_secret(secret)));
    BOOST_TEST((one != other));
    other = one;
    BOOST_TEST((one == other));
    BOOST_TEST((signing_secret("a") != signing_secret("b")));
    BOOST_TEST((signing_secret("a") == signing_secret("a\0"s)));  // as HMAC has it: keys are filled up with zeros
}

BOOST_AUTO_TEST_CASE(signing_takes_any_time) {
    BOOST_TEST(frameio::sign(secret, std::chrono::sys_seconds(), body) == reference(secret, "0", body));
    BOOST_TEST(frameio::sign(secret, std::chrono::sys_seconds(-7s), body) == reference(secret, "-7", body));
}

BOOST_AUTO_TEST_SUITE_END()
