#include "install/pages/recent_roles.hpp"

#include <chrono>
#include <cstddef>

namespace frameio::install {

namespace {

constexpr std::size_t most_known = 10'000;
constexpr std::chrono::minutes good_for{1};

std::string key_of(const std::string& user, const auth::tenant& where) {
    return user + ' ' + where.key();
}

}  // namespace

recent_roles::recent_roles(clock& time) : time_(time), known_(most_known) {}

std::optional<bool> recent_roles::find(const std::string& user, const auth::tenant& where) {
    const std::lock_guard lock(mutex_);
    const answer* const found = known_.find(key_of(user, where));
    const bool is_good = found != nullptr && time_.steady() < found->until;
    return is_good ? std::optional(found->is_admin) : std::nullopt;
}

void recent_roles::note(const std::string& user, const auth::tenant& where, bool is_admin) {
    const std::lock_guard lock(mutex_);
    known_.put(key_of(user, where), answer{is_admin, time_.steady() + good_for});
}

}  // namespace frameio::install
