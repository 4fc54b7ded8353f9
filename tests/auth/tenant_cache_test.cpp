// Signing secrets of many tenants: how often the store is asked for them, and how soon a change counts.

#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "auth/tenant_cache.hpp"
#include "common/turned_loop.hpp"
#include "store/engine.hpp"

using namespace std::chrono_literals;
using frameio::errc;
using frameio::error;
using frameio::signing_secret;
using frameio::auth::tenant;
using frameio::auth::tenant_cache;
using frameio::auth::tenant_facts;

namespace asio = boost::asio;

namespace {

/// Installations, as a store has them.
struct tenants : frameio_test::turned_loop {
    std::map<std::string, std::string> installed{{"a/1", "first"}, {"a/2", "second"}};  // secrets
    std::uint64_t number = 1;
    int loads = 0;
    int looks = 0;
    bool is_down = false;
    std::unique_ptr<tenant_cache> cache = make({});

    std::unique_ptr<tenant_cache> make(tenant_cache::limits most) {
        return std::make_unique<tenant_cache>(
            tenant_cache::source{[this](tenant where) { return load(std::move(where)); }, [this] { return look(); }},
            clock, most);
    }
    asio::awaitable<tenant_cache::facts> load(tenant where) {
        ++loads;
        fail_if_down();
        const auto found = installed.find(where.key());
        if (found == installed.end()) {
            co_return nullptr;
        }
        auto made = std::make_shared<tenant_facts>();
        made->webhook.emplace_back(found->second);
        made->actions["action-1"].emplace_back(found->second + " of the action");
        co_return made;
    }
    asio::awaitable<std::uint64_t> look() {
        ++looks;
        fail_if_down();
        co_return number;
    }
    void fail_if_down() const {
        if (is_down) {
            throw frameio::store::store_error("the store is down");
        }
    }
    tenant_cache::facts find(const std::string& workspace, const std::string& account = "a") {
        return finish(cache->find(tenant(account, workspace)));
    }
    bool has(const tenant_cache::facts& found, const std::string& text) const {
        return found && found->webhook.size() == 1U && found->webhook.front() == signing_secret(text);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tenant_caches, tenants)

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
    BOOST_TEST(find("1") == nullptr);
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

BOOST_AUTO_TEST_CASE(strangers_cannot_ask_as_often_as_they_like) {
    cache = make({10'000, 5});
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

BOOST_AUTO_TEST_CASE(nor_do_they_hold_up_after_a_change_who_was_known_before) {
    cache = make({10'000, 1});
    find("1");
    installed["a/1"] = "newer";
    ++number;
    turn(1s);
    find("stranger");
    BOOST_TEST(has(find("1"), "newer"));
}

BOOST_AUTO_TEST_CASE(many_tenants_may_come_at_once_after_a_change) {
    cache = make({10'000, 1});
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 500; ++i) {
            installed["a/many-" + std::to_string(i)] = "secret-" + std::to_string(round);
            BOOST_TEST(has(find("many-" + std::to_string(i)), "secret-" + std::to_string(round)));
        }
        ++number;
        turn(1s);
    }
}

BOOST_AUTO_TEST_CASE(those_that_came_last_are_kept) {
    cache = make({2, 100});
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
    ids.action_id = "action-1";
    BOOST_TEST((found->of(ids).front() == signing_secret("first of the action")));
    ids.action_id = "action-2";
    BOOST_TEST(found->of(ids).empty());
    ids.action_id = "";
    ids.interaction_id = "interaction-1";
    BOOST_TEST(found->of(ids).empty());
}

BOOST_AUTO_TEST_SUITE_END()
