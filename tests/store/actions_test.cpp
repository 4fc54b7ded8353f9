// Actions, the forms that follow them, and events of which only the newest counts.

#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::store::admission;
using frameio::store::arrival;
using frameio::store::event_id;
using frameio::store::event_state;
using frameio::store::outcome;

BOOST_AUTO_TEST_SUITE(actions)

namespace {

/// One of several deliveries of an interaction.
arrival part_of(arrival what, const std::string& interaction) {
    what.event.interaction = interaction;
    return what;
}

arrival latest(arrival what) {
    what.how = frameio::store::tier::latest;
    return what;
}

}  // namespace

FRAMEIO_ENGINE_TEST(an_action_that_failed_is_run_again_when_it_is_repeated) {
    open(which);
    const auto first = admit(click("i1"));
    finish(store->finish({first.id, first.epoch}, outcome::parked("no luck")));
    BOOST_TEST(claim(10).empty());
    turn(15s);
    const auto second = admit(click("i1"));
    BOOST_TEST(second.what == admission::verdict::stored);
    BOOST_TEST(second.id == first.id);
    BOOST_TEST(second.run == 2U);
    BOOST_TEST(look(first.id).state == event_state::running);
    BOOST_TEST(finish(store->finish({second.id, second.epoch}, outcome::done({200, "{}"}))));
    BOOST_TEST(admit(click("i1")).answer.has_value());
}

FRAMEIO_ENGINE_TEST(the_deliveries_of_an_interaction_are_found_in_order) {
    open(which);
    const auto first = admit(part_of(click("i1 click"), "i1")).id;
    admit(part_of(click("i2 click"), "i2"));
    turn(2s);
    const auto second = admit(part_of(click("i1 form"), "i1")).id;
    admit(part_of(webhook("file-1"), ""));
    const std::vector<event_id> expected{first, second};
    BOOST_TEST(finish(store->interaction("acme.publish", "i1")) == expected, boost::test_tools::per_element());
    BOOST_TEST(finish(store->interaction("acme.other", "i1")).empty());
    BOOST_TEST(finish(store->interaction("file.*", "")).empty());
    BOOST_TEST(look(second).interaction == "i1");
}

FRAMEIO_ENGINE_TEST(an_interaction_is_forgotten_with_its_events) {
    open(which);
    const auto first = admit(part_of(click("i1 click"), "i1"));
    finish(store->finish({first.id, first.epoch}, outcome::done({200, "{}"})));
    turn(1h);
    finish(store->trim(clock.now() - 1min, 10, clock.now()));
    BOOST_TEST(finish(store->interaction("acme.publish", "i1")).empty());
}

FRAMEIO_ENGINE_TEST(who_takes_over_an_action_knows_its_interaction) {
    open(which);
    const auto first = admit(part_of(click("i1 click", "dead"), "i1"));
    turn(30s);
    const auto taken = claim_one();
    BOOST_TEST(taken.held.event == first.id);
    BOOST_TEST(taken.event.interaction == "i1");
}

FRAMEIO_ENGINE_TEST(a_copy_does_not_take_over_an_action_whose_run_goes_on_after_a_standstill) {
    open(which);
    const auto first = admit(click("i1"));
    turn(10min);
    auto copy = click("i1");
    copy.going_on = {first.id};
    const auto joined = admit(copy);
    BOOST_TEST(joined.what == admission::verdict::repeated);
    BOOST_TEST(joined.id == first.id);
    BOOST_TEST(admit(click("i1")).what == admission::verdict::stored);
}

FRAMEIO_ENGINE_TEST(each_run_says_which_program_it_was) {
    open(which);
    auto clicked = click("i1");
    clicked.build = "build-1";
    const auto id = admit(clicked).id;
    turn(30s);
    frameio::store::claim_request wanted;
    wanted.owner = "me";
    wanted.build = "build-2";
    finish(store->claim(wanted));
    BOOST_TEST(look(id).past.at(0).build == "build-1");
    BOOST_TEST(look(id).past.at(1).build == "build-2");
}

FRAMEIO_ENGINE_TEST(one_that_waits_stands_for_the_newest) {
    open(which);
    const auto first = receive(latest(webhook("file-1")));
    turn(3s);
    const auto second = admit(latest(webhook("file-1")));
    BOOST_TEST(second.what == admission::verdict::merged);
    BOOST_TEST(second.id == first);
    const auto running = claim_one();
    turn(1s);
    const auto third = admit(latest(webhook("file-1")));
    BOOST_TEST(third.what == admission::verdict::stored);
    BOOST_TEST(end(running, outcome::again(10s, "no luck")));
    turn(20s);
    BOOST_TEST(admit(latest(webhook("file-1"))).id == third.id);
    BOOST_TEST(look(third.id).seen == 2U);
}

// Not even if it looks like the repetition of one that was not acknowledged: only the newest counts, and it may be new.
FRAMEIO_ENGINE_TEST(the_newest_is_not_taken_for_a_repetition) {
    open(which);
    admit(latest(webhook("file-1")));
    end(claim_one());
    turn(20s);
    BOOST_TEST(admit(latest(webhook("file-1"))).what == admission::verdict::stored);
}

FRAMEIO_ENGINE_TEST(what_was_merged_is_known_when_it_is_replayed) {
    open(which);
    for (const bool newest : {false, true}) {
        const auto of = [&](const std::string& resource) {
            return newest ? latest(webhook(resource)) : webhook(resource);
        };
        const std::string resource = newest ? "file-2" : "file-1";
        receive(of(resource));
        turn(3s);
        const arrival second = of(resource);
        finish(store->acknowledge({admit(second).id}));
        turn(3s);
        end(claim_one());
        turn(1s);
        BOOST_TEST(admit(second).what == admission::verdict::repeated, "newest: " << newest);
    }
}

FRAMEIO_ENGINE_TEST(those_that_wait_are_counted_up_to_a_bound) {
    open(which);
    for (int i = 0; i < 5; ++i) {
        admit(webhook("file-" + std::to_string(i)));
    }
    claim_one();
    BOOST_TEST(finish(store->waiting(100)) == 4U);
    BOOST_TEST(finish(store->waiting(3)) == 3U);
}

FRAMEIO_ENGINE_TEST(an_action_that_its_server_runs_is_not_taken_over_when_the_clock_is_set) {
    open(which);
    const auto first = admit(click("i1"));
    clock.set_wall(clock.now() + 4min);
    auto again = click("i1");
    again.going_on = {first.id};
    BOOST_TEST(admit(again).what == frameio::store::admission::verdict::repeated);
    again.going_on = {};
    BOOST_TEST(admit(again).what == frameio::store::admission::verdict::stored);
}

BOOST_AUTO_TEST_SUITE_END()
