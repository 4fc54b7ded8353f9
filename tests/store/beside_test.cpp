// A store that is opened beside the one who works on it.

#include <filesystem>
#include <fstream>

#include "store/engines.hpp"
#include "store/open.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_schema.hpp"

using namespace std::chrono_literals;
using frameio::store::event_state;
using frameio::store::list_query;
using frameio::store::outcome;
using frameio::store::sqlite_database;
using frameio::store::store_error;

namespace {

#ifdef FRAMEIO_POSTGRESQL
const std::vector<std::string> lasting_engines{"sqlite", "postgresql"};
#else
const std::vector<std::string> lasting_engines{"sqlite"};
#endif

struct beside_it : frameio_test::stored {
    std::shared_ptr<frameio::store::engine> other;

    std::string address_of([[maybe_unused]] const std::string& kind) const {
#ifdef FRAMEIO_POSTGRESQL
        if (kind == "postgresql") {
            return url();
        }
#endif
        return "sqlite:" + path();
    }
    void look_into(const std::string& kind) {
        other = frameio::store::open_existing(address_of(kind), clock);
    }
    /// What is said when it is opened; empty if nothing.
    std::string refusal(const std::string& address) {
        try {
            frameio::store::open_existing(address, clock);
        } catch (const store_error& failure) {
            return failure.what();
        }
        return {};
    }
    bool refused_for(const std::string& address, const std::string& why) {
        const std::string said = refusal(address);
        BOOST_TEST_INFO(said);
        return said.find(why) != std::string::npos;
    }
    void set_version(int number) const {
        sqlite_database(path(), sqlite_database::mode::write, 1s)
            .execute("PRAGMA user_version = " + std::to_string(number));
    }
    std::int64_t version() const {
        sqlite_database database(path(), sqlite_database::mode::read, 1s);
        auto asked = database.query("PRAGMA user_version");
        BOOST_TEST_REQUIRE(asked.step());
        return asked.number();
    }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(directory.path()),
                                                      std::filesystem::directory_iterator()));
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(beside)

BOOST_DATA_TEST_CASE_F(beside_it, what_is_stored_is_seen_by_both, lasting_engines, which) {
    open(which);
    look_into(which);
    const auto id = receive(webhook("file-1"));
    end(claim_one(), outcome::again(10s, "no luck"));
    const auto listed = finish(other->list(list_query()));
    BOOST_TEST_REQUIRE(listed.size() == 1U);
    BOOST_TEST(listed.front().id == id);
    BOOST_TEST(listed.front().reason == "no luck");
    const auto found = finish(other->find(id));
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST(found->past.size() == 1U);
    BOOST_TEST(finish(other->count()).pending == 1U);
}

BOOST_DATA_TEST_CASE_F(beside_it, what_is_decided_is_done_by_the_one_that_works, lasting_engines, which) {
    open(which);
    const auto id = receive(webhook("file-1"));
    look_into(which);
    BOOST_TEST(finish(other->park(id, "not today")));
    BOOST_TEST(look(id).state == event_state::parked);
    BOOST_TEST(claim().empty());
    BOOST_TEST(finish(other->redrive(id)));
    const auto run = claim_one();
    BOOST_TEST(!finish(other->resolve(id, "I did it")));  // it is leased
    BOOST_TEST(end(run));
    BOOST_TEST(look(id).state == event_state::done);
}

BOOST_DATA_TEST_CASE_F(beside_it, it_keeps_nobody_from_working, lasting_engines, which) {
    open(which);
    const auto id = receive(webhook("file-1"));
    store.reset();
    look_into(which);
    BOOST_TEST(finish(other->count()).pending == 1U);
    open(which);
    BOOST_TEST(claim_one().held.event == id);
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_missing_is_named_and_not_made, beside_it) {
    BOOST_TEST(refused_for("sqlite:" + path(), path() + ": there is no such file; give the address"));
    BOOST_TEST(files() == 0U);
}

BOOST_FIXTURE_TEST_CASE(an_empty_file_stays_empty, beside_it) {
    std::ofstream{path()};
    BOOST_TEST(refused_for("sqlite:" + path(), "start an app of this version on it once"));
    BOOST_TEST(std::filesystem::file_size(path()) == 0U);
}

BOOST_FIXTURE_TEST_CASE(an_older_schema_is_refused_and_not_migrated, beside_it) {
    open("sqlite");
    store.reset();
    set_version(0);
    BOOST_TEST(refused_for("sqlite:" + path(), "it has schema 0, this library wants " +
                                                   std::to_string(frameio::store::sqlite_schema_version) +
                                                   "; start an app"));
    BOOST_TEST(version() == 0);
}

BOOST_FIXTURE_TEST_CASE(a_newer_schema_is_refused, beside_it) {
    open("sqlite");
    store.reset();
    set_version(99);
    BOOST_TEST(refused_for("sqlite:" + path(), "newer version of the library"));
}

BOOST_FIXTURE_TEST_CASE(what_is_no_store_is_refused, beside_it) {
    std::ofstream(path()) << "Dear diary, this is not a database, but it is long enough to look like one to some.";
    BOOST_TEST(refused_for("sqlite:" + path(), "it is no SQLite database"));
    BOOST_TEST(refused_for("memory:", "a store in memory belongs to its process"));
    BOOST_TEST(refused_for("", "a store in memory belongs to its process"));
    BOOST_TEST(refused_for("mysql://x", "begins with \"mysql\""));
}

BOOST_FIXTURE_TEST_CASE(who_looks_does_not_wait_for_who_writes, beside_it) {
    open("sqlite");
    receive(webhook("file-1"));
    look_into("sqlite");
    sqlite_database writing(path(), sqlite_database::mode::write, 1s);
    writing.execute("BEGIN IMMEDIATE");
    BOOST_TEST(finish(other->count()).pending == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

#ifdef FRAMEIO_POSTGRESQL

BOOST_AUTO_TEST_SUITE(beside_postgres)

BOOST_FIXTURE_TEST_CASE(a_schema_that_is_missing_is_not_made, beside_it) {
    BOOST_TEST(refused_for(url(), "there is nothing in it; give the address"));
    BOOST_TEST(refused_for(url(), "there is nothing in it; give the address"));
}

BOOST_AUTO_TEST_SUITE_END()

#endif
