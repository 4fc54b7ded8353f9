// How the processes of a database learn of what one of them has stored.

#include <atomic>

#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::store::admission;
using frameio::store::engine;
using frameio_test::postgres_stranger;
using frameio_test::running;
using frameio_test::stopped_sessions;

namespace {

/// How often an engine has called: it does so on a thread of its own.
using rings = std::shared_ptr<std::atomic<int>>;

struct with_bells : frameio_test::stored {
    std::unique_ptr<engine> other;  // of another process
    postgres_stranger stranger;

    with_bells() {
        open("postgresql");
        other = std::make_unique<frameio::store::postgres_engine>(url(), clock);
    }

    /// Returns when it hears: when it begins to listen it calls once, for what it may have missed.
    rings listen_to(engine& one) {
        auto heard = std::make_shared<std::atomic<int>>(0);
        one.on_change([heard] { ++*heard; });
        wait_for(heard, 1);
        return heard;
    }
    void wait_for(const rings& heard, int times) {
        run_until([&] { return *heard >= times; });
        BOOST_TEST(*heard == times);
    }
    /// When it waits for that, which nobody can see: the clock is turned again if it did not yet.
    void hears_when_turned(const rings& heard, std::chrono::milliseconds by) {
        for (int tries = 0; *heard < 2 && tries < 20; ++tries) {
            turn(by);
            const auto end = std::chrono::steady_clock::now() + 1s;
            while (*heard < 2 && std::chrono::steady_clock::now() < end) {
                loop.restart();
                loop.run_one_for(1ms);
            }
        }
        BOOST_TEST(*heard >= 2);
    }
    std::string sessions() {
        return stranger.ask("SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN " + schema + "'");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(postgres_bells, with_bells)

BOOST_AUTO_TEST_CASE(others_hear_what_one_has_stored) {
    const rings here = listen_to(*store);
    const rings there = listen_to(*other);
    receive(webhook("file-1"));
    wait_for(there, 2);
    BOOST_TEST(*here == 1);  // who stores it knows
    finish(other->admit(webhook("file-2")));
    wait_for(here, 2);
    BOOST_TEST(*there == 2);
}

BOOST_AUTO_TEST_CASE(nobody_hears_of_repetitions_and_of_what_is_run_at_once) {
    listen_to(*store);
    const rings there = listen_to(*other);
    admit(click("interaction-1"));
    receive(creation("file-1"));
    wait_for(there, 2);
    admit(creation("file-1"));
    receive(creation("file-2"));
    wait_for(there, 3);
}

BOOST_AUTO_TEST_CASE(other_schemas_are_not_heard) {
    const rings there = listen_to(*other);
    stranger.ask("NOTIFY test_of_something_else");
    stranger.ask("NOTIFY " + schema);
    wait_for(there, 2);
}

BOOST_AUTO_TEST_CASE(what_is_stored_while_the_server_is_busy_is_told_together) {
    listen_to(*store);
    const std::string mine = sessions();
    const rings there = listen_to(*other);
    {
        const stopped_sessions standing(mine);
        std::vector<running<admission>> all;
        for (int i = 0; i < 50; ++i) {
            all.push_back(start(store->admit(webhook("file-" + std::to_string(i)))));
        }
        for (const auto& each : all) {
            finish(each);
        }
        BOOST_TEST(*there == 1);
    }
    // Once for the first, and once for what came while that could not be told.
    run_until([&] { return *there >= 2; });
    receive(webhook("after"));
    run_until([&] { return *there >= 3; });
    BOOST_TEST(*there <= 4);
}

BOOST_AUTO_TEST_CASE(what_is_given_back_or_redriven_is_heard) {
    const rings there = listen_to(*other);
    const auto id = receive(webhook("file-1"));
    const auto run = claim_one();
    finish(store->give_back({run.held}));
    wait_for(there, 2);
    BOOST_TEST(end(claim_one(), frameio::store::outcome::parked("no luck")));
    BOOST_TEST(finish(store->redrive(id)));
    wait_for(there, 3);
}

BOOST_AUTO_TEST_CASE(it_listens_again_when_its_session_has_ended) {
    const rings here = listen_to(*store);
    const rings there = listen_to(*other);
    stranger.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN " + schema + "'");
    run_until([&] { return sessions().empty(); });
    run_until([&] { return *here >= 2 && *there >= 2; });
    const int before = *there;
    receive(webhook("file-1"));
    run_until([&] { return *there > before; });
}

BOOST_AUTO_TEST_CASE(what_is_stored_meanwhile_is_told_later) {
    listen_to(*store);
    const std::string mine = sessions();
    const rings there = listen_to(*other);
    stranger.ask("SELECT pg_terminate_backend(" + mine + ")");
    run_until([&] { return sessions().find(mine) == std::string::npos; });
    receive(webhook("file-1"));
    run_until([&] { return *there >= 2; });
}

BOOST_AUTO_TEST_CASE(a_server_that_is_gone_is_found_again) {
    const rings there = listen_to(*other);
    frameio_test::postgres_server::shared().stop();
    frameio_test::postgres_server::shared().start();
    hears_when_turned(there, 1s);
}

BOOST_AUTO_TEST_CASE(who_does_not_answer_is_not_waited_for) {
    listen_to(*store);
    const std::string mine = sessions();
    const rings there = listen_to(*other);
    const stopped_sessions standing(mine);
    receive(webhook("file-1"));  // over another connection
    hears_when_turned(there, 3'400ms);
}

BOOST_AUTO_TEST_CASE(nobody_is_called_who_does_not_want_it_any_more) {
    const rings there = listen_to(*other);
    other->on_change(nullptr);
    const rings instead = std::make_shared<std::atomic<int>>(0);
    receive(webhook("file-1"));
    other->on_change([instead] { ++*instead; });
    stranger.ask("NOTIFY " + schema);
    run_until([&] { return *instead > 0; });
    BOOST_TEST(*there == 1);
}

BOOST_AUTO_TEST_SUITE_END()
