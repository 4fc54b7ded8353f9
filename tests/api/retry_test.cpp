// When a call that failed is made again.

#include <boost/test/unit_test.hpp>

#include "api/retry.hpp"

#include <chrono>
#include <limits>
#include <optional>
#include <string>

#include "api/operation.hpp"

using namespace std::chrono_literals;
using frameio::api::failure;
using frameio::api::may_repeat;
using frameio::api::operation;
using frameio::api::parse_retry_after;
using frameio::api::repetition;
using frameio::api::retry_plan;
using frameio::api::retry_policy;

namespace {

using milliseconds = std::chrono::milliseconds;
constexpr std::int64_t never = -1;

struct planned {
    frameio::clock::steady_time now{24h};
    retry_policy policy;
    std::optional<frameio::clock::steady_time> deadline;
    bool repeatable = true;
    std::optional<retry_plan> made;

    retry_plan& plan() {
        if (!made) {
            made.emplace(policy, now, deadline, repeatable);
        }
        return *made;
    }
    /// The wait before the next attempt in milliseconds, or `never`.
    std::int64_t wait(failure what, double chance = 0.0, std::optional<milliseconds> asked = std::nullopt) {
        plan().attempt();
        const auto at = plan().next(what, now, asked, chance);
        return at ? std::chrono::duration_cast<milliseconds>(*at - now).count() : never;
    }
};

const frameio::clock::wall_time the_time = std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 37s;

std::int64_t asked_by(std::string_view value) {
    const auto time = parse_retry_after(value, the_time);
    return time ? time->count() : never;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(retry, planned)

BOOST_AUTO_TEST_CASE(waits_double_up_to_the_longest) {
    policy.attempts = 20;
    policy.patience = 24h;
    for (const std::int64_t expected : {250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000}) {
        BOOST_TEST(wait(failure::in_doubt, 0.5) == expected);
    }
}

BOOST_AUTO_TEST_CASE(chance_spreads_a_wait_from_nothing_to_all_of_it) {
    policy.first_wait = 1000ms;
    for (const auto& [chance, expected] : {std::pair(0.0, 0), std::pair(0.25, 250), std::pair(0.999, 999)}) {
        made.reset();
        BOOST_TEST(wait(failure::not_sent, chance) == expected);
    }
}

BOOST_AUTO_TEST_CASE(there_are_as_many_attempts_as_the_policy_has) {
    policy.attempts = 3;
    BOOST_TEST(wait(failure::in_doubt) == 0);
    BOOST_TEST(wait(failure::not_sent) == 0);
    BOOST_TEST(wait(failure::in_doubt) == never);
    BOOST_TEST(plan().attempts() == 3U);
}

BOOST_AUTO_TEST_CASE(one_attempt_is_no_repetition) {
    policy.attempts = 1;
    BOOST_TEST(wait(failure::not_sent) == never);
}

BOOST_AUTO_TEST_CASE(a_rate_limit_is_not_counted_as_an_attempt) {
    policy.attempts = 2;
    for (int i = 0; i < 50; ++i) {
        BOOST_TEST(wait(failure::limited) == 1000);
    }
    BOOST_TEST(wait(failure::in_doubt) == 0);
    BOOST_TEST(wait(failure::limited) == 1000);
    BOOST_TEST(wait(failure::in_doubt) == never);
}

BOOST_AUTO_TEST_CASE(after_a_rate_limit_at_least_a_second_passes_and_then_longer) {
    for (const std::int64_t expected : {1250, 1500, 2000, 3000}) {
        BOOST_TEST(wait(failure::limited, 0.5) == expected);
    }
}

BOOST_AUTO_TEST_CASE(what_the_platform_asks_for_counts_instead) {
    BOOST_TEST(wait(failure::limited, 0.0, 7s) == 7000);
    BOOST_TEST(wait(failure::in_doubt, 0.0, 3s) == 3000);
    BOOST_TEST(wait(failure::in_doubt, 0.5, 3s) == 3250);  // those who were refused together do not come back together
    BOOST_TEST(wait(failure::in_doubt, 0.0, 0s) == 0);
}

BOOST_AUTO_TEST_CASE(a_rate_limit_that_asks_for_nothing_is_not_answered_at_once) {
    for (const std::int64_t expected : {1250, 1500, 2000}) {
        BOOST_TEST(wait(failure::limited, 0.5, 0s) == expected);
    }
}

BOOST_AUTO_TEST_CASE(what_the_platform_asks_for_has_a_cap) {
    BOOST_TEST(wait(failure::limited, 0.0, 1h) == 120'000);
    policy.longest_asked = 5s;
    made.reset();
    BOOST_TEST(wait(failure::limited, 0.0, 1h) == 5'000);
}

BOOST_AUTO_TEST_CASE(what_must_not_happen_twice_is_repeated_only_if_it_did_not_happen) {
    repeatable = false;
    BOOST_TEST(wait(failure::not_sent) == 0);
    BOOST_TEST(wait(failure::limited) == 1000);
    BOOST_TEST(wait(failure::in_doubt) == never);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_final) {
    BOOST_TEST(wait(failure::refused) == never);
    BOOST_TEST(wait(failure::refused, 0.0, 1s) == never);
}

BOOST_AUTO_TEST_CASE(no_attempt_begins_beyond_the_patience) {
    policy.patience = 10s;
    BOOST_TEST(wait(failure::limited, 0.0, 10s) == 10'000);
    BOOST_TEST(wait(failure::limited, 0.0, 10001ms) == never);
    now += 9500ms;
    BOOST_TEST(wait(failure::limited) == never);
    BOOST_TEST(wait(failure::not_sent) == 0);
    BOOST_TEST(!plan().ends_by_deadline());
}

BOOST_AUTO_TEST_CASE(no_attempt_begins_beyond_the_deadline) {
    deadline = now + 5s;
    BOOST_TEST(wait(failure::limited, 0.0, 4999ms) == 4'999);
    BOOST_TEST(wait(failure::limited, 0.0, 5s) == never);
    BOOST_TEST(!plan().is_late(now + 4999ms));
    BOOST_TEST(plan().is_late(now + 5s));
    BOOST_TEST(plan().ends_by_deadline());
    BOOST_TEST((plan().latest() == now + 5s));
}

BOOST_AUTO_TEST_CASE(a_deadline_beyond_the_patience_does_not_stretch_it) {
    deadline = now + 1h;
    BOOST_TEST((plan().latest() == now + 5min));
    BOOST_TEST(!plan().ends_by_deadline());
}

BOOST_AUTO_TEST_CASE(patience_may_be_endless) {
    policy.patience = milliseconds::max();
    policy.longest_asked = milliseconds::max();
    policy.longest_wait = milliseconds::max();
    BOOST_TEST((plan().latest() > now + 24h * 365));
    BOOST_TEST(wait(failure::limited, 0.0, 1h) == 3'600'000);
    BOOST_TEST(wait(failure::limited, 0.0, parse_retry_after("99999999999999999999", the_time)) != 0);
}

BOOST_AUTO_TEST_CASE(what_may_be_repeated_goes_by_the_method) {
    const auto repeats = [](std::string_view method, std::string_view name = "x.y") {
        return may_repeat(operation{name, method, "/", 0, 0}, repetition::by_method);
    };
    for (const char* method : {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        BOOST_TEST(repeats(method), method);
    }
    BOOST_TEST(!repeats("POST"));
    BOOST_TEST(repeats("POST", "search.search"));
    // What nobody knows may do anything.
    BOOST_TEST(!repeats("post"));
    BOOST_TEST(!repeats("LOCK"));
}

BOOST_AUTO_TEST_CASE(the_caller_may_know_better) {
    const operation post{"x.y", "POST", "/", 0, 0};
    const operation get{"x.y", "GET", "/", 0, 0};
    BOOST_TEST(may_repeat(post, repetition::always));
    BOOST_TEST(!may_repeat(get, repetition::never));
}

BOOST_AUTO_TEST_CASE(retry_after_may_be_in_seconds) {
    BOOST_TEST(asked_by("0") == 0);
    BOOST_TEST(asked_by("7") == 7'000);
    BOOST_TEST(asked_by(" 7\t") == 7'000);
    BOOST_TEST(asked_by("007") == 7'000);
    BOOST_TEST(asked_by("86400") == 86'400'000);
    BOOST_TEST(asked_by("2147483648") >= 86'400'000);
    BOOST_TEST(asked_by(std::string(400, '9')) >= 86'400'000);
}

BOOST_AUTO_TEST_CASE(retry_after_may_be_a_date) {
    BOOST_TEST(asked_by("Sun, 06 Nov 1994 08:49:37 GMT") == 0);
    BOOST_TEST(asked_by("Sun, 06 Nov 1994 08:49:47 GMT") == 10'000);
    BOOST_TEST(asked_by("Mon, 07 Nov 1994 08:49:37 GMT") == 86'400'000);
    BOOST_TEST(asked_by("Sun, 06 Nov 1994 08:49:27 GMT") == 0);  // past
    BOOST_TEST(asked_by("Thu, 01 Jan 1970 00:00:00 GMT") == 0);
    BOOST_TEST(asked_by("Sun, 06 Nov 1994 08:49:60 GMT") == 23'000);  // a leap second
    BOOST_TEST(asked_by("Mon, 31 Dec 2040 23:59:59 GMT") > 86'400'000);
}

BOOST_AUTO_TEST_CASE(a_date_beyond_what_a_clock_counts_is_a_long_time) {
    BOOST_TEST(asked_by("Fri, 31 Dec 9999 23:59:59 GMT") > 86'400'000);
    BOOST_TEST(asked_by("Sat, 01 Jan 0001 00:00:00 GMT") == 0);
}

BOOST_AUTO_TEST_CASE(retry_after_may_be_nonsense) {
    for (const char* value : {"",
                              " ",
                              "-1",
                              "+1",
                              "1.5",
                              "1s",
                              "soon",
                              "0x10",
                              "1 2",
                              "Sunday, 06-Nov-94 08:49:37 GMT",
                              "Sun Nov  6 08:49:37 1994",
                              "Sun, 06 Nov 1994 08:49:37 UTC",
                              "Sun, 06 Nov 1994 24:00:00 GMT",
                              "Sun, 06 Nov 1994 08:60:00 GMT",
                              "Sun, 31 Feb 1994 08:49:37 GMT",
                              "Sun, 06 Non 1994 08:49:37 GMT",
                              "Sun, -6 Nov 1994 08:49:37 GMT",
                              "Sun, 06 Nov 1994 08x49x37 GMT",
                              "Sun, 06-Nov-1994 08:49:37 GMT",
                              "Sun, 06 Nov 1994 08:49:37 GMT.",
                              "06 Nov 1994 08:49:37 GMT",
                              "2030-01-01T00:00:00Z"}) {
        BOOST_TEST_CONTEXT(value) {
            BOOST_TEST(asked_by(value) == never);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
