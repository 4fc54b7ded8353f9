// Another process reads the store for long, such as a backup that hangs: what is written meanwhile stays in the log.

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "server/stored_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;
using frameio::store::event_state;
using frameio::store::sqlite_database;

namespace {

constexpr std::uint64_t usual_log = std::uint64_t{16} << 20U;

struct read_for_long : frameio_test::stored_server {
    std::size_t events = 0;

    read_for_long() {
        on("file.ready", [](const webhook_event&, context&) -> asio::awaitable<void> { co_return; });
    }

    /// Receives and runs some large events.
    void work(int count) {
        for (int i = 0; i < count; ++i) {
            std::string body = frameio_test::webhook_body("file.ready", "file-" + std::to_string(++events));
            body.insert(body.size() - 1, R"(,"padding":")" + std::string(1'000'000, 'p') + '"');
            const auto stamp = frameio_test::second_of(clock);
            BOOST_TEST(status_of(frameio_test::genuine_octets(frameio_test::webhook_secret, body, stamp)) == 200U);
            wait_for(events, event_state::done);
        }
    }
    std::uint64_t log_size() const {
        return std::filesystem::file_size(path() + "-wal");
    }
    /// Lets the server look after its store.
    template <class Condition>
    bool notices(Condition condition) {
        return run_until([&] {
            turn(1s);
            return condition();
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(long_readers, read_for_long)

BOOST_AUTO_TEST_CASE(make_the_log_grow_which_is_told_and_do_no_other_harm) {
    serve();
    work(8);
    BOOST_TEST(log_size() <= usual_log);
    BOOST_TEST(server->counters().store_log == 0U);

    sqlite_database reader(path(), sqlite_database::mode::read, 20s);
    reader.execute("BEGIN");
    BOOST_TEST_REQUIRE(reader.query("SELECT count(*) FROM event").step());
    work(8);
    BOOST_TEST(log_size() > usual_log);
    BOOST_TEST(notices([this] { return sink->count("the store's log grows") == 1; }));
    const std::uint64_t told = server->counters().store_log;
    BOOST_TEST(told > usual_log);
    work(2);
    BOOST_TEST(notices([&] { return server->counters().store_log > told; }));
    BOOST_TEST(sink->count("the store's log is emptied") == 0U);

    reader.execute("ROLLBACK");
    BOOST_TEST(notices([this] { return sink->count("the store's log is emptied") == 1; }));
    BOOST_TEST(server->counters().store_log == 0U);
    BOOST_TEST(log_size() <= usual_log);
    work(1);
    BOOST_TEST(sink->count("the store's log grows") == 1U);
    end();
}

BOOST_AUTO_TEST_SUITE_END()
