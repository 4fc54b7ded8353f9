// What it costs to store deliveries so that they survive: the store, and a bare loop that inserts the same rows.
//
//   --how bare | store     bare: one thread, 64 deliveries per transaction, nothing decided
//   --folder DIR           on the disk that is meant
//   --workers 256          deliveries at a time, each acknowledged only when it is on the disk
//   --seconds 1
//   --fsync                instead: how long the disk takes to say that something is on it

#include "course.hpp"
#include "options.hpp"

#include "protocol/digest.hpp"
#include "store/sqlite_engine.hpp"
#include "store/sqlite_schema.hpp"

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

store::ledger_key key_of(std::string_view kind, std::string_view text) {
    const auto digest = frameio::digest_of({kind, text});
    store::ledger_key made{};
    std::copy_n(digest.begin(), made.size(), made.begin());
    return made;
}

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
    made.exact = key_of("signature", made.event.body);
    made.same = key_of("body", made.event.body);
    return made;
}

asio::awaitable<void> deliver(store::engine& to, std::size_t& number, course& way) {
    while (way.goes_on()) {
        store::arrival what = make_delivery(++number);
        const store::admission got = co_await to.admit(std::move(what));
        way.called(got.what == store::admission::verdict::stored ? 1 : 0);
    }
}

void rethrow(std::exception_ptr failure) {
    if (failure) {
        std::rethrow_exception(failure);
    }
}

void run_store(const std::string& path, std::size_t workers, course& way) {
    asio::io_context context(1);
    store::sqlite_engine engine(path, frameio::system_clock());
    std::size_t number = 0;
    for (std::size_t i = 0; i < workers; ++i) {
        asio::co_spawn(context, deliver(engine, number, way), rethrow);
    }
    context.run();
}

void insert_key(store::sqlite_database& database, const store::ledger_key& key, const store::event_id& id,
                store::wall_time until) {
    database.query("INSERT INTO ledger (key, event, forget_at) VALUES (?, ?, ?)").bind(key).bind(id).bind(until).run();
}

void insert(store::sqlite_database& database, const store::arrival& what) {
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
}

void run_bare(const std::string& path, course& way) {
    store::sqlite_database database(path, store::sqlite_database::mode::create, std::chrono::seconds(1));
    store::prepare_connection(database);
    store::migrate(database);
    std::size_t number = 0;
    bool going = true;
    while (going) {
        database.execute("BEGIN IMMEDIATE");
        std::size_t count = 0;
        while (count < together && way.goes_on()) {
            insert(database, make_delivery(++number));
            ++count;
        }
        database.execute("COMMIT");
        going = count == together;
        for (; count != 0; --count) {
            way.called(1);
        }
    }
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
    course::length how_long;
    how_long.workers = given.count("--workers", 256);
    how_long.measured = std::chrono::duration<double>(given.number("--seconds", 1));
    course way(how_long, [] { return std::uint64_t{0}; });
    const std::string path = folder + "/store.db";
    if (given.text("--how", "store") == "bare") {
        run_bare(path, way);
    } else {
        run_store(path, how_long.workers, way);
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
