// Leases and runs: who has an event, and what becomes of it.

#include <set>
#include <string>

#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::store::event_state;
using frameio::store::lease;
using frameio::store::outcome;

namespace {

std::chrono::seconds years(int count) {
    return count * 365 * 24h;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(runs)

FRAMEIO_ENGINE_TEST(an_event_is_claimed_once) {
    open(which);
    const auto id = receive(webhook("file-1"));
    const auto taken = claim(10);
    BOOST_TEST_REQUIRE(taken.size() == 1U);
    BOOST_TEST(taken[0].held.event == id);
    BOOST_TEST(taken[0].held.epoch == 1U);
    BOOST_TEST(taken[0].run == 1U);
    BOOST_TEST(taken[0].event.type == "file.updated");
    BOOST_TEST(taken[0].event.tenant == "account");
    BOOST_TEST((taken[0].event.received_at == clock.now()));
    BOOST_TEST((taken[0].event.stamp == clock.now()));
    BOOST_TEST(claim(10).empty());
    BOOST_TEST(end(taken[0]));
    BOOST_TEST(claim(10).empty());
    BOOST_TEST(look(id).state == event_state::done);
}

FRAMEIO_ENGINE_TEST(the_oldest_come_first) {
    open(which);
    for (const char* const name : {"a", "b", "c", "d"}) {
        receive(webhook(name));
        turn(1s);
    }
    const std::vector<std::string> expected{"a", "b", "c"};
    BOOST_TEST(resources(claim(3)) == expected, boost::test_tools::per_element());
    BOOST_TEST(claim_one().event.resource_id == "d");
}

FRAMEIO_ENGINE_TEST(a_run_that_failed_comes_again_later) {
    open(which);
    const auto id = receive(webhook("file-1"));
    BOOST_TEST(end(claim_one(), outcome::again(10s, "no luck")));
    BOOST_TEST(look(id).state == event_state::pending);
    BOOST_TEST(look(id).reason == "no luck");
    turn(9'999ms);
    BOOST_TEST(claim(1).empty());
    turn(1ms);
    const auto second = claim_one();
    BOOST_TEST(second.run == 2U);
    BOOST_TEST(second.held.epoch == 2U);
    BOOST_TEST(end(second, outcome::parked("five runs failed")));
    BOOST_TEST(look(id).state == event_state::parked);
    BOOST_TEST(look(id).reason == "five runs failed");
    turn(1h);
    BOOST_TEST(claim(1).empty());
}

FRAMEIO_ENGINE_TEST(a_run_that_only_waits_does_not_count) {
    open(which);
    const auto id = receive(webhook("file-1"));
    for (unsigned i = 0; i < 10; ++i) {
        const auto run = claim_one();
        BOOST_TEST(run.run == 1U);
        BOOST_TEST(run.held.epoch == i + 1);
        end(run, outcome::later(10s, "not ready"));
        turn(10s);
    }
    BOOST_TEST(look(id).runs == 10U);
}

FRAMEIO_ENGINE_TEST(each_run_is_remembered) {
    open(which);
    const auto id = receive(webhook("file-1"));
    end(claim_one("first"), outcome::again(1s, "no luck"));
    turn(1s);
    claim_one("second");
    turn(30s);
    const auto third = claim_one("third");
    turn(2s);
    end(third);
    const auto past = look(id).past;
    BOOST_TEST_REQUIRE(past.size() == 3U);
    BOOST_TEST(past[0].owner == "first");
    BOOST_TEST(past[0].ending == "again");
    BOOST_TEST(past[0].reason == "no luck");
    BOOST_TEST(past[1].owner == "second");
    BOOST_TEST(past[1].ending == "lost");
    BOOST_TEST(past[2].number == 3U);
    BOOST_TEST(past[2].ending == "done");
    BOOST_TEST_REQUIRE(past[2].ended.has_value());
    BOOST_TEST((*past[2].ended - past[2].began == 2s));
    BOOST_TEST(look(id).runs == 3U);
}

FRAMEIO_ENGINE_TEST(an_event_whose_lease_has_run_out_goes_to_another) {
    open(which);
    receive(webhook("file-1"));
    const auto first = claim_one("dead");
    turn(29'999ms);
    BOOST_TEST(claim(1).empty());
    turn(1ms);
    const auto second = claim_one("alive");
    BOOST_TEST(second.held.event == first.held.event);
    BOOST_TEST(second.held.epoch == 2U);
    BOOST_TEST(second.run == 2U);
    BOOST_TEST(!end(first));
    BOOST_TEST(look(first.held.event).state == event_state::running);
    BOOST_TEST(end(second));
}

FRAMEIO_ENGINE_TEST(what_goes_on_here_is_not_taken_for_lost) {
    open(which);
    receive(webhook("file-1"));
    const auto run = claim_one("server/0");
    receive(webhook("file-2"));
    turn(10min);
    frameio::store::claim_request wanted;
    wanted.owner = "stood still, too";
    wanted.most = 10;
    wanted.going_on = {run.held.event};
    BOOST_TEST(resources(finish(store->claim(wanted))) == std::vector<std::string>{"file-2"},
               boost::test_tools::per_element());
    BOOST_TEST(resources(claim(10, "another")) == std::vector<std::string>{"file-1"}, boost::test_tools::per_element());
    BOOST_TEST(!end(run));
}

FRAMEIO_ENGINE_TEST(nor_is_what_has_run_out_since_that_was_looked_up) {
    open(which);
    receive(webhook("file-1"));
    claim_one("stood still");
    frameio::store::claim_request wanted;
    wanted.asked_at = clock.now() + 29s;
    turn(10min);
    BOOST_TEST(finish(store->claim(wanted)).empty());
    wanted.asked_at = clock.now();
    BOOST_TEST(finish(store->claim(wanted)).size() == 1U);
}

FRAMEIO_ENGINE_TEST(nor_is_anything_if_nothing_is_to_be) {
    open(which);
    receive(webhook("file-1"));
    claim_one("dead");
    receive(webhook("file-2"));
    turn(10min);
    frameio::store::claim_request wanted;
    wanted.most = 10;
    wanted.takes_lost = false;
    BOOST_TEST(resources(finish(store->claim(wanted))) == std::vector<std::string>{"file-2"},
               boost::test_tools::per_element());
    wanted.takes_lost = true;
    BOOST_TEST(finish(store->claim(wanted)).size() == 1U);
}

// Its claim was committed, but nobody has told the server so.
FRAMEIO_ENGINE_TEST(what_was_claimed_and_is_not_run_is_lost_also_to_its_own_server) {
    open(which);
    receive(webhook("file-1"));
    claim_one("server/0");
    BOOST_TEST(claim(1, "server/0").empty());
    turn(30s);
    BOOST_TEST(claim_one("server/0").run == 2U);
}

FRAMEIO_ENGINE_TEST(a_lease_that_a_wrong_clock_has_given_is_not_waited_for) {
    open(which);
    receive(webhook("file-1"));
    const auto now = clock.now();
    clock.set_wall(now + years(14));
    claim_one();
    clock.set_wall(now);
    BOOST_TEST(claim_one("another").run == 2U);
    BOOST_TEST(claim(1, "a third").empty());
}

FRAMEIO_ENGINE_TEST(events_that_a_wrong_clock_has_put_off_wait_as_long_as_they_were_meant_to) {
    open(which);
    const auto now = clock.now();
    clock.set_wall(now + years(14));
    for (const char* const name : {"failed", "given back", "fresh"}) {
        receive(webhook(name));
    }
    end(claim_one(), outcome::again(10s, "no luck"));
    finish(store->give_back({claim_one().held}));
    BOOST_TEST(finish(store->bring_forward()) == 0U);
    clock.set_wall(now);
    BOOST_TEST(claim(10).empty());
    receive(webhook("right"));
    end(claim_one(), outcome::again(12h, "the right clock"));
    BOOST_TEST(finish(store->bring_forward()) == 3U);
    BOOST_TEST(finish(store->bring_forward()) == 0U);
    const std::vector<std::string> at_once{"fresh", "given back"};
    const auto taken = claim(10);
    auto names = resources(taken);
    std::ranges::sort(names);
    BOOST_TEST(names == at_once, boost::test_tools::per_element());
    for (const auto& each : taken) {
        end(each);
    }
    turn(10s);
    const auto failed = claim_one();
    BOOST_TEST(failed.event.resource_id == "failed");
    end(failed);
    turn(11h);
    BOOST_TEST(claim(10).empty());
    turn(1h);
    BOOST_TEST(claim_one().event.resource_id == "right");
}

FRAMEIO_ENGINE_TEST(a_lease_is_kept_by_renewing_it) {
    open(which);
    receive(webhook("file-1"));
    const auto run = claim_one();
    for (int i = 0; i < 5; ++i) {
        turn(20s);
        BOOST_TEST(finish(store->renew({run.held}, 30s)).empty());
        BOOST_TEST(claim(1, "another").empty());
    }
    turn(30s);
    claim_one("another");
    const auto lost = finish(store->renew({run.held}, 30s));
    BOOST_TEST_REQUIRE(lost.size() == 1U);
    BOOST_TEST(lost[0].event == run.held.event);
}

FRAMEIO_ENGINE_TEST(a_lease_that_nobody_took_may_be_renewed_late) {
    open(which);
    receive(webhook("file-1"));
    const auto run = claim_one();
    turn(60s);
    BOOST_TEST(finish(store->renew({run.held}, 30s)).empty());
    BOOST_TEST(claim(1, "another").empty());
    BOOST_TEST(end(run));
}

FRAMEIO_ENGINE_TEST(what_is_given_back_is_run_by_another_at_once) {
    open(which);
    const auto id = receive(webhook("file-1"));
    const auto run = claim_one("leaving");
    finish(store->give_back({run.held}));
    BOOST_TEST(!end(run));
    const auto next = claim_one("staying");
    BOOST_TEST(next.held.event == id);
    BOOST_TEST(next.run == 1U);  // as if it had not been claimed
    BOOST_TEST(next.held.epoch == 2U);
    BOOST_TEST(look(id).past[0].ending == "given back");
}

FRAMEIO_ENGINE_TEST(a_run_ends_once) {
    open(which);
    receive(webhook("file-1"));
    const auto run = claim_one();
    BOOST_TEST(end(run));
    BOOST_TEST(!end(run, outcome::parked("too late")));
    BOOST_TEST(look(run.held.event).state == event_state::done);
    BOOST_TEST(!finish(store->finish(lease(frameio::store::event_id::make(clock.now()), 1), outcome::done())));
}

FRAMEIO_ENGINE_TEST(those_with_an_order_key_run_one_after_the_other) {
    open(which);
    for (const char* const name : {"a", "b", "c"}) {
        auto what = webhook(name);
        what.event.order_key = "project-1";
        receive(what);
        auto other = webhook(std::string(name) + "'");
        other.event.order_key = name;
        receive(other);
        turn(1ms);
    }
    const std::vector<std::string> expected{"a", "a'", "b'", "c'"};
    auto taken = claim(10);
    BOOST_TEST(resources(taken) == expected, boost::test_tools::per_element());
    BOOST_TEST(claim(10).empty());
    end(taken[0], outcome::again(10s, "no luck"));
    BOOST_TEST(claim(10).empty());  // nobody overtakes the one that waits
    turn(10s);
    end(claim_one());
    const auto second = claim_one();
    BOOST_TEST(second.event.resource_id == "b");
    BOOST_TEST(claim(10).empty());
    end(second, outcome::parked("five runs failed"));  // blocks nobody
    BOOST_TEST(claim_one().event.resource_id == "c");
}

FRAMEIO_ENGINE_TEST(tenants_take_turns) {
    open(which);
    for (int i = 0; i < 50; ++i) {
        receive(webhook("many-" + std::to_string(i), "many"));
    }
    turn(1s);
    receive(webhook("few-1", "few"));
    receive(webhook("nobodys", ""));
    auto taken = resources(claim(3));
    std::ranges::sort(taken);
    const std::vector<std::string> expected{"few-1", "many-0", "nobodys"};
    BOOST_TEST(taken == expected, boost::test_tools::per_element());
    BOOST_TEST(claim(100).size() == 49U);
}

FRAMEIO_ENGINE_TEST(no_tenant_has_two_turns_before_another_has_one) {
    open(which);
    for (const char* const tenant : {"a", "b", "c", "d"}) {
        for (int i = 0; i < 3; ++i) {
            receive(webhook(tenant + std::to_string(i), tenant));
            turn(1ms);
        }
    }
    std::vector<std::string> tenants;
    for (int i = 0; i < 8; ++i) {
        tenants.push_back(claim_one().event.tenant);
    }
    std::sort(tenants.begin(), tenants.begin() + 4);
    std::sort(tenants.begin() + 4, tenants.end());
    const std::vector<std::string> expected{"a", "b", "c", "d", "a", "b", "c", "d"};
    BOOST_TEST(tenants == expected, boost::test_tools::per_element());
}

FRAMEIO_ENGINE_TEST(routes_that_are_busy_are_left_alone) {
    open(which);
    receive(webhook("file-1"));
    turn(1s);
    auto other = webhook("comment-1");
    other.event.route = "comment.*";
    receive(other);
    BOOST_TEST(claim_one().event.resource_id == "file-1");
    receive(webhook("file-2"));
    const auto taken = claim(10, "me", {{"file.*", 0}});
    BOOST_TEST_REQUIRE(taken.size() == 1U);
    BOOST_TEST(taken[0].event.resource_id == "comment-1");
    BOOST_TEST(claim_one().event.resource_id == "file-2");
}

FRAMEIO_ENGINE_TEST(no_more_are_taken_of_a_route_than_it_may_have) {
    open(which);
    for (int i = 0; i < 5; ++i) {
        receive(webhook("file-" + std::to_string(i), i % 2 == 0 ? "even" : "odd"));
        auto other = webhook("comment-" + std::to_string(i));
        other.event.route = "comment.*";
        receive(other);
    }
    BOOST_TEST(claim(100, "me", {{"file.*", 2}, {"project.*", 0}}).size() == 7U);
    BOOST_TEST(claim(100, "me", {{"file.*", 2}}).size() == 2U);
    BOOST_TEST(claim(100).size() == 1U);
}

// More than is looked at in any case.
FRAMEIO_ENGINE_TEST(what_waits_behind_much_of_a_busy_route_is_claimed) {
    open(which);
    for (int i = 0; i < 100; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    for (const char* const route : {"comment.*", "project.*"}) {
        auto behind = webhook(route);
        behind.event.route = route;
        receive(behind);
    }
    std::set<std::string> found;
    for (int i = 0; i < 2; ++i) {
        for (const auto& each : claim(1, "me", {{"file.*", 0}, {"project.*", 1}})) {
            found.insert(each.event.resource_id);
        }
    }
    const std::set<std::string> expected{"comment.*", "project.*"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    BOOST_TEST(claim(1, "me", {{"file.*", 0}, {"project.*", 0}}).empty());
}

// Nor do others for it.
FRAMEIO_ENGINE_TEST(a_route_with_a_limit_does_not_wait_for_ever_while_others_have_work) {
    open(which);
    for (const char* const route : {"file.*", "project.*"}) {
        auto one = webhook(route);
        one.event.route = route;
        receive(one);
    }
    turn(1s);
    for (int i = 0; i < 10; ++i) {
        auto other = webhook("comment-" + std::to_string(i));
        other.event.route = "comment.*";
        receive(other);
    }
    std::map<std::string, std::size_t> limits{{"file.*", 1}, {"project.*", 1}};
    for (int i = 0; i < 4; ++i) {
        const auto taken = claim(1, "me", limits);
        BOOST_TEST_REQUIRE(taken.size() == 1U);
        limits.erase(taken[0].event.route);
        if (taken[0].event.route != "comment.*") {
            limits[taken[0].event.route] = 0;  // now it has all that it may have
        }
    }
    BOOST_TEST(limits.at("file.*") == 0U);
    BOOST_TEST(limits.at("project.*") == 0U);
    BOOST_TEST(resources(claim(10, "me", limits)).size() == 8U);
}

FRAMEIO_ENGINE_TEST(actions_go_first) {
    open(which);
    receive(webhook("file-1"));
    turn(1s);
    const auto clicked = admit(click("i1", "leaving"));
    finish(store->give_back({lease(clicked.id, clicked.epoch)}));
    BOOST_TEST(claim_one().event.type == "acme.publish");
    BOOST_TEST(claim_one().event.resource_id == "file-1");
}

FRAMEIO_ENGINE_TEST(the_store_says_when_there_is_something_to_do) {
    open(which);
    BOOST_TEST(!finish(store->next_due()).has_value());
    receive(webhook("file-1"));
    BOOST_TEST((finish(store->next_due()) == clock.now()));
    const auto run = claim_one();
    BOOST_TEST((finish(store->next_due()) == clock.now() + 30s));
    end(run, outcome::again(7s, "no luck"));
    BOOST_TEST((finish(store->next_due()) == clock.now() + 7s));
    turn(7s);
    end(claim_one());
    BOOST_TEST(!finish(store->next_due()).has_value());
}

FRAMEIO_ENGINE_TEST(a_poison_event_does_not_hold_up_the_others) {
    open(which);
    receive(webhook("poison"));
    turn(1ms);
    for (int i = 0; i < 100; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    int done = 0;
    for (int i = 0; i < 101; ++i) {
        const auto run = claim_one();
        const bool poison = run.event.resource_id == "poison";
        end(run, poison ? outcome::again(60s, "no luck") : outcome::done());
        done += poison ? 0 : 1;
    }
    BOOST_TEST(done == 100);
}

BOOST_AUTO_TEST_SUITE_END()
