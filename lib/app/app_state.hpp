#pragma once

#include <frameio/api/client.hpp>
#include <frameio/app.hpp>

#include "app/ledger.hpp"
#include "app/secret_table.hpp"
#include "delivery/arrivals.hpp"
#include "delivery/lease_book.hpp"
#include "delivery/run_policy.hpp"
#include "delivery/run_watch.hpp"
#include "store/engine.hpp"
#include "support/line_budget.hpp"
#include "support/passed_time.hpp"

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace frameio {

namespace auth {
class identity;
}

struct webhook_route {
    std::string name;  ///< of its own: the pattern, with a number if it is not the first of that pattern
    event_pattern pattern;
    std::unique_ptr<detail::handler_box<webhook_event>> handler;
    route settings;
    secret_table::acceptance accepted;
};

struct action_route {
    action what;
    std::unique_ptr<detail::handler_box<action_event>> handler;
    route settings;
    secret_table::acceptance accepted;
};

/// One layer of middleware; one of the three is set.
struct layer {
    std::unique_ptr<detail::middleware_box<event>> all;
    std::unique_ptr<detail::middleware_box<webhook_event>> webhooks;
    std::unique_ptr<detail::middleware_box<action_event>> actions;
};

/// What one runner of deliveries counted. Written by one thread, read by others.
struct alignas(128) delivery_counters {
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> stored{0};
    std::atomic<std::uint64_t> ignored{0};
    std::atomic<std::uint64_t> repeated{0};
    std::atomic<std::uint64_t> rejected{0};
    std::atomic<std::uint64_t> failed{0};
};

/// What an app is made of. Filled while handlers are registered; after `prepare` only read, but for the memory of
/// deliveries and the counters.
class app_state {
public:
    std::deque<webhook_route> webhooks;
    std::deque<action_route> actions;
    std::vector<layer> layers;
    std::vector<std::string> webhook_secrets;
    std::vector<std::string> action_secrets;
    secret_resolver resolver;
    std::optional<oauth_options> oauth;  ///< complete once prepared
    std::optional<install_options> install;
    std::chrono::seconds tolerance = default_tolerance;
    std::size_t remembered = 65'536;
    std::size_t json_depth = 1'024;
    clock* time = &system_clock();
    std::string build;  ///< of the program
    logger log;

    /// The app's client of the API: the one that was given, or one made from the environment.
    /// @throws configuration_error
    const api::client& client();
    void use_client(api::client given);

    /// Who logs in, and with what; null: nobody does, or no server runs.
    std::shared_ptr<auth::identity> identity() const;
    /// @throws error (`errc::invalid_configuration`) if it is null
    std::shared_ptr<auth::identity> required_identity() const;
    void use_identity(std::shared_ptr<auth::identity> given);
    /// Unless it is another one's by now: whoever has given it goes, and its store with it.
    void take_identity_back(const auth::identity* given) noexcept;
    static bool has_login_handler(const route& of) noexcept {
        return static_cast<bool>(of.on_login_);
    }
    /// The handler of logins for that action; null if there is none.
    const login_handler* login_handler_of(std::string_view action) const noexcept;

    /// Once: reads the environment, checks everything, and derives what is looked up while serving. Thread-safe, since
    /// the first requests may come from several threads.
    /// @throws configuration_error
    void prepare();

    bool prepared() const noexcept {
        return prepared_.load(std::memory_order_acquire);
    }

    const secret_table& secrets() const noexcept {
        return secrets_;
    }

    /// Secrets of the environment that count only if no others are found.
    const secret_table& last_resort(bool is_action) const noexcept {
        return is_action ? last_action_resort_ : last_webhook_resort_;
    }

    /// The routes for webhooks of that type, in registration order.
    const std::vector<const webhook_route*>& routes_for(std::string_view type,
                                                        std::vector<const webhook_route*>& scratch) const;
    const action_route* action_named(std::string_view type) const noexcept;

    /// The route of that name, alone; null if there is none.
    const std::vector<const webhook_route*>* webhook_named(std::string_view name) const noexcept;
    /// How such an event is run from a store.
    delivery::run_policy policy_of(const store::stored_event& event) const noexcept;
    static doubt doubt_of(const route& of) noexcept {
        return of.in_doubt_;
    }
    /// The delivery of a webhook to that route.
    delivery::received_webhook received_by(const webhook_route& route, const webhook_event& event,
                                           std::string_view timestamp, std::string_view signature,
                                           clock::wall_time received_at) const noexcept;
    /// Which routes may have how many runs at a time.
    std::map<std::string, std::size_t> concurrency() const;
    /// The name that the event shares with those that it is not run beside; empty if there are none.
    static std::string order_key(const webhook_route& route, const webhook_event& event);

    /// Whether a request for this kind of event, signed with this secret, is genuine where no handler says otherwise.
    bool accepts_webhook(std::size_t secret) const noexcept {
        return accepts_secret(any_webhook_, secret);
    }
    bool accepts_action(std::size_t secret) const noexcept {
        return accepts_secret(any_action_, secret);
    }
    const secret_table::acceptance& webhook_default() const noexcept {
        return webhook_default_;
    }
    const secret_table::acceptance& action_default() const noexcept {
        return action_default_;
    }
    /// Whether some secrets are found out when a delivery has come, by what it says of itself.
    bool finds_secrets() const noexcept {
        return resolver || install;
    }
    /// Whether that is so for events of that kind.
    bool finds_secrets(bool is_action) const noexcept {
        return finds_secrets() && (is_action ? action_secrets : webhook_secrets).empty();
    }

    const std::vector<const layer*>& webhook_layers() const noexcept {
        return webhook_layers_;
    }
    const std::vector<const layer*>& action_layers() const noexcept {
        return action_layers_;
    }

    /// Webhooks by signature; runs of webhooks that were not acknowledged in time, by body.
    ledger& seen() noexcept {
        return *seen_;
    }
    ledger& unacknowledged() noexcept {
        return *unacknowledged_;
    }
    /// Where actions are kept that no server receives: until the app ends.
    const std::shared_ptr<store::engine>& own_store() const noexcept {
        return own_store_;
    }
    /// How long they are kept there: until no form of theirs may come back.
    std::chrono::minutes own_retention() const noexcept;
    /// Forgets old ones there, if that has not been done for a while.
    boost::asio::awaitable<void> tidy_own_store();
    /// Who waits for an action's run.
    const std::shared_ptr<delivery::run_watch> ends_of_runs = std::make_shared<delivery::run_watch>();
    /// What all servers of the app, and `async_handle`, run.
    const std::shared_ptr<delivery::lease_book> leases = std::make_shared<delivery::lease_book>();
    /// Whether `unacknowledged` was ever used: until then, no body needs to be hashed.
    std::atomic<bool> any_unacknowledged{false};

    delivery_counters& new_counters();
    /// Those of `async_handle`, which has no workers.
    delivery_counters& handled_counters() noexcept {
        return handled_;
    }
    void sum(delivery_counters& total) const;

    /// True once for each type, to log it once; bounded.
    bool first_of_type(std::string_view type);

    /// For lines about requests of anybody.
    line_budget rejections;
    /// Whether the last genuine deliveries were so far from the clock that it may be wrong: told once.
    std::atomic<bool> doubts_clock{false};
    /// For lines about a store that does not take deliveries.
    line_budget refusals;

private:
    std::optional<clock::wall_time> time_to_tidy();
    bool has_own_login() const;
    bool calls_without_login() const;
    void prepare_secrets();
    void prepare_routes();

    std::once_flag client_made_;
    std::optional<api::client> client_;
    std::mutex preparing_;
    std::atomic<bool> prepared_{false};
    secret_table secrets_;
    secret_table last_webhook_resort_;
    secret_table last_action_resort_;
    secret_table::acceptance webhook_default_;
    secret_table::acceptance action_default_;
    secret_table::acceptance any_webhook_;
    secret_table::acceptance any_action_;
    std::unordered_map<std::string_view, std::vector<const webhook_route*>> by_type_;
    std::unordered_map<std::string_view, std::vector<const webhook_route*>> by_name_;
    std::unordered_map<std::string_view, const action_route*> by_action_;
    std::vector<const layer*> webhook_layers_;
    std::vector<const layer*> action_layers_;
    std::unique_ptr<ledger> seen_;
    std::unique_ptr<ledger> unacknowledged_;
    std::shared_ptr<store::engine> own_store_;
    mutable std::mutex mutex_;
    std::shared_ptr<auth::identity> identity_;  // with the mutex
    std::optional<passed_time> passed_;         // with the mutex, as what follows
    clock::steady_time tidied_{};
    std::deque<delivery_counters> counters_;
    delivery_counters handled_;
    std::set<std::string, std::less<>> logged_types_;
};

}  // namespace frameio
