#include <frameio/api/client.hpp>
#include <frameio/context.hpp>
#include <frameio/install.hpp>

#include "app/app_state.hpp"
#include "app/installation.hpp"
#include "app/interview.hpp"
#include "app/recorded_calls.hpp"
#include "auth/identity.hpp"
#include "http/request_view.hpp"
#include "protocol/digest.hpp"
#include "protocol/questions.hpp"
#include "store/event_id.hpp"

#include <algorithm>
#include <utility>

namespace frameio {

context::context(clock& time, boost::asio::any_io_executor executor) : time_(&time), executor_(std::move(executor)) {}

std::chrono::milliseconds context::remaining() const noexcept {
    return std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - time_->steady());
}

std::optional<std::string_view> context::header(std::string_view name) const noexcept {
    return request_ == nullptr ? std::nullopt : request_->find(name);
}

std::string context::peer() const {
    return request_ == nullptr ? "store" : request_->peer();
}

const logger& context::log() {
    if (!log_ || logged_route_.data() != route_.data()) {
        std::vector<log_field> fields;
        const auto add = [&](std::string_view key, std::string_view value) {
            if (!value.empty()) {
                fields.emplace_back(key, value);
            }
        };
        if (event_ != nullptr) {
            add("event", event_->type);
            add("resource", event_->resource.id);
            add("interaction", interaction_);
            add("account", event_->account_id);
            add("workspace", event_->workspace_id);
        }
        add("route", route_);
        log_ = base_log_->with(fields);
        logged_route_ = route_;
    }
    return *log_;
}

namespace {

auth::tenant tenant_of(const event& what) {
    return {std::string(what.account_id), std::string(what.workspace_id)};
}

}  // namespace

api::client context::api() const {
    if (app_->install && app_->install->acts == acting_as::installer) {
        return plain_api().with(app_->required_identity()->installer(tenant_of(*event_)));
    }
    return plain_api();
}

api::client context::plain_api() const {
    const auto urgency = interactive_ ? api::priority::interactive : api::priority::background;
    const api::client plain = app_->client().with(api::call_options().urgency(urgency));
    return recorded_ ? api::recorded_by(plain, recorded_) : plain;
}

api::client context::api(api::credentials who) const {
    return plain_api().with(std::move(who));
}

namespace {

boost::asio::awaitable<installation> find_installation(std::shared_ptr<auth::identity> by, auth::tenant where,
                                                       const std::vector<config_field>& fields) {
    const auth::tenant_cache::facts known = co_await by->tenants()->find(where);
    if (!known) {
        throw error(errc::not_installed, "the app is not installed in the workspace " + where.key());
    }
    co_return installation(std::move(where.account_id), std::move(where.workspace_id), known->acting_user,
                           settings_of(fields, known->config));
}

/// Whether an event says whose it is. One that says nothing of an account must not be taken for one of the logins that
/// are kept for no account: those of the admins who install the app.
bool has_owner(const event& what) {
    return !what.account_id.empty() && !what.user_id.empty();
}

auth::token_owner owner_of(const event& what) {
    return {std::string(what.account_id), std::string(what.user_id)};
}

boost::asio::awaitable<void> forget_login(std::shared_ptr<auth::identity> identity, auth::token_owner who,
                                          bool is_somebody) {
    if (is_somebody) {
        co_await identity->tokens()->forget(std::move(who));
    }
}

}  // namespace

boost::asio::awaitable<installation> context::installation() const {
    if (!app_->install) {
        throw error(errc::invalid_configuration, "nobody can install this app; call app.installable()");
    }
    return find_installation(app_->required_identity(), tenant_of(*event_), app_->install->fields);
}

api::client context::user_api() const {
    const std::shared_ptr<auth::identity> identity = app_->required_identity();
    if (!has_owner(*event_)) {
        return api(auth::nobody("the event does not say which user of which account has caused it"));
    }
    return api(identity->tokens()->credentials(owner_of(*event_)));
}

boost::asio::awaitable<void> context::log_user_out() {
    return forget_login(app_->required_identity(), owner_of(*event_), has_owner(*event_));
}

boost::asio::awaitable<std::string> context::once(std::string name,
                                                  std::function<boost::asio::awaitable<std::string>()> work) {
    return recorded_ ? recorded_->once(std::move(name), std::move(work)) : work();
}

namespace {

boost::asio::awaitable<std::string> nothing_after(std::function<boost::asio::awaitable<void>()> work) {
    co_await work();
    co_return std::string();
}

boost::asio::awaitable<void> without_result(boost::asio::awaitable<std::string> work) {
    co_await std::move(work);
}

}  // namespace

boost::asio::awaitable<void> context::once(std::string name, std::function<boost::asio::awaitable<void>()> work) {
    if (!recorded_) {
        return work();
    }
    return without_result(recorded_->once(std::move(name), [work = std::move(work)] { return nothing_after(work); }));
}

boost::asio::awaitable<form_answer> context::ask(form question) {
    if (!interview_) {
        throw error(errc::nobody_to_ask, interactive_ ? "the action came without an interaction_id, so no answer to a "
                                                        "question could be told from another's"
                                                      : "nobody waits for the answer to a webhook; only handlers of "
                                                        "actions can ask");
    }
    return interview_->ask(question.to_json());
}

boost::asio::awaitable<form_answer> context::ask(form question,
                                                 std::function<std::string(const form_answer&)> problem_of) {
    form_answer answer = co_await ask(question);
    for (std::string problem = problem_of(answer); !problem.empty(); problem = problem_of(answer)) {
        form_answer better = co_await interview_->ask(corrected_form(question.to_json(), answer, problem));
        answer = std::move(better);
    }
    co_return answer;
}

boost::asio::awaitable<clock::wall_time> context::now() {
    if (recorded_) {
        const clock::wall_time first = co_await recorded_->now();
        co_return first;
    }
    co_return time_->now();
}

std::string context::uuid() {
    if (uuid_seed_.empty()) {
        return store::event_id::make(time_->now()).text();
    }
    const auto digest = digest_of({"uuid", uuid_seed_, std::to_string(++uuids_)});
    store::event_id::octets_type octets{};
    std::copy_n(digest.begin(), octets.size(), octets.begin());
    // RFC 9562, version 8: made in a way of our own.
    octets[6] = static_cast<std::uint8_t>((octets[6] & 0x0FU) | 0x80U);
    octets[8] = static_cast<std::uint8_t>((octets[8] & 0x3FU) | 0x80U);
    return store::event_id(octets).text();
}

std::any& context::place(std::type_index type) {
    if (std::any* const held = lookup(type)) {
        return *held;
    }
    return values_.emplace_back(type, std::any()).second;
}

std::any* context::lookup(std::type_index type) noexcept {
    const auto found =
        std::find_if(values_.begin(), values_.end(), [&](const auto& each) { return each.first == type; });
    return found == values_.end() ? nullptr : &found->second;
}

}  // namespace frameio
