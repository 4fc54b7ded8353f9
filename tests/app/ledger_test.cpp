// The memory of deliveries, where two runs of one delivery meet: the rest is seen through apps.

#include "app/ledger.hpp"

#include <boost/test/unit_test.hpp>

using frameio::ledger;

BOOST_AUTO_TEST_SUITE(ledgers)

BOOST_AUTO_TEST_CASE(the_run_that_was_recorded_last_is_the_one_to_join) {
    ledger known(1'024, std::chrono::minutes(30));
    const frameio::delivery_key key{'k'};
    const auto now = std::chrono::steady_clock::now();
    frameio::flight first;
    frameio::flight second;
    const ledger::entry of_first = known.note_running(key, now, 1, first);
    const ledger::entry of_second = known.note_running(key, now, 1, second);
    known.finish(of_first, {200, nullptr}, false);
    BOOST_TEST((known.take_answer(key, now).what == ledger::verdict::join));
    known.finish(of_second, {200, nullptr}, false);
    BOOST_TEST((known.take_answer(key, now).what == ledger::verdict::repeat));
    BOOST_TEST((known.take_answer(key, now).what == ledger::verdict::run));
}

BOOST_AUTO_TEST_SUITE_END()
