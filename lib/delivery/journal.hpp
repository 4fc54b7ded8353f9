#pragma once

#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::delivery {

/// What the runs of an event have done outside, step by step: a step is recorded before it is done, and again when its
/// outcome is known, so that the next run of the event knows which not to repeat.
///
/// A step is known by what it is and how many of the same came before it in its run, so that steps may be done side by
/// side.
///
/// Thread safety: for one executor that runs one thing at a time.
class journal {
public:
    /// The clock outlives it; where the engine does not, no step can be begun.
    /// @param before  earlier events whose steps are the run's too, oldest first
    journal(std::weak_ptr<store::engine> engine, clock& time, store::lease held, logger log,
            std::vector<store::event_id> before = {});

    /// A step that may be done now, or was by an earlier run.
    struct begun {
        begun() = default;

        store::step what;
        bool done = false;      ///< `what` has the outcome
        bool in_doubt = false;  ///< an earlier run has begun it, and it is not known what came of that
    };

    /// Begins a step, unless an earlier run has. One that turned out not to have been done begins again.
    /// @param key   of what it is, in detail
    /// @param name  what it is, in short, for people
    /// @throws store_error, or `error` (`errc::run_ended`) if the run is not the event's newest any more
    boost::asio::awaitable<begun> begin(store::ledger_key key, std::string name);

    /// A step that was in doubt turned out not to have been done: it begins now.
    /// @throws as `begin`
    boost::asio::awaitable<void> begin_again(store::step what);

    /// It was done: a `status` from 200 to 299. Or certainly not: any other, such as 0.
    /// Waits as long as the store does not take it: what has been done must be known.
    /// @throws `error` (`errc::run_ended`)
    boost::asio::awaitable<void> end(store::step what, unsigned status, std::string result);

    /// A step that is done by being recorded, unless an earlier run has: what was recorded first.
    /// @throws as `begin`
    boost::asio::awaitable<std::string> note(store::ledger_key key, std::string name, std::string result);

    /// Whether an earlier run has noted the next step of that key.
    /// @throws as `begin`
    boost::asio::awaitable<bool> knows(store::ledger_key key);

    /// No more steps may be begun.
    void close() noexcept {
        closed_ = true;
    }

private:
    using step_name = std::pair<store::ledger_key, unsigned>;

    boost::asio::awaitable<void> load(const std::string& first);
    static boost::asio::awaitable<void> read(store::engine& from, const store::event_id& of,
                                             std::vector<store::step>& known);
    boost::asio::awaitable<void> record(store::step what);
    void note_change(const store::step& fresh);

    std::shared_ptr<store::engine> engine(const std::string& step) const;

    std::weak_ptr<store::engine> engine_;
    clock& time_;
    store::lease held_;
    logger log_;
    std::vector<store::event_id> events_;       // whose steps count, oldest first
    std::map<step_name, store::step> earlier_;  // of earlier runs, and not met in this one
    std::map<store::ledger_key, unsigned> count_;
    bool loaded_ = false;
    bool closed_ = false;
};

}  // namespace frameio::delivery
