// New or a repetition: what every engine decides in the transaction that stores the event.

#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::store::admission;
using frameio::store::event_state;
using frameio::store::outcome;

BOOST_AUTO_TEST_SUITE(admissions)

FRAMEIO_ENGINE_TEST(what_is_stored_is_found_again) {
    open(which);
    const auto got = admit(webhook("file-1"));
    BOOST_TEST(got.what == admission::verdict::stored);
    const auto found = look(got.id);
    BOOST_TEST(found.state == event_state::pending);
    BOOST_TEST(found.route == "file.*");
    BOOST_TEST(found.type == "file.updated");
    BOOST_TEST(found.tenant == "account");
    BOOST_TEST(found.resource_type == "file");
    BOOST_TEST(found.resource_id == "file-1");
    BOOST_TEST(found.body == R"({"type":"file.updated","resource":{"id":"file-1"}})");
    BOOST_TEST((found.received_at == clock.now()));
    BOOST_TEST(found.seen == 1U);
    BOOST_TEST(found.runs == 0U);
    BOOST_TEST(!found.clean);
}

FRAMEIO_ENGINE_TEST(a_body_may_have_any_octets) {
    open(which);
    auto what = webhook("file-1");
    what.event.body = std::string("{\"a\":\"\0\xff'\"}", 11);
    const auto got = admit(what);
    BOOST_TEST(look(got.id).body == what.event.body);
    BOOST_TEST(claim_one().event.body == what.event.body);
}

FRAMEIO_ENGINE_TEST(the_same_octets_are_merged_until_they_are_run) {
    open(which);
    const auto first = receive(webhook("file-1"));
    const auto second = admit(webhook("file-1"));
    BOOST_TEST(second.what == admission::verdict::merged);
    BOOST_TEST(second.id == first);
    BOOST_TEST(look(first).seen == 2U);
    BOOST_TEST(!look(first).clean);
    BOOST_TEST(claim(10).size() == 1U);
}

FRAMEIO_ENGINE_TEST(the_same_change_again_is_merged_until_it_is_run) {
    open(which);
    const auto first = receive(webhook("file-1"));
    turn(3s);
    const auto second = admit(webhook("file-1"));
    BOOST_TEST(second.what == admission::verdict::merged);
    BOOST_TEST(second.id == first);
}

FRAMEIO_ENGINE_TEST(the_same_change_again_after_a_clean_answer_is_another_event) {
    open(which);
    const auto first = receive(webhook("file-1"));
    end(claim_one());
    turn(20s);
    const auto second = admit(webhook("file-1"));
    BOOST_TEST(second.what == admission::verdict::stored);
    BOOST_TEST(second.id != first);
    BOOST_TEST(claim(10).size() == 1U);
}

FRAMEIO_ENGINE_TEST(the_same_change_again_while_it_is_run_is_another_event) {
    open(which);
    receive(webhook("file-1"));
    const auto running = claim_one();
    turn(1s);
    BOOST_TEST(admit(webhook("file-1")).what == admission::verdict::stored);
    BOOST_TEST(claim(10).size() == 1U);
    BOOST_TEST(end(running));
}

FRAMEIO_ENGINE_TEST(what_was_not_acknowledged_in_time_is_repeated_not_new) {
    open(which);
    const auto first = admit(webhook("file-1"));
    end(claim_one());
    turn(16s);
    const auto again = admit(webhook("file-1"));
    BOOST_TEST(again.what == admission::verdict::repeated);
    BOOST_TEST(again.id == first.id);
    BOOST_TEST(claim(10).empty());
    // The next one, after a clean answer to the repetition, is new.
    finish(store->acknowledge({again.id}));
    turn(16s);
    BOOST_TEST(admit(webhook("file-1")).what == admission::verdict::stored);
}

FRAMEIO_ENGINE_TEST(what_comes_sooner_than_frameio_repeats_is_new) {
    open(which);
    admit(webhook("file-1"));
    end(claim_one());
    turn(5s);
    BOOST_TEST(admit(webhook("file-1")).what == admission::verdict::stored);
}

FRAMEIO_ENGINE_TEST(what_comes_later_than_frameio_repeats_is_new) {
    open(which);
    admit(webhook("file-1"));
    end(claim_one());
    turn(5min + 1ms);
    BOOST_TEST(admit(webhook("file-1")).what == admission::verdict::stored);
}

FRAMEIO_ENGINE_TEST(a_twin_waits_until_the_first_has_come_to_its_end) {
    open(which);
    const auto one = webhook("file-1");
    receive(one);
    const auto run = claim_one();
    const auto twin = admit(one);
    BOOST_TEST(twin.what == admission::verdict::stored);
    turn(2s);
    BOOST_TEST(claim(10).empty());
    BOOST_TEST(end(run, frameio::store::outcome::again(15s, "no luck")));
    turn(14s);
    BOOST_TEST(claim(10).empty());
    turn(1s);
    const auto again = claim(10);
    BOOST_TEST_REQUIRE(again.size() == 1U);
    BOOST_TEST(again[0].held.event == run.held.event);
    BOOST_TEST(end(again[0]));
    BOOST_TEST(claim_one().held.event == twin.id);
}

FRAMEIO_ENGINE_TEST(a_copy_of_what_waits_for_its_next_run_is_merged_with_it) {
    open(which);
    const auto one = webhook("file-1");
    const auto id = receive(one);
    BOOST_TEST(end(claim_one(), frameio::store::outcome::again(15s, "no luck")));
    const auto copy = admit(one);
    BOOST_TEST(copy.what == admission::verdict::merged);
    BOOST_TEST(copy.id == id);
}

FRAMEIO_ENGINE_TEST(twins_of_the_same_second_get_one_more_run_that_has_seen_all) {
    open(which);
    const auto one = webhook("file-1");
    const auto first = receive(one);
    end(claim_one());
    turn(300ms);
    const auto twin = admit(one);
    BOOST_TEST(twin.what == admission::verdict::stored);
    BOOST_TEST(twin.id != first);
    const auto last = twin.id;
    for (int i = 0; i < 3; ++i) {
        turn(500ms);
        BOOST_TEST(claim(10).empty());
        const auto next = admit(one);
        BOOST_TEST(next.what == admission::verdict::merged);
        BOOST_TEST(next.id == last);
    }
    finish(store->acknowledge({last}));
    BOOST_TEST((*finish(store->next_due()) == clock.now() + 200ms));
    turn(200ms);
    end(claim_one());
    for (const auto pause : {0s, 1s, 100s}) {
        turn(pause);
        BOOST_TEST(admit(one).what == admission::verdict::repeated);  // a replay: that run has seen all
        finish(store->acknowledge({last}));
    }
    BOOST_TEST(claim(10).empty());
}

FRAMEIO_ENGINE_TEST(a_twin_names_the_other) {
    open(which);
    const auto one = webhook("file-1");
    receive(one);
    const auto run = claim_one();
    end(run);
    turn(15s);
    const auto twin = admit(one);
    BOOST_TEST(twin.what == admission::verdict::stored);
    const auto known = finish(store->steps(twin.id));
    BOOST_TEST_REQUIRE(known.size() == 1U);
    BOOST_TEST((frameio::store::twin_of(known[0]) == run.held.event));
    BOOST_TEST(look(twin.id).steps.size() == 1U);
    end(claim_one());
}

FRAMEIO_ENGINE_TEST(a_replay_is_run_once_at_most) {
    open(which);
    const auto one = webhook("file-1");
    receive(one);
    end(claim_one());
    int runs = 0;
    for (int i = 0; i < 50; ++i) {
        turn(5s);
        finish(store->acknowledge({admit(one).id}));
        for (const auto& each : claim(10)) {
            end(each);
            ++runs;
        }
    }
    BOOST_TEST(runs == 1);
}

FRAMEIO_ENGINE_TEST(a_repetition_with_the_same_stamp_is_known) {
    open(which);
    const auto one = webhook("file-1");
    admit(one);
    end(claim_one());
    turn(16s);
    BOOST_TEST(admit(one).what == admission::verdict::repeated);
    BOOST_TEST(claim(10).empty());
}

FRAMEIO_ENGINE_TEST(what_happens_once_is_run_once) {
    open(which);
    const auto first = receive(creation("file-1"));
    end(claim_one());
    for (const auto pause : {1s, 20s, 3600s, 3600 * 24 * 29s}) {
        turn(pause);
        const auto again = admit(creation("file-1"));
        BOOST_TEST(again.what == admission::verdict::repeated);
        BOOST_TEST(again.id == first);
    }
    BOOST_TEST(admit(creation("file-2")).what == admission::verdict::stored);
    turn(3600 * 24 * 2s);
    BOOST_TEST(admit(creation("file-1")).what == admission::verdict::stored);
}

FRAMEIO_ENGINE_TEST(the_ledger_remembers_what_the_store_has_forgotten) {
    open(which);
    const auto first = receive(creation("file-1"));
    end(claim_one());
    turn(24h * 8);
    finish(store->trim(clock.now() - 24h * 7, 100, clock.now()));
    BOOST_TEST(!finish(store->find(first)).has_value());
    const auto again = admit(creation("file-1"));
    BOOST_TEST(again.what == admission::verdict::repeated);
    BOOST_TEST(again.id == first);
    BOOST_TEST(!again.answer.has_value());
}

FRAMEIO_ENGINE_TEST(an_action_is_run_by_who_received_it) {
    open(which);
    const auto got = admit(click("i1"));
    BOOST_TEST(got.what == admission::verdict::stored);
    BOOST_TEST(got.epoch == 1U);
    BOOST_TEST(look(got.id).state == event_state::running);
    BOOST_TEST(claim(10).empty());
    BOOST_TEST(finish(store->finish({got.id, got.epoch}, outcome::done({200, R"({"title":"Hi"})"}))));
    BOOST_TEST(look(got.id).state == event_state::done);
    BOOST_TEST(look(got.id).past.front().owner == "me");
}

FRAMEIO_ENGINE_TEST(a_repeated_action_gets_the_answer_of_the_first) {
    open(which);
    const auto first = admit(click("i1"));
    turn(1s);
    const auto early = admit(click("i1"));
    BOOST_TEST(early.what == admission::verdict::repeated);
    BOOST_TEST(!early.answer.has_value());
    finish(store->finish({first.id, first.epoch}, outcome::done({200, R"({"title":"Hi"})"})));
    turn(1s);
    const auto late = admit(click("i1"));
    BOOST_TEST(late.what == admission::verdict::repeated);
    BOOST_TEST_REQUIRE(late.answer.has_value());
    BOOST_TEST(late.answer->status == 200U);
    BOOST_TEST(late.answer->json == R"({"title":"Hi"})");
    BOOST_TEST(admit(click("i2")).what == admission::verdict::stored);
}

FRAMEIO_ENGINE_TEST(an_action_whose_owner_is_gone_is_taken_over) {
    open(which);
    const auto first = admit(click("i1", "dead"));
    turn(29s);
    BOOST_TEST(admit(click("i1", "me")).what == admission::verdict::repeated);
    turn(1s);
    const auto second = admit(click("i1", "me"));
    BOOST_TEST(second.what == admission::verdict::stored);
    BOOST_TEST(second.id == first.id);
    BOOST_TEST(second.epoch > first.epoch);
    BOOST_TEST(second.run == 2U);
    BOOST_TEST(!finish(store->finish({first.id, first.epoch}, outcome::done())));
    BOOST_TEST(finish(store->finish({second.id, second.epoch}, outcome::done())));
}

FRAMEIO_ENGINE_TEST(many_at_once_are_told_apart) {
    open(which);
    std::vector<frameio_test::running<admission>> all;
    for (int i = 0; i < 300; ++i) {
        all.push_back(start(store->admit(webhook("file-" + std::to_string(i % 100)))));
    }
    int fresh = 0;
    for (const auto& each : all) {
        fresh += finish(each).what == admission::verdict::stored ? 1 : 0;
    }
    BOOST_TEST(fresh == 100);
    BOOST_TEST(finish(store->count()).pending == 100U);
}

BOOST_AUTO_TEST_SUITE_END()
