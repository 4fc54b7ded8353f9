#pragma once

#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "delivery/lease_book.hpp"
#include "delivery/route_limits.hpp"
#include "delivery/run_policy.hpp"
#include "store/engine.hpp"
#include "support/line_budget.hpp"
#include "support/waiting.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::delivery {

struct inbox_options {
    std::string owner;                       ///< of the leases: unlike that of any other inbox of the store
    std::string build;                       ///< which program it is, for people
    std::size_t most = 64;                   ///< runs at a time
    bool claims = true;                      ///< whether it takes events from the store; else it runs what it is given
    std::chrono::milliseconds term{30'000};  ///< of a lease, which is renewed three times in it
    std::chrono::milliseconds poll{500};     ///< until it looks for work of others, give or take a quarter
    std::chrono::milliseconds rest{1'000};   ///< before it asks a store again that has failed
    std::function<run_policy(const store::stored_event& of)> policy = [](const auto&) { return run_policy(); };
    std::function<void(const store::event_id& of)> on_end = [](const auto&) {};  ///< its run is over, and recorded
    std::shared_ptr<route_limits> limits = std::make_shared<route_limits>();     ///< may be shared with other inboxes
    std::shared_ptr<lease_book> leases = std::make_shared<lease_book>();         ///< of all inboxes of the process
    std::function<double()> random = [] { return 0.5; };                         ///< from 0 up to 1
    logger log;
};

/// Runs the stored events: leases them, runs their handler, and records how that ended, until they are done or parked.
///
/// Thread safety: for one executor that runs one thing at a time, but for `wake`. It outlives its coroutines.
class inbox {
public:
    /// Runs the event's handler. Throws what the handler throws. Cancelled (terminal) when the event's lease is lost or
    /// its time is up.
    using runner = std::function<boost::asio::awaitable<store::kept_answer>(const store::work& what)>;

    /// Engine and clock outlive it.
    inbox(store::engine& engine, clock& time, inbox_options options, runner how);
    ~inbox();
    inbox(const inbox&) = delete;
    inbox& operator=(const inbox&) = delete;

    /// Works until `stop`, and then until the last run has ended. Failures of the store are logged and waited out.
    boost::asio::awaitable<void> work();

    /// There is a new event. Thread-safe.
    void wake();

    /// Begins a run that its caller has leased for this inbox's owner, in its own way. On the executor of `work`, which
    /// looks after its lease. What is under way keeps `owner` alive.
    ///
    /// @param asked  when the store was asked for the lease
    void begin(store::work what, store::wall_time asked, runner how, const boost::asio::any_io_executor& executor,
               std::shared_ptr<void> owner);

    /// No more events are begun.
    void stop();

    /// After `stop`: gives the events of the runs that are left back at once, to be run by others, and cancels the
    /// runs.
    boost::asio::awaitable<void> give_up();

    /// Runs under way.
    std::size_t running() const noexcept {
        return active_.size();
    }

private:
    struct run;
    using run_ptr = std::shared_ptr<run>;

    boost::asio::awaitable<std::size_t> begin_more();
    boost::asio::awaitable<std::size_t> try_begin_more();
    boost::asio::awaitable<clock::steady_time> look_again_at(bool begun);
    boost::asio::awaitable<void> nap(clock::steady_time until);
    boost::asio::awaitable<void> renew_leases();
    boost::asio::awaitable<void> renew(std::vector<store::lease> some);
    std::vector<store::lease> held_leases() const;
    boost::asio::awaitable<void> return_to_store(std::vector<store::lease> held);
    boost::asio::awaitable<void> carry_out(run_ptr one);
    boost::asio::awaitable<store::kept_answer> handle(run_ptr one);
    boost::asio::awaitable<void> record(run_ptr one, store::outcome how);
    boost::asio::awaitable<std::vector<store::work>> claim(store::wall_time asked);
    void begin(std::shared_ptr<run> one, store::wall_time asked, const boost::asio::any_io_executor& executor,
               std::shared_ptr<void> owner);
    void end(const run& one);
    bool clock_was_set();
    bool cancel(const store::lease& lost);
    void log_store(const store::store_error& failure);
    void log_end(const run& one, const store::outcome& how) const;

    store::engine& engine_;
    clock& time_;
    const inbox_options options_;
    const runner run_;
    line_budget store_lines_;  // about a store that fails
    std::map<store::event_id, run_ptr> active_;
    bool stopping_ = false;
    std::chrono::nanoseconds difference_;  // between the two times of the clock
    clock::steady_time settled_at_{};      // when what was leased before the clock was set is known, or renewed
    std::mutex mutex_;
    std::shared_ptr<waiting> sleep_;  // with the mutex, as what follows
    bool woken_ = false;
};

}  // namespace frameio::delivery
