#pragma once

#include <frameio/error.hpp>

#include "store/records.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace frameio::store {

/// The store does not work now, as against a mistake of the one who asks: what was asked for has had no effect, or, if
/// `in_doubt`, may have had it.
class store_error : public error {
public:
    explicit store_error(const std::string& what, bool in_doubt = false)
        : error(errc::store_failed, what), in_doubt_(in_doubt) {}

    bool in_doubt() const noexcept {
        return in_doubt_;
    }

private:
    bool in_doubt_;
};

/// What a store is opened for.
enum class opening : std::uint8_t {
    to_work,  ///< makes or migrates it; where only one process may work on it, keeps others out
    beside    ///< to look and decide, while a process works on it or when none does: makes and migrates nothing
};

/// The database behind inbox, ledger and journal, and of documents. Every operation is one transaction: when it has
/// returned, its effect is durable, as far as the engine promises that at all.
///
/// Operations that take a lease have an effect only for the one who has the event's newest lease, and while the event
/// runs; they say whether that was so.
///
/// Operations throw `store_error`. Cancellation (terminal) ends the waiting, with `operation_aborted`, not what has
/// begun. Thread-safe; each completes on the executor of its coroutine. An engine outlives the operations.
class engine {
public:
    virtual ~engine() = default;
    engine() = default;
    engine(const engine&) = delete;
    engine& operator=(const engine&) = delete;

    /// Calls `told` when other processes may have stored something to be run. An engine that cannot know, or does not
    /// learn of everything, calls it never, or not always: whoever works looks by himself from time to time.
    ///
    /// `told` is called on a thread of the engine's, and is quick. It replaces the one that was given before, which is
    /// not called any more when this returns; so it is not to be the last owner of the engine, nor to call this.
    virtual void on_change([[maybe_unused]] std::function<void()> told) {}

    /// Stores a delivery, unless it repeats an earlier one; see `decide`. One that may be another event, or the same
    /// once more (`decision::rerun`), begins with a `twin_note`.
    virtual boost::asio::awaitable<admission> admit(arrival what) = 0;

    /// The last deliveries of these events were acknowledged in time: within the 5 s that Frame.io waits. What is not
    /// told in doubt costs a run when it is repeated; what is, may hide a change that comes next.
    virtual boost::asio::awaitable<void> acknowledge(std::vector<event_id> which) = 0;

    /// Leases events that are due, or whose lease has run out, or cannot be believed (`latest_lease`): actions before
    /// webhooks, tenants in turns, the oldest of each first; of those that share an order key only the oldest that is
    /// not finished.
    virtual boost::asio::awaitable<std::vector<work>> claim(claim_request wanted) = 0;

    /// Keeps leases for another `term`. Returns those that have been lost.
    virtual boost::asio::awaitable<std::vector<lease>> renew(std::vector<lease> held,
                                                             std::chrono::milliseconds term) = 0;

    /// Gives events back, to be run by others at once, as if they had not been claimed.
    virtual boost::asio::awaitable<void> give_back(std::vector<lease> held) = 0;

    virtual boost::asio::awaitable<bool> finish(lease held, outcome how) = 0;

    /// When the next event is due or the next lease runs out; nothing if no event waits.
    virtual boost::asio::awaitable<std::optional<wall_time>> next_due() = 0;

    /// How many events wait for a run, counted up to `most`.
    virtual boost::asio::awaitable<std::size_t> waiting(std::size_t most) = 0;

    /// The deliveries of an interaction with the route's action, in the order in which they came.
    virtual boost::asio::awaitable<std::vector<event_id>> interaction(std::string route, std::string id) = 0;

    /// Records a step's intent or, if it is there, its outcome.
    virtual boost::asio::awaitable<bool> record(lease held, step what) = 0;
    /// In the order in which they began.
    virtual boost::asio::awaitable<std::vector<step>> steps(event_id of) = 0;

    /// Newest first.
    virtual boost::asio::awaitable<std::vector<event_summary>> list(list_query wanted) = 0;
    virtual boost::asio::awaitable<std::optional<event_details>> find(event_id which) = 0;
    virtual boost::asio::awaitable<event_counts> count() = 0;

    /// A person's decisions: to run it again now, as if for the first time (its recorded steps stay recorded; those in
    /// doubt were not done); that it is done; to set it aside. They have no effect, and say so, if there is no such
    /// event, or while it is leased.
    virtual boost::asio::awaitable<bool> redrive(event_id which) = 0;
    virtual boost::asio::awaitable<bool> resolve(event_id which, std::string reason) = 0;
    virtual boost::asio::awaitable<bool> park(event_id which, std::string reason) = 0;

    /// Nothing if it is not there, or has expired.
    virtual boost::asio::awaitable<std::optional<document>> read(std::string collection, std::string key) = 0;

    /// Stores it, if `what.version` is that of the one which is there now; 0: none is. Returns the new version; nothing
    /// if it was another one.
    virtual boost::asio::awaitable<std::optional<std::uint64_t>> write(document what) = 0;

    /// Removes it, if that is its version. Returns whether it was.
    virtual boost::asio::awaitable<bool> erase(std::string collection, std::string key, std::uint64_t version) = 0;

    /// In the order of their keys, those behind `after`; at most so many.
    virtual boost::asio::awaitable<std::vector<document>> documents(std::string collection, std::string after,
                                                                    std::size_t most) = 0;

    /// A number that is another one after each change of the collection by anybody.
    virtual boost::asio::awaitable<std::uint64_t> change_count(std::string collection) = 0;

    /// Forgets events that were done before then, and what the ledger need not know at `now` any more, and documents
    /// that have expired; at most so many of each. Returns how many there were.
    virtual boost::asio::awaitable<std::size_t> trim(wall_time before, std::size_t most, wall_time now) = 0;

    /// Events that a clock has put off which was ahead of ours wait from now on for as long as they were meant to, and
    /// not until our clock is there. Returns how many there were.
    virtual boost::asio::awaitable<std::size_t> bring_forward() = 0;

    /// How many octets the store has written beside its file, since another process reads that; 0 where there is no
    /// such thing. Thread-safe.
    virtual std::uint64_t log_octets() const noexcept {
        return 0;
    }
};

}  // namespace frameio::store
