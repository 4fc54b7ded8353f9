#pragma once

/// @file
/// Where is it: the events of a store, and a person's decisions about them. What the `frameio deliveries` command does.

#include <frameio/clock.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio {

namespace store {
class engine;
}
namespace testing {
class kit;
}

/// Where a stored event is.
enum class event_state : std::uint8_t {
    pending,  ///< waits for its run, or its next one
    running,
    done,
    parked  ///< set aside for a person's decision
};

/// A stored event, without what it carries.
class stored_event {
public:
    stored_event() = default;

    std::string id;  ///< a UUID; those that are newer sort behind
    event_state state = event_state::pending;
    bool is_action = false;
    std::string route;  ///< the pattern of its handler, with a number if there are several; an action's event name
    std::string type;
    std::string tenant;  ///< the account, or the legacy team
    std::string resource_type;
    std::string resource_id;
    std::string interaction;  ///< of an action
    clock::wall_time received_at{};
    clock::wall_time due{};  ///< of one that waits: when it is run
    unsigned runs = 0;       ///< that have begun
    unsigned seen = 1;       ///< deliveries
    bool acknowledged = false;
    std::string reason;  ///< of the last failure, or why it is parked
};

/// One run of an event.
class past_run {
public:
    past_run() = default;

    unsigned number = 0;
    std::string owner;  ///< which server, and which of its lanes
    std::string build;  ///< see `app::build`
    clock::wall_time began{};
    std::optional<clock::wall_time> ended;
    std::string ending;  ///< "done", "again", "parked", "lost", "given back"
    std::string reason;
};

/// A call or another step that the runs of an event have recorded.
class recorded_step {
public:
    recorded_step() = default;

    std::string what;       ///< "POST /v4/...", "once NAME", "ask NUMBER: TITLE"
    bool is_known = false;  ///< what came of it; else it is under way, or in doubt
    unsigned status = 0;    ///< 200 to 299: done; others: not done
    std::string result;
    clock::wall_time began{};
    clock::wall_time ended{};
};

/// An event with all that is known of it.
class stored_event_details : public stored_event {
public:
    stored_event_details() = default;

    std::string body;    ///< as it was received
    std::string answer;  ///< of an action: the JSON
    std::vector<past_run> past;
    std::vector<recorded_step> steps;
};

/// Which events to list, newest first.
class event_query {
public:
    event_query() = default;

    event_query in(event_state state) && {
        state_ = state;
        return std::move(*this);
    }
    event_query of_type(std::string type) && {
        type_ = std::move(type);
        return std::move(*this);
    }
    event_query of_resource(std::string id) && {
        resource_ = std::move(id);
        return std::move(*this);
    }
    event_query of_tenant(std::string id) && {
        tenant_ = std::move(id);
        return std::move(*this);
    }
    /// Received then or later.
    event_query since(clock::wall_time time) && {
        since_ = time;
        return std::move(*this);
    }
    event_query before(clock::wall_time time) && {
        before_ = time;
        return std::move(*this);
    }
    /// Those that follow it in the list: the next page, after the last of this one.
    event_query after(std::string id) && {
        after_ = std::move(id);
        return std::move(*this);
    }
    /// At most so many. Default 100.
    event_query limit(std::size_t most) && {
        most_ = most;
        return std::move(*this);
    }

private:
    friend class stored_events;

    std::optional<event_state> state_;
    std::string type_;
    std::string resource_;
    std::string tenant_;
    std::optional<clock::wall_time> since_;
    std::optional<clock::wall_time> before_;
    std::string after_;
    std::size_t most_ = 100;
};

/// How many events of a store are in which state.
class event_counts {
public:
    event_counts() = default;

    std::uint64_t pending = 0;
    std::uint64_t running = 0;
    std::uint64_t done = 0;
    std::uint64_t parked = 0;
};

/// The events of a store, beside a server that works on it or when none does. Makes no store and migrates none.
///
/// All operations throw `error`: `errc::store_failed`, and `errc::invalid_argument` for what is no id. Terminal
/// cancellation ends the waiting with `operation_aborted`, not what has begun. Thread-safe; each completes on the
/// executor of its coroutine. This outlives them.
class stored_events {
public:
    /// @param address  "sqlite:PATH" or "postgresql://...", as in `server_options::store`
    /// @param time     outlives this
    /// @throws error (`errc::store_failed`) if there is no such store, or it is of another version. For SQLite at once,
    ///         else with the first operation.
    explicit stored_events(std::string_view address, clock& time = system_clock());
    ~stored_events();
    stored_events(stored_events&&) noexcept;
    stored_events& operator=(stored_events&&) noexcept;

    boost::asio::awaitable<std::vector<stored_event>> list(event_query wanted = event_query());
    boost::asio::awaitable<std::optional<stored_event_details>> find(std::string id);
    boost::asio::awaitable<event_counts> count();

    /// Runs it again, now, as if for the first time. What its runs have recorded as done is not done again; what is in
    /// doubt counts as not done. False: there is no such event, or it is being run.
    boost::asio::awaitable<bool> redrive(std::string id);

    /// It is done: somebody has seen to it. False as above.
    boost::asio::awaitable<bool> resolve(std::string id, std::string reason);

    /// Sets it aside. False as above.
    boost::asio::awaitable<bool> park(std::string id, std::string reason);

private:
    friend class testing::kit;
    explicit stored_events(std::shared_ptr<store::engine> opened) : engine_(std::move(opened)) {}

    std::shared_ptr<store::engine> engine_;
};

}  // namespace frameio
