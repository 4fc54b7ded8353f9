// A delivery that somebody has captured and sends again, to this server and to the next one of its store.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

#include "server/stored_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;
using frameio::store::event_state;

namespace {

constexpr std::array kinds{"file.created", "file.ready", "acme.publish"};

struct replayed : frameio_test::stored_server {
    const frameio::clock::wall_time begin = clock.now();
    int effects = 0;

    replayed() {
        on("file.*", [this](const webhook_event&, context& ctx) { return act(ctx); });
        app.on_action(frameio::action("acme.publish", "Publish", "Sends it somewhere"),
                      [this](const frameio::action_event&, context& ctx) -> asio::awaitable<frameio::message> {
                          co_await act(ctx);
                          co_return frameio::message("Published", std::to_string(effects));
                      });
    }

    asio::awaitable<void> act(context& ctx) {
        auto mail = [this] { return send(); };
        co_await ctx.once("mail", std::move(mail));
    }
    asio::awaitable<std::string> send() {
        ++effects;
        co_return "sent";
    }

    std::string capture(const std::string& kind) const {
        return kind == "acme.publish" ? action(kind) : webhook(kind);
    }

    /// Sends it, and lets all that comes of it be done.
    unsigned replay(const std::string& octets) {
        const unsigned status = status_of(octets);
        BOOST_TEST_REQUIRE(run_until([&] {
            turn(waits() ? 100ms : 0ms);  // until the second is over in which it was sent
            return is_done();
        }));
        return status;
    }
    bool waits() {
        const auto all = states();
        return std::ranges::any_of(all, [](const auto& each) { return each.state == event_state::pending; });
    }
    bool is_done() {
        const auto all = states();
        return std::ranges::all_of(all, [](const auto& each) { return each.state == event_state::done; });
    }
    /// At that time after it was captured, with nothing under way.
    void wait_until(std::chrono::seconds after) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(begin + after - clock.now());
        turn(std::max(left, 0ms));
    }
    void restart() {
        end();
        serve();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(replays, replayed)

BOOST_DATA_TEST_CASE(have_one_effect_in_all_and_are_refused_when_they_are_old, boost::unit_test::data::make(kinds),
                     kind) {
    serve();
    const std::string octets = capture(kind);
    BOOST_TEST(replay(octets) == 200U);
    BOOST_TEST(effects == 1);
    for (const auto after : {0s, 10s, 299s, 300s}) {
        wait_until(after);
        BOOST_TEST(replay(octets) == 200U);
        restart();
        BOOST_TEST(replay(octets) == 200U);
    }
    for (const std::chrono::seconds after : {301s, std::chrono::seconds(24h)}) {
        wait_until(after);
        BOOST_TEST(replay(octets) == 401U);
        restart();
        BOOST_TEST(replay(octets) == 401U);
    }
    BOOST_TEST(effects == 1);
    end();
}

// As the sender's clock may be: then it is good for longer, and must be known for longer.
BOOST_DATA_TEST_CASE(have_one_effect_also_if_they_were_signed_ahead, boost::unit_test::data::make(kinds), kind) {
    serve();
    clock.set_wall(begin + 300s);
    const std::string octets = capture(kind);
    clock.set_wall(begin);
    for (const auto after : {0s, 299s, 599s, 600s}) {
        wait_until(after);
        BOOST_TEST(replay(octets) == 200U);
        restart();
        BOOST_TEST(replay(octets) == 200U);
    }
    wait_until(601s);
    BOOST_TEST(replay(octets) == 401U);
    BOOST_TEST(effects == 1);
    end();
}

BOOST_DATA_TEST_CASE(are_known_for_as_long_as_they_are_good, boost::unit_test::data::make(kinds), kind) {
    serve();
    clock.set_wall(begin + 300s);
    const std::string octets = capture(kind);
    clock.set_wall(begin);
    BOOST_TEST(replay(octets) == 200U);
    wait_until(600s);
    turn(999ms);
    BOOST_TEST(replay(octets) == 200U);
    BOOST_TEST(effects == 1);
    end();
}

BOOST_AUTO_TEST_SUITE_END()
