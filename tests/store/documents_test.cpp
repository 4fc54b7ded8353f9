// What belongs to no event: written by whoever has seen what is there, and gone when its time has come.

#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::store::document;

namespace {

struct documents_of : frameio_test::stored {
    std::optional<std::uint64_t> put(const std::string& key, const std::string& value, std::uint64_t version = 0) {
        document made("token", key, value);
        made.version = version;
        return finish(store->write(std::move(made)));
    }
    std::optional<std::uint64_t> put_for(std::chrono::seconds time, const std::string& key, const std::string& value) {
        document made("token", key, value);
        made.expires = clock.now() + time;
        return finish(store->write(std::move(made)));
    }
    /// Its value; nothing if it is not there.
    std::optional<std::string> value_of(const std::string& key, const std::string& collection = "token") {
        const auto found = finish(store->read(collection, key));
        return found ? std::optional(found->value) : std::nullopt;
    }
    std::string keys(const std::string& after = {}, std::size_t most = 100) {
        std::string found;
        for (const document& each : finish(store->documents("token", after, most))) {
            found += each.key + " ";
        }
        return found;
    }
    std::uint64_t changes() {
        return finish(store->change_count("token"));
    }
};

}  // namespace

#define FRAMEIO_DOCUMENT_TEST(name) \
    BOOST_DATA_TEST_CASE_F(documents_of, name, boost::unit_test::data::make(frameio_test::all_engines), which)

BOOST_AUTO_TEST_SUITE(documents)

FRAMEIO_DOCUMENT_TEST(what_is_written_is_read) {
    open(which);
    const std::string octets("\0 \xff'\n", 5);
    BOOST_TEST(!value_of("user-1").has_value());
    const auto version = put("user-1", octets);
    BOOST_TEST_REQUIRE(version.has_value());
    const auto found = finish(store->read("token", "user-1"));
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST((found->value == octets));
    BOOST_TEST(found->version == *version);
    BOOST_TEST(!found->expires.has_value());
    BOOST_TEST(!value_of("user-1", "installation").has_value());
}

FRAMEIO_DOCUMENT_TEST(only_who_has_seen_the_newest_changes_it) {
    open(which);
    const auto first = put("user-1", "a");
    BOOST_TEST(!put("user-1", "b").has_value());
    const auto second = put("user-1", "b", first.value());
    BOOST_TEST_REQUIRE(second.has_value());
    BOOST_TEST(*second > *first);
    BOOST_TEST(!put("user-1", "c", *first).has_value());
    BOOST_TEST(!put("user-2", "c", *first).has_value());
    BOOST_TEST(value_of("user-1").value() == "b");
    BOOST_TEST(!value_of("user-2").has_value());
}

FRAMEIO_DOCUMENT_TEST(only_who_has_seen_the_newest_removes_it) {
    open(which);
    const auto first = put("user-1", "a");
    const auto second = put("user-1", "b", first.value());
    BOOST_TEST(!finish(store->erase("token", "user-1", *first)));
    BOOST_TEST(finish(store->erase("token", "user-1", second.value())));
    BOOST_TEST(!finish(store->erase("token", "user-1", *second)));
    BOOST_TEST(!value_of("user-1").has_value());
}

FRAMEIO_DOCUMENT_TEST(a_version_is_not_used_again) {
    open(which);
    const auto first = put("user-1", "a");
    BOOST_TEST(finish(store->erase("token", "user-1", first.value())));
    const auto second = put("user-1", "b");
    BOOST_TEST(second.value() > *first);
    BOOST_TEST(!put("user-1", "c", *first).has_value());
}

FRAMEIO_DOCUMENT_TEST(what_has_expired_is_not_there) {
    open(which);
    const auto first = put_for(10s, "state-1", "a");
    turn(9s);
    BOOST_TEST(value_of("state-1").value() == "a");
    turn(1s);
    BOOST_TEST(!value_of("state-1").has_value());
    BOOST_TEST(keys() == "");
    BOOST_TEST(!put("state-1", "b", first.value()).has_value());
    BOOST_TEST(!finish(store->erase("token", "state-1", *first)));
    BOOST_TEST(put("state-1", "c").has_value());
    BOOST_TEST(value_of("state-1").value() == "c");
}

FRAMEIO_DOCUMENT_TEST(what_has_expired_is_forgotten_a_few_at_a_time) {
    open(which);
    put("user-1", "stays");
    put_for(1h, "user-2", "stays for now");
    for (int i = 0; i < 5; ++i) {
        put_for(10s, "state-" + std::to_string(i), "goes");
    }
    turn(11s);
    BOOST_TEST(finish(store->trim(clock.now(), 3, clock.now())) == 3U);
    BOOST_TEST(finish(store->trim(clock.now(), 3, clock.now())) == 2U);
    BOOST_TEST(finish(store->trim(clock.now(), 3, clock.now())) == 0U);
    BOOST_TEST(keys() == "user-1 user-2 ");
}

FRAMEIO_DOCUMENT_TEST(a_list_has_the_order_of_the_keys_and_pages) {
    open(which);
    for (const char* const key : {"b", "d", "a", "c"}) {
        put(key, "x");
    }
    finish(store->write(document("installation", "a2", "x")));
    BOOST_TEST(keys() == "a b c d ");
    BOOST_TEST(keys("", 2) == "a b ");
    BOOST_TEST(keys("b", 2) == "c d ");
    BOOST_TEST(keys("d") == "");
}

FRAMEIO_DOCUMENT_TEST(each_change_of_a_collection_is_noticed) {
    open(which);
    const std::uint64_t none = changes();
    const auto first = put("user-1", "a");
    const std::uint64_t one = changes();
    BOOST_TEST(one != none);
    finish(store->write(document("installation", "a", "x")));
    BOOST_TEST(changes() == one);
    put("user-1", "b", first.value());
    const std::uint64_t two = changes();
    BOOST_TEST(two != one);
    finish(store->erase("token", "user-1", finish(store->read("token", "user-1"))->version));
    BOOST_TEST(changes() != two);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lasting_documents)

BOOST_DATA_TEST_CASE_F(documents_of, they_outlive_the_program,
                       boost::unit_test::data::make(std::vector<std::string>(frameio_test::all_engines.begin() + 1,
                                                                             frameio_test::all_engines.end())),
                       which) {
    open(which);
    const auto version = put("user-1", "a");
    open(which);
    BOOST_TEST(value_of("user-1").value() == "a");
    BOOST_TEST(put("user-1", "b", version.value()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
