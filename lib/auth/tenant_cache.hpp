#pragma once

#include <frameio/clock.hpp>
#include <frameio/events.hpp>
#include <frameio/signature.hpp>

#include "auth/tenant.hpp"
#include "support/recently_used.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::auth {

/// What deliveries and handlers need to know of an installation.
struct tenant_facts {
    tenant_facts() = default;

    /// The secrets that a delivery with these ids may be signed with.
    const std::vector<signing_secret>& of(const event_ids& ids) const noexcept;

    std::vector<signing_secret> webhook;
    std::map<std::string, std::vector<signing_secret>, std::less<>> actions;  ///< by the action's id
    std::map<std::string, std::string> config;
    std::string acting_user;  ///< who has installed, updated or repaired it last
};

/// Keeps what is known of the tenants whose deliveries have come last, so that a bad signature costs no look into the
/// store. Whoever is not installed is kept as well; and since anybody can name any tenant, nobody who is not known is
/// looked for once so many have turned out not to be installed in the same second.
///
/// What changes in the store, by any process, counts here a second later at the latest. Thread-safe.
class tenant_cache {
public:
    using facts = std::shared_ptr<const tenant_facts>;

    /// Where it comes from.
    struct source {
        /// Null: not installed there. May throw store_error, which nothing is made of but that it fails.
        std::function<boost::asio::awaitable<facts>(tenant where)> load;
        /// A number that is another one after each change.
        std::function<boost::asio::awaitable<std::uint64_t>()> changes;
    };
    struct limits {
        std::size_t tenants = 10'000;
        unsigned strangers_per_second = 100;
    };

    /// The clock outlives it.
    tenant_cache(source from, clock& time, limits most);
    tenant_cache(source from, clock& time) : tenant_cache(std::move(from), time, limits()) {}

    /// Null: the app is not installed there.
    /// @throws error (`errc::store_failed`) if that cannot be found out now, or too many were asked for who are not
    /// installed
    boost::asio::awaitable<facts> find(tenant where);

    /// The tenant whose action that is, as far as it was looked for here lately: submitted forms may not say.
    std::optional<tenant> owner_of(std::string_view action_id);

    /// What has changed until now counts from now on.
    void look_again();

private:
    struct entry {
        entry(facts what, std::uint64_t of) : found(std::move(what)), as_of(of) {}

        facts found;
        std::uint64_t as_of;  ///< the generation
    };

    boost::asio::awaitable<void> look_for_changes();
    bool is_time_to_look();
    void note_changes(std::uint64_t now);
    std::optional<facts> known(const std::string& key);
    std::uint64_t begin_load(const std::string& key);
    void keep(const tenant& where, const facts& found, std::uint64_t as_of);

    source from_;
    clock& time_;
    limits limits_;
    std::mutex mutex_;
    recently_used<entry> tenants_;
    recently_used<tenant> owners_;  // of actions, by their ids
    std::optional<clock::steady_time> looked_at_;
    std::optional<std::uint64_t> changes_;
    std::uint64_t generation_ = 0;  // what is kept of an earlier one is to be read again
    clock::steady_time second_{};   // in which so many strangers have come
    unsigned strangers_ = 0;
};

}  // namespace frameio::auth
