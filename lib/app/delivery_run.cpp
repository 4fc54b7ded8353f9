#include "app/delivery_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace frameio {
namespace {

constexpr std::chrono::seconds webhook_time{5};
constexpr std::chrono::seconds store_time{4};  // so that the peer still hears that it is to come back
constexpr std::string_view signature_challenge = R"(Frameio-Signature realm="deliveries")";

}  // namespace

delivery_run::delivery_run(std::shared_ptr<app_state> app, delivery_counters& counters,
                           boost::asio::any_io_executor executor, action_source actions,
                           std::shared_ptr<frameio::delivery::intake> store)
    : app_(std::move(app)),
      counters_(counters),
      decoder_(app_->json_depth),
      context_(*app_->time, std::move(executor)),
      chain_(context_),
      claims_(*app_),
      stored_deliveries_(*app_, std::move(store)),
      action_source_(std::move(actions)) {
    context_.app_ = app_.get();
}

const event* delivery_run::as_event() const noexcept {
    if (const auto* webhook = std::get_if<webhook_event>(&event_)) {
        return webhook;
    }
    return std::get_if<action_event>(&event_);
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
    constexpr std::string_view text = "a request was rejected";
    const log_field reason("reason", why);
    const std::string from = request_->peer();
    const log_field peer("peer", from);
    if (claimed_ == nullptr) {
        write_within(app_->rejections, *app_->time, app_->log, log_level::warning, text, reason, peer);
        return;
    }
    write_within(app_->rejections, *app_->time, app_->log, log_level::warning, text, reason, peer,
                 log_field("claimed_account", claimed_->account_id),
                 log_field("claimed_workspace", claimed_->workspace_id));
}

bool delivery_run::begin(const http::request_view& request, http::reply& answer) {
    claims_.begin(request.received_steady);
    stored_deliveries_.begin(request.received_steady);
    forget();
    request_ = &request;
    started_ = request.received_steady;
    if (read_signature(request, answer)) {
        return true;
    }
    claims_.expect(signed_.signature);
    const clock::wall_time now = request.received_at;
    context_.received_at_ = now;
    const verification outcome =
        verify(app_->secrets().all(), signed_.timestamp, request.body, signed_.signature, now, app_->tolerance);
    if (outcome) {
        return take_genuine(outcome, answer);
    }
    const bool unknown =
        outcome.why() == verification::reason::mismatch || outcome.why() == verification::reason::no_secret;
    if (unknown && app_->finds_secrets()) {
        work_ = work::resolve;
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
    constexpr std::size_t usual_size = 67;  // "v0=" and 64 digits
    if (timestamps == 1 && signatures == 1 && signed_.signature.size() == usual_size) {
        return false;
    }
    reject(timestamps > 1 || signatures > 1     ? "a signature header is repeated"
           : timestamps == 1 && signatures == 1 ? to_string(verification::reason::malformed)
                                                : "a signature header is missing");
    return refuse(400, "the signature headers are missing or malformed", answer);
}

bool delivery_run::explain(verification outcome, http::reply& answer) {
    reject(to_string(outcome.why()));
    if (outcome.why() == verification::reason::stale || outcome.why() == verification::reason::future) {
        doubt_clock();
    }
    const bool unreadable =
        outcome.why() == verification::reason::missing || outcome.why() == verification::reason::malformed;
    if (unreadable) {
        return refuse(400, "the signature headers are missing or malformed", answer);
    }
    answer.challenge = signature_challenge;
    return refuse(401, "the signature is not valid", answer);
}

// Anybody can write a time; whoever signs it knows a secret, or has what was sent long ago.
void delivery_run::doubt_clock() {
    if (app_->doubts_clock.load(std::memory_order_relaxed)) {
        return;
    }
    const clock::wall_time now = request_->received_at;
    const verification signer = verify(app_->secrets().all(), signed_.timestamp, request_->body, signed_.signature, now,
                                       std::chrono::seconds::max());
    if (signer && !app_->doubts_clock.exchange(true)) {
        const auto age = std::chrono::floor<std::chrono::seconds>(now) - signer.timestamp();
        write_within(app_->rejections, *app_->time, app_->log, log_level::warning,
                     "a genuine delivery is refused for its time: the clock of this machine may be wrong, or it was "
                     "sent again long after",
                     log_field("seconds_old", std::int64_t{age.count()}), log_field("peer", request_->peer()));
    }
}

bool delivery_run::take_genuine(const verification& by, http::reply& answer) {
    if (app_->doubts_clock.load(std::memory_order_relaxed)) {
        app_->doubts_clock.store(false, std::memory_order_relaxed);
    }
    const std::string_view wrong = decoder_.decode(request_->body, by.timestamp(), event_);
    if (!wrong.empty()) {
        reject(wrong);
        return refuse(400, "the body is not an event", answer);
    }
    const bool is_action = std::holds_alternative<action_event>(event_);
    const bool resolved = found_ != nullptr;
    if (resolved && (is_action != found_->is_action || !found_->is_for(*as_event()))) {
        return explain(verification(verification::reason::mismatch), answer);  // secrets for others
    }
    return is_action ? take_action(by.secret(), resolved, answer) : take_webhook(by.secret(), resolved, answer);
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
        return give(answer);
    }
    if (stored_deliveries_.wanted()) {
        work_ = work::store;
        prepare_context(webhooks_->front()->pattern.text(), store_time);
        return false;
    }
    if (take_claim(claims_.take_webhook(event.raw(), stored_), answer)) {
        return true;
    }
    chain_.take(event, *webhooks_, *app_);
    prepare_context(webhooks_->front()->pattern.text(), webhook_time);
    return false;
}

bool delivery_run::take_claim(ledger::verdict verdict, http::reply& answer) {
    if (verdict == ledger::verdict::run) {
        work_ = work::handlers;
        return false;
    }
    count(counters_.repeated);
    if (verdict == ledger::verdict::join) {
        work_ = work::join;
        return false;
    }
    claims_.sending(stored_);
    return give(answer);
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
        return give(answer);
    }
    if (wrong_resource(answer)) {
        return true;
    }
    work_ = work::action;
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

bool delivery_run::give(http::reply& answer) {
    answer.status = stored_.status;
    answer.body = stored_.json ? std::string_view(*stored_.json) : std::string_view();
    if (stored_.status == 503) {
        answer.retry_after = 1;
    }
    return true;
}

void delivery_run::prepare_context(std::string_view route, std::chrono::seconds time) {
    context_.request_ = request_;
    context_.event_ = as_event();
    const auto* const action = std::get_if<action_event>(&event_);
    context_.interaction_ = action != nullptr ? action->interaction_id : std::string_view();
    context_.base_log_ = &app_->log;
    context_.interactive_ = action != nullptr;
    context_.route_ = route;
    context_.deadline_ = started_ + time;
    context_.attempt_ = claims_.attempt();
}

void delivery_run::forget() {
    context_.log_.reset();
    context_.values_.clear();
    stored_ = stored_answer();
    answer_ = response();
    action_ = nullptr;
    webhooks_ = nullptr;
    found_.reset();
    claimed_ = nullptr;
    work_ = work::none;
    overdue_ = answered_ = false;
}

}  // namespace frameio
