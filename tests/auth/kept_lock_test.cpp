// One process at a time, in every engine; and one that lives on keeps what it has.

#include "auth/kept_lock.hpp"
#include "auth/store_lock.hpp"
#include "store/engines.hpp"

using frameio::auth::kept_lock;
using frameio::auth::store_lock;
using namespace std::chrono_literals;

namespace {

constexpr auto term = 30s;

struct locked : frameio_test::stored {
    std::shared_ptr<frameio::store::engine> shared() const {
        return {store.get(), [](auto*) {}};
    }
    std::optional<store_lock> take() {
        return finish(store_lock::try_take(shared(), clock, "name", term));
    }
    bool is_free() {
        auto lock = take();
        if (lock) {
            finish(lock->release());
        }
        return lock.has_value();
    }
    bool renew(store_lock& lock) {
        return finish(lock.renew(clock, term));
    }
};

struct kept_in_memory : locked {
    kept_in_memory() {
        open("memory");
        lock = finish(kept_lock::try_take(shared(), clock, "name", term));
        BOOST_TEST_REQUIRE(lock != nullptr);
    }
    /// Somebody takes the lock by force.
    void steal() {
        auto there = finish(store->read("lock", "name")).value();
        there.value = "somebody else";
        there.expires = clock.now() + 1h;
        BOOST_TEST_REQUIRE(finish(store->write(there)).has_value());
    }

    std::unique_ptr<kept_lock> lock;
};

}  // namespace

#define FRAMEIO_LOCK_TEST(name) \
    BOOST_DATA_TEST_CASE_F(locked, name, boost::unit_test::data::make(frameio_test::all_engines), which)

BOOST_AUTO_TEST_SUITE(store_locks)

FRAMEIO_LOCK_TEST(one_has_it_until_it_is_given_back_or_its_term_ends) {
    open(which);
    auto lock = take();
    BOOST_TEST_REQUIRE(lock.has_value());
    BOOST_TEST(!take().has_value());
    finish(lock->release());
    BOOST_TEST(is_free());
    lock = take();
    clock.advance(term);
    BOOST_TEST(is_free());
}

FRAMEIO_LOCK_TEST(who_renews_it_has_it_for_longer) {
    open(which);
    auto lock = take();
    clock.advance(term - 1s);
    BOOST_TEST(renew(*lock));
    clock.advance(term - 1s);
    BOOST_TEST(!is_free());
    BOOST_TEST(renew(*lock));
    finish(lock->release());
    BOOST_TEST(is_free());
}

FRAMEIO_LOCK_TEST(who_comes_too_late_does_not_get_it_back) {
    open(which);
    auto late = take();
    clock.advance(term);
    auto other = take();
    BOOST_TEST_REQUIRE(other.has_value());
    BOOST_TEST(!renew(*late));
    finish(late->release());
    BOOST_TEST(!is_free());
    BOOST_TEST(renew(*other));
}

FRAMEIO_LOCK_TEST(who_comes_late_has_it_again_if_nobody_has_taken_it) {
    open(which);
    auto lock = take();
    clock.set_wall(clock.now() + 1h);  // it was an hour behind
    BOOST_TEST(renew(*lock));
    BOOST_TEST(!is_free());
    finish(lock->release());
    BOOST_TEST(is_free());
}

FRAMEIO_LOCK_TEST(one_of_a_clock_that_was_ahead_is_not_believed) {
    open(which);
    const auto right = clock.now();
    clock.set_wall(right + 48h);
    const auto dead = take();
    BOOST_TEST_REQUIRE(dead.has_value());
    clock.set_wall(right);
    auto lock = take();
    BOOST_TEST_REQUIRE(lock.has_value());
    BOOST_TEST(!is_free());
    clock.set_wall(right + 30min);  // less than anybody could be wrong by
    clock.set_wall(right);
    BOOST_TEST(!is_free());
    BOOST_TEST(renew(*lock));
}

FRAMEIO_LOCK_TEST(a_renewal_that_nobody_was_told_of_is_no_loss) {
    open(which);
    auto lock = take();
    store_lock same = *lock;
    BOOST_TEST(renew(same));
    BOOST_TEST(renew(*lock));
    finish(lock->release());
    BOOST_TEST(is_free());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(kept_locks, kept_in_memory)

BOOST_AUTO_TEST_CASE(it_is_kept_for_as_long_as_its_owner_lives) {
    for (int each = 0; each < 30; ++each) {
        turn(10s);
        BOOST_TEST(!is_free());
        BOOST_TEST(!lock->is_lost());
    }
    finish(lock->release());
    BOOST_TEST(is_free());
}

BOOST_AUTO_TEST_CASE(without_its_owner_it_ends) {
    turn(20s);
    lock.reset();
    turn(20s);
    BOOST_TEST(!is_free());
    turn(10s);
    BOOST_TEST(is_free());
}

BOOST_AUTO_TEST_CASE(whose_lock_was_taken_learns_of_it) {
    steal();
    BOOST_TEST(!lock->is_lost());
    turn(10s);
    BOOST_TEST(lock->is_lost());
    finish(lock->release());
    BOOST_TEST(!is_free());
}

BOOST_AUTO_TEST_CASE(who_has_slept_for_too_long_does_not_believe_in_it) {
    clock.advance(term);
    BOOST_TEST(lock->is_lost());
}

BOOST_AUTO_TEST_SUITE_END()
