#include "app/ledger.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace frameio {
namespace {

constexpr std::size_t shard_count = 64;
constexpr std::uint32_t none = 0;  // slots are numbered from 1

std::uint64_t word_of(const delivery_key& key, std::size_t at) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, key.data() + at, sizeof word);
    return word;
}

// Keys are digests or hex digits of one: already random, but hex digits are so only in some of their bits.
std::uint64_t hash_of(const delivery_key& key) noexcept {
    return (word_of(key, 0) ^ std::rotl(word_of(key, 8), 29)) * 0x9E3779B97F4A7C15ULL;
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

struct ledger::slot {
    enum class state : std::uint8_t { empty, running, answered, failed };

    delivery_key key{};
    std::shared_ptr<const std::string> json;
    flight* own = nullptr;
    std::uint32_t seen_at = 0;
    std::uint32_t next = none;  // in its bucket
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

struct alignas(128) ledger::shard {
    std::mutex mutex;
    std::vector<slot> slots;             // a ring, from 1
    std::vector<std::uint32_t> buckets;  // heads of chains
    std::uint32_t newest = none;

    void prepare(std::size_t count) {
        if (slots.empty()) {
            slots.resize(count + 1);
            buckets.assign(std::bit_ceil(count), none);
        }
    }

    std::uint32_t& bucket_of(const delivery_key& key) noexcept {
        return buckets[(hash_of(key) >> 20U) & (buckets.size() - 1)];
    }

    std::uint32_t find(const delivery_key& key) noexcept {
        std::uint32_t at = slots.empty() ? none : bucket_of(key);
        while (at != none && slots[at].key != key) {
            at = slots[at].next;
        }
        return at;
    }

    void unlink(std::uint32_t which) noexcept {
        slot& gone = slots[which];
        if (gone.what == slot::state::empty) {
            return;
        }
        std::uint32_t* link = &bucket_of(gone.key);
        while (*link != which) {
            link = &slots[*link].next;
        }
        *link = gone.next;
        gone.what = slot::state::empty;
        gone.json.reset();
        gone.own = nullptr;
    }

    std::uint32_t index_of(const slot& which) const noexcept {
        return static_cast<std::uint32_t>(&which - slots.data());
    }

    /// The slot of that key, or a new one; its state is for the caller to say.
    slot& place(const delivery_key& key, std::uint32_t second, unsigned attempt) noexcept {
        const std::uint32_t known = find(key);
        slot& placed = slots[known != none ? known : insert(key)];
        if (placed.what == slot::state::running && ++placed.generation == 0) {
            ++placed.generation;  // the run that is recorded there has lost its place
        }
        placed.seen_at = second;
        placed.attempts = static_cast<std::uint8_t>(std::min(attempt, 255U));
        return placed;
    }

    std::uint32_t insert(const delivery_key& key) noexcept {
        newest = newest + 1 == slots.size() ? 1 : newest + 1;
        unlink(newest);
        slot& fresh = slots[newest];
        std::uint32_t& head = bucket_of(key);
        fresh.key = key;
        fresh.next = std::exchange(head, newest);
        fresh.attempts = 0;
        if (++fresh.generation == 0) {
            ++fresh.generation;
        }
        return newest;
    }
};

ledger::ledger(std::size_t capacity, std::chrono::seconds window)
    : slots_per_shard_(std::max<std::size_t>((capacity + shard_count - 1) / shard_count, 16)),
      window_(static_cast<std::uint32_t>(window.count())) {
    shards_.reserve(shard_count);
    for (std::size_t i = 0; i < shard_count; ++i) {
        shards_.push_back(std::make_unique<shard>());
    }
}

ledger::~ledger() = default;

ledger::shard& ledger::shard_of(const delivery_key& key) noexcept {
    return *shards_[hash_of(key) >> 58U];
}

ledger::claim ledger::take(const delivery_key& key, std::chrono::steady_clock::time_point now, flight& own) {
    shard& here = shard_of(key);
    const std::uint32_t second = seconds_of(now);
    claim result;
    result.entry.shard = static_cast<std::uint32_t>(hash_of(key) >> 58U);
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
    here.unlink(at);
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
    slot& noted = here.place(key, seconds_of(now), attempt);
    noted.what = slot::state::running;
    noted.own = &own;
    return {static_cast<std::uint32_t>(hash_of(key) >> 58U), here.index_of(noted), noted.generation};
}

void ledger::note_ended(const delivery_key& key, std::chrono::steady_clock::time_point now, unsigned attempt,
                        const stored_answer& answer, bool failed) {
    shard& here = shard_of(key);
    const std::lock_guard lock(here.mutex);
    here.prepare(slots_per_shard_);
    here.place(key, seconds_of(now), attempt).end(answer, failed);
}

}  // namespace frameio
