#pragma once

#include <frameio/clock.hpp>
#include <frameio/error.hpp>
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
#include <variant>
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
/// store. Whoever is not installed is kept as well, and so is what cannot be read.
///
/// Anybody can name any tenant. So only so many are looked for in a second of whom it is not known that they are
/// installed; those who turn out to be do not count. Nor do strangers make whoever is installed be forgotten. Who is
/// installed when the first one is looked for is read then, and again when something has changed and strangers have
/// kept others out.
///
/// What changes in the store, by any process, counts here a second later at the latest. Thread-safe.
class tenant_cache {
public:
    using facts = std::shared_ptr<const tenant_facts>;
    using installed = std::pair<tenant, facts>;

    /// Where it comes from.
    struct source {
        /// Null: not installed there. May throw store_error, which nothing is made of but that it fails, and any other
        /// error: what is stored of the tenant cannot be read.
        std::function<boost::asio::awaitable<facts>(tenant where)> load;
        /// A number that is another one after each change.
        std::function<boost::asio::awaitable<std::uint64_t>()> changes;
        /// Who is installed, in the order of their keys, those behind `after`; at most so many, and fewer only if those
        /// are all. Without what cannot be read. Null: nobody is known before a look.
        std::function<boost::asio::awaitable<std::vector<installed>>(std::string after, std::size_t most)> list;
    };
    struct limits {
        std::size_t tenants = 10'000;
        std::size_t strangers = 1'000;  ///< that are remembered
        unsigned strangers_per_second = 100;
    };

    /// The clock outlives it.
    tenant_cache(source from, clock& time, limits most);
    tenant_cache(source from, clock& time) : tenant_cache(std::move(from), time, limits()) {}

    /// Null: the app is not installed there.
    /// @throws error (`errc::store_failed`) if that cannot be found out now, or too many were asked for who are not
    /// installed; otherwise as `source::load`: what is stored cannot be read
    boost::asio::awaitable<facts> find(tenant where);

    /// The same as it is in the store now, for who misses something in what is known. Anybody may: so that counts as a
    /// look for a stranger.
    boost::asio::awaitable<facts> find_anew(tenant where);

    /// The tenant whose action that is, as far as it was looked for here lately: submitted forms may not say.
    boost::asio::awaitable<std::optional<tenant>> owner_of(std::string action_id);

    /// What has changed until now counts from now on.
    void look_again();

private:
    /// What came of a look into the store.
    struct finding {
        finding() = default;

        bool is_installed() const noexcept {
            return found || unreadable;
        }

        facts found;
        std::optional<error> unreadable;
    };
    struct entry {
        entry(finding what, std::uint64_t of) : known(std::move(what)), as_of(of) {}

        finding known;
        std::uint64_t as_of;  ///< the generation
    };
    /// A look into the store that is under way.
    struct look {
        std::uint64_t as_of = 0;
        /// In which it counts as one for a stranger, if it does.
        std::optional<clock::steady_time> second;
    };

    boost::asio::awaitable<void> look_for_changes();
    boost::asio::awaitable<void> read_list();
    bool begin_list();
    void give_up_list();
    look begin_page();
    std::string keep_page(const std::vector<installed>& page, const look& by);
    bool is_time_to_look();
    void note_changes(std::uint64_t now);
    std::optional<tenant> known_owner(const std::string& action_id);
    std::optional<finding> known(const std::string& key);
    look begin_look(const std::string& key, bool is_free);
    void charge(look& to);
    boost::asio::awaitable<finding> load(tenant where) const;
    void keep(const tenant& where, const finding& what, const look& by);
    static facts facts_in(const finding& what);

    source from_;
    clock& time_;
    limits limits_;
    std::mutex mutex_;
    recently_used<entry> tenants_;
    recently_used<entry> strangers_;           // who are not installed
    recently_used<std::monostate> installed_;  // keys of more tenants than are kept, as far as one was read
    recently_used<tenant> owners_;             // of actions, by their ids
    std::optional<std::uint64_t> listed_;      // when all were read last: the generation
    bool is_crowded_ = false;                  // somebody was refused since, who may have been installed since
    std::optional<clock::steady_time> looked_at_;
    std::optional<std::uint64_t> changes_;
    std::uint64_t generation_ = 0;  // what is kept of an earlier one is to be read again
    clock::steady_time second_{};   // in which so many strangers have come
    unsigned strangers_in_second_ = 0;
};

}  // namespace frameio::auth
