// Deliveries of tenants that are not installed: they cost the store little, and those that are installed nothing.

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "auth/tenants.hpp"

using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(strangers, frameio_test::tenants)

BOOST_AUTO_TEST_CASE(strangers_cannot_ask_as_often_as_they_like) {
    cache = make({10'000, 1'000, 5});
    find("1");
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(find("stranger-" + std::to_string(i)) == nullptr);
    }
    for (int i = 0; i < 100; ++i) {
        const auto failure = ended_by<error>(start(cache->find(tenant("a", "other-" + std::to_string(i)))));
        BOOST_TEST((failure.code() == errc::store_failed));
    }
    BOOST_TEST(loads == 6);
    BOOST_TEST(has(find("1"), "first"));  // who is known is not held up
    turn(1s);
    BOOST_TEST(has(find("2"), "second"));
}

BOOST_AUTO_TEST_CASE(nor_can_they_by_the_names_of_tenants) {
    cache = make({10'000, 1'000, 5});
    find("1");
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(has(finish(cache->find_anew(tenant("a", "1"))), "first"));
    }
    const auto failure = ended_by<error>(start(cache->find_anew(tenant("a", "1"))));
    BOOST_TEST((failure.code() == errc::store_failed));
    BOOST_TEST(loads == 6);
    BOOST_TEST(has(find("1"), "first"));
}

BOOST_AUTO_TEST_CASE(nor_do_they_hold_up_after_a_change_who_was_known_before) {
    cache = make({10'000, 1'000, 1});
    find("1");
    installed["a/1"] = "newer";
    ++number;
    turn(1s);
    find("stranger");
    BOOST_TEST(has(find("1"), "newer"));
}

BOOST_AUTO_TEST_CASE(many_tenants_may_come_at_once_after_a_change) {
    cache = make({10'000, 1'000, 1});
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 500; ++i) {
            installed["a/many-" + std::to_string(i)] = "secret-" + std::to_string(round);
            BOOST_TEST(has(find("many-" + std::to_string(i)), "secret-" + std::to_string(round)));
        }
        ++number;
        turn(1s);
    }
}

BOOST_AUTO_TEST_CASE(strangers_make_nobody_be_forgotten) {
    cache = make({2, 2, 100});
    find("1");
    find("2");
    BOOST_TEST(refused_of(50) == 0);
    loads = 0;
    find("1");
    find("2");
    BOOST_TEST(loads == 0);
}

BOOST_AUTO_TEST_CASE(who_was_installed_once_is_found_whatever_strangers_do) {
    cache = make({1, 1'000, 5});
    find("1");
    find("2");  // of whom nothing but this is kept: there is room for one
    BOOST_TEST(refused_of(10) == 5);
    BOOST_TEST(has(find("1"), "first"));
    BOOST_TEST(has(find("2"), "second"));
}

BOOST_AUTO_TEST_CASE(who_was_installed_before_the_start_is_known_before_strangers_come) {
    for (int i = 0; i < 1'200; ++i) {  // several pages
        installed["a/many-" + std::to_string(i)] = "secret-" + std::to_string(i);
    }
    cache = make_listing({10'000, 1'000, 1});
    BOOST_TEST(refused_of(10) == 9);
    for (int i = 0; i < 1'200; ++i) {
        BOOST_TEST(has(find("many-" + std::to_string(i)), "secret-" + std::to_string(i)));
    }
    BOOST_TEST((owner_of("action of many-1199") == tenant("a", "many-1199")));
    BOOST_TEST(loads == 1);
    BOOST_TEST(lists == 3);
}

BOOST_AUTO_TEST_CASE(who_is_installed_later_is_known_a_second_later) {
    cache = make_listing({10'000, 1'000, 1});
    BOOST_TEST(refused_of(10) == 9);
    installed["a/new"] = "secret";
    ++number;
    turn(1s);
    BOOST_TEST(refused_of(10) == 9);
    BOOST_TEST(has(find("new"), "secret"));
    BOOST_TEST(lists == 2);
}

BOOST_AUTO_TEST_CASE(where_nobody_is_kept_out_changes_read_only_who_is_looked_for) {
    cache = make_listing({10'000, 1'000, 10});
    find("1");
    for (int i = 0; i < 3; ++i) {
        ++number;
        turn(1s);
        find("1");
    }
    BOOST_TEST(lists == 1);
}

BOOST_AUTO_TEST_CASE(whose_action_it_is_is_known_from_the_start) {
    cache = make_listing({10'000, 1'000, 1});
    BOOST_TEST((owner_of("action of 2") == tenant("a", "2")));
    BOOST_TEST(loads == 0);
}

BOOST_AUTO_TEST_CASE(no_more_are_read_at_the_start_than_are_kept) {
    for (int i = 0; i < 1'200; ++i) {
        installed["a/many-" + std::to_string(i)] = "secret";
    }
    cache = make_listing({600, 1'000, 100});
    find("1");
    BOOST_TEST(lists == 2);
}

BOOST_AUTO_TEST_CASE(who_is_installed_is_read_later_if_that_fails_at_the_start) {
    cache = make_listing({10'000, 1'000, 1});
    is_list_broken = true;
    BOOST_TEST(has(find("1"), "first"));
    is_list_broken = false;
    turn(1s);
    BOOST_TEST(refused_of(2) == 1);
    BOOST_TEST(has(find("2"), "second"));
    turn(1s);
    find("2");
    BOOST_TEST(lists == 2);
}

BOOST_AUTO_TEST_CASE(who_is_not_installed_any_more_is_a_stranger) {
    cache = make({10'000, 1'000, 1});
    find("1");
    installed.erase("a/1");
    ++number;
    turn(1s);
    BOOST_TEST(find("1") == nullptr);
    ++number;
    turn(1s);
    BOOST_TEST(refused_of(1) == 0);
    BOOST_TEST((failure_of("1").code() == errc::store_failed));
}

BOOST_AUTO_TEST_CASE(strangers_that_come_at_once_count_before_they_are_found_out) {
    cache = make({10'000, 1'000, 5});
    slow = std::make_unique<frameio_test::gate>(loop);
    std::vector<frameio_test::running<tenant_cache::facts>> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(start(cache->find(tenant("a", "stranger-" + std::to_string(i)))));
    }
    BOOST_TEST(slow->waiting() == 5);
    BOOST_TEST(loads == 5);
    slow->open();
    run();
    const auto was_found_out = [](const auto& each) { return each->value.has_value(); };
    BOOST_TEST(std::ranges::count_if(all, was_found_out) == 5);
}

BOOST_AUTO_TEST_CASE(a_look_that_ends_in_another_second_gives_it_no_more_looks) {
    cache = make({10'000, 1'000, 1});
    slow = std::make_unique<frameio_test::gate>(loop);
    const auto late = start(cache->find(tenant("a", "1")));
    turn(1s);
    const auto stranger = start(cache->find(tenant("a", "stranger")));
    slow->open();
    BOOST_TEST(has(finish(late), "first"));
    BOOST_TEST(finish(stranger) == nullptr);
    BOOST_TEST(refused_of(1) == 1);
}

BOOST_AUTO_TEST_CASE(a_store_that_fails_is_not_asked_as_often_as_strangers_like) {
    cache = make({10'000, 1'000, 5});
    is_down = true;
    BOOST_TEST(refused_of(100) == 100);
    BOOST_TEST(loads == 5);
}

BOOST_AUTO_TEST_SUITE_END()
