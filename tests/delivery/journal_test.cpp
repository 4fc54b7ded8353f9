// What a run finds done, when another event was signed alike.

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

#include "delivery/journal.hpp"
#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::delivery::journal;
using frameio::store::work;

namespace {

struct twins : frameio_test::stored {
    std::shared_ptr<frameio::store::engine> shared;  // the store
    work first;
    work twin;

    /// The other one comes while the first is run, and has its run later.
    twins() {
        open("memory");
        shared.reset(store.get(), [](auto*) {});
        receive(webhook("file-1"));
        first = claim_one();
        receive(webhook("file-1"));
        turn(2s);
    }
    void end_first() {
        BOOST_TEST(end(first));
        twin = claim_one();
    }

    void record(const work& by, const std::string& name, unsigned status) {
        frameio::store::step made;
        made.key = key_of("step", name);
        made.what = name;
        made.ended = status != 0;
        made.status = status;
        made.result = "of run " + std::to_string(status);
        BOOST_TEST(finish(store->record(by.held, made)));
    }
    std::shared_ptr<journal> open_journal(const work& of) {
        return std::make_shared<journal>(shared, clock, of.held, frameio::logger());
    }
    journal::begun begin(journal& by, const std::string& name) {
        return finish(by.begin(key_of("step", name), name));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journals, twins)

BOOST_AUTO_TEST_CASE(what_was_done_for_the_other_meanwhile_is_not_done_again) {
    record(first, "done", 201);
    record(first, "refused", 404);
    record(first, "in doubt", 0);
    end_first();
    const auto one = open_journal(twin);
    const auto done = begin(*one, "done");
    BOOST_TEST(done.done);
    BOOST_TEST(done.what.result == "of run 201");
    for (const auto* const name : {"refused", "in doubt", "another"}) {
        const auto made = begin(*one, name);
        BOOST_TEST(!made.done, name);
        BOOST_TEST(made.in_doubt == (std::string(name) == "in doubt"), name);
    }
    BOOST_TEST(!begin(*one, "done").done);  // the second of its kind
}

BOOST_AUTO_TEST_CASE(what_the_event_was_refused_itself_does_not_hide_what_the_other_has_done) {
    record(first, "refused", 201);
    record(first, "begun", 201);
    end_first();
    record(twin, "refused", 404);
    record(twin, "begun", 0);
    const auto one = open_journal(twin);
    BOOST_TEST(begin(*one, "refused").done);
    BOOST_TEST(begin(*one, "begun").done);
}

BOOST_AUTO_TEST_CASE(nor_does_it_hide_what_is_in_doubt_of_the_other) {
    record(first, "step", 0);
    end_first();
    record(twin, "step", 404);
    const auto known = begin(*open_journal(twin), "step");
    BOOST_TEST(!known.done);
    BOOST_TEST(known.in_doubt);
}

BOOST_AUTO_TEST_CASE(what_the_other_was_refused_does_not_hide_what_the_event_s_own_runs_have_done) {
    record(first, "refused", 404);
    record(first, "in doubt", 0);
    end_first();
    record(twin, "refused", 0);
    record(twin, "in doubt", 201);
    const auto one = open_journal(twin);
    BOOST_TEST(begin(*one, "refused").in_doubt);
    BOOST_TEST(begin(*one, "in doubt").done);
}

// A click, and the form that came after it.
BOOST_AUTO_TEST_CASE(nor_does_what_a_later_delivery_was_refused_hide_what_was_done_for_an_earlier_one) {
    for (const auto* const name : {"done", "in doubt", "refused"}) {
        record(first, name, name == std::string("done") ? 201 : name == std::string("refused") ? 404 : 0);
    }
    end_first();
    receive(webhook("file-2"));
    const work later = claim_one();
    for (const auto* const name : {"done", "in doubt", "refused"}) {
        record(later, name, 403);
    }
    const auto one = std::make_shared<journal>(shared, clock, later.held, frameio::logger(),
                                               std::vector<frameio::store::event_id>{first.held.event});
    BOOST_TEST(begin(*one, "done").done);
    BOOST_TEST(begin(*one, "in doubt").in_doubt);
    const auto refused = begin(*one, "refused");
    BOOST_TEST(!refused.done);
    BOOST_TEST(!refused.in_doubt);
    BOOST_TEST(!begin(*open_journal(later), "done").done);  // where the earlier delivery is not its own
}

BOOST_AUTO_TEST_CASE(what_the_event_s_own_runs_know_counts) {
    record(first, "step", 201);
    end_first();
    record(twin, "step", 202);
    const auto known = begin(*open_journal(twin), "step");
    BOOST_TEST(known.done);
    BOOST_TEST(known.what.status == 202U);
}

BOOST_AUTO_TEST_SUITE_END()
