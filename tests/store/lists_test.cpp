// Where is it: lists, details, what was recorded, and what people decide.

#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::store::event_id;
using frameio::store::event_state;
using frameio::store::list_query;
using frameio::store::outcome;
using frameio::store::step;

namespace {

std::vector<std::string> names(const std::vector<frameio::store::event_summary>& of) {
    std::vector<std::string> found;
    for (const auto& each : of) {
        found.push_back(each.resource_id);
    }
    return found;
}

step post(const std::string& body) {
    step made;
    made.key = frameio_test::stored::key_of("step", body);
    made.what = "POST /v4/accounts/a/files/f/comments";
    return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lists)

FRAMEIO_ENGINE_TEST(the_newest_come_first) {
    open(which);
    for (const char* const name : {"a", "b", "c"}) {
        receive(webhook(name));
        turn(1s);
    }
    const std::vector<std::string> expected{"c", "b", "a"};
    BOOST_TEST(names(finish(store->list(list_query()))) == expected, boost::test_tools::per_element());
}

FRAMEIO_ENGINE_TEST(a_list_has_pages) {
    open(which);
    for (int i = 0; i < 25; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    list_query wanted;
    wanted.most = 10;
    std::vector<std::string> all;
    for (const std::size_t size : {10U, 10U, 5U, 0U}) {
        const auto page = finish(store->list(wanted));
        BOOST_TEST(page.size() == size);
        for (const auto& each : page) {
            all.push_back(each.resource_id);
            wanted.after = each.id;
        }
    }
    BOOST_TEST_REQUIRE(all.size() == 25U);
    BOOST_TEST(all.front() == "file-24");
    BOOST_TEST(all.back() == "file-0");
}

FRAMEIO_ENGINE_TEST(a_list_may_be_narrowed_down) {
    open(which);
    const auto first = clock.now();
    receive(webhook("a"));
    turn(10s);
    receive(creation("b"));
    turn(10s);
    receive(webhook("c", "other"));
    end(claim_one());
    const auto of = [this](auto set) {
        list_query wanted;
        set(wanted);
        return names(finish(store->list(std::move(wanted))));
    };
    const std::vector<std::string> only_a{"a"};
    const std::vector<std::string> only_b{"b"};
    const std::vector<std::string> only_c{"c"};
    BOOST_TEST(of([](auto& wanted) { wanted.type = "file.created"; }) == only_b, boost::test_tools::per_element());
    BOOST_TEST(of([](auto& wanted) { wanted.resource_id = "c"; }) == only_c, boost::test_tools::per_element());
    BOOST_TEST(of([](auto& wanted) { wanted.tenant = "other"; }) == only_c, boost::test_tools::per_element());
    BOOST_TEST(of([&](auto& wanted) { wanted.before = first + 1s; }) == only_a, boost::test_tools::per_element());
    BOOST_TEST(of([&](auto& wanted) { wanted.since = first + 11s; }) == only_c, boost::test_tools::per_element());
    BOOST_TEST(of([](auto& wanted) { wanted.state = event_state::done; }).size() == 1U);
    BOOST_TEST(of([](auto& wanted) { wanted.state = event_state::pending; }).size() == 2U);
    BOOST_TEST(of([](auto& wanted) { wanted.type = "x' OR '1'='1"; }).empty());
}

FRAMEIO_ENGINE_TEST(states_are_counted) {
    open(which);
    for (int i = 0; i < 10; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    auto taken = claim(6);
    end(taken[0]);
    end(taken[1], outcome::parked("no"));
    end(taken[2], outcome::parked("no"));
    const auto now = finish(store->count());
    BOOST_TEST(now.pending == 4U);
    BOOST_TEST(now.running == 3U);
    BOOST_TEST(now.done == 1U);
    BOOST_TEST(now.parked == 2U);
}

FRAMEIO_ENGINE_TEST(steps_are_recorded_before_and_after) {
    open(which);
    const auto id = receive(webhook("file-1"));
    const auto run = claim_one();
    step first = post("one");
    first.began = clock.now();
    BOOST_TEST(finish(store->record(run.held, first)));
    step second = post("one");
    second.occurrence = 1;
    BOOST_TEST(finish(store->record(run.held, second)));
    first.ended = true;
    first.status = 201;
    first.result = R"({"data":{"id":"c1"}})";
    first.finished = clock.now() + 5ms;
    BOOST_TEST(finish(store->record(run.held, first)));
    const auto all = finish(store->steps(id));
    BOOST_TEST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0].ended);
    BOOST_TEST(all[0].status == 201U);
    BOOST_TEST(all[0].result == first.result);
    BOOST_TEST(all[0].what == "POST /v4/accounts/a/files/f/comments");
    BOOST_TEST((all[0].key == first.key));
    BOOST_TEST((all[0].finished - all[0].began == 5ms));
    BOOST_TEST(!all[1].ended);
    BOOST_TEST(all[1].occurrence == 1U);
    BOOST_TEST(look(id).steps.size() == 2U);
    BOOST_TEST(finish(store->steps(event_id::make(clock.now()))).empty());
}

FRAMEIO_ENGINE_TEST(only_the_newest_lease_records) {
    open(which);
    const auto id = receive(webhook("file-1"));
    const auto zombie = claim_one("dead");
    turn(30s);
    const auto run = claim_one("alive");
    BOOST_TEST(!finish(store->record(zombie.held, post("one"))));
    BOOST_TEST(finish(store->steps(id)).empty());
    BOOST_TEST(finish(store->record(run.held, post("one"))));
    end(run);
    BOOST_TEST(!finish(store->record(run.held, post("two"))));
    BOOST_TEST(finish(store->steps(id)).size() == 1U);
}

FRAMEIO_ENGINE_TEST(a_parked_event_is_run_again_when_somebody_says_so) {
    open(which);
    const auto id = receive(webhook("file-1"));
    const auto first = claim_one();
    auto known = post("one");
    known.ended = true;
    known.status = 201;
    finish(store->record(first.held, known));
    finish(store->record(first.held, post("two")));
    end(first, outcome::parked("in doubt"));
    BOOST_TEST(finish(store->redrive(id)));
    BOOST_TEST(look(id).state == event_state::pending);
    BOOST_TEST(look(id).reason == "");
    const auto again = claim_one();
    BOOST_TEST(again.run == 1U);
    BOOST_TEST(look(id).runs == 2U);
    const auto steps = finish(store->steps(id));  // what was recorded stays; what was in doubt was not done
    BOOST_TEST_REQUIRE(steps.size() == 2U);
    BOOST_TEST(steps[0].status == 201U);
    BOOST_TEST(steps[1].ended);
    BOOST_TEST(steps[1].status == 0U);
    end(again);
}

FRAMEIO_ENGINE_TEST(a_person_may_settle_or_set_aside_what_nobody_runs) {
    open(which);
    const auto settled = receive(webhook("file-1"));
    const auto aside = receive(webhook("file-2"));
    BOOST_TEST(finish(store->resolve(settled, "done by hand")));
    BOOST_TEST(finish(store->park(aside, "not today")));
    BOOST_TEST(look(settled).state == event_state::done);
    BOOST_TEST(look(settled).reason == "done by hand");
    BOOST_TEST(look(aside).state == event_state::parked);
    BOOST_TEST(look(aside).reason == "not today");
    BOOST_TEST(claim(10).empty());
}

FRAMEIO_ENGINE_TEST(a_live_lease_is_not_taken_away_by_hand) {
    open(which);
    const auto id = receive(webhook("file-1"));
    const auto run = claim_one();
    BOOST_TEST(!finish(store->redrive(id)));
    BOOST_TEST(!finish(store->resolve(id, "by hand")));
    BOOST_TEST(!finish(store->park(id, "by hand")));
    turn(30s);
    BOOST_TEST(finish(store->park(id, "its process is gone")));
    BOOST_TEST(!end(run));
    BOOST_TEST(look(id).past.back().ending == "lost");
    const auto nobody = event_id::make(clock.now());
    BOOST_TEST(!finish(store->redrive(nobody)));
    BOOST_TEST(!finish(store->resolve(nobody, "")));
    BOOST_TEST(!finish(store->park(nobody, "")));
    BOOST_TEST(!finish(store->find(nobody)).has_value());
}

FRAMEIO_ENGINE_TEST(what_is_done_is_forgotten_in_small_batches) {
    open(which);
    for (int i = 0; i < 10; ++i) {
        receive(webhook("file-" + std::to_string(i)));
        turn(1ms);
    }
    const auto parked = claim_one();
    finish(store->record(parked.held, post("one")));
    end(parked, outcome::parked("no"));
    for (int i = 0; i < 8; ++i) {
        const auto run = claim_one();
        finish(store->record(run.held, post("one")));
        end(run);
    }
    turn(24h * 7);
    const auto before = clock.now() - 24h * 7 + 1s;
    std::size_t rounds = 0;
    while (finish(store->trim(before, 3, clock.now())) != 0) {
        ++rounds;
    }
    BOOST_TEST(rounds == 7U);  // of 20 rows of the ledger
    const auto left = finish(store->count());
    BOOST_TEST(left.done == 0U);
    BOOST_TEST(left.parked == 1U);
    BOOST_TEST(left.pending == 1U);
    BOOST_TEST(look(parked.held.event).steps.size() == 1U);
}

FRAMEIO_ENGINE_TEST(what_was_done_before_it_came_is_not_old) {
    open(which);
    const auto now = clock.now();
    const auto id = receive(webhook("file-1"));
    const auto run = claim_one();
    clock.set_wall(std::chrono::system_clock::time_point());
    end(run);
    clock.set_wall(now);
    finish(store->trim(now - 24h * 7, 10, now));
    BOOST_TEST(look(id).state == event_state::done);
    finish(store->trim(now + 1s, 10, now));
    BOOST_TEST(!finish(store->find(id)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
