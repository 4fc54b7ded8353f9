// Apps that call as their admin, whose login is over: what waits for it is set aside, and runs when there is another.

#include <frameio/stored_events.hpp>

#include <vector>

#include "server/installed_server.hpp"

namespace asio = boost::asio;
namespace auth = frameio::auth;
using frameio::store::event_state;
using namespace std::chrono_literals;

namespace {

struct redriven : frameio_test::installed_server {
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
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ended_logins, redriven)

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

BOOST_AUTO_TEST_CASE(of_users_are_noticed_when_they_click) {
    const std::string user = auth::token_owner("account-1", "user-1").key();
    keep(frameio::store::opening::to_work, "token", user, token("access-1", 1min, "refresh-1"));
    adobe.answer(frameio_test::response(400).json(R"({"error":"invalid_grant"})"));
    int greeted = 0;
    app.on_action(frameio::action("acme.greet", "Greet", "Says hello").require_login(),
                  [&greeted](const frameio::action_event&) -> asio::awaitable<frameio::message> {
                      ++greeted;
                      co_return frameio::message("Hello", "");
                  });
    serve();
    turn(1h);
    frameio_test::client sender = connect();
    sender.send(action("acme.greet"));
    const auto shown = sender.receive();
    BOOST_TEST(shown.status == 200U);
    BOOST_TEST(shown.body.find("Please log in") != std::string::npos, shown.body);
    BOOST_TEST(greeted == 0);
    end();
}

BOOST_AUTO_TEST_SUITE_END()
