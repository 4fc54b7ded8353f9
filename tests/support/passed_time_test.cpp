// The time that has really passed, whatever the clock of the machine is set to.

#include <boost/test/unit_test.hpp>

#include <frameio/clock.hpp>

#include <chrono>

#include "support/passed_time.hpp"

using namespace std::chrono_literals;
using frameio::manual_clock;
using frameio::passed_time;

namespace {

struct told {
    manual_clock clock;
    const manual_clock::wall_time begin = clock.now();
    passed_time time{clock};

    /// How much has passed.
    std::chrono::seconds passed() {
        return std::chrono::duration_cast<std::chrono::seconds>(time.now() - begin);
    }
};

constexpr std::chrono::hours a_year = 365 * 24h;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(passed_times, told)

BOOST_AUTO_TEST_CASE(go_with_the_clock) {
    clock.advance(10min);
    BOOST_TEST((passed() == 10min));
    clock.advance(a_year);
    BOOST_TEST((passed() == a_year + 10min));
    BOOST_TEST(!time.was_set_back());
}

BOOST_AUTO_TEST_CASE(do_not_jump_forward_with_it_for_a_day) {
    clock.set_wall(begin + a_year);
    BOOST_TEST((passed() == 0s));
    clock.advance(23h);
    BOOST_TEST((passed() == 23h));
    clock.advance(1h);
    BOOST_TEST((passed() == a_year + 24h));
    BOOST_TEST(!time.was_set_back());
}

BOOST_AUTO_TEST_CASE(forget_a_jump_that_is_taken_back) {
    for (int i = 0; i < 3; ++i) {
        clock.set_wall(clock.now() + a_year);
        BOOST_TEST((passed() == i * 12h));
        clock.set_wall(clock.now() - a_year);
        BOOST_TEST((passed() == i * 12h));
        BOOST_TEST(!time.was_set_back());  // nobody has asked in between
        clock.advance(12h);
    }
}

BOOST_AUTO_TEST_CASE(follow_a_clock_that_is_set_back_at_once) {
    clock.set_wall(begin - a_year);
    BOOST_TEST((passed() == -a_year));
    BOOST_TEST(time.was_set_back());
    BOOST_TEST(!time.was_set_back());
}

BOOST_AUTO_TEST_CASE(follow_one_that_is_kept_right_from_elsewhere) {
    for (int i = 1; i <= 60; ++i) {
        clock.set_wall(clock.now() + 1s);
        BOOST_TEST((passed() == i * 1s));
    }
}

BOOST_AUTO_TEST_SUITE_END()
