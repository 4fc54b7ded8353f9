#include "app/stored_runs.hpp"

#include <frameio/context.hpp>
#include <frameio/delivery.hpp>

#include "app/handler_chain.hpp"
#include "app/recorded_calls.hpp"
#include "delivery/run_policy.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace frameio {

namespace asio = boost::asio;

/// An interaction, up to the delivery that is run.
struct stored_runs::conversation {
    action_event event;                     // that the handler is run with
    std::vector<action_event> submissions;  // the answers to its questions
    std::vector<store::event_id> before;    // earlier deliveries, whose steps are not repeated
    store::wall_time asked_at{};            // when the last of them came
};

/// A delivery of the interaction that came before.
struct stored_runs::earlier {
    action_event event;
    store::event_details details;
};

stored_runs::stored_runs(std::shared_ptr<app_state> app, std::shared_ptr<store::engine> engine,
                         delivery_counters& counters, asio::any_io_executor executor,
                         std::chrono::milliseconds patience)
    : app_(std::move(app)),
      engine_(std::move(engine)),
      counters_(counters),
      executor_(std::move(executor)),
      decoder_(app_->json_depth),
      patience_(patience) {}

asio::awaitable<store::kept_answer> stored_runs::run(const store::work& what, attendance attended) {
    store::kept_answer answer;
    try {
        if (what.event.kind == store::event_kind::action) {
            answer = co_await handle_action(what, std::move(attended));
        } else {
            co_await handle_webhook(what);
        }
    } catch (...) {
        if (!delivery::is_decision(std::current_exception())) {
            counters_.failed.fetch_add(1, std::memory_order_relaxed);
        }
        throw;
    }
    counters_.accepted.fetch_add(1, std::memory_order_relaxed);
    co_return answer;
}

template <class Event>
Event stored_runs::decode(std::string_view body, std::chrono::sys_seconds stamp) {
    constexpr std::string_view kind = std::is_same_v<Event, action_event> ? "action" : "webhook event";
    any_event decoded;
    const std::string_view wrong = decoder_.decode(body, stamp, decoded);
    auto* const event = std::get_if<Event>(&decoded);
    if (event == nullptr) {
        throw park("the stored body is no " + std::string(kind) + ": " +
                   std::string(wrong.empty() ? "it is of the other kind" : wrong));
    }
    return std::move(*event);
}

void stored_runs::prepare(context& ctx, const store::work& what, std::shared_ptr<delivery::journal> journal,
                          doubt rule) const {
    ctx.app_ = app_.get();
    ctx.base_log_ = &app_->log;
    ctx.received_at_ = what.event.received_at;
    ctx.attempt_ = what.run;
    ctx.recorded_ = std::make_shared<recorded_calls>(std::move(journal), rule, *app_->time, patience_);
}

asio::awaitable<void> stored_runs::handle_webhook(const store::work& what) {
    const auto* const routes = app_->webhook_named(what.event.route);
    if (routes == nullptr) {
        throw park("there is no handler for \"" + what.event.route +
                   "\" any more; register one and redrive the event, or resolve it");
    }
    const webhook_route& route = *routes->front();
    const auto event = decode<webhook_event>(what.event.body, what.event.stamp);
    context ctx(*app_->time, executor_);
    auto journal = std::make_shared<delivery::journal>(engine_, *app_->time, what.held, app_->log);
    prepare(ctx, what, std::move(journal), app_state::doubt_of(route.settings));
    ctx.event_ = &event;
    ctx.route_ = route.pattern.text();
    const auto limit = app_->policy_of(what.event).timeout;
    ctx.deadline_ = limit.count() > 0 ? app_->time->steady() + limit : clock::steady_time::max();
    ctx.uuid_seed_ =
        what.event.route + '\n' + std::to_string(what.event.stamp.time_since_epoch().count()) + '\n' + what.event.body;
    handler_chain chain(ctx);
    chain.take(event, *routes, *app_);
    response unheard;
    co_await chain.run(unheard);
}

namespace {

void log_failure(context& ctx, const std::exception_ptr& failure) {
    std::string reason = "unknown exception";
    try {
        std::rethrow_exception(delivery::cause_of(failure));
    } catch (const retry_later&) {
        return;  // not a failure
    } catch (const std::exception& known) {
        reason = known.what();
    } catch (...) {
    }
    ctx.log().error("a handler failed", log_field("reason", reason));
}

}  // namespace

asio::awaitable<store::kept_answer> stored_runs::handle_action(const store::work& what, attendance attended) {
    const action_route* const route = app_->action_named(what.event.route);
    if (route == nullptr) {
        throw park("there is no handler for the action \"" + what.event.route +
                   "\" any more; register one and redrive the event, or resolve it");
    }
    const std::shared_ptr<const conversation> past = co_await recall(what);
    if (!past->before.empty() && what.event.received_at > past->asked_at + route->what.closes_after()) {
        co_return store::kept_answer(200, response(route->what.expired()).json());
    }
    context ctx(*app_->time, executor_);
    auto journal = std::make_shared<delivery::journal>(engine_, *app_->time, what.held, app_->log, past->before);
    if (!what.event.interaction.empty()) {
        ctx.interview_ = std::make_shared<interview>(journal, past->submissions, std::move(attended.listeners));
    }
    prepare(ctx, what, std::move(journal), app_state::doubt_of(route->settings));
    ctx.event_ = &past->event;
    ctx.route_ = route->what.event_name();
    ctx.interaction_ = past->event.interaction_id;
    ctx.interactive_ = true;
    ctx.deadline_ = clock::steady_time::max();
    ctx.uuid_seed_ = what.event.route + '\n' + std::string(past->event.raw());
    if (attended.request) {
        ctx.request_ = &attended.request->view();
        ctx.deadline_ = attended.request->view().received_steady + attended.time;
        ctx.delivered_ = std::move(attended.request);
    }
    handler_chain chain(ctx);
    chain.take(past->event, *route, *app_);
    response answer;
    try {
        co_await chain.run(answer);
    } catch (...) {
        log_failure(ctx, std::current_exception());
        throw;
    }
    co_return store::kept_answer(200, answer.json());
}

// Of the same action: ids of interactions are Frame.io's, and who has the secret of an action may send any.
asio::awaitable<std::vector<stored_runs::earlier>> stored_runs::find_earlier(const store::work& what,
                                                                             const action_event& now) {
    std::vector<earlier> past;
    if (what.event.interaction.empty()) {
        co_return past;
    }
    const auto all = co_await engine_->interaction(what.event.route, what.event.interaction);
    for (const store::event_id& each : all) {
        if (each >= what.held.event) {
            break;
        }
        auto found = co_await engine_->find(each);
        if (!found) {
            continue;
        }
        earlier one;
        one.event = decode<action_event>(found->body, std::chrono::floor<std::chrono::seconds>(found->received_at));
        one.details = std::move(*found);
        if (one.event.action_id == now.action_id) {
            past.push_back(std::move(one));
        }
    }
    co_return past;
}

// A handler that asks is run with the delivery that made it ask first; the submissions since then are its answers. One
// that returns its forms is run with each submission, which may leave out what the click has said. Of an interaction
// whose beginning is not known any more, all that came may be an answer.
asio::awaitable<std::shared_ptr<stored_runs::conversation>> stored_runs::recall(const store::work& what) {
    auto made = std::make_shared<conversation>();
    made->event = decode<action_event>(what.event.body, what.event.stamp);
    const std::vector<earlier> past = co_await find_earlier(what, made->event);
    if (!past.empty()) {
        event_decoder::complete(made->event, past.front().event);
    }
    const auto asks = [](const earlier& each) {
        return std::ranges::any_of(each.details.steps, interview::is_question);
    };
    const auto first = std::ranges::find_if(past, asks);
    std::vector<action_event> since;
    for (auto each = first; each != past.end(); ++each) {
        since.push_back(each->event);
        made->before.push_back(each->details.id);
        made->asked_at = each->details.received_at;
    }
    since.push_back(made->event);
    made->event = since.front();
    const bool click_is_lost = first == past.begin() && made->event.is_submission();
    made->submissions.assign(since.begin() + (click_is_lost ? 0 : 1), since.end());
    co_return made;
}

}  // namespace frameio
