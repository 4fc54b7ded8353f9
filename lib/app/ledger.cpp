#include "app/ledger.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace frameio {
namespace {

constexpr std::size_t shard_count = 64;
constexpr std::uint32_t none = 0;  // slots are numbered from 1

// Keys are parts of digests: any of their bits are as good as any others.
std::uint32_t shard_index(const delivery_key& key) noexcept {
    return static_cast<std::uint32_t>(key[0] % shard_count);
}
std::uint32_t hash_of(const delivery_key& key) noexcept {
    return static_cast<std::uint32_t>(key[1]);
}

std::uint32_t seconds_of(std::chrono::steady_clock::time_point time) noexcept {
    return static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count());
}

}  // namespace

void flight::join(boost::asio::any_io_executor executor, completion done) {
    const std::lock_guard lock(mutex_);
    waiters_.push_back(waiter{std::move(executor), std::move(done)});
    any_.store(true, std::memory_order_release);
}

void flight::land(const stored_answer& answer) {
    // Whoever joins does so under the lock of the entry that led here, and that has been taken back by now.
    if (!any_.load(std::memory_order_acquire)) {
        return;
    }
    std::vector<waiter> waiters;
    {
        const std::lock_guard lock(mutex_);
        any_.store(false, std::memory_order_relaxed);
        waiters.swap(waiters_);
    }
    for (waiter& each : waiters) {
        boost::asio::post(each.executor,
                          [done = std::move(each.done), answer]() mutable { std::move(done)(std::move(answer)); });
    }
}

/// The places of a shard's keys: a hash table with linear probing. An entry has its hash beside it, so that neither a
/// search that fails nor a removal looks anywhere else.
class ledger::key_table {
public:
    explicit key_table(std::size_t slots) : entries_(std::bit_ceil(2 * slots)), mask_(entries_.size() - 1) {}

    /// The slot with that hash for which `is_it(slot)` holds, or `none`.
    template <class Predicate>
    std::uint32_t find(std::uint32_t hash, const Predicate& is_it) const {
        for (std::size_t at = hash & mask_; entries_[at].slot != none; at = (at + 1) & mask_) {
            if (entries_[at].hash == hash && is_it(entries_[at].slot)) {
                return entries_[at].slot;
            }
        }
        return none;
    }

    /// Fetches the place where the search for that hash will begin.
    void prefetch(std::uint32_t hash) const noexcept {
        __builtin_prefetch(&entries_[hash & mask_], 1);
    }

    void insert(std::uint32_t hash, std::uint32_t slot) noexcept {
        std::size_t at = hash & mask_;
        while (entries_[at].slot != none) {
            at = (at + 1) & mask_;
        }
        entries_[at] = {hash, slot};
    }

    void remove(std::uint32_t hash, std::uint32_t slot) noexcept {
        std::size_t hole = hash & mask_;
        while (entries_[hole].slot != slot) {
            hole = (hole + 1) & mask_;
        }
        // Those behind it that a search would no longer reach move up.
        for (std::size_t at = (hole + 1) & mask_; entries_[at].slot != none; at = (at + 1) & mask_) {
            const std::size_t home = entries_[at].hash & mask_;
            if (((at - home) & mask_) >= ((at - hole) & mask_)) {
                entries_[hole] = entries_[at];
                hole = at;
            }
        }
        entries_[hole].slot = none;
    }

private:
    struct entry {
        std::uint32_t hash = 0;
        std::uint32_t slot = none;
    };

    std::vector<entry> entries_;
    std::size_t mask_;
};

struct alignas(64) ledger::slot {
    enum class state : std::uint8_t { empty, running, answered, failed };

    delivery_key key{};
    std::shared_ptr<const std::string> json;
    flight* own = nullptr;
    std::uint32_t seen_at = 0;
    std::uint32_t generation = 0;
    std::uint16_t status = 0;
    state what = state::empty;
    std::uint8_t attempts = 0;

    void end(const stored_answer& answer, bool failed) noexcept {
        what = failed ? state::failed : state::answered;
        own = nullptr;
        status = static_cast<std::uint16_t>(answer.status);
        json = answer.json;
    }
};

/// A ring of slots, and a table to find them.
struct alignas(128) ledger::shard {
    std::mutex mutex;
    std::vector<slot> slots;  // from 1; made when the first is needed
    key_table keys;
    std::uint32_t newest = none;

    explicit shard(std::size_t count) : keys(count) {}

    void prepare(std::size_t count) {
        if (slots.empty()) {
            slots.resize(count + 1);
        }
    }

    std::uint32_t find(const delivery_key& key) const {
        return keys.find(hash_of(key), [&](std::uint32_t at) { return slots[at].key == key; });
    }

    void forget(std::uint32_t which) noexcept {
        slot& gone = slots[which];
        if (gone.what == slot::state::empty) {
            return;
        }
        keys.remove(hash_of(gone.key), which);
        gone.what = slot::state::empty;
        gone.json.reset();
        gone.own = nullptr;
    }

    /// The slot of that key, or a new one; its state is for the caller to say.
    std::uint32_t place(const delivery_key& key, std::uint32_t second, unsigned attempt) noexcept {
        const std::uint32_t known = find(key);
        const std::uint32_t at = known != none ? known : insert(key);
        slot& placed = slots[at];
        if (placed.what == slot::state::running && ++placed.generation == 0) {
            ++placed.generation;  // the run that is recorded there has lost its place
        }
        placed.seen_at = second;
        placed.attempts = static_cast<std::uint8_t>(std::min(attempt, 255U));
        return at;
    }

    std::uint32_t insert(const delivery_key& key) noexcept {
        newest = after(newest);
        forget(newest);
        slot& fresh = slots[newest];
        fresh.key = key;
        fresh.attempts = 0;
        if (++fresh.generation == 0) {
            ++fresh.generation;
        }
        keys.insert(hash_of(key), newest);
        look_ahead();
        return newest;
    }

private:
    std::uint32_t after(std::uint32_t at) const noexcept {
        return at + 1 == slots.size() ? 1 : at + 1;
    }

    // The next slots are the oldest, and so long since out of the caches: the second from here is fetched, and of the
    // first, which has been, its place in the table.
    void look_ahead() const noexcept {
        const std::uint32_t next = after(newest);
        __builtin_prefetch(&slots[after(next)], 1);
        keys.prefetch(hash_of(slots[next].key));
    }
};

ledger::ledger(std::size_t capacity, std::chrono::seconds window)
    : slots_per_shard_(std::max<std::size_t>((capacity + shard_count - 1) / shard_count, 16)),
      window_(static_cast<std::uint32_t>(window.count())) {
    shards_.reserve(shard_count);
    for (std::size_t i = 0; i < shard_count; ++i) {
        shards_.push_back(std::make_unique<shard>(slots_per_shard_));
    }
}

ledger::~ledger() = default;

ledger::shard& ledger::shard_of(const delivery_key& key) noexcept {
    return *shards_[shard_index(key)];
}

void ledger::prefetch(const delivery_key& key) const noexcept {
    shards_[shard_index(key)]->keys.prefetch(hash_of(key));
}

ledger::claim ledger::take(const delivery_key& key, std::chrono::steady_clock::time_point now, flight& own) {
    shard& here = shard_of(key);
    const std::uint32_t second = seconds_of(now);
    claim result;
    result.entry.shard = shard_index(key);
    const std::lock_guard lock(here.mutex);
    here.prepare(slots_per_shard_);
    std::uint32_t at = here.find(key);
    if (at != none) {
        const slot& known = here.slots[at];
        const bool expired = second - known.seen_at > window_;
        if (known.what == slot::state::running) {
            result.what = verdict::join;
            return result;
        }
        if (known.what == slot::state::answered && !expired) {
            result.what = verdict::repeat;
            result.answer = {known.status, known.json};
            return result;
        }
    } else {
        at = here.insert(key);
    }
    slot& claimed = here.slots[at];
    if (claimed.what == slot::state::answered) {
        claimed.attempts = 0;  // of another event, long ago
    }
    claimed.what = slot::state::running;
    claimed.own = &own;
    claimed.json.reset();
    claimed.seen_at = second;
    claimed.attempts = static_cast<std::uint8_t>(std::min(claimed.attempts + 1, 255));
    result.attempt = claimed.attempts;
    result.entry.slot = at;
    result.entry.generation = claimed.generation;
    return result;
}

ledger::claim ledger::take_answer(const delivery_key& key, std::chrono::steady_clock::time_point now) {
    shard& here = shard_of(key);
    claim result;
    const std::lock_guard lock(here.mutex);
    const std::uint32_t at = here.find(key);
    if (at == none) {
        return result;
    }
    const slot& known = here.slots[at];
    if (known.what == slot::state::running) {
        result.what = verdict::join;
        return result;
    }
    if (seconds_of(now) - known.seen_at <= window_) {
        result.attempt = known.attempts + 1U;
        if (known.what == slot::state::answered) {
            result.what = verdict::repeat;
            result.answer = {known.status, known.json};
        }
    }
    here.forget(at);
    return result;
}

void ledger::join(const delivery_key& key, boost::asio::any_io_executor executor, flight::completion done) {
    shard& here = shard_of(key);
    stored_answer answer{503, nullptr};
    {
        const std::lock_guard lock(here.mutex);
        if (const std::uint32_t at = here.find(key); at != none) {
            const slot& known = here.slots[at];
            if (known.what == slot::state::running && known.own != nullptr) {
                known.own->join(std::move(executor), std::move(done));
                return;
            }
            if (known.what == slot::state::answered) {
                answer = {known.status, known.json};
            }
        }
    }
    boost::asio::post(executor, [done = std::move(done), answer]() mutable { std::move(done)(std::move(answer)); });
}

void ledger::finish(const entry& which, const stored_answer& answer, bool failed) {
    if (which.generation == 0) {
        return;
    }
    shard& here = *shards_[which.shard];
    const std::lock_guard lock(here.mutex);
    slot& ended = here.slots[which.slot];
    if (ended.generation != which.generation || ended.what != slot::state::running) {
        return;
    }
    ended.end(answer, failed);
}

ledger::entry ledger::note_running(const delivery_key& key, std::chrono::steady_clock::time_point now, unsigned attempt,
                                   flight& own) {
    shard& here = shard_of(key);
    const std::lock_guard lock(here.mutex);
    here.prepare(slots_per_shard_);
    const std::uint32_t at = here.place(key, seconds_of(now), attempt);
    slot& noted = here.slots[at];
    noted.what = slot::state::running;
    noted.own = &own;
    return {shard_index(key), at, noted.generation};
}

void ledger::note_ended(const delivery_key& key, std::chrono::steady_clock::time_point now, unsigned attempt,
                        const stored_answer& answer, bool failed) {
    shard& here = shard_of(key);
    const std::lock_guard lock(here.mutex);
    here.prepare(slots_per_shard_);
    here.slots[here.place(key, seconds_of(now), attempt)].end(answer, failed);
}

}  // namespace frameio
