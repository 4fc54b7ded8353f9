// Apps that call as their admin, whose login is over: what waits for it is set aside, and runs when there is another.

#include <frameio/stored_events.hpp>

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "auth/installer_tokens.hpp"
#include "auth/user_token.hpp"
#include "auth/vault.hpp"
#include "common/credential.hpp"
#include "install/installations.hpp"
#include "server/calling_server.hpp"
#include "store/sqlite_engine.hpp"

namespace asio = boost::asio;
namespace auth = frameio::auth;
namespace install = frameio::install;
using namespace std::chrono_literals;
using frameio::store::event_state;

namespace {

struct installed_server : frameio_test::calling_server {
    installed_server() {
        frameio::install_options offered;
        offered.name = "Acme";
        app.oauth(frameio_test::credential_at()).installable(std::move(offered));
        options.encryption_keys = auth::new_key();
        platform.answer(frameio_test::response(201).json(frameio_test::comment_answer("comment-1")));
        keep(frameio::store::opening::to_work, install::collection, where.key(), record());
    }

    std::string record() const {
        install::record fresh(where);
        fresh.state = install::phase::installed;
        fresh.installed = fresh.updated = clock.now();
        fresh.installed_by = fresh.acting_user = "ada";
        return install::to_json(fresh);
    }
    void log_in(frameio::store::opening how, const std::string& token, std::chrono::minutes life) {
        auth::user_token fresh;
        fresh.access = token;
        fresh.obtained = clock.now();
        fresh.expires = clock.now() + life;
        keep(how, "token", auth::admin_login("ada").key(), auth::to_json(fresh));
    }
    void keep(frameio::store::opening how, const std::string& collection, const std::string& key, std::string value) {
        const auto store = std::make_shared<frameio::store::sqlite_engine>(path(), clock, how);
        const auth::vault kept(
            store, std::make_shared<const auth::key_ring>(auth::key_ring::parse(options.encryption_keys, "the test")));
        finish(kept.write(frameio::store::document(collection, key, std::move(value))));
    }
    void redrive_all() {
        finish(run_again());
    }
    asio::awaitable<bool> run_again() {
        frameio::stored_events beside(options.store, clock);
        const std::vector<frameio::stored_event> all = co_await beside.list();
        for (const frameio::stored_event& each : all) {
            co_await beside.redrive(each.id);
        }
        co_return !all.empty();
    }
    template <class T>
    void finish(asio::awaitable<T> what) {
        bool is_over = false;
        asio::co_spawn(loop, std::move(what), [&is_over](const std::exception_ptr& failure, const T& got) {
            BOOST_TEST((!failure && got));
            is_over = true;
        });
        BOOST_TEST_REQUIRE(run_until([&is_over] { return is_over; }));
    }

    const auth::tenant where{"account-1", "workspace-1"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ended_logins, installed_server)

BOOST_AUTO_TEST_CASE(set_events_aside_until_an_admin_logs_in_and_they_are_redriven) {
    log_in(frameio::store::opening::to_work, "access-1", 1min);
    on("file.ready", [this](const frameio::webhook_event&, frameio::context& ctx) { return say(ctx, "Ready"); });
    serve();
    turn(1h);
    BOOST_TEST(status_of(webhook("file.ready")) == 200U);
    for (std::size_t run = 1; run < 5; ++run) {
        wait_for_runs(run);
        wait_for(1, event_state::pending);
        turn(20min);
    }
    wait_for_runs(5);
    wait_for(1, event_state::parked);
    BOOST_TEST(states().at(0).reason.find("an admin logs in at /install") != std::string::npos);
    BOOST_TEST(platform.request_count() == 0U);

    log_in(frameio::store::opening::beside, "access-2", 60min);
    redrive_all();
    turn(1min);
    wait_for(1, event_state::done);
    BOOST_TEST(platform.request_count() == 1U);
    BOOST_TEST(platform.requests().back().header("authorization") == "Bearer access-2");
    end();
}

BOOST_AUTO_TEST_SUITE_END()
