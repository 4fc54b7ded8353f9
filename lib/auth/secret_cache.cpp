#include "auth/secret_cache.hpp"

#include <frameio/error.hpp>

#include <chrono>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds between_looks{1};

}  // namespace

const std::vector<signing_secret>& tenant_secrets::of(const event_ids& ids) const noexcept {
    static const std::vector<signing_secret> none;
    if (!ids.is_action()) {
        return webhook;
    }
    const auto found = actions.find(ids.action_id);
    return found == actions.end() ? none : found->second;
}

asio::awaitable<secret_cache::secrets> secret_cache::find(tenant where) {
    if (is_time_to_look()) {
        co_await look_for_changes();
    }
    const std::string key = where.key();
    if (std::optional<secrets> found = known(key)) {
        co_return std::move(*found);
    }
    const std::uint64_t as_of = begin_load(key);
    secrets found = co_await from_.load(std::move(where));
    keep(key, found, as_of);
    co_return found;
}

bool secret_cache::is_time_to_look() {
    const std::lock_guard lock(mutex_);
    const clock::steady_time now = time_.steady();
    if (looked_at_ && now < *looked_at_ + between_looks) {
        return false;
    }
    looked_at_ = now;
    return true;
}

// What is known counts as long as the store cannot say that it has changed.
asio::awaitable<void> secret_cache::look_for_changes() {
    try {
        const std::uint64_t now = co_await from_.changes();
        note_changes(now);
    } catch (const error& failure) {
        if (failure.code() != errc::store_failed) {
            throw;
        }
    }
}

void secret_cache::note_changes(std::uint64_t now) {
    const std::lock_guard lock(mutex_);
    if (changes_ != now) {
        changes_ = now;
        ++generation_;
    }
}

std::optional<secret_cache::secrets> secret_cache::known(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(key);
    if (found == places_.end() || found->second->as_of != generation_) {
        return std::nullopt;
    }
    recent_.splice(recent_.begin(), recent_, found->second);
    return recent_.front().found;
}

// Who was installed before the last change is no stranger.
std::uint64_t secret_cache::begin_load(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const clock::steady_time now = time_.steady();
    if (now >= second_ + std::chrono::seconds(1)) {
        second_ = now;
        strangers_ = 0;
    }
    const auto before = places_.find(key);
    const bool was_installed = before != places_.end() && before->second->found;
    if (!was_installed && strangers_ >= limits_.strangers_per_second) {
        throw error(errc::store_failed, "deliveries of too many tenants that are not installed have come at once");
    }
    return generation_;
}

// What was read before a change is read again the next time.
void secret_cache::keep(const std::string& key, const secrets& found, std::uint64_t as_of) {
    const std::lock_guard lock(mutex_);
    strangers_ += found ? 0U : 1U;
    if (const auto before = places_.find(key); before != places_.end()) {
        recent_.erase(before->second);
        places_.erase(before);
    }
    recent_.emplace_front(key, found, as_of);
    places_.emplace(key, recent_.begin());
    if (recent_.size() > limits_.tenants) {
        places_.erase(recent_.back().key);
        recent_.pop_back();
    }
}

}  // namespace frameio::auth
