// Whether a store is sound, and whether the list of its tables has all that there is.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "store/archives.hpp"
#include "store/sqlite_database.hpp"

using namespace std::chrono_literals;
using frameio::store::archive_table;
using frameio::store::archive_tables;
using frameio::store::check_store;
using frameio::store::outcome;
using frameio::store::sqlite_database;
using frameio::store::store_state;

namespace {

struct checked : frameio_test::archived {
    store_state check(const std::string& kind) {
        return check_store(*whole(address(kind), purpose::look), clock.now());
    }

    void run_one() {
        receive(webhook("file"));
        const auto run = claim_one();
        finish(store->record(run.held, frameio::store::step()));
        end(run);
    }

    /// Does to the rows what no app does.
    void spoil(const std::string& kind, const std::string& sql) {
#ifdef FRAMEIO_POSTGRESQL
        if (kind == "postgresql") {
            frameio_test::postgres_stranger().ask("SET search_path TO " + schema + "; " + sql);
            return;
        }
#endif
        static_cast<void>(kind);
        sqlite_database(path(), sqlite_database::mode::write, 1s).execute(sql);
    }

    std::set<std::string> columns_of(const std::string& kind, const std::string& table) {
        std::set<std::string> found;
#ifdef FRAMEIO_POSTGRESQL
        if (kind == "postgresql") {
            std::istringstream words(frameio_test::postgres_stranger().ask(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = '" + schema +
                "' AND table_name = '" + table + "'"));
            found.insert(std::istream_iterator<std::string>(words), {});
            return found;
        }
#endif
        static_cast<void>(kind);
        sqlite_database database(path(), sqlite_database::mode::read, 1s);
        const std::string sql = "SELECT name FROM pragma_table_info('" + table + "')";
        auto asked = database.query(sql.c_str());
        while (asked.step()) {
            found.insert(asked.text());
        }
        return found;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(checks)

BOOST_DATA_TEST_CASE_F(checked, the_tables_are_those_of_the_schema, frameio_test::archived_engines, which) {
    open(which);
    for (const archive_table& each : archive_tables()) {
        std::set<std::string> listed;
        for (const auto& column : each.columns) {
            listed.insert(column.name);
        }
        BOOST_TEST((listed == columns_of(which, each.name)), each.name);
    }
}

BOOST_DATA_TEST_CASE_F(checked, a_store_at_work_is_sound, frameio_test::archived_engines, which) {
    open(which);
    const auto began = clock.now();
    receive(webhook("fails"));
    end(claim_one(), outcome::again(10min, "no luck"));
    turn(1min);
    receive(webhook("waits"));
    receive(webhook("done"));
    end(claim_one());
    claim_one();
    const store_state now = check(which);
    BOOST_TEST(now.problems.empty());
    BOOST_TEST(now.counts.pending == 1U);
    BOOST_TEST(now.counts.running == 1U);
    BOOST_TEST(now.counts.done == 1U);
    BOOST_TEST(now.counts.parked == 0U);
    BOOST_TEST((now.oldest_waiting == std::chrono::floor<std::chrono::milliseconds>(began)));
    BOOST_TEST(now.lost_leases == 0U);
    turn(1min);
    BOOST_TEST(check(which).lost_leases == 1U);
}

BOOST_DATA_TEST_CASE_F(checked, an_empty_store_is_sound, frameio_test::archived_engines, which) {
    open(which);
    const store_state now = check(which);
    BOOST_TEST(now.problems.empty());
    BOOST_TEST(!now.oldest_waiting.has_value());
}

BOOST_DATA_TEST_CASE_F(checked, rows_that_contradict_each_other_are_found, frameio_test::archived_engines, which) {
    open(which);
    const std::vector<std::pair<std::string, std::string>> cases{
        {"UPDATE event SET state = 7", "1 events in a state that there is not"},
        {"UPDATE event SET state = 1", "1 events that run, without a run that has not ended"},
        {"UPDATE run SET ended = NULL", "1 runs that have not ended, of events that do not run"},
        {"UPDATE run SET ended = NULL; INSERT INTO run (event, number, owner, began) SELECT id, 0, '', 0 FROM event",
         "1 events with several runs at once"},
        {"UPDATE event SET runs = 0", "1 runs that their event has not counted"},
        {"DELETE FROM event", "1 runs of events that are not there"},
        {"DELETE FROM event", "1 steps of events that are not there"},
        {"UPDATE step SET key = 'short'", "1 steps whose key has not 16 octets"},
        {"INSERT INTO ledger (key, event, forget_at) SELECT 'short', id, 0 FROM event",
         "1 ledger rows whose key has not 16 octets"},
    };
    for (const auto& [sql, expected] : cases) {
        spoil(which, "DELETE FROM event; DELETE FROM run; DELETE FROM step; DELETE FROM ledger");
        run_one();
        BOOST_TEST(check(which).problems.empty(), expected);
        spoil(which, sql);
        const auto problems = check(which).problems;
        BOOST_TEST((std::ranges::find(problems, expected) != problems.end()), expected);
    }
}

BOOST_FIXTURE_TEST_CASE(a_damaged_file_is_found, checked) {
    open("sqlite");
    for (int i = 0; i < 200; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    store.reset();
    {
        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path()));
        std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(size / 2);
        file << std::string(4'096, '\x5a');
    }
    BOOST_TEST(!check("sqlite").problems.empty());
}

BOOST_FIXTURE_TEST_CASE(it_changes_nothing, checked) {
    open("sqlite");
    receive(webhook("file-1"));
    const auto looking = whole(address("sqlite"), purpose::look);
    check_store(*looking, clock.now());
    BOOST_CHECK_THROW(looking->write(archive_tables()[1], {{std::string(16, 'k'), std::string(16, 'i'), {1}}}),
                      frameio::store::store_error);
    receive(webhook("file-2"));  // nobody is held up meanwhile
}

BOOST_AUTO_TEST_SUITE_END()
