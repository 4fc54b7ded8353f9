// A server that breaks, stops, stalls, or lets transactions get in each other's way.

#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::store::admission;
using frameio::store::event_state;
using frameio::store::store_error;
using frameio_test::postgres_server;
using frameio_test::postgres_stranger;
using frameio_test::running;
using frameio_test::stopped_sessions;

namespace {

struct at_risk : frameio_test::stored {
    at_risk() {
        open("postgresql");
    }

    static void end_sessions(postgres_stranger& stranger) {
        stranger.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'frameio'");
    }
    template <class T>
    bool has_failed(const running<T>& one) {
        run_until([&one] { return one->done; });
        return one->failure != nullptr;
    }
    /// Every third insertion into the table fails like this.
    void fail_every_third(postgres_stranger& stranger, const std::string& table, const std::string& state) {
        const std::string name = schema + ".fail";
        stranger.ask("CREATE SEQUENCE " + name + "; CREATE FUNCTION " + name +
                     "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('" + name +
                     "') % 3 = 0 THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '" + state +
                     "'; END IF; RETURN NEW; END $$; CREATE TRIGGER fail BEFORE INSERT ON " + schema + "." + table +
                     " FOR EACH ROW EXECUTE FUNCTION " + name + "()");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(postgres_failures, at_risk)

BOOST_AUTO_TEST_CASE(sessions_that_ended_while_nobody_looked_are_replaced) {
    postgres_stranger stranger;
    for (int i = 0; i < 10; ++i) {
        end_sessions(stranger);
        run_until([&] {
            return stranger.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'frameio'") == "0";
        });
        receive(webhook("file-" + std::to_string(i)));
    }
    BOOST_TEST(finish(store->count()).pending == 10U);
}

BOOST_AUTO_TEST_CASE(sessions_that_end_under_load_lose_and_double_nothing) {
    postgres_stranger stranger;
    int failed = 0;
    for (int round = 0; round < 10; ++round) {
        std::vector<std::pair<std::string, running<admission>>> all;
        for (int i = 0; i < 50; ++i) {
            const std::string name = std::to_string(round) + "-" + std::to_string(i);
            all.emplace_back(name, start(store->admit(webhook(name))));
        }
        for (std::size_t done = 0; done < all.size(); done += 10) {
            run_until([&] { return all[done].second->done; });
            end_sessions(stranger);
        }
        for (const auto& [name, one] : all) {
            if (has_failed(one)) {
                ended_by<store_error>(one);
                ++failed;
                turn(1s);  // if it was the attempt to connect
                BOOST_TEST((admit(webhook(name)).what != admission::verdict::repeated));
            }
        }
    }
    BOOST_TEST_MESSAGE(failed << " of 500 failed, and were sent again");
    BOOST_TEST(finish(store->count()).pending == 500U);
    BOOST_TEST(claim(600).size() == 500U);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_gone_fails_what_is_asked_at_once_and_is_found_again) {
    const auto before = receive(webhook("before"));
    postgres_server::shared().stop();
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i) {
        const auto failure = ended_by<store_error>(start(store->admit(webhook("file-" + std::to_string(i)))));
        BOOST_TEST(!failure.in_doubt());
        BOOST_TEST((failure.code() == frameio::errc::store_failed));
        BOOST_TEST(std::string(failure.what()).find("check that a server runs there") != std::string::npos);
    }
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 3s));
    postgres_server::shared().start();
    turn(1s);
    receive(webhook("after"));
    BOOST_TEST(look(before).state == event_state::pending);
    BOOST_TEST(finish(store->count()).pending == 2U);
}

BOOST_AUTO_TEST_CASE(a_server_that_crashes_under_load_loses_nothing_that_was_stored) {
    std::vector<running<admission>> all;
    for (int i = 0; i < 200; ++i) {
        all.push_back(start(store->admit(webhook("file-" + std::to_string(i)))));
    }
    run_until([&] { return all[20]->done; });
    postgres_server::shared().stop();
    std::size_t taken = 0;
    std::size_t in_doubt = 0;
    for (const auto& each : all) {
        if (!has_failed(each)) {
            ++taken;
        } else if (ended_by<store_error>(each).in_doubt()) {
            ++in_doubt;
        }
    }
    BOOST_TEST(in_doubt <= 128U);  // in two transactions
    postgres_server::shared().start();
    turn(1s);
    const auto kept = finish(store->count()).pending;
    BOOST_TEST(kept >= taken);
    BOOST_TEST(kept <= taken + in_doubt);
    for (int i = 0; i < 200; ++i) {
        admit(webhook("file-" + std::to_string(i)));
    }
    BOOST_TEST(finish(store->count()).pending == 200U);
}

BOOST_AUTO_TEST_CASE(of_what_was_to_be_committed_together_each_is_in_doubt) {
    postgres_stranger stranger;
    stranger.ask("CREATE FUNCTION " + schema +
                 ".stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock("
                 "CASE WHEN NEW.resource_id LIKE 'late%' THEN 2 ELSE 1 END); RETURN NULL; END $$; "
                 "CREATE CONSTRAINT TRIGGER stand AFTER INSERT ON " +
                 schema + ".event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION " + schema + ".stand()");
    const auto standing = [&stranger] {
        return stranger.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND query = 'COMMIT'");
    };
    stranger.ask("SELECT pg_advisory_lock(1), pg_advisory_lock(2)");
    const std::vector early{start(store->admit(webhook("early-1"))), start(store->admit(webhook("early-2")))};
    run_until([&] { return standing() == "2"; });
    std::vector<running<admission>> late;
    for (int i = 0; i < 64; ++i) {
        late.push_back(start(store->admit(webhook("late-" + std::to_string(i)))));
    }
    stranger.ask("SELECT pg_advisory_unlock(1)");
    for (const auto& each : early) {
        finish(each);
    }
    run_until([&] { return standing() == "1"; });
    postgres_server::shared().stop();
    for (const auto& each : late) {
        BOOST_TEST(ended_by<store_error>(each).in_doubt());
    }
    postgres_server::shared().start();
}

BOOST_AUTO_TEST_CASE(a_server_that_does_not_answer_is_not_waited_for) {
    receive(webhook("before"));
    postgres_stranger stranger;
    {
        const stopped_sessions standing(
            stranger.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'frameio'"));
        const auto reading = start(store->count());
        turn(3s);
        BOOST_TEST(!reading->done);
        turn(301ms);
        const auto failure = ended_by<store_error>(reading);
        BOOST_TEST(std::string(failure.what()).find("in time") != std::string::npos);
        receive(webhook("meanwhile"));  // over another connection
    }
    BOOST_TEST(finish(store->count()).pending == 2U);
}

BOOST_AUTO_TEST_CASE(what_waits_for_a_lock_for_too_long_fails) {
    const auto id = receive(webhook("file-1"));
    const auto run = claim_one();
    postgres_stranger stranger;
    stranger.ask("BEGIN; LOCK TABLE " + schema + ".event");
    const auto ending = start(store->finish(run.held, frameio::store::outcome::done()));
    const auto failure = ended_by<store_error>(ending);
    BOOST_TEST(!failure.in_doubt());
    stranger.ask("ROLLBACK");
    BOOST_TEST(look(id).state == event_state::running);
    BOOST_TEST(end(run));
}

BOOST_DATA_TEST_CASE(transactions_that_are_in_each_others_way_are_tried_again,
                     boost::unit_test::data::make({"40001", "40P01"}), state) {
    postgres_stranger stranger;
    fail_every_third(stranger, "event", state);
    std::vector<running<admission>> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(start(store->admit(webhook("file-" + std::to_string(i)))));
    }
    for (const auto& each : all) {
        BOOST_TEST(finish(each).what == admission::verdict::stored);
    }
    BOOST_TEST(finish(store->count()).pending == 100U);
    BOOST_TEST(claim(200).size() == 100U);
}

BOOST_AUTO_TEST_CASE(what_the_server_refuses_is_told_and_harms_nothing_else) {
    postgres_stranger stranger;
    fail_every_third(stranger, "ledger", "53100");
    std::size_t refused = 0;
    for (int i = 0; i < 30; ++i) {
        const auto one = start(store->admit(webhook("file-" + std::to_string(i))));
        if (has_failed(one)) {
            const auto failure = ended_by<store_error>(one);
            BOOST_TEST(!failure.in_doubt());
            BOOST_TEST(std::string(failure.what()).find("free some space") != std::string::npos);
            ++refused;
        }
    }
    BOOST_TEST(refused > 0U);
    BOOST_TEST(finish(store->count()).pending == 30U - refused);
}

BOOST_AUTO_TEST_CASE(what_the_server_refuses_does_not_keep_out_what_came_with_it) {
    postgres_stranger stranger;
    stranger.ask("ALTER TABLE " + schema + ".event ADD CHECK (resource_id <> 'file-20')");
    std::vector<running<admission>> all;
    for (int i = 0; i < 40; ++i) {
        all.push_back(start(store->admit(webhook("file-" + std::to_string(i)))));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        BOOST_TEST(has_failed(all[i]) == (i == 20), "file-" << i);
    }
    BOOST_TEST(finish(store->count()).pending == 39U);
}

BOOST_AUTO_TEST_CASE(leases_that_are_kept_and_given_back_at_once_do_not_wait_for_each_other) {
    for (int i = 0; i < 50; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    std::vector<frameio::store::lease> held;
    for (const auto& each : claim(50)) {
        held.push_back(each.held);
    }
    std::vector<running<std::vector<frameio::store::lease>>> all;
    for (int i = 0; i < 40; ++i) {
        std::ranges::reverse(held);
        all.push_back(start(store->renew(held, 30s)));
    }
    for (const auto& each : all) {
        BOOST_TEST(finish(each).empty());
    }
    BOOST_TEST(postgres_stranger().ask("SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'") == "0");
}

BOOST_AUTO_TEST_CASE(what_was_given_to_the_store_is_written_when_it_ends) {
    std::vector<running<admission>> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(start(store->admit(webhook("file-" + std::to_string(i)))));
    }
    store.reset();
    for (const auto& each : all) {
        BOOST_TEST(finish(each).what == admission::verdict::stored);
    }
    open("postgresql");
    BOOST_TEST(finish(store->count()).pending == 100U);
}

BOOST_AUTO_TEST_SUITE_END()
