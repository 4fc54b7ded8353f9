#include "app/delivery_run.hpp"

#include "protocol/digest.hpp"

#include <fmt/format.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>
#include <utility>

namespace frameio {
namespace {

constexpr std::chrono::seconds webhook_time{5};
constexpr std::size_t large_body = 16 * 1024;  // not worth keeping until the next request
constexpr std::size_t largest_peek = 256 * 1024;
constexpr std::string_view handler_failed = "the handler failed";
constexpr std::string_view signature_challenge = R"(Frameio-Signature realm="deliveries")";

std::chrono::sys_seconds time_in(std::string_view timestamp) noexcept {
    std::int64_t seconds = 0;
    std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), seconds);
    return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

// Half of the signature's digits: 128 bits that nobody without the secret can choose.
delivery_key key_in(std::string_view signature) noexcept {
    delivery_key key;
    std::memcpy(key.data(), signature.data() + 3, key.size());
    return key;
}

delivery_key key_of(const std::array<std::uint8_t, 32>& digest) noexcept {
    delivery_key key;
    std::memcpy(key.data(), digest.data(), key.size());
    return key;
}

auto join_flight(ledger& from, const delivery_key& key, const boost::asio::any_io_executor& executor) {
    return boost::asio::async_initiate<const boost::asio::deferred_t&, void(stored_answer)>(
        [](auto handler, ledger* where, delivery_key wanted, boost::asio::any_io_executor on) {
            where->join(wanted, std::move(on), flight::completion(std::move(handler)));
        },
        boost::asio::deferred, &from, key, executor);
}

const event* event_in(const any_event& held) noexcept {
    if (const auto* webhook = std::get_if<webhook_event>(&held)) {
        return webhook;
    }
    return std::get_if<action_event>(&held);
}

}  // namespace

delivery_run::delivery_run(std::shared_ptr<app_state> app, delivery_counters& counters,
                           boost::asio::any_io_executor executor)
    : app_(std::move(app)), counters_(counters), context_(*app_->time, std::move(executor)) {}

delivery_run::~delivery_run() {
    // Nobody may join a run that was taken down with its executor.
    settle({503, nullptr}, true);
}

void delivery_run::count(std::atomic<std::uint64_t>& counter) noexcept {
    counter.fetch_add(1, std::memory_order_relaxed);
}

bool delivery_run::accepts(const http::request_view& head, http::reply& refusal) {
    if (head.method == "POST") {
        return true;
    }
    refusal.allow = "POST";
    return !refuse(405, "deliveries are sent with POST", refusal);
}

bool delivery_run::refuse(unsigned status, std::string_view reason, http::reply& answer) {
    resolved_text_.assign(R"({"error":")").append(reason).append(R"("})");
    answer.status = status;
    answer.body = resolved_text_;
    return true;
}

void delivery_run::reject(std::string_view why) {
    count(counters_.rejected);
    if (app_->may_log_rejection(app_->time->steady())) {
        app_->log.warning("a request was rejected", log_field("reason", why),
                          log_field("peer", request_ != nullptr ? request_->peer() : std::string()));
    }
}

bool delivery_run::begin(const http::request_view& request, http::reply& answer) {
    forget();
    request_ = &request;
    if (read_signature(request, answer)) {
        return true;
    }
    const clock::wall_time now = request.received_at;
    context_.received_at_ = now;
    const verification outcome =
        verify(app_->secrets().all(), signed_.timestamp, request.body, signed_.signature, now, app_->tolerance);
    if (outcome) {
        return take_genuine(outcome.secret(), false, answer);
    }
    const bool unknown =
        outcome.why() == verification::reason::mismatch || outcome.why() == verification::reason::no_secret;
    if (unknown && app_->resolver) {
        work_ = work::resolve;
        started_ = request.received_steady;
        prepare_context({}, webhook_time);
        return false;
    }
    return explain(outcome, answer);
}

bool delivery_run::read_signature(const http::request_view& request, http::reply& answer) {
    signed_ = signed_parts();
    unsigned timestamps = 0;
    unsigned signatures = 0;
    for (const http::field& each : request.fields) {
        if (http::is_named(each.name, timestamp_header)) {
            signed_.timestamp = each.value;
            ++timestamps;
        } else if (http::is_named(each.name, signature_header)) {
            signed_.signature = each.value;
            ++signatures;
        }
    }
    if (timestamps == 1 && signatures == 1) {
        return false;
    }
    reject(timestamps > 1 || signatures > 1 ? "a signature header is repeated" : "a signature header is missing");
    return refuse(400, "the signature headers are missing or malformed", answer);
}

bool delivery_run::explain(verification outcome, http::reply& answer) {
    reject(to_string(outcome.why()));
    const bool unreadable =
        outcome.why() == verification::reason::missing || outcome.why() == verification::reason::malformed;
    if (unreadable) {
        return refuse(400, "the signature headers are missing or malformed", answer);
    }
    answer.challenge = signature_challenge;
    return refuse(401, "the signature is not valid", answer);
}

bool delivery_run::take_genuine(std::size_t secret, bool resolved, http::reply& answer) {
    const std::string_view wrong = decoder_.decode(request_->body, time_in(signed_.timestamp), event_);
    if (!wrong.empty()) {
        reject(wrong);
        return refuse(400, "the body is not an event", answer);
    }
    started_ = request_->received_steady;
    return std::holds_alternative<webhook_event>(event_) ? take_webhook(secret, resolved, answer)
                                                         : take_action(secret, resolved, answer);
}

bool delivery_run::choose_webhook_routes(std::size_t secret, bool resolved) {
    const auto& all = app_->routes_for(std::get<webhook_event>(event_).type, chosen_);
    const auto takes = [&](const webhook_route* each) {
        if (!each->settings.secrets().empty()) {
            return !resolved && accepts_secret(each->accepted, secret);
        }
        return resolved || accepts_secret(app_->webhook_default(), secret);
    };
    if (std::all_of(all.begin(), all.end(), takes)) {
        webhooks_ = &all;
        return !all.empty() || resolved || app_->accepts_webhook(secret);
    }
    std::vector<const webhook_route*> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), takes);
    chosen_ = std::move(some);
    webhooks_ = &chosen_;
    return !chosen_.empty();
}

bool delivery_run::take_webhook(std::size_t secret, bool resolved, http::reply& answer) {
    const webhook_event& event = std::get<webhook_event>(event_);
    if (!choose_webhook_routes(secret, resolved)) {
        return explain(verification(verification::reason::mismatch), answer);
    }
    if (webhooks_->empty()) {
        count(counters_.ignored);
        if (app_->first_of_type(event.type)) {
            app_->log.info("no handler for this event; it is acknowledged and ignored, and so are those that follow",
                           log_field("type", event.type));
        }
        return give(stored_answer(), answer);
    }
    const delivery_key key = key_in(signed_.signature);
    const ledger::claim claim = app_->seen().take(key, started_, flight_);
    seen_ = claim.entry;
    attempt_ = claim.attempt;
    if (take_claim(claim, key, app_->seen(), answer)) {
        return true;
    }
    if (work_ == work::none && app_->any_unacknowledged.load(std::memory_order_relaxed) && take_earlier_run(answer)) {
        return true;
    }
    if (work_ == work::none) {
        work_ = work::handlers;
        layers_ = &app_->webhook_layers();
    }
    prepare_context(webhooks_->front()->pattern.text(), webhook_time);
    return false;
}

// A retry carries the same body, but possibly another timestamp and so another signature.
bool delivery_run::take_earlier_run(http::reply& answer) {
    const delivery_key digest = webhook_digest();
    const ledger::claim earlier = app_->unacknowledged().take_answer(digest, started_);
    if (earlier.what == ledger::verdict::run) {
        attempt_ = std::max(attempt_, earlier.attempt);
        return false;
    }
    if (take_claim(earlier, digest, app_->unacknowledged(), answer)) {
        settle(earlier.answer, false);
        return true;
    }
    return false;
}

bool delivery_run::take_claim(const ledger::claim& claim, const delivery_key& key, ledger& from, http::reply& answer) {
    if (claim.what == ledger::verdict::run) {
        return false;
    }
    count(counters_.repeated);
    if (claim.what == ledger::verdict::repeat) {
        return give(claim.answer, answer);
    }
    work_ = work::join;
    key_ = key;
    from_ = &from;
    return false;
}

bool delivery_run::take_action(std::size_t secret, bool resolved, http::reply& answer) {
    const action_event& event = std::get<action_event>(event_);
    action_ = app_->action_named(event.type);
    const bool own = action_ != nullptr && !action_->settings.secrets().empty();
    const bool fits = own ? !resolved && accepts_secret(action_->accepted, secret)
                          : resolved || (action_ != nullptr ? accepts_secret(app_->action_default(), secret)
                                                            : app_->accepts_action(secret));
    if (!fits) {
        return explain(verification(verification::reason::mismatch), answer);
    }
    if (action_ == nullptr) {
        count(counters_.ignored);
        if (app_->first_of_type(event.type)) {
            app_->log.warning("no handler for this action; the user sees no answer", log_field("type", event.type));
        }
        return give(stored_answer(), answer);
    }
    if (wrong_resource(answer)) {
        return true;
    }
    const delivery_key key = interaction_digest();
    const ledger::claim claim = app_->interactions().take(key, started_, flight_);
    seen_ = claim.entry;
    attempt_ = claim.attempt;
    if (take_claim(claim, key, app_->interactions(), answer)) {
        return true;
    }
    if (work_ == work::none) {
        work_ = work::handlers;
        layers_ = &app_->action_layers();
    }
    prepare_context(action_->what.event_name(), action_->what.timeout());
    return false;
}

bool delivery_run::wrong_resource(http::reply& answer) {
    const std::vector<std::string>& wanted = action_->what.resource_types();
    if (wanted.empty()) {
        return false;
    }
    const auto resources = std::get<action_event>(event_).resources();
    const auto fits = [&](const resource& each) {
        return std::find(wanted.begin(), wanted.end(), each.type) != wanted.end();
    };
    if (std::all_of(resources.begin(), resources.end(), fits)) {
        return false;
    }
    std::string kinds;
    for (const std::string& type : wanted) {
        const char* const joint = kinds.empty() ? "" : (&type == &wanted.back() ? " and " : ", ");
        kinds += joint + (type == "version_stack" ? std::string("version stack") : type) + "s";
    }
    const response refusal(
        message("Not for this selection", fmt::format("\"{}\" works on {} only.", action_->what.name(), kinds)));
    count(counters_.accepted);
    resolved_text_ = refusal.json();
    answer.body = resolved_text_;
    return true;
}

bool delivery_run::give(const stored_answer& stored, http::reply& answer) {
    stored_ = stored;
    answer.status = stored_.status;
    answer.body = stored_.json ? std::string_view(*stored_.json) : std::string_view();
    if (stored_.status == 503) {
        answer.retry_after = 1;
    }
    return true;
}

void delivery_run::prepare_context(std::string_view route, std::chrono::seconds time) {
    context_.request_ = request_;
    context_.event_ = event_in(event_);
    context_.base_log_ = &app_->log;
    context_.route_ = route;
    context_.deadline_ = started_ + time;
    context_.attempt_ = attempt_;
}

void delivery_run::forget() {
    settle({503, nullptr}, true);
    context_.log_.reset();
    context_.values_.clear();
    stored_ = stored_answer();
    answer_ = response();
    action_ = nullptr;
    webhooks_ = nullptr;
    digest_.reset();
    attempt_ = 1;
    work_ = work::none;
    overdue_ = answered_ = false;
}

clock::steady_time delivery_run::deadline() const {
    return context_.deadline_;
}

boost::asio::awaitable<void> delivery_run::run() {
    return work_ == work::resolve ? run_resolved() : run_work();
}

boost::asio::awaitable<void> delivery_run::run_work() {
    if (work_ == work::join) {
        return run_joined();
    }
    if (!layers_->empty()) {
        return run_layers();
    }
    if (action_ != nullptr) {
        return action_->handler->run(std::get<action_event>(event_), context_, answer_);
    }
    if (webhooks_->size() == 1) {
        return webhooks_->front()->handler->run(std::get<webhook_event>(event_), context_, answer_);
    }
    return run_layers();
}

boost::asio::awaitable<void> delivery_run::run_layers() {
    response answer = co_await proceed(0);
    answer_ = std::move(answer);
}

boost::asio::awaitable<response> delivery_run::proceed(std::size_t index) {
    if (index == layers_->size()) {
        return run_handlers();
    }
    const layer& here = *(*layers_)[index];
    const next rest(*this, index + 1);
    if (here.all) {
        return here.all->run(*event_in(event_), context_, rest);
    }
    return here.webhooks ? here.webhooks->run(std::get<webhook_event>(event_), context_, rest)
                         : here.actions->run(std::get<action_event>(event_), context_, rest);
}

boost::asio::awaitable<response> delivery_run::run_handlers() {
    response answer;
    if (action_ != nullptr) {
        co_await action_->handler->run(std::get<action_event>(event_), context_, answer);
        co_return answer;
    }
    for (const webhook_route* each : *webhooks_) {
        context_.route_ = each->pattern.text();
        co_await each->handler->run(std::get<webhook_event>(event_), context_, answer);
    }
    co_return answer;
}

boost::asio::awaitable<void> delivery_run::run_joined() {
    stored_answer stored = co_await join_flight(*from_, key_, context_.executor_);
    stored_ = std::move(stored);
}

boost::asio::awaitable<void> delivery_run::run_resolved() {
    const auto ids = decoder_.peek(request_->body, largest_peek);
    if (!ids || !app_->resolves(ids->is_action())) {
        answered_ = explain(verification(verification::reason::mismatch), resolved_answer_);
        co_return;
    }
    std::vector<signing_secret> secrets = co_await app_->resolver(*ids);
    if (overdue_) {
        // The peer was told to come back. Running now and then again would be once too often.
        answered_ = refuse(503, "the signing secret came too late", resolved_answer_);
        co_return;
    }
    const std::span<const signing_secret> tried =
        secrets.empty() ? app_->last_resort(ids->is_action()).all() : std::span<const signing_secret>(secrets);
    const verification outcome =
        verify(tried, signed_.timestamp, request_->body, signed_.signature, context_.received_at_, app_->tolerance);
    if (!outcome) {
        answered_ = explain(outcome, resolved_answer_);
        co_return;
    }
    work_ = work::none;
    answered_ = take_genuine(outcome.secret(), true, resolved_answer_);
    if (!answered_) {
        co_await run_work();
    }
}

void delivery_run::settle(const stored_answer& stored, bool failed) {
    if (seen_.generation == 0 && unacknowledged_.generation == 0) {
        return;
    }
    if (seen_.generation != 0) {
        ledger& known = action_ != nullptr ? app_->interactions() : app_->seen();
        known.finish(std::exchange(seen_, ledger::entry()), stored, failed);
    }
    if (unacknowledged_.generation != 0) {
        app_->unacknowledged().finish(std::exchange(unacknowledged_, ledger::entry()), stored, failed);
    }
    flight_.land(stored);
}

void delivery_run::finish(std::exception_ptr failure, http::reply& answer) {
    if (answered_) {
        answered_ = false;
        answer = resolved_answer_;
        resolved_answer_ = http::reply();
        return;
    }
    if (work_ == work::resolve) {
        log_failure(failure);
        answer.retry_after = 1;
        refuse(503, "the signing secret is not available now", answer);
        return;
    }
    if (failure) {
        count(counters_.failed);
        log_failure(failure);
        stored_ = stored_answer{500, nullptr};
        settle(stored_, true);
        note_unacknowledged(stored_, true);
        refuse(500, handler_failed, answer);
        return;
    }
    if (work_ == work::handlers) {
        count(counters_.accepted);
        if (!answer_.json().empty()) {
            stored_.json = std::make_shared<const std::string>(answer_.json());
        }
    }
    settle(stored_, stored_.status >= 400);
    if (work_ == work::join && from_ == &app_->unacknowledged() && !overdue_) {
        app_->unacknowledged().take_answer(key_, started_);  // given now: the next one is another event
    }
    if (stored_.status == 500) {
        refuse(500, handler_failed, answer);
    } else {
        give(stored_, answer);
    }
    if (request_->body.size() > large_body) {
        if (std::holds_alternative<webhook_event>(event_)) {
            digest_ = webhook_digest();
        }
        event_ = any_event();
    }
}

void delivery_run::overdue() {
    overdue_ = true;
    if (work_ == work::handlers && action_ == nullptr) {
        unacknowledged_ = app_->unacknowledged().note_running(webhook_digest(), started_, attempt_, flight_);
        app_->any_unacknowledged.store(true, std::memory_order_relaxed);
    }
}

void delivery_run::lost() {
    if (webhooks_ != nullptr && !webhooks_->empty() && stored_.status < 400) {
        note_unacknowledged(stored_, false);
    }
}

void delivery_run::note_unacknowledged(const stored_answer& stored, bool failed) {
    if (action_ != nullptr) {
        return;  // interactions are known by their ids, whatever became of the answer
    }
    ledger& known = app_->unacknowledged();
    known.finish(known.note_running(webhook_digest(), started_, attempt_, flight_), stored, failed);
    app_->any_unacknowledged.store(true, std::memory_order_relaxed);
}

delivery_key delivery_run::webhook_digest() {
    if (!digest_) {
        digest_ = key_of(digest_of({event_in(event_)->raw()}));
    }
    return *digest_;
}

delivery_key delivery_run::interaction_digest() const {
    const action_event& event = std::get<action_event>(event_);
    std::string data;
    for (const form_value& each : event.data()) {
        // With its length, so that no name can look like another field.
        data.append(std::to_string(each.name().size())).append(":").append(each.name()).append(each.json());
    }
    return key_of(
        digest_of({event.type, event.action_id, event.interaction_id, event.is_submission() ? "form" : "click", data}));
}

void delivery_run::log_failure(const std::exception_ptr& failure) {
    std::string what = "unknown exception";
    try {
        if (failure) {
            std::rethrow_exception(failure);
        }
    } catch (const std::exception& known) {
        what = known.what();
    } catch (...) {
    }
    if (work_ == work::resolve) {
        app_->log.error("the secret resolver failed", log_field("reason", what));
    } else {
        context_.log().error("a handler failed", log_field("reason", what));
    }
}

}  // namespace frameio
