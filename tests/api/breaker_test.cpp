// When calls to a platform that fails are stopped, and when they go on.

#include <boost/test/unit_test.hpp>

#include "api/breaker.hpp"

#include <chrono>

using namespace std::chrono_literals;
using frameio::api::breaker;
using verdict = breaker::verdict;

namespace {

struct circuit {
    breaker::time now{24h};
    breaker one{3, 10s, 5s};

    bool passes() {
        return one.ask(now) == verdict::pass;
    }
    bool stops() {
        return one.ask(now) == verdict::stop;
    }
    bool probes() {
        return one.ask(now) == verdict::probe;
    }
    bool fail(verdict as = verdict::pass) {
        return one.failed(as, now);
    }
    void open() {
        fail();
        fail();
        BOOST_TEST(fail());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(breakers, circuit)

BOOST_AUTO_TEST_CASE(it_opens_after_so_many_failures) {
    BOOST_TEST(!fail());
    BOOST_TEST(!fail());
    BOOST_TEST(passes());
    BOOST_TEST(fail());
    BOOST_TEST(stops());
    BOOST_TEST((one.retry_at() == now + 5s));
}

BOOST_AUTO_TEST_CASE(failures_that_are_long_past_do_not_count) {
    fail();
    fail();
    now += 10s;
    BOOST_TEST(!fail());
    BOOST_TEST(passes());
    now += 9s;
    BOOST_TEST(!fail());
    BOOST_TEST(fail());
}

BOOST_AUTO_TEST_CASE(one_call_probes_when_it_has_been_open_for_a_while) {
    open();
    now += 4999ms;
    BOOST_TEST(stops());
    now += 1ms;
    BOOST_TEST(probes());
    BOOST_TEST(stops());
    BOOST_TEST(stops());
}

BOOST_AUTO_TEST_CASE(a_probe_that_succeeds_closes_it) {
    open();
    now += 5s;
    BOOST_TEST(probes());
    one.succeeded(verdict::probe);
    BOOST_TEST(passes());
    BOOST_TEST(!fail());  // from the beginning
    BOOST_TEST(!fail());
    BOOST_TEST(fail());
}

BOOST_AUTO_TEST_CASE(a_probe_that_fails_opens_it_again) {
    open();
    now += 5s;
    BOOST_TEST(probes());
    now += 1s;
    BOOST_TEST(fail(verdict::probe));
    now += 4999ms;
    BOOST_TEST(stops());
    now += 1ms;
    BOOST_TEST(probes());
}

BOOST_AUTO_TEST_CASE(a_probe_that_is_cancelled_lets_another_probe) {
    open();
    now += 5s;
    BOOST_TEST(probes());
    one.left(verdict::probe);
    BOOST_TEST(probes());
    BOOST_TEST(stops());
}

BOOST_AUTO_TEST_CASE(calls_from_before_change_nothing_while_it_is_open) {
    open();
    now += 1s;
    BOOST_TEST(!fail());
    one.succeeded(verdict::pass);
    one.left(verdict::pass);
    BOOST_TEST(stops());
    BOOST_TEST((one.retry_at() == now + 4s));
}

BOOST_AUTO_TEST_CASE(with_a_limit_of_zero_it_never_opens) {
    breaker never(0, 10s, 5s);
    for (int i = 0; i < 1'000; ++i) {
        BOOST_TEST(!never.failed(verdict::pass, now));
    }
    BOOST_TEST((never.ask(now) == verdict::pass));
}

BOOST_AUTO_TEST_SUITE_END()
