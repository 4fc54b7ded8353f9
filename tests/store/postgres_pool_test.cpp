// What the connections to a server are used for, and when.

#include <boost/asio/post.hpp>

#include <future>
#include <string>
#include <vector>

#include "store/engines.hpp"
#include "store/postgres_pool.hpp"

using namespace std::chrono_literals;
using frameio::store::postgres_batch;
using frameio::store::postgres_connection;
using frameio::store::postgres_pool;
using frameio_test::postgres_stranger;

namespace {

/// One connection. Its thread stands still when it has asked the server for something, until it is told to go on.
class standing_pool {
public:
    standing_pool(frameio::store::postgres_address address, frameio::clock& time)
        : pool_(std::move(address), time, [](postgres_connection&) { return nothing(); }, one_connection()) {}

    boost::asio::awaitable<void> ask(const char* sql) {
        return pool_.perform([this, sql](postgres_connection& to) { return ask_and_stand(to, sql); },
                             postgres_pool::repetition::harmful);
    }
    void go_on() {
        over_.set_value();
    }

    /// Something that is put down in `done` when its turn comes.
    boost::asio::awaitable<void> put_down(std::string name, postgres_pool::urgency how) {
        return pool_.perform(
            [this, name](postgres_connection&) {
                done.push_back(name);
                return nothing();
            },
            postgres_pool::repetition::harmful, how);
    }

    std::vector<std::string> done;  // looked at when all has ended

private:
    static frameio::store::postgres_limits one_connection() {
        frameio::store::postgres_limits made;
        made.connections = 1;
        return made;
    }
    static boost::asio::awaitable<void> nothing() {
        co_return;
    }
    boost::asio::awaitable<void> ask_and_stand(postgres_connection& to, const char* sql) {
        boost::asio::post(pool_.executor(), [this] { over_.get_future().wait(); });
        postgres_batch batch;
        batch.add(sql);
        co_await to.perform(std::move(batch));
    }

    std::promise<void> over_;  // outlives the pool's thread
    postgres_pool pool_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(postgres_pools, frameio_test::stored)

BOOST_AUTO_TEST_CASE(an_answer_that_came_while_the_process_stood_still_is_taken) {
    standing_pool pool(frameio::store::postgres_address(url()), clock);
    const auto asking = start(pool.ask("SELECT 'asked before the standstill'"));
    postgres_stranger stranger;
    run_until([&] {
        return stranger.ask(
                   "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT ''asked before%' "
                   "AND wait_event = 'ClientRead'") == "1";
    });
    clock.advance(10s);
    pool.go_on();
    finish(asking);
}

BOOST_AUTO_TEST_CASE(what_somebody_waits_for_comes_first) {
    standing_pool pool(frameio::store::postgres_address(url()), clock);
    const auto asking = start(pool.ask("SELECT 1"));
    using urgency = postgres_pool::urgency;
    const std::vector all{start(pool.put_down("usual", urgency::usual)), start(pool.put_down("usual", urgency::usual)),
                          start(pool.put_down("urgent", urgency::urgent)),
                          start(pool.put_down("urgent", urgency::urgent))};
    pool.go_on();
    finish(asking);
    for (const auto& each : all) {
        finish(each);
    }
    const std::vector<std::string> expected{"urgent", "urgent", "usual", "usual"};
    BOOST_TEST(pool.done == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
