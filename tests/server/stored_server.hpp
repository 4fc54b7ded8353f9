#pragma once

/// @file
/// A server with a store in a SQLite file, which the tests look into.

#include <boost/test/unit_test.hpp>

#include <frameio/delivery.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/gate.hpp"
#include "common/live_server.hpp"
#include "common/temporary_directory.hpp"
#include "store/records.hpp"
#include "store/sqlite_database.hpp"

namespace frameio::store {

inline std::ostream& operator<<(std::ostream& to, event_state state) {
    return to << to_string(state);
}

}  // namespace frameio::store

namespace frameio_test {

/// Where an event is.
struct stored_state {
    frameio::store::event_state state = frameio::store::event_state::pending;
    int runs = 0;
    int seen = 0;
    std::string reason;
};

struct stored_server : live_server {
    using handler = std::function<boost::asio::awaitable<void>(const frameio::webhook_event&, frameio::context&)>;

    temporary_directory directory;
    gate hold{loop};
    std::vector<std::string> began;  ///< the resources of the runs, in their order

    stored_server() {
        options.store = "sqlite:" + path();
    }

    std::string path() const {
        return (directory.path() / "store.db").string();
    }

    frameio::route& on(std::string_view pattern, handler how) {
        return app.on_webhook(pattern,
                              [this, how = std::move(how)](const frameio::webhook_event& event,
                                                           frameio::context& ctx) -> boost::asio::awaitable<void> {
                                  began.emplace_back(event.resource.id);
                                  return how(event, ctx);
                              });
    }

    /// The status of the answer to a delivery, on a connection of its own.
    unsigned status_of(const std::string& octets) {
        client sender = connect();
        sender.send(octets);
        return sender.receive().status;
    }

    /// Waits until so many runs have begun.
    void wait_for_runs(std::size_t count) {
        BOOST_TEST_REQUIRE(run_until([&] { return began.size() >= count; }), "waited in vain for runs");
        BOOST_TEST(began.size() == count);
    }

    std::vector<stored_state> states() const {
        frameio::store::sqlite_database database(path(), frameio::store::sqlite_database::mode::read,
                                                 std::chrono::seconds(20));
        std::vector<stored_state> found;
        auto asked = database.query("SELECT state, runs, seen, reason FROM event ORDER BY id");
        while (asked.step()) {
            stored_state& one = found.emplace_back();
            one.state = static_cast<frameio::store::event_state>(asked.number());
            one.runs = static_cast<int>(asked.number());
            one.seen = static_cast<int>(asked.number());
            one.reason = asked.text();
        }
        return found;
    }

    /// Waits until all events, and so many, are in that state.
    void wait_for(std::size_t count, frameio::store::event_state wanted) {
        const auto all_there = [&] {
            const auto all = states();
            return all.size() == count &&
                   std::all_of(all.begin(), all.end(), [&](const auto& each) { return each.state == wanted; });
        };
        BOOST_TEST_REQUIRE(run_until(all_there), "waited in vain for " << frameio::store::to_string(wanted));
    }

    /// Drains the server, which then is no more.
    void end() {
        server->drain();
        await_end();
    }
    /// Closes everything at once, as a second signal does.
    void cut_off() {
        cut.emit(boost::asio::cancellation_type::terminal);
        await_end();
    }
    /// @return how it ended, when nobody has the store any more
    boost::system::error_code await_end() {
        BOOST_TEST_REQUIRE(run_until([&] { return ended.has_value(); }), "the server does not end");
        server.reset();
        BOOST_TEST_REQUIRE(run_until([&] { return store_is_free(); }), "somebody still has the store");
        return *std::exchange(ended, std::nullopt);
    }
    bool store_is_free() const {
        const int fd = ::open((path() + "-lock").c_str(), O_RDWR | O_CLOEXEC);
        const bool is_free = ::flock(fd, LOCK_EX | LOCK_NB) == 0;
        ::close(fd);
        return is_free;
    }
    /// As `serve`, to be cut off.
    void serve_until_cut_off() {
        server.emplace(loop.get_executor(), app, options);
        server->async_run(boost::asio::bind_cancellation_slot(
            cut.slot(), boost::asio::bind_executor(loop.get_executor(),
                                                   [this](boost::system::error_code result) { ended = result; })));
        run();
    }

    boost::asio::cancellation_signal cut;
};

}  // namespace frameio_test
