// Documents that only we can read, in every engine.

#include "auth/vault.hpp"
#include "store/engines.hpp"

using frameio::errc;
using frameio::error;
using frameio::auth::key_ring;
using frameio::auth::new_key;
using frameio::auth::vault;
using frameio::store::document;

namespace {

struct kept : frameio_test::stored {
    const std::string first = new_key();
    const std::string second = new_key();

    vault vault_with(const std::string& keys) {
        return {std::shared_ptr<frameio::store::engine>(store.get(), [](auto*) {}),
                std::make_shared<key_ring>(key_ring::parse(keys, "the test"))};
    }
};

}  // namespace

#define FRAMEIO_VAULT_TEST(name) \
    BOOST_DATA_TEST_CASE_F(kept, name, boost::unit_test::data::make(frameio_test::all_engines), which)

BOOST_AUTO_TEST_SUITE(vaults)

FRAMEIO_VAULT_TEST(what_is_kept_is_read_and_the_store_does_not_see_it) {
    open(which);
    const vault here = vault_with(first);
    BOOST_TEST(finish(here.write(document("token", "user-1", "the-token"))).has_value());
    BOOST_TEST(finish(here.read("token", "user-1"))->value == "the-token");
    BOOST_TEST(finish(here.documents("token", "", 10)).at(0).value == "the-token");
    BOOST_TEST(finish(store->read("token", "user-1"))->value.find("token") == std::string::npos);
    BOOST_TEST(!finish(here.read("token", "user-2")).has_value());
}

FRAMEIO_VAULT_TEST(a_document_cannot_take_the_place_of_another) {
    open(which);
    const vault here = vault_with(first);
    finish(here.write(document("token", "user-1", "mine")));
    finish(here.write(document("token", "user-2", "theirs")));
    document moved = finish(store->read("token", "user-2")).value();
    moved.key = "user-1";
    moved.version = finish(store->read("token", "user-1"))->version;
    BOOST_TEST_REQUIRE(finish(store->write(std::move(moved))).has_value());
    const auto failure = ended_by<error>(start(here.read("token", "user-1")));
    BOOST_TEST((failure.code() == errc::tampered));
    BOOST_TEST(std::string(failure.what()).find("\"user-1\" of \"token\"") != std::string::npos);
}

FRAMEIO_VAULT_TEST(nothing_is_kept_that_a_change_of_keys_would_not_find) {
    open(which);
    const vault here = vault_with(first);
    BOOST_CHECK_THROW(finish(here.write(document("note", "user-1", "text"))), error);
    BOOST_TEST(finish(store->documents("note", "", 10)).empty());
}

FRAMEIO_VAULT_TEST(with_the_wrong_key_nothing_is_lost) {
    open(which);
    finish(vault_with(first).write(document("token", "user-1", "the-token")));
    const vault stranger = vault_with(second);
    BOOST_TEST((ended_by<error>(start(stranger.read("token", "user-1"))).code() == errc::no_key));
    BOOST_TEST((ended_by<error>(start(stranger.documents("token", "", 10))).code() == errc::no_key));
    BOOST_TEST(!finish(stranger.write(document("token", "user-1", "other"))).has_value());
    BOOST_TEST(finish(vault_with(first).read("token", "user-1"))->value == "the-token");
    BOOST_TEST(finish(vault_with(second + "," + first).read("token", "user-1"))->value == "the-token");
}

BOOST_AUTO_TEST_SUITE_END()
