// Keys that are changed while an app works on the store, in every engine.

#include <functional>
#include <utility>

#include "auth/rotated.hpp"

namespace asio = boost::asio;
using frameio::auth::key_ring;
using frameio::auth::rotation_outcome;
using frameio::auth::vault;
using frameio::store::document;

namespace {

/// What an app does after a document was read to be sealed anew, and before it is written.
struct crowd : frameio_test::rotated {
    rotation_outcome change_while(const std::function<asio::awaitable<void>()>& happens) {
        frameio_test::crowded between(*store);
        between.meanwhile = happens;
        return finish(frameio::auth::rotate(between, both, 2));
    }
    /// All that it was.
    document seen(const key_ring& with, const std::string& collection, const std::string& key) {
        return finish(vault_with(with).read(collection, key)).value();
    }
    /// As an app does that renews a token.
    asio::awaitable<void> renew(const key_ring& with) {
        const vault kept = vault_with(with);
        const auto there = co_await kept.read("token", "user-0");
        document fresh("token", "user-0", "renewed");
        fresh.version = there->version;
        co_await kept.write(std::move(fresh));
    }
};

}  // namespace

#define FRAMEIO_CROWD_TEST(name) \
    BOOST_DATA_TEST_CASE_F(crowd, name, boost::unit_test::data::make(frameio_test::all_engines), which)

BOOST_AUTO_TEST_SUITE(rotations_beside_an_app)

FRAMEIO_CROWD_TEST(what_it_writes_with_the_new_key_stays) {
    open(which);
    keep_tokens(old_ring, 0, 3);
    BOOST_TEST(change_while([this] { return renew(both); }).resealed == 2U);
    BOOST_TEST(text_of(new_ring, "token", "user-0") == "renewed");
    BOOST_TEST(text_of(new_ring, "token", "user-2") == "token-2");
}

FRAMEIO_CROWD_TEST(what_it_writes_with_the_old_key_is_sealed_anew) {
    open(which);
    keep_tokens(old_ring, 0, 3);
    BOOST_TEST(change_while([this] { return renew(old_ring); }).resealed == 3U);
    BOOST_TEST(text_of(new_ring, "token", "user-0") == "renewed");
}

FRAMEIO_CROWD_TEST(what_it_removes_does_not_come_back) {
    open(which);
    keep_tokens(old_ring, 0, 3);
    const auto version = raw("token", "user-0").version;
    const rotation_outcome done =
        change_while([this, version]() -> asio::awaitable<void> { co_await store->erase("token", "user-0", version); });
    BOOST_TEST(done.resealed == 2U);
    BOOST_TEST(!finish(store->read("token", "user-0")).has_value());
}

FRAMEIO_CROWD_TEST(what_it_adds_with_the_old_key_behind_us_is_told) {
    open(which);
    keep_tokens(old_ring, 5, 8);
    const rotation_outcome done = change_while([this]() -> asio::awaitable<void> {
        const vault kept = vault_with(old_ring);
        document fresh("login", "state", "transaction");
        co_await kept.write(std::move(fresh));
    });
    BOOST_TEST(done.resealed == 3U);
    BOOST_TEST(done.left.is_readable());
    BOOST_TEST(done.left.with_old_key() == 1U);
}

FRAMEIO_CROWD_TEST(what_it_has_read_before_is_replaced_all_the_same) {
    open(which);
    keep_tokens(old_ring, 0, 2);
    const document before_it = seen(both, "token", "user-0");
    change(both);
    BOOST_TEST(finish(vault_with(both).replace(before_it, "renewed")).has_value());
    BOOST_TEST(text_of(new_ring, "token", "user-0") == "renewed");
    BOOST_TEST(!finish(vault_with(both).replace(before_it, "too late")).has_value());
    BOOST_TEST(text_of(new_ring, "token", "user-0") == "renewed");
}

FRAMEIO_CROWD_TEST(what_it_has_read_before_is_removed_all_the_same_and_once) {
    open(which);
    keep_tokens(old_ring, 0, 2);
    const document first = seen(both, "token", "user-0");
    const document second = seen(both, "token", "user-1");
    change(both);
    BOOST_TEST(finish(vault_with(both).remove(first)));
    BOOST_TEST(!finish(vault_with(both).remove(first)));
    BOOST_TEST(finish(vault_with(both).replace(second, "another")).has_value());
    BOOST_TEST(!finish(vault_with(both).remove(second)));
    BOOST_TEST(text_of(new_ring, "token", "user-1") == "another");
}

BOOST_AUTO_TEST_SUITE_END()
