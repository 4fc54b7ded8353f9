#include "app/app_state.hpp"

#include "app/app_check.hpp"
#include "store/memory_engine.hpp"
#include "support/build_id.hpp"

#include <algorithm>
#include <cstdlib>

namespace frameio {
namespace {

constexpr std::chrono::seconds retry_window = std::chrono::minutes(30);
constexpr std::size_t most_unacknowledged = 8'192;
constexpr std::size_t most_logged_types = 256;
constexpr std::chrono::minutes tidy_pause{10};
constexpr std::chrono::minutes least_retention{60};
constexpr std::chrono::minutes retry_window_of_forms{30};

std::vector<std::string> from_environment(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? std::vector<std::string>() : split_secrets(text);
}

void complete(oauth_options& options) {
    const auto fill = [](std::string& text, const char* name) {
        const char* const value = std::getenv(name);
        if (text.empty() && value != nullptr) {
            text = value;
        }
    };
    fill(options.client_id, "ADOBE_CLIENT_ID");
    fill(options.client_secret, "ADOBE_CLIENT_SECRET");
}

// Whether the environment says something about the API. An app that never calls it is not to fail for a proxy, say,
// that the client could not use.
bool mentions_api() {
    constexpr const char* variables[] = {"FRAMEIO_TOKEN", "FRAMEIO_API_URL", "ADOBE_CLIENT_ID", "ADOBE_CLIENT_SECRET",
                                         "ADOBE_IMS_URL"};
    return std::ranges::any_of(variables, [](const char* name) { return std::getenv(name) != nullptr; });
}

}  // namespace

void app_state::prepare() {
    if (prepared()) {
        return;
    }
    const std::lock_guard lock(preparing_);
    if (prepared()) {
        return;
    }
    if (oauth) {
        complete(*oauth);
    }
    std::vector<std::string> problems =
        find_problems(*this, from_environment(webhook_variable), from_environment(action_variable));
    try {
        if (calls_without_login()) {
            problems.emplace_back(
                "the app calls the API as itself where it is installed (acting_as::app), and has no login of its own, "
                "as ADOBE_CLIENT_ID is for users; set FRAMEIO_TOKEN, call app.use_client(), or say "
                "acting_as::installer");
        }
        if (mentions_api()) {
            client();
        }
    } catch (const configuration_error& failure) {
        problems.insert(problems.end(), failure.problems().begin(), failure.problems().end());
    } catch (const error& failure) {
        problems.emplace_back(failure.what());
    }
    if (!problems.empty()) {
        throw configuration_error(std::move(problems));
    }
    prepare_secrets();
    prepare_routes();
    // A signature is stale once its timestamp has left the window, on whichever side it began.
    seen_ = std::make_unique<ledger>(remembered, 2 * tolerance + std::chrono::seconds(2));
    unacknowledged_ = std::make_unique<ledger>(most_unacknowledged, retry_window);
    passed_.emplace(*time);
    tidied_ = time->steady();
    own_store_ = std::make_shared<store::memory_engine>(*time, store::memory_engine::parked_events::forget);
    if (build.empty()) {
        build = build_id();
    }
    prepared_.store(true, std::memory_order_release);
}

bool app_state::has_own_login() const {
    const char* const token = std::getenv("FRAMEIO_TOKEN");  // empty is as good as none
    return client_ || !oauth || (token != nullptr && *token != '\0');
}

bool app_state::calls_without_login() const {
    return install && install->acts == acting_as::app && !has_own_login();
}

const api::client& app_state::client() {
    std::call_once(client_made_, [this] {
        if (!client_) {
            api::client_options options;
            options.time = time;
            options.log = log;
            if (!has_own_login()) {
                options.who = api::credentials();  // what the environment has is for users to log in with
            }
            client_.emplace(std::move(options));
        }
    });
    return *client_;
}

void app_state::use_client(api::client given) {
    client_ = std::move(given);
}

std::shared_ptr<auth::identity> app_state::identity() const {
    const std::lock_guard lock(mutex_);
    return identity_;
}

std::shared_ptr<auth::identity> app_state::required_identity() const {
    std::shared_ptr<auth::identity> found = identity();
    if (!found) {
        throw error(errc::invalid_configuration,
                    oauth ? "no server of this app runs, and nobody else has the pages that users log in by"
                          : "nobody can log in to this app; call app.oauth()");
    }
    return found;
}

void app_state::use_identity(std::shared_ptr<auth::identity> given) {
    const std::lock_guard lock(mutex_);
    identity_ = std::move(given);
}

void app_state::take_identity_back(const auth::identity* given) noexcept {
    std::shared_ptr<auth::identity> gone;
    {
        const std::lock_guard lock(mutex_);
        if (given != nullptr && identity_.get() == given) {
            gone.swap(identity_);
        }
    }  // and only then does it go
}

const login_handler* app_state::login_handler_of(std::string_view name) const noexcept {
    const action_route* const found = action_named(name);
    return found == nullptr || !found->settings.on_login_ ? nullptr : &found->settings.on_login_;
}

void app_state::prepare_secrets() {
    const bool environment_last = finds_secrets();
    secret_table::acceptance ignored;
    const auto defaults = [&](const std::vector<std::string>& own, const char* variable,
                              secret_table::acceptance& accepted, secret_table& last_resort) {
        if (!own.empty()) {
            secrets_.add(own, accepted);
        } else if (environment_last) {
            last_resort.add(from_environment(variable), ignored);
        } else {
            secrets_.add(from_environment(variable), accepted);
        }
    };
    if (!webhooks.empty() || !webhook_secrets.empty()) {
        defaults(webhook_secrets, webhook_variable, webhook_default_, last_webhook_resort_);
    }
    if (!actions.empty() || !action_secrets.empty()) {
        defaults(action_secrets, action_variable, action_default_, last_action_resort_);
    }
    any_webhook_ = webhook_default_;
    any_action_ = action_default_;
    for (webhook_route& each : webhooks) {
        secrets_.add(each.settings.secrets(), each.accepted);
        secrets_.add(each.settings.secrets(), any_webhook_);
    }
    for (action_route& each : actions) {
        secrets_.add(each.settings.secrets(), each.accepted);
        secrets_.add(each.settings.secrets(), any_action_);
    }
}

void app_state::prepare_routes() {
    std::map<std::string_view, int> patterns;
    for (webhook_route& each : webhooks) {
        const int number = ++patterns[each.pattern.text()];
        each.name = each.pattern.text() + (number == 1 ? "" : "#" + std::to_string(number));
        by_name_[each.name].push_back(&each);
    }
    for (const webhook_route& each : webhooks) {
        by_type_[each.pattern.text()];
    }
    for (const std::string_view name : webhook_event_names) {
        by_type_[name];
    }
    for (auto& [type, routes] : by_type_) {
        for (const webhook_route& each : webhooks) {
            if (each.pattern.matches(type)) {
                routes.push_back(&each);
            }
        }
    }
    for (const action_route& each : actions) {
        by_action_.emplace(each.what.event_name(), &each);
    }
    for (const layer& each : layers) {
        if (!each.actions) {
            webhook_layers_.push_back(&each);
        }
        if (!each.webhooks) {
            action_layers_.push_back(&each);
        }
    }
}

const std::vector<const webhook_route*>& app_state::routes_for(std::string_view type,
                                                               std::vector<const webhook_route*>& scratch) const {
    if (const auto found = by_type_.find(type); found != by_type_.end()) {
        return found->second;
    }
    scratch.clear();
    for (const webhook_route& each : webhooks) {
        if (each.pattern.matches(type)) {
            scratch.push_back(&each);
        }
    }
    return scratch;
}

const action_route* app_state::action_named(std::string_view type) const noexcept {
    const auto found = by_action_.find(type);
    return found == by_action_.end() ? nullptr : found->second;
}

const std::vector<const webhook_route*>* app_state::webhook_named(std::string_view name) const noexcept {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second;
}

delivery::run_policy app_state::policy_of(const store::stored_event& event) const noexcept {
    delivery::run_policy policy;
    if (event.kind == store::event_kind::action) {
        policy.retries = false;  // Frame.io's retries are the user's
    } else if (const auto* const found = webhook_named(event.route)) {
        const route& settings = found->front()->settings;
        policy.attempts = settings.attempts_;
        policy.first_pause = settings.first_pause_;
        policy.longest_pause = settings.longest_pause_;
        policy.timeout = settings.longest_run_;
    }
    return policy;
}

delivery::received_webhook app_state::received_by(const webhook_route& route, const webhook_event& event,
                                                  std::string_view timestamp, std::string_view signature,
                                                  clock::wall_time received_at) const noexcept {
    const frameio::route& settings = route.settings;
    delivery::received_webhook made{event, route.name, timestamp, signature, received_at, tolerance};
    made.only_latest = settings.merges_;
    made.once = settings.once_.value_or(delivery::usual_once_window(event));
    made.repeats = settings.repeats_;
    return made;
}

std::map<std::string, std::size_t> app_state::concurrency() const {
    std::map<std::string, std::size_t> all;
    for (const webhook_route& each : webhooks) {
        if (each.settings.concurrency_) {
            all[each.name] = *each.settings.concurrency_;
        }
    }
    return all;
}

std::string app_state::order_key(const webhook_route& route, const webhook_event& event) {
    const std::string key = route.settings.order_key_ ? route.settings.order_key_(event) : std::string();
    return key.empty() ? key : route.name + '\n' + key;
}

delivery_counters& app_state::new_counters() {
    const std::lock_guard lock(mutex_);
    return counters_.emplace_back();
}

void app_state::sum(delivery_counters& total) const {
    const std::lock_guard lock(mutex_);
    const auto add = [&](const delivery_counters& each) {
        total.accepted += each.accepted.load(std::memory_order_relaxed);
        total.stored += each.stored.load(std::memory_order_relaxed);
        total.ignored += each.ignored.load(std::memory_order_relaxed);
        total.repeated += each.repeated.load(std::memory_order_relaxed);
        total.rejected += each.rejected.load(std::memory_order_relaxed);
        total.failed += each.failed.load(std::memory_order_relaxed);
    };
    add(handled_);
    for (const delivery_counters& each : counters_) {
        add(each);
    }
}

std::chrono::minutes app_state::own_retention() const noexcept {
    std::chrono::minutes longest = least_retention;
    for (const action_route& each : actions) {
        longest = std::max(longest, each.what.closes_after() + retry_window_of_forms);
    }
    return longest;
}

/// What time it is, if it is time for that.
std::optional<clock::wall_time> app_state::time_to_tidy() {
    const std::lock_guard lock(mutex_);
    if (time->steady() < tidied_ + tidy_pause) {
        return std::nullopt;
    }
    tidied_ = time->steady();
    return passed_->now();
}

boost::asio::awaitable<void> app_state::tidy_own_store() {
    const std::optional<clock::wall_time> now = time_to_tidy();
    if (!now) {
        co_return;
    }
    constexpr std::size_t at_once = 500;
    std::size_t forgotten = at_once;
    while (forgotten >= at_once) {
        forgotten = co_await own_store_->trim(*now - own_retention(), at_once, *now);
    }
}

bool app_state::first_of_type(std::string_view type) {
    const std::lock_guard lock(mutex_);
    return logged_types_.size() < most_logged_types && logged_types_.emplace(type).second;
}

}  // namespace frameio
