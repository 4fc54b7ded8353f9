// Whole stores, from one engine to another.

#include <filesystem>
#include <iterator>

#include "store/archives.hpp"
#include "store/open.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_schema.hpp"
#ifdef FRAMEIO_POSTGRESQL
#include "store/postgres_schema.hpp"
#endif

using namespace std::chrono_literals;
using frameio::store::archive_table;
using frameio::store::archive_tables;
using frameio::store::event_id;
using frameio::store::event_state;
using frameio::store::outcome;
using frameio::store::row_counts;
using frameio::store::step;
using frameio::store::store_error;
using frameio_test::all_directions;

namespace {

const std::string any_octets("a\0b\xff\xc3\x28'\\", 8);

struct copied : frameio_test::archived {
    event_id parked;
    event_id done;
    event_id running;

    step step_of(const std::string& what) const {
        step made;
        made.key = key_of("step", what);
        made.what = what;
        made.began = clock.now();
        return made;
    }

    frameio::store::arrival odd() const {
        auto made = webhook(any_octets, any_octets);
        made.event.body = any_octets;
        made.event.order_key = any_octets;
        return made;
    }

    /// Rows of all kinds, in all states.
    void fill() {
        done = receive(webhook("done"));
        const auto answered = claim_one();
        finish(store->record(answered.held, step_of("POST /second")));
        finish(store->record(answered.held, step_of("POST /first")));
        end(answered, outcome::done({201, any_octets}));
        receive(webhook("fails"));
        end(claim_one(), outcome::again(10s, any_octets));
        parked = receive(creation("parked"));
        finish(store->park(parked, "not today"));
        auto clicked = click("interaction");
        clicked.event.interaction = any_octets;
        running = admit(std::move(clicked)).id;
        receive(odd());
        finish(store->write(frameio::store::document("token", any_octets, any_octets)));
        frameio::store::document passing("token", "passing", "");
        passing.expires = clock.now() + 10s;
        finish(store->write(std::move(passing)));
        turn(1min);  // the lease of what runs is over
    }

    void require_same(const std::string& one, const std::string& other) {
        const auto left = whole(one, purpose::look);
        const auto right = whole(other, purpose::look);
        for (const archive_table& each : archive_tables()) {
            const auto rows = all_rows(*left, each);
            BOOST_TEST(!rows.empty(), each.name);
            BOOST_TEST((rows == all_rows(*right, each)), each.name);
        }
    }

    void open_copy(const std::string& at) {
        store.reset();
#ifdef FRAMEIO_POSTGRESQL
        if (at.starts_with("postgresql:")) {
            store = std::make_unique<frameio::store::postgres_engine>(at, clock);
            return;
        }
#endif
        store = std::make_unique<frameio::store::sqlite_engine>(at.substr(std::string("sqlite:").size()), clock);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(copies)

BOOST_DATA_TEST_CASE_F(copied, everything_is_copied_as_it_is, all_directions(), which) {
    open(which.from);
    fill();
    store.reset();
    const std::string from = address(which.from);
    const std::string to = address(which.to, "_copy");
    const row_counts expected{{"event", 5}, {"ledger", 10},  {"run", 3},
                              {"step", 2},  {"document", 2}, {"collection", 1}};
    BOOST_TEST((copy(from, to) == expected));
    require_same(from, to);
}

BOOST_DATA_TEST_CASE_F(copied, an_app_goes_on_with_the_copy, all_directions(), which) {
    open(which.from);
    fill();
    store.reset();
    const std::string to = address(which.to, "_copy");
    copy(address(which.from), to);
    open_copy(to);
    BOOST_TEST(look(done).answer.json == any_octets);
    BOOST_TEST(look(parked).reason == "not today");
    BOOST_TEST(admit(creation("parked")).what == frameio::store::admission::verdict::repeated);
    const auto taken = claim(10, "another");
    BOOST_TEST_REQUIRE(taken.size() == 3U);
    const auto again = std::ranges::find(taken, running, [](const auto& each) { return each.held.event; });
    BOOST_TEST_REQUIRE((again != taken.end()));
    BOOST_TEST(again->held.epoch == 2U);
    BOOST_TEST(again->event.interaction == any_octets);
    BOOST_TEST(look(running).past.size() == 2U);
}

BOOST_DATA_TEST_CASE_F(copied, what_begins_later_comes_later, all_directions(), which) {
    open(which.from);
    fill();
    store.reset();
    const std::string to = address(which.to, "_copy");
    copy(address(which.from), to);
    open_copy(to);
    finish(store->redrive(done));
    const auto again = claim(10);
    const auto mine = std::ranges::find(again, done, [](const auto& each) { return each.held.event; });
    BOOST_TEST_REQUIRE((mine != again.end()));
    BOOST_TEST(finish(store->record(mine->held, step_of("POST /zeroth"))));
    const auto steps = finish(store->steps(done));
    BOOST_TEST_REQUIRE(steps.size() == 3U);
    BOOST_TEST(steps[0].what == "POST /second");
    BOOST_TEST(steps[1].what == "POST /first");
    BOOST_TEST(steps[2].what == "POST /zeroth");
}

BOOST_DATA_TEST_CASE_F(copied, more_than_is_in_memory_at_a_time, all_directions(), which) {
    open(which.from);
    for (int i = 0; i < 200; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    store.reset();
    const std::string to = address(which.to, "_copy");
    BOOST_TEST(copy(address(which.from), to).at("event") == 200U);
    open_copy(to);
    BOOST_TEST(finish(store->count()).pending == 200U);
}

BOOST_DATA_TEST_CASE_F(copied, stores_are_not_mixed, all_directions(), which) {
    open(which.from);
    receive(webhook("file-1"));
    store.reset();
    const std::string to = address(which.to, "_copy");
    copy(address(which.from), to);
    BOOST_CHECK_EXCEPTION(copy(address(which.from), to), store_error, [](const store_error& failure) {
        return std::string(failure.what()).find("it is not empty (table event has 1 rows)") != std::string::npos;
    });
    BOOST_TEST(whole(to, purpose::look)->count(archive_tables()[0]) == 1U);
}

BOOST_DATA_TEST_CASE_F(copied, a_copy_that_was_broken_off_left_nothing_and_can_begin_again, all_directions(), which) {
    open(which.from);
    fill();
    store.reset();
    const std::string from = address(which.from);
    const std::string to = address(which.to, "_copy");
    {
        const auto source = whole(from, purpose::take);
        const auto target = whole(to, purpose::fill);
        for (const archive_table& each : archive_tables()) {
            target->write(each, source->read(each, {}));
        }
    }
    for (const auto& [name, rows] : frameio::store::count_rows(*whole(to, purpose::look))) {
        BOOST_TEST(rows == 0U, name);
    }
    copy(from, to);
    require_same(from, to);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(copies_refused)

BOOST_FIXTURE_TEST_CASE(a_file_that_an_app_works_on_is_not_taken_or_filled, copied) {
    open("sqlite");
    BOOST_TEST(refused_for(address("sqlite"), purpose::take, "another process works on it"));
    BOOST_TEST(refused_for(address("sqlite"), purpose::fill, "another process works on it"));
    BOOST_TEST(refusal(address("sqlite"), purpose::look) == "");
}

BOOST_FIXTURE_TEST_CASE(while_it_is_taken_no_app_works_on_a_file, copied) {
    open("sqlite");
    store.reset();
    const auto taken = whole(address("sqlite"), purpose::take);
    BOOST_CHECK_THROW(frameio::store::open(address("sqlite"), clock), store_error);
}

BOOST_FIXTURE_TEST_CASE(an_older_schema_is_migrated_first, copied) {
    open("sqlite");
    store.reset();
    frameio::store::sqlite_database(path(), frameio::store::sqlite_database::mode::write, 1s)
        .execute(
            "DROP TABLE document; DROP TABLE collection; DROP INDEX event_interaction; DROP INDEX event_route; ALTER "
            "TABLE event DROP COLUMN interaction; "
            "ALTER TABLE run DROP COLUMN build; PRAGMA user_version = 1");
    BOOST_TEST(refused_for(address("sqlite"), purpose::take, "run \"frameio store migrate\""));
    BOOST_TEST(whole(address("sqlite"), purpose::look)->version() == 1);
    const auto migrated = frameio::store::migrate_store(address("sqlite"));
    BOOST_TEST(migrated.from == 1);
    BOOST_TEST(migrated.to == frameio::store::sqlite_schema_version);
    BOOST_TEST(refusal(address("sqlite"), purpose::take) == "");
}

BOOST_FIXTURE_TEST_CASE(what_is_no_store_is_left_alone, copied) {
    BOOST_TEST(refused_for(address("sqlite"), purpose::take, "there is no such file"));
    BOOST_TEST(refused_for(address("sqlite"), purpose::look, "there is no such file"));
    BOOST_TEST(refused_for("memory:", purpose::look, "a store in memory"));
    BOOST_TEST(refused_for("mysql://x", purpose::fill, "begins with \"mysql\""));
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 0);
    frameio::store::sqlite_database(path(), frameio::store::sqlite_database::mode::create, 1s)
        .execute("CREATE TABLE recipe (name TEXT)");
    BOOST_TEST(refused_for(address("sqlite"), purpose::fill, "a database of something else"));
}

#ifdef FRAMEIO_POSTGRESQL

BOOST_FIXTURE_TEST_CASE(what_cannot_be_copied_fails_the_whole, copied) {
    open("sqlite");
    fill();
    store.reset();
    frameio::store::sqlite_database(path(), frameio::store::sqlite_database::mode::write, 1s)
        .execute("UPDATE run SET event = x'0102' WHERE ended IS NULL");
    BOOST_CHECK_EXCEPTION(copy(address("sqlite"), address("postgresql")), store_error, [](const store_error& failure) {
        return std::string(failure.what()).find("an event's id has 2 octets instead of 16") != std::string::npos;
    });
    BOOST_TEST(whole(address("postgresql"), purpose::look)->count(archive_tables()[0]) == 0U);
}

BOOST_FIXTURE_TEST_CASE(a_database_whose_events_are_being_run_is_not_taken, copied) {
    open("postgresql");
    receive(webhook("file-1"));
    const auto run = claim_one();
    BOOST_TEST(refused_for(address("postgresql"), purpose::take, "events are being run (1)"));
    end(run);
    BOOST_TEST(refusal(address("postgresql"), purpose::take) == "");
}

BOOST_FIXTURE_TEST_CASE(a_schema_that_is_missing_is_not_made_by_looking, copied) {
    BOOST_TEST(refused_for(address("postgresql"), purpose::look, "there is nothing in it"));
    BOOST_TEST(refused_for(address("postgresql"), purpose::take, "there is nothing in it"));
    BOOST_TEST(frameio::store::migrate_store(address("postgresql")).from == 0);
    BOOST_TEST(frameio::store::migrate_store(address("postgresql")).from == frameio::store::postgres_schema_version);
    BOOST_TEST(refusal(address("postgresql"), purpose::take) == "");
}

BOOST_FIXTURE_TEST_CASE(a_server_that_is_not_there_is_named_without_the_password, copied) {
    const std::string said = refusal("postgresql://me:secret@127.0.0.1:1/shop", purpose::look);
    BOOST_TEST(said.find("postgresql://me@127.0.0.1:1/shop") != std::string::npos);
    BOOST_TEST(said.find("secret") == std::string::npos);
}

#endif

BOOST_AUTO_TEST_SUITE_END()
