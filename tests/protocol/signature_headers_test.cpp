#include "signature_cases.hpp"

#include <frameio/signature.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>

using reason = frameio::verification::reason;
using namespace signature_cases;
using namespace std::chrono_literals;
using namespace std::string_literals;
using namespace std::string_view_literals;

BOOST_FIXTURE_TEST_SUITE(signatures, counted)

BOOST_AUTO_TEST_CASE(missing_headers_come_before_everything_else) {
    expect(reason::missing, check("", body, signature), "no timestamp");
    expect(reason::missing, check(timestamp, body, ""), "no signature");
    expect(reason::missing, check("", body, ""), "neither");
    expect(reason::missing, check("", body, "nonsense"), "no timestamp, malformed signature");
    expect(reason::missing, check("nonsense", body, ""), "malformed timestamp, no signature");
    expect(reason::missing, frameio::verify(""sv, "", body, signature, signed_at), "no timestamp, no secret");
}

BOOST_AUTO_TEST_CASE(timestamps_are_plain_digits) {
    const std::string_view malformed[] = {"+1604004499"sv,
                                          "-1604004499"sv,
                                          " 1604004499"sv,
                                          "1604004499 "sv,
                                          "\t1604004499"sv,
                                          "1604004499\n"sv,
                                          "1604004499."sv,
                                          "1604004499.0"sv,
                                          "1.604004499e9"sv,
                                          "0x5f9b2ad3"sv,
                                          "01604004499"sv,
                                          "001"sv,
                                          "00"sv,
                                          "-0"sv,
                                          "-1"sv,
                                          "+0"sv,
                                          "a"sv,
                                          "1604004499a"sv,
                                          "a1604004499"sv,
                                          "16040 04499"sv,
                                          "1604004499,"sv,
                                          "1,604,004,499"sv,
                                          " "sv,
                                          "\0"sv,
                                          "1604004499\0"sv,
                                          "\xd9\xa1"sv,
                                          "1604004499;"sv,
                                          "v0"sv,
                                          "9223372036854775808"sv,
                                          "9999999999999999999"sv,
                                          "10000000000000000000"sv,
                                          "18446744073709551616"sv,
                                          "18446744075313556115"sv,  // the example's, modulo 2^64
                                          "100000000000000000000000000000001604004499"sv,
                                          "/"sv,
                                          ":"sv,
                                          "160400449/"sv,
                                          "160400449:"sv,
                                          "nan"sv,
                                          "\xff\xff"sv};
    for (const std::string_view at : malformed) {
        expect(reason::malformed, check(at, body, reference(secret, at, body)), "timestamp " + hex(at));
    }
}

BOOST_AUTO_TEST_CASE(timestamps_far_from_now_do_not_overflow) {
    const std::pair<std::string_view, reason> table[] = {{"0"sv, reason::stale},
                                                         {"1"sv, reason::stale},
                                                         {"9223372036854775807"sv, reason::future},
                                                         {"9223372036854775806"sv, reason::future},
                                                         {"1000000000000000000"sv, reason::future},
                                                         {"9223372035250771308"sv, reason::future}};
    for (const auto& [at, expected] : table) {
        const std::string good = reference(secret, at, body);
        expect(expected, check(at, body, good), "timestamp " + std::string(at));
        expect(at.size() < 2 ? reason::genuine : reason::future, check(at, body, good, {}), "at the epoch");
        expect(reason::future, check(at, body, good, std::chrono::sys_seconds(-301s)), "before the epoch");
        expect(reason::future, check(at, body, good, std::chrono::system_clock::time_point::min()),
               "first of all times");
        expect(at.size() < 2 ? reason::stale : reason::future,
               check(at, body, good, std::chrono::system_clock::time_point::max()), "last of all times");
    }
}

BOOST_AUTO_TEST_CASE(the_window_is_inclusive_on_both_sides) {
    const std::pair<std::chrono::seconds, reason> table[] = {
        {0s, reason::genuine},    {1s, reason::genuine},       {-1s, reason::genuine},    {299s, reason::genuine},
        {-299s, reason::genuine}, {300s, reason::genuine},     {-300s, reason::genuine},  {301s, reason::stale},
        {-301s, reason::future},  {302s, reason::stale},       {-302s, reason::future},   {499s, reason::stale},
        {-499s, reason::future},  {86400s, reason::stale},     {-86400s, reason::future}, {600s, reason::stale},
        {-600s, reason::future},  {3000000000s, reason::stale}};
    for (const auto& [age, expected] : table) {
        expect(expected, check(timestamp, body, signature, signed_at + age), "age " + std::to_string(age.count()));
    }
    expect(reason::genuine, check(timestamp, body, signature, signed_at + 300s + 999ms), "within the 300th second");
    expect(reason::future, check(timestamp, body, signature, signed_at - 300s - 1ms), "just before the window");
}

BOOST_AUTO_TEST_CASE(the_window_can_be_chosen) {
    const auto aged = [](std::chrono::seconds age, std::chrono::seconds tolerance) {
        return frameio::verify(secret, timestamp, body, signature, signed_at + age, tolerance);
    };
    expect(reason::genuine, aged(0s, 0s), "none, now");
    expect(reason::stale, aged(1s, 0s), "none, a second late");
    expect(reason::future, aged(-1s, 0s), "none, a second early");
    expect(reason::genuine, aged(0s, -5s), "negative is none");
    expect(reason::stale, aged(1s, -5s), "negative is none");
    expect(reason::genuine, aged(3600s, 3600s), "an hour, exactly");
    expect(reason::stale, aged(3601s, 3600s), "an hour, late");
    expect(reason::genuine, aged(1000000s, std::chrono::seconds::max()), "for ever");
    expect(reason::stale, aged(1000000s, std::chrono::seconds::min()), "never");
}

BOOST_AUTO_TEST_CASE(a_stale_forgery_is_called_stale) {
    const std::string forged = "v0=" + std::string(64, '0');
    expect(reason::mismatch, check(timestamp, body, forged), "fresh");
    expect(reason::stale, check(timestamp, body, forged, signed_at + 301s), "stale");
    expect(reason::future, check(timestamp, body, forged, signed_at - 301s), "future");
    expect(reason::malformed, check(timestamp, body, forged + '0', signed_at + 301s), "malformed and stale");
    expect(reason::malformed, check("1x", body, forged), "malformed timestamp");
}

BOOST_AUTO_TEST_CASE(signatures_have_one_form) {
    const std::string good(signature);
    const std::string digits = good.substr(3);
    const std::string upper = "v0=A77CE6856E609C884575C2FD211D07A9AD1C3F72E19C06FF710E8F086FFCA883";
    const std::string malformed[] = {digits,
                                     "v1=" + digits,
                                     "V0=" + digits,
                                     "v0:" + digits,
                                     "v0" + digits,
                                     "v=" + digits,
                                     "=" + digits,
                                     "0=" + digits,
                                     " " + good,
                                     good + " ",
                                     good + "\n",
                                     good + "\r\n",
                                     "\t" + good,
                                     good + "0",
                                     good + "00",
                                     "0" + good,
                                     "v0=" + good,
                                     good.substr(0, 66),
                                     good.substr(0, 65),
                                     good.substr(0, 35),
                                     good.substr(1),
                                     "v0=",
                                     "v0",
                                     "v",
                                     "x",
                                     upper,
                                     "v0= " + digits.substr(1),
                                     good.substr(0, 66) + " ",
                                     good.substr(0, 66) + "\0"s,
                                     "v0=0x" + digits.substr(2),
                                     good + "," + good,
                                     good + ", " + good,
                                     good + ";",
                                     "v0=" + std::string(64, 'g'),
                                     "v0=" + std::string(64, '\0'),
                                     "v0=" + std::string(64, '\xff'),
                                     "v0=" + std::string(64, ' '),
                                     "v0=" + std::string(64, '/'),
                                     "v0=" + std::string(64, ':'),
                                     "v0=" + std::string(64, '`'),
                                     "sha256=" + digits,
                                     "v00" + digits,
                                     "v0==" + digits.substr(1),
                                     "\"" + good + "\"",
                                     good + "\xc2\xa0",
                                     "v0=" + std::string(63, 'a'),
                                     "v0=" + std::string(65, 'a'),
                                     "v0=" + std::string(4096, 'a'),
                                     std::string(67, 'a'),
                                     std::string(67, '\0'),
                                     "v0\0"s + digits};
    for (const std::string& given : malformed) {
        expect(reason::malformed, check(timestamp, body, given), "signature " + given);
    }
}

BOOST_AUTO_TEST_CASE(reasons_have_words) {
    const std::pair<reason, std::string_view> table[] = {
        {reason::genuine, "genuine"},    {reason::missing, "missing"}, {reason::malformed, "malformed"},
        {reason::stale, "stale"},        {reason::future, "future"},   {reason::mismatch, "mismatch"},
        {reason::no_secret, "no secret"}};
    for (const auto& [why, word] : table) {
        BOOST_TEST(to_string(why) == word);
    }
}

BOOST_AUTO_TEST_SUITE_END()
