// Servers that share a database: what one receives, another one runs.

#include <boost/test/unit_test.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <string>

#include "common/postgres_server.hpp"
#include "server/stored_server.hpp"
#include "store/postgres_engine.hpp"

namespace asio = boost::asio;
using frameio_test::postgres_server;
using frameio_test::postgres_stranger;
using frameio_test::stored_server;

namespace {

struct in_database : stored_server {
    const std::string schema = "server_test";
    const std::string url = postgres_server::shared().url() + "&schema=" + schema;

    in_database() {
        options.store = url;
    }

    bool listens() {
        return postgres_stranger().ask("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN " + schema + "'") ==
               "1";
    }

    frameio::store::arrival ready(const std::string& file) const {
        frameio::store::arrival made;
        made.event.route = made.event.type = "file.ready";
        made.event.resource_type = "file";
        made.event.resource_id = file;
        made.event.body = frameio_test::webhook_body("file.ready", file);
        made.event.stamp = frameio_test::second_of(clock);
        made.event.received_at = clock.now();
        made.exact[0] = made.same[1] = static_cast<std::uint8_t>(file.back());
        return made;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(servers_of_a_database, in_database)

// The clock stands still: nobody looks just because it is time.
BOOST_AUTO_TEST_CASE(what_another_process_stores_is_run_at_once) {
    on("file.ready", [](const frameio::webhook_event&, frameio::context&) -> asio::awaitable<void> { co_return; });
    serve();
    BOOST_TEST_REQUIRE(run_until([&] { return listens(); }));
    BOOST_TEST(status_of(webhook("file.ready", "file-1")) == 200U);
    wait_for_runs(1);
    frameio::store::postgres_engine receiver(url, clock);
    receiver.on_change([] {});  // as every server does
    for (std::size_t number = 2; number < 10; ++number) {
        const std::string file = "file-" + std::to_string(number);
        asio::co_spawn(loop, receiver.admit(ready(file)), asio::detached);
        wait_for_runs(number);
        BOOST_TEST(began.back() == file);
    }
    server->drain();
    BOOST_TEST_REQUIRE(run_until([&] { return ended.has_value(); }));
    server.reset();
}

BOOST_AUTO_TEST_SUITE_END()
