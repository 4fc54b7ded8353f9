// What only a database that is shared can do, and what can be wrong with it.

#include <set>
#include <thread>

#include "store/engines.hpp"
#include "store/postgres_address.hpp"
#include "store/postgres_schema.hpp"

using namespace std::chrono_literals;
using frameio::store::admission;
using frameio::store::event_id;
using frameio::store::postgres_address;
using frameio::store::postgres_engine;
using frameio::store::store_error;
using frameio::store::work;
using frameio_test::postgres_stranger;

namespace {

const std::string newest = std::to_string(frameio::store::postgres_schema_version);

struct in_database : frameio_test::stored {
    std::unique_ptr<frameio::store::engine> other;  // of another process

    void open() {
        stored::open("postgresql");
    }
    void open_both() {
        open();
        other = std::make_unique<postgres_engine>(url(), clock);
    }

    frameio::store::claim_request wanted(const std::string& owner, std::size_t most) const {
        frameio::store::claim_request made;
        made.owner = owner;
        made.most = most;
        return made;
    }

    /// What the engine says when it is opened; empty if nothing.
    std::string refusal(const std::string& at) {
        try {
            postgres_engine(at, clock);
        } catch (const store_error& failure) {
            return failure.what();
        }
        return {};
    }
    bool refused_for(const std::string& at, const std::string& why) {
        const std::string said = refusal(at);
        BOOST_TEST_INFO(said);
        return said.find(why) != std::string::npos && said.find("secret") == std::string::npos;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(postgres_databases, in_database)

BOOST_AUTO_TEST_CASE(what_was_stored_is_there_after_a_restart) {
    open();
    const auto id = receive(webhook("file-1"));
    end(claim_one(), frameio::store::outcome::again(10s, "no luck"));
    open();
    BOOST_TEST(look(id).reason == "no luck");
    BOOST_TEST(look(id).past.size() == 1U);
    turn(10s);
    BOOST_TEST(claim_one().run == 2U);
}

BOOST_AUTO_TEST_CASE(texts_may_have_any_octets) {
    open();
    auto what = webhook("file-1");
    what.event.tenant = std::string("a\0b\xff", 4);
    what.event.order_key = std::string("\xc3\x28'\\", 4);
    const auto id = receive(what);
    BOOST_TEST(look(id).tenant == what.event.tenant);
    const auto run = claim_one();
    BOOST_TEST(run.event.order_key == what.event.order_key);
    BOOST_TEST(end(run, frameio::store::outcome::parked(std::string("\0\xfe", 2))));
    BOOST_TEST(look(id).reason == std::string("\0\xfe", 2));
}

BOOST_AUTO_TEST_CASE(a_large_body_is_kept) {
    open();
    auto what = webhook("file-1");
    what.event.body.append(5'000'000, 'x');
    const auto id = receive(what);
    BOOST_TEST((look(id).body == what.event.body));
    BOOST_TEST((claim_one().event.body == what.event.body));
}

BOOST_AUTO_TEST_CASE(many_copies_at_once_over_two_engines_are_one_event) {
    open_both();
    std::vector<frameio_test::running<admission>> all;
    for (int i = 0; i < 32; ++i) {
        all.push_back(start(store->admit(webhook("file-1"))));
        all.push_back(start(other->admit(webhook("file-1"))));
    }
    int fresh = 0;
    std::set<event_id> ids;
    for (const auto& each : all) {
        const admission got = finish(each);
        fresh += got.what == admission::verdict::stored ? 1 : 0;
        ids.insert(got.id);
    }
    BOOST_TEST(fresh == 1);
    BOOST_TEST(ids.size() == 1U);
    BOOST_TEST(finish(other->count()).pending == 1U);
    BOOST_TEST(look(*ids.begin()).seen == 64U);
}

BOOST_AUTO_TEST_CASE(two_engines_share_the_work) {
    open_both();
    constexpr int events = 200;
    std::vector<frameio_test::running<admission>> admitted;
    for (int i = 0; i < events; ++i) {
        auto what = webhook("file-" + std::to_string(i), "tenant-" + std::to_string(i % 7));
        admitted.push_back(start((i % 2 == 0 ? store : other)->admit(std::move(what))));
    }
    for (const auto& each : admitted) {
        finish(each);
    }
    std::set<event_id> seen;
    std::set<std::string> owners;
    for (int round = 0; round < 100 && seen.size() < events; ++round) {
        std::vector<std::pair<std::string, frameio_test::running<std::vector<work>>>> all;
        for (int i = 0; i < 4; ++i) {
            all.emplace_back("one", start(store->claim(wanted("one", 5))));
            all.emplace_back("two", start(other->claim(wanted("two", 5))));
        }
        for (const auto& [owner, claimed] : all) {
            for (const work& each : finish(claimed)) {
                BOOST_TEST(seen.insert(each.held.event).second, "claimed twice");
                BOOST_TEST(each.held.epoch == 1U);
                owners.insert(owner);
            }
        }
    }
    BOOST_TEST(seen.size() == static_cast<std::size_t>(events));
    BOOST_TEST(owners.size() == 2U);
}

BOOST_AUTO_TEST_CASE(those_with_an_order_key_run_one_after_the_other_over_two_engines) {
    open_both();
    std::vector<frameio_test::running<admission>> admitted;
    for (int i = 0; i < 30; ++i) {
        auto what = webhook("file-" + std::to_string(i));
        what.event.order_key = "project-1";
        admitted.push_back(start((i % 2 == 0 ? store : other)->admit(std::move(what))));
    }
    for (const auto& each : admitted) {
        finish(each);
    }
    std::vector<event_id> order;
    while (order.size() < 30) {
        const auto one = start(store->claim(wanted("one", 5)));
        const auto two = start(other->claim(wanted("two", 5)));
        auto taken = finish(one);
        std::ranges::copy(finish(two), std::back_inserter(taken));
        BOOST_TEST_REQUIRE(taken.size() == 1U);
        order.push_back(taken.front().held.event);
        BOOST_TEST(end(taken.front()));
    }
    BOOST_TEST(std::ranges::is_sorted(order));
}

BOOST_AUTO_TEST_CASE(the_lease_of_another_engine_is_taken_over_when_it_runs_out) {
    open_both();
    const auto id = receive(webhook("file-1"));
    const auto first = finish(other->claim(wanted("dead", 1)));
    BOOST_TEST_REQUIRE(first.size() == 1U);
    BOOST_TEST(claim(1).empty());
    other.reset();
    turn(30s);
    const auto second = claim_one("alive");
    BOOST_TEST(second.held.event == id);
    BOOST_TEST(second.held.epoch == 2U);
    BOOST_TEST(!end(first.front()));
    BOOST_TEST(end(second));
}

BOOST_AUTO_TEST_CASE(engines_that_start_at_once_make_one_schema) {
    std::vector<std::string> said(8);
    std::vector<std::thread> all;
    for (std::string& each : said) {
        all.emplace_back([this, &each] { each = refusal(url()); });
    }
    for (std::thread& each : all) {
        each.join();
    }
    for (const std::string& each : said) {
        BOOST_TEST(each == "");
    }
    BOOST_TEST(postgres_stranger().ask("SELECT number FROM " + schema + ".frameio_version") == newest);
}

BOOST_AUTO_TEST_CASE(an_older_schema_is_brought_forward_with_what_is_in_it) {
    open();
    const auto id = admit(webhook("file-1")).id;
    claim_one();
    store.reset();
    postgres_stranger stranger;
    stranger.ask("DROP TABLE " + schema + ".document");
    stranger.ask("DROP TABLE " + schema + ".collection");
    stranger.ask("ALTER TABLE " + schema + ".event DROP COLUMN interaction");
    stranger.ask("ALTER TABLE " + schema + ".run DROP COLUMN build");
    stranger.ask("UPDATE " + schema + ".frameio_version SET number = 1");
    open();
    BOOST_TEST(look(id).resource_id == "file-1");
    BOOST_TEST(look(id).past.at(0).owner == "me");
    BOOST_TEST(stranger.ask("SELECT number FROM " + schema + ".frameio_version") == newest);
}

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused_and_left_alone) {
    open();
    receive(webhook("file-1"));
    store.reset();
    postgres_stranger stranger;
    stranger.ask("UPDATE " + schema + ".frameio_version SET number = 99");
    BOOST_TEST(refused_for(url(), "newer version of the library"));
    BOOST_TEST(refused_for(url(), "schema " + schema));
    BOOST_TEST(stranger.ask("SELECT count(*) FROM " + schema + ".event") == "1");
}

BOOST_AUTO_TEST_CASE(a_schema_of_something_else_is_refused_and_left_alone) {
    postgres_stranger stranger;
    stranger.ask("CREATE SCHEMA " + schema + " CREATE TABLE recipe (name text)");
    BOOST_TEST(refused_for(url(), "a schema of something else"));
    BOOST_TEST(stranger.ask("SELECT count(*) FROM pg_tables WHERE schemaname = '" + schema + "'") == "1");
}

BOOST_AUTO_TEST_CASE(an_empty_schema_that_was_made_for_a_user_will_do) {
    postgres_stranger stranger;
    stranger.ask("CREATE ROLE \"" + schema + "\" LOGIN");
    BOOST_TEST(refused_for(url(schema), "lacks rights"));
    stranger.ask("CREATE SCHEMA AUTHORIZATION \"" + schema + "\"");
    BOOST_TEST(refusal(url(schema)) == "");
}

BOOST_AUTO_TEST_CASE(passwords_are_checked_and_not_told) {
    postgres_stranger().ask(
        "DO $$ BEGIN CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'secret'; "
        "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    BOOST_TEST(refusal(url("locked:secret")) == "");
    BOOST_TEST(refused_for(url("locked:secret-but-wrong"), "check the user, the password"));
    BOOST_TEST(refused_for(url("locked"), "it wants a password"));
    BOOST_TEST(refused_for(url("nobody:secret"), "\"nobody\" does not exist"));
}

BOOST_AUTO_TEST_CASE(a_server_that_is_not_there_is_named) {
    const std::string folder = directory.path().string();
    BOOST_TEST(refused_for("postgresql://me:secret@/shop?host=" + folder, folder));
    BOOST_TEST(refused_for("postgresql://me:secret@127.0.0.1:1/shop", "postgresql://me@127.0.0.1:1/shop"));
    BOOST_TEST(refused_for("postgresql://me:secret@127.0.0.1:1/shop", "check that a server runs there"));
}

BOOST_AUTO_TEST_CASE(addresses_that_cannot_be_read_are_not_repeated) {
    BOOST_TEST(refused_for("mysql://me:secret@host/shop", "is no URL of PostgreSQL"));
    BOOST_TEST(refused_for("postgresql://me:secret@host:port:secret/shop", "cannot be read"));
    BOOST_TEST(refused_for("postgresql://me:pass@secret@host/shop", "cannot be read"));
    BOOST_TEST(refused_for("postgresql://me:secret@host/shop?colour=secret", "cannot be read"));
    BOOST_TEST(refused_for("postgresql://me:secret@host/shop?schema=secret;DROP", "no plain name"));
    BOOST_TEST(refused_for("postgresql://me:secret@host/shop?schema=pg_secret", "no plain name"));
}

BOOST_AUTO_TEST_CASE(an_address_is_shown_without_its_password) {
    const postgres_address given("postgres://me:secret@db.example:6432/shop?sslmode=require&schema=mine&user=you");
    BOOST_TEST(given.shown() == "postgresql://you@db.example:6432/shop, schema mine");
    BOOST_TEST(given.schema() == "mine");
    BOOST_TEST(given.url() == "postgres://me:secret@db.example:6432/shop?sslmode=require&user=you");
    BOOST_TEST(postgres_address("postgresql:///shop").schema() == "frameio");
}

BOOST_AUTO_TEST_SUITE_END()
