// Signing secrets of many tenants: how often the store is asked for them, and how soon a change counts.

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "auth/tenants.hpp"

using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(tenant_caches, frameio_test::tenants)

BOOST_AUTO_TEST_CASE(a_tenant_is_looked_for_once) {
    for (int i = 0; i < 100; ++i) {
        BOOST_TEST(has(find("1"), "first"));
        BOOST_TEST(find("unknown") == nullptr);
    }
    BOOST_TEST(has(find("2"), "second"));
    BOOST_TEST(loads == 3);
    BOOST_TEST(looks == 1);
}

BOOST_AUTO_TEST_CASE(a_change_counts_within_a_second) {
    BOOST_TEST(has(find("1"), "first"));
    BOOST_TEST(find("3") == nullptr);
    installed["a/1"] = "newer";
    installed["a/3"] = "third";
    ++number;
    turn(1s);
    BOOST_TEST(has(find("1"), "newer"));
    BOOST_TEST(has(find("3"), "third"));
    installed.erase("a/1");
    ++number;
    turn(1s);
    loads = 0;
    BOOST_TEST(find("1") == nullptr);
    BOOST_TEST(find("1") == nullptr);
    BOOST_TEST(loads == 1);
}

BOOST_AUTO_TEST_CASE(what_was_read_before_a_change_is_not_kept) {
    slow = std::make_unique<frameio_test::gate>(loop);
    const auto late = start(cache->find(tenant("a", "1")));
    const auto held = std::move(slow);
    ++number;
    turn(1s);
    BOOST_TEST(has(find("1"), "first"));
    installed.erase("a/1");  // as it was when the late one was read
    held->open();
    BOOST_TEST(finish(late) == nullptr);
    loads = 0;
    BOOST_TEST(has(find("1"), "first"));
    BOOST_TEST(loads == 0);
}

BOOST_AUTO_TEST_CASE(without_a_change_nothing_is_loaded_again) {
    find("1");
    for (int i = 0; i < 10; ++i) {
        turn(1s);
        find("1");
    }
    BOOST_TEST(loads == 1);
    BOOST_TEST(looks == 11);
}

BOOST_AUTO_TEST_CASE(what_is_known_outlasts_a_store_that_is_down) {
    find("1");
    is_down = true;
    turn(10s);
    BOOST_TEST(has(find("1"), "first"));
    const auto failure = ended_by<error>(start(cache->find(tenant("a", "2"))));
    BOOST_TEST((failure.code() == errc::store_failed));
    is_down = false;
    BOOST_TEST(has(find("2"), "second"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_read_again_when_it_has_changed) {
    cache = make({10'000, 1'000, 1});
    damaged.insert("a/1");
    for (int i = 0; i < 100; ++i) {
        const error failure = failure_of("1");
        BOOST_TEST((failure.code() == errc::tampered));
        BOOST_TEST(failure.what() == "it is damaged");
    }
    BOOST_TEST(loads == 1);
    BOOST_TEST(refused_of(1) == 0);  // it is installed, and no stranger
    damaged.clear();
    ++number;
    turn(1s);
    BOOST_TEST(has(find("1"), "first"));
}

BOOST_AUTO_TEST_CASE(a_change_counts_at_once_for_who_has_made_it) {
    find("1");
    installed["a/1"] = "newer";
    ++number;
    BOOST_TEST(has(find("1"), "first"));
    cache->look_again();
    BOOST_TEST(has(find("1"), "newer"));
}

BOOST_AUTO_TEST_CASE(who_misses_something_finds_what_is_there_now) {
    find("1");
    installed["a/1"] = "newer";
    BOOST_TEST(has(find("1"), "first"));
    BOOST_TEST(has(finish(cache->find_anew(tenant("a", "1"))), "newer"));
    BOOST_TEST(has(find("1"), "newer"));
}

BOOST_AUTO_TEST_CASE(an_action_has_an_owner_as_soon_as_that_was_looked_for) {
    BOOST_TEST(!owner_of("action of 1"));
    find("1");
    find("2");
    BOOST_TEST((owner_of("action of 1") == tenant("a", "1")));
    BOOST_TEST((owner_of("action of 2") == tenant("a", "2")));
    BOOST_TEST(!owner_of("action of 3"));
    BOOST_TEST(!owner_of(""));
}

BOOST_AUTO_TEST_CASE(those_that_came_last_are_kept) {
    installed["a/3"] = "third";
    cache = make({2, 1'000, 100});
    find("1");
    find("2");
    find("1");
    find("3");  // instead of 2
    find("1");
    BOOST_TEST(loads == 3);
    find("2");
    BOOST_TEST(loads == 4);
}

BOOST_AUTO_TEST_CASE(each_action_has_its_own_secret) {
    const auto found = find("1");
    frameio::event_ids ids{};
    BOOST_TEST((found->of(ids).front() == signing_secret("first")));
    ids.action_id = "action of 1";
    BOOST_TEST((found->of(ids).front() == signing_secret("first of the action")));
    ids.action_id = "action of 2";
    BOOST_TEST(found->of(ids).empty());
    ids.action_id = "";
    ids.interaction_id = "interaction-1";
    BOOST_TEST(found->of(ids).empty());
}

BOOST_AUTO_TEST_SUITE_END()
