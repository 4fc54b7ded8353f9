#include "store/memory_engine.hpp"

#include <iterator>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

bool has_expired(const document& one, wall_time now) noexcept {
    return one.expires && *one.expires <= now;
}

}  // namespace

document* memory_engine::find_document(const std::string& collection, const std::string& key) {
    const auto found = documents_.find({collection, key});
    return found == documents_.end() || has_expired(found->second, time_.now()) ? nullptr : &found->second;
}

asio::awaitable<std::optional<document>> memory_engine::read(std::string collection, std::string key) {
    const std::lock_guard lock(mutex_);
    const document* const found = find_document(collection, key);
    co_return found == nullptr ? std::nullopt : std::optional<document>(*found);
}

asio::awaitable<std::optional<std::uint64_t>> memory_engine::write(document what) {
    const std::lock_guard lock(mutex_);
    const document* const there = find_document(what.collection, what.key);
    if (what.version != (there == nullptr ? 0 : there->version)) {
        co_return std::nullopt;
    }
    const std::uint64_t version = ++changes_[what.collection];
    what.version = version;
    std::pair name(what.collection, what.key);
    documents_.insert_or_assign(std::move(name), std::move(what));
    co_return version;
}

asio::awaitable<bool> memory_engine::erase(std::string collection, std::string key, std::uint64_t version) {
    const std::lock_guard lock(mutex_);
    const document* const there = find_document(collection, key);
    if (there == nullptr || there->version != version) {
        co_return false;
    }
    ++changes_[collection];
    documents_.erase({collection, key});
    co_return true;
}

asio::awaitable<std::vector<document>> memory_engine::documents(std::string collection, std::string after,
                                                                std::size_t most) {
    const std::lock_guard lock(mutex_);
    const wall_time now = time_.now();
    std::vector<document> found;
    for (auto at = documents_.upper_bound({collection, after});
         at != documents_.end() && at->first.first == collection && found.size() < most; ++at) {
        if (!has_expired(at->second, now)) {
            found.push_back(at->second);
        }
    }
    co_return found;
}

asio::awaitable<std::uint64_t> memory_engine::change_count(std::string collection) {
    const std::lock_guard lock(mutex_);
    const auto found = changes_.find(collection);
    co_return found == changes_.end() ? 0 : found->second;
}

std::size_t memory_engine::trim_documents(std::size_t most, wall_time now) {
    std::size_t count = 0;
    for (auto at = documents_.begin(); at != documents_.end() && count < most;) {
        const bool old = has_expired(at->second, now);
        count += old ? 1 : 0;
        at = old ? documents_.erase(at) : std::next(at);
    }
    return count;
}

}  // namespace frameio::store
