#include "app/stored_runs.hpp"

#include <frameio/context.hpp>
#include <frameio/delivery.hpp>

#include "app/handler_chain.hpp"
#include "app/recorded_calls.hpp"
#include "delivery/journal.hpp"

#include <string>
#include <utility>

namespace frameio {

namespace asio = boost::asio;

stored_runs::stored_runs(std::shared_ptr<app_state> app, std::shared_ptr<store::engine> engine,
                         asio::any_io_executor executor, std::chrono::milliseconds patience)
    : app_(std::move(app)),
      engine_(std::move(engine)),
      counters_(app_->new_counters()),
      executor_(std::move(executor)),
      decoder_(app_->json_depth),
      patience_(patience) {}

asio::awaitable<store::kept_answer> stored_runs::run(const store::work& what) {
    try {
        co_await handle(what);
    } catch (const retry_later&) {
        throw;
    } catch (const park&) {
        throw;
    } catch (...) {
        counters_.failed.fetch_add(1, std::memory_order_relaxed);
        throw;
    }
    counters_.accepted.fetch_add(1, std::memory_order_relaxed);
    co_return store::kept_answer();
}

webhook_event stored_runs::decode(const store::stored_event& from) {
    any_event decoded;
    const std::string_view wrong = decoder_.decode(from.body, from.stamp, decoded);
    auto* const event = std::get_if<webhook_event>(&decoded);
    if (event == nullptr) {
        throw park("the stored body is no webhook event: " +
                   std::string(wrong.empty() ? "it is an action" : std::string(wrong)));
    }
    return std::move(*event);
}

asio::awaitable<void> stored_runs::handle(const store::work& what) {
    const auto* const routes = app_->webhook_named(what.event.route);
    if (routes == nullptr) {
        throw park("there is no handler for \"" + what.event.route +
                   "\" any more; register one and redrive the event, or resolve it");
    }
    const webhook_event event = decode(what.event);
    context ctx(*app_->time, executor_);
    ctx.app_ = app_.get();
    ctx.event_ = &event;
    ctx.base_log_ = &app_->log;
    ctx.route_ = routes->front()->pattern.text();
    ctx.received_at_ = what.event.received_at;
    const auto limit = app_->policy_of(what.event.route).timeout;
    ctx.deadline_ = limit.count() > 0 ? app_->time->steady() + limit : clock::steady_time::max();
    ctx.attempt_ = what.run;
    auto journal = std::make_shared<delivery::journal>(engine_, *app_->time, what.held, app_->log);
    const doubt rule = app_state::doubt_of(*routes->front());
    ctx.recorded_ = std::make_shared<recorded_calls>(std::move(journal), rule, *app_->time, patience_);
    handler_chain chain(ctx);
    chain.take(event, *routes, *app_);
    response unheard;
    co_await chain.run(unheard);
}

}  // namespace frameio
