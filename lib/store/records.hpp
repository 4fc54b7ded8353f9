#pragma once

#include <frameio/clock.hpp>

#include "store/event_id.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a store keeps. Its times are of the wall clock, to the millisecond: they outlive the process, and several
/// machines share them.
///
/// The structs have constructors so that they are no aggregates: g++ 12 destroys temporaries of those twice.

namespace frameio::store {

using wall_time = clock::wall_time;

/// 128 bits of a digest of what makes two deliveries the same.
using ledger_key = std::array<std::uint8_t, 16>;

enum class event_kind : std::uint8_t { webhook, action };

enum class event_state : std::uint8_t {
    pending,  ///< waits for its run, or its next one
    running,  ///< leased to a worker
    done,
    parked  ///< set aside for a person's decision
};

/// "pending", ...
std::string_view to_string(event_state state) noexcept;
std::optional<event_state> parse_state(std::string_view text) noexcept;

/// An event as it came.
struct stored_event {
    stored_event() = default;

    event_kind kind = event_kind::webhook;
    std::string route;   ///< under which its handler was registered
    std::string type;    ///< "file.ready", or the action's name
    std::string tenant;  ///< whose it is, for fairness: the account, or the legacy team
    std::string resource_type;
    std::string resource_id;
    std::string order_key;    ///< those that share it run one after the other; empty: in any order
    std::string interaction;  ///< of an action: what it shares with the forms that follow it
    std::string body;
    std::chrono::sys_seconds stamp{};  ///< when it was signed
    wall_time received_at{};
};

/// How a delivery is told from a repetition of an earlier one.
enum class tier : std::uint8_t {
    once,        ///< such a thing happens once to a resource: any other copy is a repetition
    repeatable,  ///< it may happen again: a copy is a repetition if the one before was not cleanly acknowledged
    latest,      ///< only the newest counts: one that waits stands for those that come meanwhile
    action       ///< a repetition gets the answer of the first
};

/// A delivery that wants to be stored.
struct arrival {
    arrival() = default;

    stored_event event;
    ledger_key exact{};  ///< of its route, timestamp and signature
    ledger_key same{};   ///< of what the tier compares
    tier how = tier::repeatable;
    std::chrono::milliseconds exact_window = std::chrono::minutes(10);
    std::chrono::milliseconds same_window = std::chrono::minutes(30);
    std::string owner;                 ///< who runs it at once; empty: a worker will
    std::string build;                 ///< of the owner's program
    std::chrono::milliseconds term{};  ///< of the owner's lease
    std::vector<event_id> going_on;    ///< as that of a `claim_request`
};

/// The right to run an event, and to record for it. Whoever leases it later has a greater epoch.
struct lease {
    lease() = default;
    lease(const event_id& of, std::uint64_t number) : event(of), epoch(number) {}

    event_id event;
    std::uint64_t epoch = 0;
};

/// How an action was answered.
struct kept_answer {
    kept_answer() = default;
    kept_answer(unsigned code, std::string text) : status(code), json(std::move(text)) {}

    unsigned status = 200;
    std::string json;
};

/// What became of a delivery.
struct admission {
    enum class verdict : std::uint8_t {
        stored,   ///< a new event, to be run; by the owner, if one was named
        merged,   ///< the earlier copy has not been run yet, and stands for this one too
        repeated  ///< a repetition; nothing is to be run
    };

    admission() = default;

    verdict what = verdict::stored;
    event_id id;                        ///< of the event that it is, or is a copy of
    std::uint64_t epoch = 0;            ///< of the owner's lease
    unsigned run = 1;                   ///< of the owner's run
    std::optional<kept_answer> answer;  ///< of a repeated action that has one; if not, it is running now
};

/// What a worker wants to run.
struct claim_request {
    claim_request() = default;

    std::string owner;
    std::string build;  ///< of the owner's program
    std::chrono::milliseconds term = std::chrono::seconds(30);
    std::size_t most = 1;
    std::map<std::string, std::size_t> limits;  ///< of these routes no more than that
    /// The lease of these had run out when that was asked for, but they are run still: this process has stood still.
    std::vector<event_id> going_on;
    bool takes_lost = true;                 ///< whether also what has been leased, and seems lost
    wall_time asked_at = wall_time::max();  ///< what has run out since then, may be among them, and is left alone
};

/// An event to run.
struct work {
    work() = default;

    lease held;
    stored_event event;
    unsigned run = 1;
};

/// How a run has ended.
struct outcome {
    enum class ending : std::uint8_t { done, again, parked };

    /// Frame.io, or the user, has been given `answer`.
    static outcome done(kept_answer answer = {}) {
        outcome made;
        made.answer = std::move(answer);
        return made;
    }
    /// To be run again after `pause`.
    static outcome again(std::chrono::milliseconds pause, std::string reason) {
        outcome made;
        made.how = ending::again;
        made.pause = pause;
        made.reason = std::move(reason);
        return made;
    }
    /// The same, without having failed: the run does not count.
    static outcome later(std::chrono::milliseconds pause, std::string reason) {
        outcome made = again(pause, std::move(reason));
        made.counts = false;
        return made;
    }
    static outcome parked(std::string reason) {
        outcome made;
        made.how = ending::parked;
        made.reason = std::move(reason);
        return made;
    }

    ending how = ending::done;
    bool counts = true;  ///< whether the run is one of those that an event gets
    std::chrono::milliseconds pause{};
    std::string reason;
    kept_answer answer;

private:
    outcome() = default;
};

std::string_view to_string(outcome::ending how) noexcept;

/// A call of a run that may change something: its intent, and later its outcome.
struct step {
    step() = default;

    ledger_key key{};         ///< of method, path and body
    unsigned occurrence = 0;  ///< of that key in the run, from 0 on
    std::string what;         ///< "POST /v4/...", or the name of a `once`
    bool ended = false;       ///< whether the outcome is known
    unsigned status = 0;
    std::string result;
    wall_time began{};
    wall_time finished{};
};

/// The first step of an event that may be another one once more: what the runs of that one have done, also in the
/// meantime, counts as done by this one's.
step twin_note(const event_id& twin, wall_time now);

/// The event that such a step names; nothing if it is another kind of step.
std::optional<event_id> twin_of(const step& what);

/// One run, for people who ask where an event is.
struct run_record {
    run_record() = default;

    unsigned number = 0;
    std::string owner;
    std::string build;  ///< of the owner's program
    wall_time began{};
    std::optional<wall_time> ended;
    std::string ending;  ///< "done", "again", "parked"; "lost": its lease ran out; "given back"
    std::string reason;
};

/// An event and where it is.
struct event_summary {
    event_summary() = default;

    event_id id;
    event_kind kind = event_kind::webhook;
    event_state state = event_state::pending;
    std::string route;
    std::string type;
    std::string tenant;
    std::string resource_type;
    std::string resource_id;
    std::string order_key;
    std::string interaction;
    wall_time received_at{};
    wall_time due{};     ///< of one that waits
    unsigned runs = 0;   ///< that have begun
    unsigned seen = 1;   ///< deliveries
    bool clean = false;  ///< whether the last of them was acknowledged in time
    std::string reason;  ///< of the last failure, or why it is parked
};

struct event_details : event_summary {
    event_details() = default;

    std::string body;
    kept_answer answer;
    std::vector<run_record> past;
    std::vector<step> steps;
};

/// What belongs to no event: a token, an installation. Of its collection, there is one with that key.
struct document {
    document() = default;
    document(std::string in, std::string name, std::string what)
        : collection(std::move(in)), key(std::move(name)), value(std::move(what)) {}

    std::string collection;
    std::string key;
    std::string value;                 ///< any octets
    std::uint64_t version = 0;         ///< greater with each writing in the collection; 0: it is not there
    std::optional<wall_time> expires;  ///< from then on it is not there; nothing: never
};

/// Which events to list. Empty fields are for all.
struct list_query {
    list_query() = default;

    std::optional<event_state> state;
    std::string type;
    std::string resource_id;
    std::string tenant;
    std::optional<wall_time> since;
    std::optional<wall_time> before;
    std::optional<event_id> after;  ///< those that follow it in the list: older ones
    std::size_t most = 100;
};

struct event_counts {
    std::uint64_t pending = 0;
    std::uint64_t running = 0;
    std::uint64_t done = 0;
    std::uint64_t parked = 0;
};

}  // namespace frameio::store
