#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace frameio {

/// How a delivery was answered, to answer it again.
struct stored_answer {
    unsigned status = 200;
    std::shared_ptr<const std::string> json;  // null: empty
};

/// Identifies a delivery: 128 bits of its signature, or of a digest of what makes it the same.
using delivery_key = std::array<std::uint64_t, 2>;

/// Those who wait for the answer of a run that is under way. Thread-safe.
class flight {
public:
    using completion = boost::asio::any_completion_handler<void(stored_answer)>;

    /// `done` is completed through `executor`.
    void join(boost::asio::any_io_executor executor, completion done);

    /// Completes all who have joined.
    void land(const stored_answer& answer);

private:
    struct waiter {
        boost::asio::any_io_executor executor;
        completion done;
    };
    std::mutex mutex_;
    std::vector<waiter> waiters_;
    std::atomic<bool> any_{false};
};

/// What was seen lately, and what became of it: a bounded memory, where the newest replaces the oldest.
///
/// Thread-safe: divided into shards by key, each with a lock of its own, so that threads rarely meet. Does not allocate
/// once a shard has been used, unless an answer carries JSON.
class ledger {
public:
    enum class verdict : std::uint8_t {
        run,     // new, or every run so far has failed
        repeat,  // answered before, see `answer`
        join     // running now
    };

    /// Names an entry, for as long as it has not been replaced.
    struct entry {
        std::uint32_t shard = 0;
        std::uint32_t slot = 0;
        std::uint32_t generation = 0;  // 0: no entry
    };

    struct claim {
        verdict what = verdict::run;
        unsigned attempt = 1;
        ledger::entry entry;
        stored_answer answer;
    };

    /// Remembers at least `capacity` deliveries, each for `window` at most.
    ledger(std::size_t capacity, std::chrono::seconds window);
    ~ledger();

    /// The delivery is about to be looked up: brings into the cache what can be brought without a lock.
    void prefetch(const delivery_key& key) const noexcept;

    /// Looks the delivery up, and if it is to be run, records that it runs from now on.
    claim take(const delivery_key& key, std::chrono::steady_clock::time_point now, flight& own);

    /// Only looks it up; an answer found is given once, then it is forgotten.
    claim take_answer(const delivery_key& key, std::chrono::steady_clock::time_point now);

    /// Joins the run of that delivery; if it has ended meanwhile, `done` gets its answer, or a 503.
    void join(const delivery_key& key, boost::asio::any_io_executor executor, flight::completion done);

    /// The run has ended. A failure is remembered as such: the next delivery runs again.
    void finish(const entry& which, const stored_answer& answer, bool failed);

    /// Records a run that began under another key, and was the `attempt`-th.
    entry note_running(const delivery_key& key, std::chrono::steady_clock::time_point now, unsigned attempt,
                       flight& own);

    /// Records one that has ended.
    void note_ended(const delivery_key& key, std::chrono::steady_clock::time_point now, unsigned attempt,
                    const stored_answer& answer, bool failed);

private:
    class key_table;
    struct slot;
    struct shard;

    shard& shard_of(const delivery_key& key) noexcept;

    std::size_t slots_per_shard_;
    std::uint32_t window_;  // s
    std::vector<std::unique_ptr<shard>> shards_;
};

}  // namespace frameio
