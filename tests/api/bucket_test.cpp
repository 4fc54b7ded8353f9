// How many calls a rate limit lets through, and what answers say about it.

#include <boost/test/unit_test.hpp>

#include "api/bucket.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

using namespace std::chrono_literals;
using frameio::api::bucket;
using frameio::api::pace;
using frameio::api::rate_limit;

namespace {

using milliseconds = std::chrono::milliseconds;

struct counted {
    bucket::time now{24h};
    bucket tokens{pace{3, 1000ms}};

    bool take() {
        return !tokens.take(now);
    }
    /// How many are let through at once.
    int take_all() {
        int count = 0;
        while (count < 1000 && take()) {
            ++count;
        }
        return count;
    }
    /// How long it wants to be left alone, in milliseconds.
    std::int64_t left() {
        const auto when = tokens.take(now);
        return when ? std::chrono::duration_cast<milliseconds>(*when - now).count() : 0;
    }
    void learn(std::int64_t limit, std::int64_t remaining, milliseconds window) {
        rate_limit said;
        said.limit = limit;
        said.remaining = remaining;
        said.window = window;
        tokens.learn(said, now);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(buckets, counted)

BOOST_AUTO_TEST_CASE(a_token_comes_back_one_window_after_it_was_spent) {
    BOOST_TEST(take());
    now += 400ms;
    BOOST_TEST(take_all() == 2);
    BOOST_TEST(left() == 600);
    now += 599ms;
    BOOST_TEST(!take());
    now += 1ms;
    BOOST_TEST(take_all() == 1);
    BOOST_TEST(left() == 400);
}

BOOST_AUTO_TEST_CASE(no_window_wherever_it_begins_has_more_calls_than_allowed) {
    std::mt19937 random(20261122);
    bucket some{pace{7, 1000ms}};
    std::vector<bucket::time> spent;
    for (int i = 0; i < 20'000; ++i) {
        now += milliseconds(random() % 60);
        if (!some.take(now)) {
            spent.push_back(now);
        }
    }
    BOOST_TEST(spent.size() > 1'000U);
    for (std::size_t i = 7; i < spent.size(); ++i) {
        BOOST_TEST_REQUIRE((spent[i] - spent[i - 7] >= 1000ms));
    }
}

BOOST_AUTO_TEST_CASE(one_who_comes_when_told_to_is_let_in) {
    bucket some{pace{7, 1000ms}};
    for (int i = 0; i < 1'000; ++i) {
        if (const auto when = some.take(now)) {
            BOOST_TEST_REQUIRE((*when > now));
            now = *when;
            BOOST_TEST_REQUIRE(!some.take(now).has_value());
        }
    }
    BOOST_TEST((now == bucket::time(24h) + 1000ms * (999 / 7)));
}

BOOST_AUTO_TEST_CASE(an_unknown_rate_is_no_limit) {
    bucket some{pace()};
    for (int i = 0; i < 10'000; ++i) {
        BOOST_TEST_REQUIRE(!some.take(now).has_value());
    }
    BOOST_TEST(some.is_full(now));
}

BOOST_AUTO_TEST_CASE(an_answer_lowers_the_limit) {
    BOOST_TEST(take());
    learn(2, 1, 1000ms);
    BOOST_TEST(take_all() == 1);
    now += 1000ms;
    BOOST_TEST(take_all() == 2);
}

BOOST_AUTO_TEST_CASE(a_limit_below_what_is_out_lets_nobody_in_until_enough_has_come_back) {
    BOOST_TEST(take());
    now += 100ms;
    BOOST_TEST(take());
    now += 100ms;
    BOOST_TEST(take());
    learn(1, 0, 1000ms);
    BOOST_TEST(left() == 1000);
    now += 999ms;
    BOOST_TEST(!take());
    now += 1ms;
    BOOST_TEST(take_all() == 1);
}

BOOST_AUTO_TEST_CASE(an_answer_raises_the_limit) {
    BOOST_TEST(take_all() == 3);
    learn(5, 2, 1000ms);
    BOOST_TEST(take_all() == 2);
}

BOOST_AUTO_TEST_CASE(an_answer_gives_an_unknown_rate_a_limit) {
    tokens = bucket(pace());
    BOOST_TEST(take());
    learn(10, 9, 60'000ms);
    BOOST_TEST(take_all() == 9);
    BOOST_TEST(left() == 60'000);
}

BOOST_AUTO_TEST_CASE(what_others_spend_counts) {
    BOOST_TEST(take());
    learn(3, 0, 1000ms);
    BOOST_TEST(left() == 1000);
}

BOOST_AUTO_TEST_CASE(calls_under_way_are_not_given_back) {
    BOOST_TEST(take_all() == 3);
    learn(3, 2, 1000ms);  // the answer to the first, which knows nothing of the others
    BOOST_TEST(!take());
}

BOOST_AUTO_TEST_CASE(an_answer_changes_the_window) {
    BOOST_TEST(take_all() == 3);
    learn(3, 0, 60'000ms);
    BOOST_TEST(left() == 60'000);
    learn(3, 0, 500ms);
    BOOST_TEST(left() == 500);
}

BOOST_AUTO_TEST_CASE(nonsense_in_an_answer_is_ignored) {
    learn(0, 0, 1000ms);
    learn(-3, 0, 1000ms);
    learn(3, -1, 1000ms);
    learn(3, 0, 0ms);
    learn(3, 0, -1ms);
    learn(std::int64_t{1} << 40, 0, 1000ms);
    learn(3, 0, milliseconds::max());
    BOOST_TEST(take_all() == 3);
    learn(3, 1'000'000, 1000ms);  // more left than there are
    BOOST_TEST(!take());
}

BOOST_AUTO_TEST_CASE(a_refusal_closes_it_until_then) {
    tokens.close(now + 5s);
    BOOST_TEST(left() == 5'000);
    tokens.close(now + 2s);  // another one that asks for less
    BOOST_TEST(left() == 5'000);
    BOOST_TEST(!tokens.is_full(now));
    now += 5s;
    BOOST_TEST(take_all() == 3);
}

BOOST_AUTO_TEST_CASE(an_unknown_rate_is_closed_as_well) {
    tokens = bucket(pace());
    tokens.close(now + 5s);
    BOOST_TEST(left() == 5'000);
}

BOOST_AUTO_TEST_SUITE_END()
