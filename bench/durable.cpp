// What it costs to store deliveries so that they survive: the store, and a bare loop that inserts the same rows.
//
//   --how bare | store     bare: one thread, 64 deliveries per transaction, nothing decided
//         cycle            the store: each delivery is run, with a recorded call, too
//   --postgresql URL       in this database instead of a file
//   --fill N               instead: so many rows of the ledger, and of the journal, of events that are done
//         --pending        of events that wait, without a journal
//   --folder DIR           on the disk that is meant
//   --workers 256          deliveries at a time, each acknowledged only when it is on the disk
//   --seconds 1
//   --fsync                instead: how long the disk takes to say that something is on it

#include "course.hpp"
#include "options.hpp"

#include "delivery/keys.hpp"
#include "store/sqlite_engine.hpp"
#include "store/sqlite_schema.hpp"
#ifdef FRAMEIO_POSTGRESQL
#include "pipelined_postgres.hpp"
#include "store/postgres_engine.hpp"
#endif

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace store = frameio::store;

constexpr std::size_t together = 64;

/// A file.ready of 315 octets, unlike any other.
store::arrival make_delivery(std::size_t number) {
    store::arrival made;
    made.event.route = made.event.type = "file.ready";
    made.event.tenant = "9a969458-00d7-4f35-aace-52d33653777a";
    made.event.resource_type = "file";
    made.event.resource_id = "file-" + std::to_string(number);
    made.event.body = R"({"type":"file.ready","resource":{"type":"file","id":")" + made.event.resource_id + "\"}}";
    made.event.body.resize(315, ' ');
    made.event.received_at = frameio::system_clock().now();
    made.event.stamp = std::chrono::floor<std::chrono::seconds>(made.event.received_at);
    made.exact = frameio::delivery::key_of(made.event.stamp, {"exact", made.event.body});
    made.same = frameio::delivery::key_of({"same", made.event.body});
    return made;
}

asio::awaitable<void> deliver(store::engine& to, std::size_t& number, course& way) {
    while (way.goes_on()) {
        store::arrival what = make_delivery(++number);
        const store::admission got = co_await to.admit(std::move(what));
        way.called(got.what == store::admission::verdict::stored ? 1 : 0);
    }
}

using worker = asio::awaitable<void> (*)(store::engine&, std::size_t&, course&);

void rethrow(std::exception_ptr failure) {
    if (failure) {
        std::rethrow_exception(failure);
    }
}

// What is printed is of the ledger and the journal: the delivery is leased when it is stored, so that nothing is
// claimed.
asio::awaitable<void> run_one(store::engine& on, store::arrival what) {
    what.owner = "bench";
    what.term = std::chrono::seconds(30);
    const store::ledger_key key = what.same;
    const store::admission got = co_await on.admit(std::move(what));
    const store::lease held(got.id, got.epoch);
    store::step call;
    call.key = key;
    call.what = "POST /v4/accounts/a/files/f/comments";
    call.began = frameio::system_clock().now();
    co_await on.record(held, call);
    call.ended = true;
    call.status = 201;
    call.result = std::string(200, 'r');
    call.finished = frameio::system_clock().now();
    co_await on.record(held, std::move(call));
    store::outcome done = store::outcome::done();
    co_await on.finish(held, std::move(done));
}

asio::awaitable<void> run_each(store::engine& on, std::size_t& number, course& way) {
    while (way.goes_on()) {
        store::arrival what = make_delivery(++number);
        co_await run_one(on, std::move(what));
        way.called(1);
    }
}

void insert_key(store::sqlite_database& database, const store::ledger_key& key, const store::event_id& id,
                store::wall_time until) {
    database.query("INSERT INTO ledger (key, event, forget_at) VALUES (?, ?, ?)").bind(key).bind(id).bind(until).run();
}

store::event_id insert(store::sqlite_database& database, const store::arrival& what) {
    const store::stored_event& event = what.event;
    const store::event_id id = store::event_id::make(event.received_at);
    database
        .query(
            "INSERT INTO event (id, kind, route, type, tenant, resource_type, resource_id, order_key, body, stamp, "
            "received, state, due, first_copy, last_copy) VALUES (?, 0, ?, ?, ?, ?, ?, '', ?, ?, ?, 0, ?, ?, ?)")
        .bind(id)
        .bind(event.route)
        .bind(event.type)
        .bind(event.tenant)
        .bind(event.resource_type)
        .bind(event.resource_id)
        .bind(event.body)
        .bind(store::wall_time(event.stamp))
        .bind(event.received_at)
        .bind(event.received_at)
        .bind(event.received_at)
        .bind(event.received_at)
        .run();
    insert_key(database, what.exact, id, event.received_at + what.exact_window);
    insert_key(database, what.same, id, event.received_at + what.same_window);
    return id;
}

/// `insert` takes a delivery, `begin` and `commit` are those of a transaction.
template <class Database>
void insert_together(Database& database, course& way) {
    std::size_t number = 0;
    for (std::size_t count = together; count == together;) {
        database.begin();
        for (count = 0; count < together && way.goes_on(); ++count) {
            database.insert(make_delivery(++number));
        }
        database.commit();
        for (std::size_t each = 0; each < count; ++each) {
            way.called(1);
        }
    }
}

struct bare_sqlite {
    store::sqlite_database database;

    explicit bare_sqlite(const std::string& path)
        : database(path, store::sqlite_database::mode::create, std::chrono::seconds(1)) {
        store::prepare_connection(database);
        store::migrate(database);
    }

    void begin() {
        database.execute("BEGIN IMMEDIATE");
    }
    void insert(const store::arrival& what) {
        ::insert(database, what);
    }
    void commit() {
        database.execute("COMMIT");
    }
};

void run_bare(const std::string& path, course& way) {
    bare_sqlite database(path);
    insert_together(database, way);
}

void run_store(store::engine& engine, worker what, std::size_t workers, course& way) {
    asio::io_context context(1);
    std::size_t number = 0;
    for (std::size_t i = 0; i < workers; ++i) {
        asio::co_spawn(context, what(engine, number, way), rethrow);
    }
    context.run();
}

#ifdef FRAMEIO_POSTGRESQL
struct bare_postgres {
    pipelined_postgres database;

    void begin() {
        database.begin();
    }
    void insert(const store::arrival& what) {
        database.insert(what, store::event_id::make(what.event.received_at));
    }
    void commit() {
        database.commit();
    }
};

void run_shared(const std::string& url, const std::string& how, std::size_t workers, course& way) {
    store::postgres_engine engine(url, frameio::system_clock());
    if (how == "bare") {
        const store::postgres_address address(url);
        bare_postgres database{pipelined_postgres(address.url(), address.schema())};
        insert_together(database, way);
    } else {
        run_store(engine, how == "cycle" ? run_each : deliver, workers, way);
    }
}
#else
void run_shared(const std::string&, const std::string&, std::size_t, course&) {
    throw std::runtime_error("this build has no PostgreSQL");
}
#endif

/// What a step leaves when it has ended.
void insert_step(store::sqlite_database& database, const store::event_id& of, std::int64_t number) {
    database
        .query(
            "INSERT INTO step (event, key, occurrence, number, what, ended, status, result, began, finished) "
            "VALUES (?, randomblob(16), 0, ?, 'POST /v4/accounts/a/files/f/comments', 1, 201, ?, 1, 2)")
        .bind(of)
        .bind(number)
        .bind(std::string_view("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234"))
        .run();
}

/// Events with two rows of the ledger each and, unless they are still to be run, two of the journal.
void fill(const std::string& path, std::size_t rows, bool pending) {
    constexpr std::size_t in_one_transaction = 10'000;
    store::sqlite_database database(path, store::sqlite_database::mode::create, std::chrono::seconds(1));
    store::prepare_connection(database);
    store::migrate(database);
    database.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000");
    for (std::size_t done = 0; done < rows / 2; ++done) {
        if (done % in_one_transaction == 0) {
            database.execute(done == 0 ? "BEGIN" : "COMMIT; BEGIN");
        }
        const store::event_id id = insert(database, make_delivery(1'000'000'000 + done));
        if (!pending) {
            insert_step(database, id, 0);
            insert_step(database, id, 1);
        }
    }
    database.execute(pending ? "COMMIT" : "UPDATE event SET state = 2; COMMIT");
}

/// One line of JSON with quantiles, in microseconds.
void time_fsync(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const std::string page(4'096, 'x');
    std::vector<double> took;
    for (off_t i = 0; i < 1'000; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        if (::pwrite(fd, page.data(), page.size(), i * 4'096) < 0 || ::fdatasync(fd) != 0) {
            throw std::runtime_error("cannot write " + path);
        }
        took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    }
    ::close(fd);
    std::ranges::sort(took);
    std::printf("{\"p50\":%.1f,\"p99\":%.1f}\n", took[500], took[990]);
}

void run(const options& given) {
    const std::string folder = given.text("--folder", ".");
    if (given.has("--fsync")) {
        time_fsync(folder + "/fsync");
        return;
    }
    const std::string path = folder + "/store.db";
    if (given.has("--fill")) {
        fill(path, given.count("--fill", 0), given.has("--pending"));
        return;
    }
    course::length how_long;
    how_long.workers = given.count("--workers", 256);
    how_long.measured = std::chrono::duration<double>(given.number("--seconds", 1));
    course way(how_long, [] { return std::uint64_t{0}; });
    const std::string how = given.text("--how", "store");
    if (given.has("--postgresql")) {
        run_shared(given.text("--postgresql", ""), how, how_long.workers, way);
    } else if (how == "bare") {
        run_bare(path, way);
    } else {
        store::sqlite_engine engine(path, frameio::system_clock());
        run_store(engine, how == "cycle" ? run_each : deliver, how_long.workers, way);
    }
    way.report();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        run(options(argc, argv));
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_durable: %s\n", failure.what());
        return 1;
    }
}
