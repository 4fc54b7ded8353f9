// Keys that are changed: what is sealed with which of them, and how everything comes to the new one, in every engine.

#include <chrono>
#include <map>

#include "auth/rotated.hpp"

using frameio::errc;
using frameio::error;
using frameio::auth::key_ring;
using frameio::auth::new_key;
using frameio::auth::rotation_outcome;
using frameio::auth::seal_survey;
using frameio::auth::sealed_share;
using frameio::store::document;
using frameio_test::rotated;

#define FRAMEIO_ROTATION_TEST(name) \
    BOOST_DATA_TEST_CASE_F(rotated, name, boost::unit_test::data::make(frameio_test::all_engines), which)

BOOST_AUTO_TEST_SUITE(rotations)

FRAMEIO_ROTATION_TEST(everything_comes_to_the_new_key) {
    open(which);
    keep_tokens(old_ring, 0, 5);
    keep(old_ring, document("login", "state", "transaction"));
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(text_of(both, "token", "user-" + std::to_string(i)) == "token-" + std::to_string(i));
    }
    const rotation_outcome done = change(both);
    BOOST_TEST(done.resealed == 6U);
    BOOST_TEST(done.left.is_readable());
    BOOST_TEST(done.left.with_old_key() == 0U);
    BOOST_TEST(done.left.with_key(new_ring.ids().front()) == 6U);
    BOOST_TEST(done.left.with_key(old_ring.ids().front()) == 0U);
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(text_of(new_ring, "token", "user-" + std::to_string(i)) == "token-" + std::to_string(i));
    }
    BOOST_TEST(text_of(new_ring, "login", "state") == "transaction");
    BOOST_TEST((ended_by<error>(start(vault_with(old_ring).read("token", "user-0"))).code() == errc::no_key));
}

FRAMEIO_ROTATION_TEST(what_has_the_new_key_is_not_written_again) {
    open(which);
    keep_tokens(old_ring, 0, 2);
    keep_tokens(new_ring, 2, 5);
    const document there = raw("token", "user-3");
    BOOST_TEST(change(both).resealed == 2U);
    const auto changes = finish(store->change_count("token"));
    BOOST_TEST(change(both).resealed == 0U);
    BOOST_TEST(finish(store->change_count("token")) == changes);
    BOOST_TEST(raw("token", "user-3").version == there.version);
}

FRAMEIO_ROTATION_TEST(an_empty_store_needs_nothing) {
    open(which);
    const rotation_outcome done = change(both);
    BOOST_TEST(done.resealed == 0U);
    BOOST_TEST(done.left.shares().empty());
    BOOST_TEST(look(key_ring()).is_readable());
}

FRAMEIO_ROTATION_TEST(it_is_told_what_has_which_key) {
    open(which);
    const key_ring lost = ring_of(new_key());
    keep_tokens(old_ring, 0, 3);
    keep_tokens(new_ring, 3, 5);
    keep_tokens(lost, 5, 6);
    keep(old_ring, document("login", "state", "transaction"));
    damage("token", "user-1");
    const seal_survey found = look(both);
    std::map<std::string, const sealed_share*> tokens;
    for (const sealed_share& each : found.shares()) {
        if (each.collection == "token") {
            tokens[each.key] = &each;
        }
    }
    BOOST_TEST(found.shares().size() == 4U);
    BOOST_TEST_REQUIRE(tokens.size() == 3U);
    const sealed_share& old_ones = *tokens.at(old_ring.ids().front());
    BOOST_TEST((old_ones.is_known && !old_ones.is_current && old_ones.documents == 3 && old_ones.damaged == 1));
    const sealed_share& new_ones = *tokens.at(new_ring.ids().front());
    BOOST_TEST((new_ones.is_known && new_ones.is_current && new_ones.documents == 2 && new_ones.damaged == 0));
    const sealed_share& lost_ones = *tokens.at(lost.ids().front());
    BOOST_TEST((!lost_ones.is_known && !lost_ones.is_current && lost_ones.documents == 1));
    BOOST_TEST(found.without_key() == 1U);
    BOOST_TEST(found.with_old_key() == 3U);
    BOOST_TEST(found.damaged_count() == 1U);
    BOOST_TEST(found.damaged().at(0) == "\"user-1\" of \"token\"");
}

FRAMEIO_ROTATION_TEST(what_cannot_be_opened_is_told_and_left) {
    open(which);
    const key_ring lost = ring_of(new_key());
    keep_tokens(old_ring, 0, 4);
    keep_tokens(lost, 4, 5);
    const document changed = damage("token", "user-1");
    const document unsealed = damage("token", "user-2", raw("token", "user-2").value.size());
    const document foreign = raw("token", "user-4");
    const rotation_outcome done = change(both);
    BOOST_TEST(done.resealed == 2U);
    BOOST_TEST(!done.left.is_readable());
    BOOST_TEST(done.left.damaged_count() == 2U);
    BOOST_TEST(done.left.without_key() == 1U);
    BOOST_TEST(done.left.with_key(lost.ids().front()) == 1U);
    for (const document& each : {changed, unsealed, foreign}) {
        const document there = raw("token", each.key);
        BOOST_TEST((there.value == each.value));
        BOOST_TEST(there.version == each.version);
    }
    BOOST_TEST(text_of(lost, "token", "user-4") == "token-4");
}

FRAMEIO_ROTATION_TEST(one_that_was_moved_is_left_where_it_is) {
    open(which);
    keep_tokens(old_ring, 0, 2);
    document moved = raw("token", "user-1");
    moved.key = "user-0";
    moved.version = raw("token", "user-0").version;
    BOOST_TEST_REQUIRE(finish(store->write(moved)).has_value());
    const rotation_outcome done = change(both);
    BOOST_TEST(done.resealed == 1U);
    BOOST_TEST(done.left.damaged_count() == 1U);
    BOOST_TEST((raw("token", "user-0").value == moved.value));
}

FRAMEIO_ROTATION_TEST(it_expires_when_it_did_before) {
    open(which);
    document brief("login", "state", "transaction");
    brief.expires = clock.now() + std::chrono::minutes(10);
    keep(old_ring, brief);
    clock.advance(std::chrono::minutes(5));
    BOOST_TEST(change(both).resealed == 1U);
    BOOST_TEST((raw("login", "state").expires == brief.expires));
    clock.advance(std::chrono::minutes(6));
    BOOST_TEST(look(both).shares().empty());
}

FRAMEIO_ROTATION_TEST(only_what_is_sealed_is_touched) {
    open(which);
    const auto version = finish(store->write(document("lock", "token/user-1", "owner")));
    keep_tokens(old_ring, 0, 1);
    BOOST_TEST(change(both).resealed == 1U);
    BOOST_TEST((raw("lock", "token/user-1").version == version));
}

FRAMEIO_ROTATION_TEST(without_keys_nothing_is_changed) {
    open(which);
    keep_tokens(old_ring, 0, 1);
    const rotation_outcome done = change(key_ring());
    BOOST_TEST(done.resealed == 0U);
    BOOST_TEST(done.left.without_key() == 1U);
    BOOST_TEST(text_of(old_ring, "token", "user-0") == "token-0");
}

BOOST_AUTO_TEST_SUITE_END()
