#include "auth/tenant_cache.hpp"

#include <chrono>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds between_looks{1};
constexpr std::chrono::seconds budget_term{1};
constexpr std::size_t page_size = 500;
constexpr std::size_t usual_actions = 4;     // of a tenant
constexpr std::size_t keys_per_tenant = 10;  // that is kept

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
      strangers_(most.strangers),
      installed_(most.tenants * keys_per_tenant),
      owners_(most.tenants * usual_actions) {}

asio::awaitable<tenant_cache::facts> tenant_cache::find(tenant where) {
    if (is_time_to_look()) {
        co_await look_for_changes();
    }
    const std::string key = where.key();
    std::optional<finding> what = known(key);
    if (!what) {
        const look by = begin_look(key, true);
        what = co_await load(where);
        keep(where, *what, by);
    }
    co_return facts_in(*what);
}

asio::awaitable<tenant_cache::facts> tenant_cache::find_anew(tenant where) {
    look by = begin_look(where.key(), false);
    by.second.reset();  // it counts whatever is found
    const finding what = co_await load(where);
    keep(where, what, by);
    co_return facts_in(what);
}

tenant_cache::facts tenant_cache::facts_in(const finding& what) {
    if (what.unreadable) {
        throw error(*what.unreadable);
    }
    return what.found;
}

asio::awaitable<tenant_cache::finding> tenant_cache::load(tenant where) const {
    finding made;
    try {
        made.found = co_await from_.load(std::move(where));
    } catch (const error& failure) {
        if (failure.code() == errc::store_failed) {
            throw;
        }
        made.unreadable.emplace(failure);
    }
    co_return made;
}

asio::awaitable<std::optional<tenant>> tenant_cache::owner_of(std::string action_id) {
    if (is_time_to_look()) {
        co_await look_for_changes();
    }
    co_return known_owner(action_id);
}

std::optional<tenant> tenant_cache::known_owner(const std::string& action_id) {
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
        if (begin_list()) {
            co_await read_list();
        }
    } catch (const error& failure) {
        if (failure.code() != errc::store_failed) {
            throw;
        }
    }
}

// As many as are kept; others come meanwhile as if there was no list.
asio::awaitable<void> tenant_cache::read_list() {
    std::string after;
    bool is_all = false;
    try {
        for (std::size_t read = 0; !is_all && read < limits_.tenants; read += page_size) {
            const look by = begin_page();
            const std::vector<installed> page = co_await from_.list(after, page_size);
            is_all = page.size() < page_size;
            after = keep_page(page, by);
        }
    } catch (...) {
        give_up_list();
        throw;
    }
}

bool tenant_cache::begin_list() {
    const std::lock_guard lock(mutex_);
    const bool is_wanted = !listed_ || (is_crowded_ && *listed_ != generation_);
    if (!from_.list || !is_wanted) {
        return false;
    }
    listed_ = generation_;
    is_crowded_ = false;
    return true;
}

void tenant_cache::give_up_list() {
    const std::lock_guard lock(mutex_);
    listed_.reset();
}

tenant_cache::look tenant_cache::begin_page() {
    const std::lock_guard lock(mutex_);
    look made;
    made.as_of = generation_;
    return made;
}

/// @return the last key
std::string tenant_cache::keep_page(const std::vector<installed>& page, const look& by) {
    for (const auto& [where, found] : page) {
        finding what;
        what.found = found;
        keep(where, what, by);
    }
    return page.empty() ? std::string() : page.back().first.key();
}

void tenant_cache::note_changes(std::uint64_t now) {
    const std::lock_guard lock(mutex_);
    if (changes_ != now) {
        changes_ = now;
        ++generation_;
    }
}

std::optional<tenant_cache::finding> tenant_cache::known(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const entry* found = tenants_.find(key);
    if (found == nullptr) {
        found = strangers_.find(key);
    }
    return found == nullptr || found->as_of != generation_ ? std::nullopt : std::optional(found->known);
}

// It counts from its beginning on: many may be under way at once, and a store that fails may be asked again and again.
/// @param is_free  for who is known to be installed
tenant_cache::look tenant_cache::begin_look(const std::string& key, bool is_free) {
    const std::lock_guard lock(mutex_);
    look made;
    made.as_of = generation_;
    if (!is_free || installed_.find(key) == nullptr) {
        charge(made);
    }
    return made;
}

// With the mutex.
void tenant_cache::charge(look& to) {
    const clock::steady_time now = time_.steady();
    if (now >= second_ + budget_term) {
        second_ = now;
        strangers_in_second_ = 0;
    }
    if (strangers_in_second_ >= limits_.strangers_per_second) {
        is_crowded_ = true;
        throw error(errc::store_failed, "deliveries of too many tenants that are not installed have come at once");
    }
    ++strangers_in_second_;
    to.second = second_;
}

// What was read before a change is read again the next time.
void tenant_cache::keep(const tenant& where, const finding& what, const look& by) {
    const std::lock_guard lock(mutex_);
    const std::string key = where.key();
    if (what.is_installed()) {
        installed_.put(key, std::monostate());
        strangers_in_second_ -= by.second == second_ ? 1U : 0U;
    }
    if (by.as_of != generation_) {
        return;
    }
    if (!what.is_installed()) {
        tenants_.erase(key);
        installed_.erase(key);
        strangers_.put(key, entry(what, by.as_of));
        return;
    }
    tenants_.put(key, entry(what, by.as_of));
    if (what.found) {
        for (const auto& [id, secrets] : what.found->actions) {
            owners_.put(id, where);
        }
    }
}

}  // namespace frameio::auth
