#include "auth/rotation.hpp"

#include "auth/vault.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_named = 20;

/// @return false if it cannot be opened
bool try_open(const key_ring& keys, store::document& what) {
    try {
        open(keys, what);
        return true;
    } catch (const error& failure) {
        if (failure.code() != errc::no_key && failure.code() != errc::tampered) {
            throw;
        }
        return false;
    }
}

template <class Count>
std::size_t sum_of(const std::vector<sealed_share>& shares, Count count) {
    return std::accumulate(shares.begin(), shares.end(), std::size_t{0},
                           [&](std::size_t sum, const sealed_share& each) { return sum + count(each); });
}

/// Goes through a collection, a page at a time.
class page_reader {
public:
    page_reader(store::engine& of, std::string_view collection, std::size_t at_once)
        : store_(of), collection_(collection), at_once_(at_once) {}

    /// Empty: that was all.
    asio::awaitable<std::vector<store::document>> next() {
        std::vector<store::document> found = co_await store_.documents(collection_, last_, at_once_);
        if (!found.empty()) {
            last_ = found.back().key;
        }
        co_return found;
    }

private:
    store::engine& store_;
    std::string collection_;
    std::string last_;
    std::size_t at_once_;
};

/// Whoever changes a document between our looking and writing has sealed it himself, perhaps with an older key: so it
/// is looked at again.
/// @return whether we have sealed it
asio::awaitable<bool> reseal(store::engine& in, const key_ring& keys, store::document seen) {
    while (!keys.is_current(seen.value)) {
        store::document fresh = seen;
        if (!try_open(keys, fresh)) {
            co_return false;
        }
        seal(keys, fresh);
        const auto written = co_await in.write(std::move(fresh));
        if (written) {
            co_return true;
        }
        auto there = co_await in.read(seen.collection, seen.key);
        if (!there) {
            co_return false;
        }
        seen = std::move(*there);
    }
    co_return false;
}

using condition = std::function<bool(const store::document&)>;

asio::awaitable<std::size_t> forget(store::engine& in, condition is_lost, std::size_t at_once) {
    std::size_t forgotten = 0;
    for (const std::string_view collection : sealed_collections) {
        page_reader pages(in, collection, at_once);
        auto page = co_await pages.next();
        while (!page.empty()) {
            for (const store::document& each : page) {
                if (is_lost(each)) {
                    const bool is_gone = co_await in.erase(each.collection, each.key, each.version);
                    forgotten += is_gone ? 1 : 0;
                }
            }
            page = co_await pages.next();
        }
    }
    co_return forgotten;
}

}  // namespace

std::size_t seal_survey::damaged_count() const noexcept {
    return sum_of(shares_, [](const sealed_share& each) { return each.damaged; });
}

std::size_t seal_survey::without_key() const noexcept {
    return sum_of(shares_, [](const sealed_share& each) {
        return each.is_known || each.key.empty() ? std::size_t{0} : each.documents;
    });
}

std::size_t seal_survey::with_old_key() const noexcept {
    return sum_of(shares_, [](const sealed_share& each) {
        return each.is_known && !each.is_current ? each.documents - each.damaged : std::size_t{0};
    });
}

std::size_t seal_survey::with_key(std::string_view id) const noexcept {
    return sum_of(shares_, [&](const sealed_share& each) { return each.key == id ? each.documents : std::size_t{0}; });
}

sealed_share& seal_survey::share_of(const key_ring& keys, const store::document& what) {
    const std::string id = key_ring::id_of(what.value);
    const auto place =
        std::ranges::lower_bound(shares_, std::tie(what.collection, id), {},
                                 [](const sealed_share& each) { return std::tie(each.collection, each.key); });
    if (place != shares_.end() && place->collection == what.collection && place->key == id) {
        return *place;
    }
    const std::vector<std::string> ours = keys.ids();
    sealed_share fresh;
    fresh.collection = what.collection;
    fresh.key = id;
    fresh.is_known = std::ranges::find(ours, id) != ours.end();
    fresh.is_current = fresh.is_known && ours.front() == id;
    return *shares_.insert(place, std::move(fresh));
}

void seal_survey::add(const key_ring& keys, const store::document& what) {
    sealed_share& share = share_of(keys, what);
    ++share.documents;
    if (!share.is_known && !share.key.empty()) {
        return;
    }
    store::document opened = what;
    if (try_open(keys, opened)) {
        return;
    }
    ++share.damaged;
    if (damaged_.size() < most_named) {
        damaged_.push_back("\"" + what.key + "\" of \"" + what.collection + "\"");
    }
}

asio::awaitable<seal_survey> survey(store::engine& of, const key_ring& keys, std::size_t at_once) {
    seal_survey found;
    for (const std::string_view collection : sealed_collections) {
        page_reader pages(of, collection, at_once);
        auto page = co_await pages.next();
        while (!page.empty()) {
            for (const store::document& each : page) {
                found.add(keys, each);
            }
            page = co_await pages.next();
        }
    }
    co_return found;
}

asio::awaitable<rotation_outcome> rotate(store::engine& of, const key_ring& keys, std::size_t at_once) {
    rotation_outcome done;
    for (const std::string_view collection : sealed_collections) {
        page_reader pages(of, collection, at_once);
        auto page = co_await pages.next();
        while (!page.empty()) {
            for (store::document& each : page) {
                const bool is_resealed = co_await reseal(of, keys, std::move(each));
                done.resealed += is_resealed ? 1 : 0;
            }
            page = co_await pages.next();
        }
    }
    done.left = co_await survey(of, keys, at_once);
    co_return done;
}

asio::awaitable<std::size_t> forget_lost(store::engine& of, std::string key, std::size_t at_once) {
    condition is_lost = [key = std::move(key)](const store::document& each) {
        return key_ring::id_of(each.value) == key;
    };
    const std::size_t forgotten = co_await forget(of, std::move(is_lost), at_once);
    co_return forgotten;
}

asio::awaitable<std::size_t> forget_damaged(store::engine& of, const key_ring& keys, std::size_t at_once) {
    condition is_damaged = [&keys, ours = keys.ids()](const store::document& each) {
        const std::string id = key_ring::id_of(each.value);
        store::document opened = each;
        return (id.empty() || std::ranges::find(ours, id) != ours.end()) && !try_open(keys, opened);
    };
    const std::size_t forgotten = co_await forget(of, std::move(is_damaged), at_once);
    co_return forgotten;
}

}  // namespace frameio::auth
