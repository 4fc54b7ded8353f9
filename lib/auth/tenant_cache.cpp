#include "auth/tenant_cache.hpp"

#include <frameio/error.hpp>

#include <chrono>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds between_looks{1};
constexpr std::size_t usual_actions = 4;  // of a tenant

}  // namespace

const std::vector<signing_secret>& tenant_facts::of(const event_ids& ids) const noexcept {
    static const std::vector<signing_secret> none;
    if (!ids.is_action()) {
        return webhook;
    }
    const auto found = actions.find(ids.action_id);
    return found == actions.end() ? none : found->second;
}

tenant_cache::tenant_cache(source from, clock& time, limits most)
    : from_(std::move(from)),
      time_(time),
      limits_(most),
      tenants_(most.tenants),
      owners_(most.tenants * usual_actions) {}

asio::awaitable<tenant_cache::facts> tenant_cache::find(tenant where) {
    if (is_time_to_look()) {
        co_await look_for_changes();
    }
    const std::string key = where.key();
    if (std::optional<facts> found = known(key)) {
        co_return std::move(*found);
    }
    const std::uint64_t as_of = begin_load(key);
    facts found = co_await from_.load(where);
    keep(where, found, as_of);
    co_return found;
}

std::optional<tenant> tenant_cache::owner_of(std::string_view action_id) {
    const std::lock_guard lock(mutex_);
    const tenant* const found = owners_.find(action_id);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

void tenant_cache::look_again() {
    const std::lock_guard lock(mutex_);
    looked_at_.reset();
}

bool tenant_cache::is_time_to_look() {
    const std::lock_guard lock(mutex_);
    const clock::steady_time now = time_.steady();
    if (looked_at_ && now < *looked_at_ + between_looks) {
        return false;
    }
    looked_at_ = now;
    return true;
}

// What is known counts as long as the store cannot say that it has changed.
asio::awaitable<void> tenant_cache::look_for_changes() {
    try {
        const std::uint64_t now = co_await from_.changes();
        note_changes(now);
    } catch (const error& failure) {
        if (failure.code() != errc::store_failed) {
            throw;
        }
    }
}

void tenant_cache::note_changes(std::uint64_t now) {
    const std::lock_guard lock(mutex_);
    if (changes_ != now) {
        changes_ = now;
        ++generation_;
    }
}

std::optional<tenant_cache::facts> tenant_cache::known(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const entry* const found = tenants_.find(key);
    return found == nullptr || found->as_of != generation_ ? std::nullopt : std::optional(found->found);
}

// Who was installed before the last change is no stranger.
std::uint64_t tenant_cache::begin_load(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const clock::steady_time now = time_.steady();
    if (now >= second_ + std::chrono::seconds(1)) {
        second_ = now;
        strangers_ = 0;
    }
    const entry* const before = tenants_.find(key);
    const bool was_installed = before != nullptr && before->found;
    if (!was_installed && strangers_ >= limits_.strangers_per_second) {
        throw error(errc::store_failed, "deliveries of too many tenants that are not installed have come at once");
    }
    return generation_;
}

// What was read before a change is read again the next time.
void tenant_cache::keep(const tenant& where, const facts& found, std::uint64_t as_of) {
    const std::lock_guard lock(mutex_);
    strangers_ += found ? 0U : 1U;
    tenants_.put(where.key(), entry(found, as_of));
    if (found) {
        for (const auto& [id, secrets] : found->actions) {
            owners_.put(id, where);
        }
    }
}

}  // namespace frameio::auth
