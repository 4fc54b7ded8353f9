// What only a file can do, and what can be wrong with it.

#include <boost/asio/co_spawn.hpp>

#include <sqlite3.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <functional>
#include <future>

#include "store/engines.hpp"
#include "store/sqlite_schema.hpp"
#include "store/sqlite_writer.hpp"

using namespace std::chrono_literals;
using frameio::store::admission;
using frameio::store::event_state;
using frameio::store::sqlite_engine;
using frameio::store::store_error;

namespace {

struct in_file : frameio_test::stored {
    void open() {
        stored::open("sqlite");
    }
    void reopen() {
        store.reset();
        open();
    }
    /// What the engine says of the file when it is opened; empty if nothing.
    std::string refusal() {
        try {
            sqlite_engine(path(), clock);
        } catch (const store_error& failure) {
            return failure.what();
        }
        return {};
    }
    bool refused_for(const std::string& why) {
        const std::string said = refusal();
        BOOST_TEST_INFO(said);
        return said.find(path()) != std::string::npos && said.find(why) != std::string::npos;
    }
    std::string content() const {
        std::ifstream file(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

/// Another program at the same file.
class stranger {
public:
    explicit stranger(const std::string& path) {
        BOOST_TEST_REQUIRE(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
    }
    ~stranger() {
        sqlite3_close(database_);
    }
    stranger(const stranger&) = delete;
    stranger& operator=(const stranger&) = delete;

    void execute(const char* sql) {
        BOOST_TEST_REQUIRE(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK,
                           sqlite3_errmsg(database_));
    }
    /// On any thread: says whether it succeeded, and tests nothing.
    bool execute_elsewhere(const char* sql) {
        return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    std::string ask(const char* sql) {
        std::string answer;
        sqlite3_exec(
            database_, sql,
            [](void* to, int, char** values, char**) {
                *static_cast<std::string*>(to) = values[0] == nullptr ? "" : values[0];
                return 0;
            },
            &answer, nullptr);
        return answer;
    }

private:
    sqlite3* database_ = nullptr;
};

/// No file of this process grows beyond that: as if the disk were full.
class full_disk {
public:
    explicit full_disk(rlim_t size) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit less{size, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &less);
    }
    ~full_disk() {
        setrlimit(RLIMIT_FSIZE, &before_);
    }
    full_disk(const full_disk&) = delete;
    full_disk& operator=(const full_disk&) = delete;

private:
    rlimit before_{};
};

/// What SQLite does meanwhile, on connections that are opened meanwhile: instructions of its machine.
class counted_work {
public:
    counted_work() {
        done_ = 0;
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(&watch));
    }
    ~counted_work() {
        sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&watch));
    }
    counted_work(const counted_work&) = delete;
    counted_work& operator=(const counted_work&) = delete;

    /// How much was done since this was asked for last.
    static int take() {
        return done_.exchange(0);
    }

private:
    static int watch(sqlite3* database, const char**, const sqlite3_api_routines*) {
        sqlite3_progress_handler(
            database, 1,
            [](void*) {
                ++done_;
                return 0;
            },
            nullptr);
        return SQLITE_OK;
    }

    static inline std::atomic<int> done_ = 0;  // on the store's thread
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite_files, in_file)

BOOST_AUTO_TEST_CASE(what_was_stored_is_there_after_a_restart) {
    open();
    const auto id = receive(webhook("file-1"));
    const auto parked = receive(creation("file-2"));
    end(claim_one(), frameio::store::outcome::again(10s, "no luck"));
    finish(store->park(parked, "not today"));
    reopen();
    BOOST_TEST(look(id).reason == "no luck");
    BOOST_TEST(look(id).past.size() == 1U);
    BOOST_TEST(look(parked).state == event_state::parked);
    BOOST_TEST(admit(creation("file-2")).what == admission::verdict::repeated);
    turn(10s);
    BOOST_TEST(claim_one().run == 2U);
}

BOOST_AUTO_TEST_CASE(a_new_file_is_for_its_owner_only) {
    open();
    receive(webhook("file-1"));
    for (const char* const suffix : {"", "-wal", "-shm", "-lock"}) {
        struct stat facts{};
        BOOST_TEST_REQUIRE(::stat((path() + suffix).c_str(), &facts) == 0, suffix);
        BOOST_TEST((facts.st_mode & 0777U) == 0600U, suffix);
    }
}

BOOST_AUTO_TEST_CASE(every_commit_reaches_the_disk_before_it_is_reported) {
    open();
    receive(webhook("file-1"));
    stranger other(path());
    BOOST_TEST(other.ask("PRAGMA journal_mode") == "wal");
    BOOST_TEST(other.ask("SELECT count(*) FROM event") == "1");
}

BOOST_AUTO_TEST_CASE(two_processes_do_not_work_on_one_file) {
    open();
    BOOST_TEST(refused_for("another process works on it"));
    receive(webhook("file-1"));  // the first is not disturbed
    store.reset();
    BOOST_TEST(refusal() == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_database_is_refused_and_left_alone) {
    std::ofstream(path()) << "Dear diary, this is not a database, but it is long enough to look like one to some.";
    const std::string before = content();
    BOOST_TEST(refused_for("it is no SQLite database"));
    BOOST_TEST((content() == before));
}

BOOST_AUTO_TEST_CASE(a_database_of_something_else_is_refused_and_left_alone) {
    stranger(path()).execute("CREATE TABLE recipe (name TEXT)");
    BOOST_TEST(refused_for("a database of something else"));
    BOOST_TEST(stranger(path()).ask("SELECT count(*) FROM sqlite_schema") == "1");
}

BOOST_AUTO_TEST_CASE(an_older_schema_is_brought_forward_with_what_is_in_it) {
    open();
    const auto id = admit(webhook("file-1")).id;
    claim_one();
    store.reset();
    {
        stranger other(path());
        other.execute("DROP TABLE document");
        other.execute("DROP TABLE collection");
        other.execute("DROP INDEX event_interaction");
        other.execute("DROP INDEX event_route");
        other.execute("ALTER TABLE event DROP COLUMN interaction");
        other.execute("ALTER TABLE run DROP COLUMN build");
        other.execute("PRAGMA user_version = 1");
    }
    open();
    BOOST_TEST(look(id).resource_id == "file-1");
    BOOST_TEST(look(id).past.at(0).owner == "me");
    BOOST_TEST(stranger(path()).ask("PRAGMA user_version") == std::to_string(frameio::store::sqlite_schema_version));
}

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused_and_left_alone) {
    open();
    receive(webhook("file-1"));
    store.reset();
    stranger(path()).execute("PRAGMA user_version = 99");
    BOOST_TEST(refused_for("newer version of the library"));
    BOOST_TEST(stranger(path()).ask("SELECT count(*) FROM event") == "1");
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused) {
    open();
    for (int i = 0; i < 100; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    store.reset();
    {
        std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(20);
        file << std::string(3'000, '\x5a');
    }
    BOOST_TEST(refused_for("the store "));
    BOOST_TEST(!refusal().empty());
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_missing_is_named) {
    BOOST_CHECK_EXCEPTION(sqlite_engine((directory.path() / "nowhere" / "store.db").string(), clock), store_error,
                          [](const store_error& failure) {
                              const std::string said = failure.what();
                              return said.find("nowhere/store.db") != std::string::npos &&
                                     said.find("folder exists") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(a_file_that_another_program_writes_to_is_waited_for) {
    open();
    stranger other(path());
    other.execute("BEGIN IMMEDIATE");
    const auto running = start(store->admit(webhook("file-1")));
    other.execute("COMMIT");
    BOOST_TEST(finish(running).what == admission::verdict::stored);
}

BOOST_AUTO_TEST_CASE(but_not_for_ever) {
    frameio::store::sqlite_writer writer(path(), frameio::store::opening::to_work, 1ms);
    stranger other(path());
    other.execute("BEGIN IMMEDIATE");
    const auto nothing = [](frameio::store::sqlite_database&) {};
    const auto failed = ended_by<store_error>(start(writer.perform(nothing)));
    BOOST_TEST(std::string(failed.what()).find("another process holds it") != std::string::npos);
    BOOST_TEST(!failed.in_doubt());
    BOOST_TEST((failed.code() == frameio::errc::store_failed));
    other.execute("COMMIT");
    finish(start(writer.perform(nothing)));
}

BOOST_AUTO_TEST_CASE(a_full_disk_fails_what_is_not_stored_and_no_more) {
    open();
    const auto before = receive(webhook("before"));
    int taken = 0;
    std::string said;
    {
        const full_disk full(256 * 1024);
        while (taken < 1'000 && said.empty()) {
            auto what = webhook("file-" + std::to_string(taken));
            what.event.body += std::string(1'000, ' ');
            const auto running = start(store->admit(std::move(what)));
            run_until([&] { return running->done; });
            if (running->failure) {
                said = ended_by<store_error>(running).what();
            } else {
                ++taken;
            }
        }
    }
    BOOST_TEST_INFO(said);
    BOOST_TEST(said.find("disk") != std::string::npos);
    BOOST_TEST(taken < 1'000);
    const auto after = receive(webhook("after"));
    reopen();
    BOOST_TEST(look(before).state == event_state::pending);
    BOOST_TEST(look(after).state == event_state::pending);
    BOOST_TEST(finish(store->count()).pending == static_cast<std::uint64_t>(taken) + 2U);
    BOOST_TEST(stranger(path()).ask("PRAGMA integrity_check") == "ok");
}

BOOST_AUTO_TEST_CASE(one_that_fails_does_not_take_the_others_of_its_commit_along) {
    frameio::store::sqlite_writer writer(path());
    stranger other(path());
    other.execute("BEGIN IMMEDIATE");  // so that the others gather behind the first
    std::vector<frameio_test::running<void>> all;
    for (int i = 0; i < 10; ++i) {
        all.push_back(start(writer.perform([i](frameio::store::sqlite_database& database) {
            database.execute("INSERT INTO run (event, number, owner, began) VALUES ('e', " + std::to_string(i) +
                             ", '', 0)");
            if (i == 5) {
                throw std::runtime_error("no luck");
            }
        })));
    }
    other.execute("COMMIT");
    for (int i = 0; i < 10; ++i) {
        if (i == 5) {
            ended_by<std::runtime_error>(all[5]);
        } else {
            finish(all[static_cast<std::size_t>(i)]);
        }
    }
    BOOST_TEST(other.ask("SELECT count(*) FROM run") == "9");
}

BOOST_AUTO_TEST_CASE(a_store_that_fails_in_the_midst_takes_nothing_back) {
    frameio::store::sqlite_writer writer(path(), frameio::store::opening::to_work, 1ms);
    stranger other(path());
    std::atomic<bool> locked = false;
    std::vector<frameio_test::running<void>> all;
    std::promise<void> gathered;  // behind the first
    const auto all_there = gathered.get_future().share();
    all.push_back(start(writer.perform([&all_there](frameio::store::sqlite_database&) { all_there.wait(); })));
    for (int i = 0; i < 10; ++i) {
        all.push_back(
            start(writer.perform([&other, &locked, i, tries = 0](frameio::store::sqlite_database& database) mutable {
                database.execute("INSERT INTO run (event, number, owner, began) VALUES ('e', " + std::to_string(i) +
                                 ", '', 0)");
                if (i == 5 && ++tries == 2) {  // each is for itself now
                    database.execute("ROLLBACK");
                    locked = other.execute_elsewhere("BEGIN IMMEDIATE");
                }
                if (i == 5) {
                    throw std::runtime_error("no luck");
                }
            })));
    }
    gathered.set_value();
    finish(all[0]);
    for (std::size_t i = 0; i < 5; ++i) {
        finish(all[i + 1]);
    }
    ended_by<std::runtime_error>(all[6]);
    BOOST_TEST(locked);
    for (std::size_t i = 6; i < 10; ++i) {
        ended_by<store_error>(all[i + 1]);
    }
    other.execute("ROLLBACK");
    BOOST_TEST(other.ask("SELECT count(*) FROM run") == "5");
}

BOOST_AUTO_TEST_CASE(what_waits_of_a_busy_route_is_not_read_to_find_what_is_behind_it) {
    const counted_work counted;
    open();
    int usual = 0;
    for (int i = 1; i <= 1'000; ++i) {
        receive(webhook("busy-" + std::to_string(i)));
        if (i == 10 || i == 1'000) {
            auto behind = webhook("behind-" + std::to_string(i));
            behind.event.route = "comment.*";
            receive(behind);
            counted_work::take();
            const auto taken = claim(1, "me", {{"file.*", 0}});
            const int work = counted_work::take();
            BOOST_TEST_REQUIRE(taken.size() == 1U);
            BOOST_TEST(taken[0].event.resource_id == behind.event.resource_id);
            BOOST_TEST(work > 0);
            usual = usual == 0 ? work : usual;
            BOOST_TEST(work <= 2 * usual);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_context_may_end_while_the_store_is_at_work) {
    open();
    stranger other(path());
    other.execute("BEGIN IMMEDIATE");  // so that it takes a while
    auto context = std::make_unique<boost::asio::io_context>(1);
    for (int i = 0; i < 3; ++i) {
        boost::asio::co_spawn(*context, store->admit(webhook("file-" + std::to_string(i))),
                              [](std::exception_ptr, const admission&) {});
    }
    context->poll();
    context.reset();
    other.execute("COMMIT");
    receive(webhook("later"));
    BOOST_TEST(finish(store->count()).pending == 4U);  // nobody waits for them, but they are stored
}

BOOST_AUTO_TEST_CASE(what_was_given_to_the_store_is_written_when_it_ends) {
    open();
    std::vector<frameio_test::running<admission>> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(start(store->admit(webhook("file-" + std::to_string(i)))));
    }
    store.reset();
    for (const auto& each : all) {
        BOOST_TEST(finish(each).what == admission::verdict::stored);
    }
    open();
    BOOST_TEST(finish(store->count()).pending == 100U);
}

BOOST_AUTO_TEST_SUITE_END()
