#pragma once

/// @file
/// A server with a custom action, which a test clicks.

#include <frameio/stored_events.hpp>

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/stored_server.hpp"

namespace frameio_test {

/// What a user reads whose action takes long.
inline constexpr const char* still_working =
    R"({"title":"Still working","description":"This takes longer than usual. It goes on, and you need not wait."})";

struct acting_server : stored_server {
    using act =
        std::function<boost::asio::awaitable<frameio::response>(const frameio::action_event&, frameio::context&)>;

    int runs = 0;

    frameio::route& on_click(act how) {
        return on_click(frameio::action("acme.publish", "Publish", "Sends it somewhere"), std::move(how));
    }
    frameio::route& on_click(frameio::action what, act how) {
        return app.on_action(
            std::move(what),
            [this, how = std::move(how)](const frameio::action_event& event,
                                         frameio::context& ctx) -> boost::asio::awaitable<frameio::response> {
                ++runs;
                return how(event, ctx);
            });
    }

    std::string click(std::string_view interaction = "i1") const {
        return action("acme.publish", interaction);
    }
    std::string submit(std::string_view data, std::string_view interaction = "i1") const {
        return action("acme.publish", interaction, data);
    }

    std::string answer_to(const std::string& octets) {
        client user = connect();
        user.send(octets);
        return user.receive().body;
    }

    /// Somebody has seen to all events, while no server runs.
    void resolve_all() {
        bool over = false;
        boost::asio::co_spawn(loop, see_to_all(), [&over](std::exception_ptr failure) {
            BOOST_TEST(!failure);
            over = true;
        });
        BOOST_TEST_REQUIRE(run_until([&over] { return over; }));
    }
    boost::asio::awaitable<void> see_to_all() {
        frameio::stored_events beside(options.store, clock);
        const std::vector<frameio::stored_event> all = co_await beside.list();
        for (const frameio::stored_event& each : all) {
            co_await beside.resolve(each.id, "it was done");
        }
    }

    /// Ends the server, and begins another one with the same store.
    void restart() {
        end();
        serve();
    }
};

}  // namespace frameio_test
