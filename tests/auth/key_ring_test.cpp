// Encryption at rest: what is sealed, who can open it, and what is said of keys that cannot be used.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <sys/stat.h>

#include <fstream>
#include <ostream>
#include <set>
#include <string>

#include "auth/key_ring.hpp"
#include "common/environment.hpp"
#include "common/temporary_directory.hpp"

using frameio::errc;
using frameio::error;
using frameio::auth::key_ring;
using frameio::auth::new_key;
using frameio_test::variable;

namespace {

key_ring ring_of(const std::string& keys) {
    return key_ring::parse(keys, "the test");
}

/// What it throws.
template <class Work>
error failure_of(Work what) {
    try {
        what();
    } catch (const error& failure) {
        return failure;
    }
    BOOST_FAIL("nothing was thrown");
    std::abort();
}

bool says(const error& failure, const std::string& what) {
    BOOST_TEST_INFO(failure.what());
    return std::string(failure.what()).find(what) != std::string::npos;
}

struct mistake {
    std::string keys;
    std::string says;

    friend std::ostream& operator<<(std::ostream& to, const mistake& which) {
        return to << which.says;
    }
};

const std::string good = new_key();

const mistake mistakes[] = {
    {"", "is set, but there is no key in it"}, {" , \n", "is set, but there is no key in it"},
    {"hunter2!", "key 1 is not base64"},       {good + ",c2hvcnQ=", "key 2 has 5 octets instead of 32"},
    {good + good, "key 1 is not base64"},      {good + " " + good, "key 2 is there twice"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(key_rings)

BOOST_AUTO_TEST_CASE(what_is_sealed_is_opened) {
    const key_ring keys = ring_of(new_key());
    for (const std::string& text : {std::string(), std::string("a\0b\xff", 4), std::string(100'000, 'x')}) {
        const std::string sealed = keys.seal(text, "token of user-1");
        BOOST_TEST((keys.open(sealed, "token of user-1") == text));
    }
}

BOOST_AUTO_TEST_CASE(nothing_of_it_can_be_seen_and_it_never_looks_the_same) {
    const key_ring keys = ring_of(new_key());
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string sealed = keys.seal("the-refresh-token", "x");
        BOOST_TEST(sealed.find("refresh") == std::string::npos);
        BOOST_TEST(seen.insert(sealed).second);
    }
}

BOOST_AUTO_TEST_CASE(whatever_is_changed_is_noticed) {
    const key_ring keys = ring_of(new_key());
    const std::string sealed = keys.seal("secret", "token of user-1");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        for (const char bit : {char(1), char(0x80)}) {
            std::string changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ bit);
            BOOST_CHECK_THROW(keys.open(changed, "token of user-1"), error);
        }
    }
    for (std::size_t length = 0; length < sealed.size(); ++length) {
        BOOST_CHECK_THROW(keys.open(sealed.substr(0, length), "token of user-1"), error);
    }
    const error longer = failure_of([&] { keys.open(sealed + "x", "token of user-1"); });
    BOOST_TEST((longer.code() == errc::tampered));
}

BOOST_AUTO_TEST_CASE(it_cannot_be_moved_to_another_record) {
    const key_ring keys = ring_of(new_key());
    const std::string sealed = keys.seal("secret", "token of user-1");
    const error failure = failure_of([&] { keys.open(sealed, "token of user-2"); });
    BOOST_TEST((failure.code() == errc::tampered));
}

BOOST_AUTO_TEST_CASE(the_first_key_seals_and_all_open) {
    const std::string before = new_key();
    const std::string now = new_key();
    const std::string old = ring_of(before).seal("secret", "x");
    const key_ring both = ring_of(now + "," + before);
    BOOST_TEST(both.open(old, "x") == "secret");
    BOOST_TEST(!both.is_current(old));
    const std::string fresh = both.seal("secret", "x");
    BOOST_TEST(both.is_current(fresh));
    BOOST_TEST(ring_of(now).open(fresh, "x") == "secret");
}

BOOST_AUTO_TEST_CASE(a_missing_key_is_named) {
    const key_ring other = ring_of(new_key());
    const std::string sealed = other.seal("secret", "x");
    const error failure = failure_of([&] { ring_of(new_key()).open(sealed, "x"); });
    BOOST_TEST((failure.code() == errc::no_key));
    BOOST_TEST(says(failure, other.ids().front()));
    BOOST_TEST(says(failure, "add that key behind the current one"));
}

BOOST_AUTO_TEST_CASE(what_is_sealed_says_with_which_key) {
    const key_ring keys = ring_of(new_key() + "," + new_key());
    const std::string sealed = keys.seal("secret", "x");
    BOOST_TEST(key_ring::id_of(sealed) == keys.ids().front());
    for (std::size_t length = 0; length < 37; ++length) {  // version, id, nonce and tag
        BOOST_TEST(key_ring::id_of(sealed.substr(0, length)) == "");
    }
    BOOST_TEST(key_ring::id_of("\x02" + sealed.substr(1)) == "");
    BOOST_TEST(key_ring::id_of(std::string(100, 'x')) == "");
}

BOOST_AUTO_TEST_CASE(without_a_key_nothing_is_sealed) {
    const error failure = failure_of([] { key_ring().seal("secret", "x"); });
    BOOST_TEST((failure.code() == errc::no_key));
    BOOST_TEST(says(failure, "frameio keys generate"));
}

BOOST_AUTO_TEST_CASE(keys_of_the_moment_are_all_different) {
    const std::string sealed = key_ring::ephemeral().seal("secret", "x");
    BOOST_CHECK_THROW(key_ring::ephemeral().open(sealed, "x"), error);
}

BOOST_AUTO_TEST_CASE(keys_are_read_in_either_alphabet_and_with_any_separators) {
    const std::string octets(32, '\xfb');  // "-_" and "+/"
    const std::string usual = "+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=";
    const std::string of_urls = "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s";
    BOOST_TEST(ring_of(usual).ids() == ring_of(of_urls).ids(), boost::test_tools::per_element());
    BOOST_TEST(ring_of("\n" + usual + "\r\n , " + new_key() + "\n").size() == 2U);
}

BOOST_DATA_TEST_CASE(what_is_no_key_is_told_without_repeating_it, boost::unit_test::data::make(mistakes), which) {
    const error failure = failure_of([&] { ring_of(which.keys); });
    BOOST_TEST((failure.code() == errc::invalid_configuration));
    BOOST_TEST(says(failure, "the test"));
    BOOST_TEST(says(failure, which.says));
    BOOST_TEST(!says(failure, "hunter2"));
    BOOST_TEST(!says(failure, good));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(keys_of_the_environment)

struct no_keys {
    variable without_keys{"FRAMEIO_ENCRYPTION_KEY", nullptr};
    variable without_file{"FRAMEIO_ENCRYPTION_KEY_FILE", nullptr};
    frameio_test::temporary_directory directory;
    const std::string path = (directory.path() / "keys").string();

    void write(const std::string& text, mode_t mode) const {
        std::ofstream(path) << text;
        BOOST_TEST_REQUIRE(::chmod(path.c_str(), mode) == 0);
    }
};

BOOST_FIXTURE_TEST_CASE(there_may_be_none, no_keys) {
    BOOST_TEST(key_ring::from_environment().empty());
}

BOOST_FIXTURE_TEST_CASE(they_are_in_a_variable, no_keys) {
    const std::string keys = new_key() + "," + new_key();
    const variable set("FRAMEIO_ENCRYPTION_KEY", keys.c_str());
    BOOST_TEST(key_ring::from_environment().size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(they_are_in_a_file_that_only_its_owner_reads, no_keys) {
    write(new_key() + "\n", 0600);
    const variable set("FRAMEIO_ENCRYPTION_KEY_FILE", path.c_str());
    BOOST_TEST(key_ring::from_environment().size() == 1U);
    for (const mode_t mode : {0640U, 0604U, 0620U}) {
        write(new_key(), mode);
        BOOST_TEST(says(failure_of([] { key_ring::from_environment(); }), "chmod 600 " + path));
    }
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_not_there_is_named, no_keys) {
    const variable set("FRAMEIO_ENCRYPTION_KEY_FILE", path.c_str());
    const error failure = failure_of([] { key_ring::from_environment(); });
    BOOST_TEST(says(failure, path));
    BOOST_TEST(says(failure, "No such file"));
}

BOOST_FIXTURE_TEST_CASE(a_key_in_place_of_a_file_is_not_repeated, no_keys) {
    for (const std::string& keys : {good, good + "," + new_key(), "old " + good}) {
        const variable set("FRAMEIO_ENCRYPTION_KEY_FILE", keys.c_str());
        const error failure = failure_of([] { key_ring::from_environment(); });
        BOOST_TEST(says(failure, "set FRAMEIO_ENCRYPTION_KEY to it"));
        BOOST_TEST(!says(failure, good));
    }
}

BOOST_FIXTURE_TEST_CASE(an_empty_variable_is_a_mistake, no_keys) {
    const variable set("FRAMEIO_ENCRYPTION_KEY", "");
    BOOST_TEST(says(failure_of([] { key_ring::from_environment(); }), "there is no key in it"));
}

BOOST_FIXTURE_TEST_CASE(two_sources_are_a_mistake, no_keys) {
    const variable set("FRAMEIO_ENCRYPTION_KEY", good.c_str());
    const variable also("FRAMEIO_ENCRYPTION_KEY_FILE", path.c_str());
    BOOST_TEST(says(failure_of([] { key_ring::from_environment(); }), "are both set"));
}

BOOST_AUTO_TEST_SUITE_END()
