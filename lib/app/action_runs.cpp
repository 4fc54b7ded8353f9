#include "app/action_runs.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace frameio {

namespace asio = boost::asio;

namespace {

// For the answer to arrive while Frame.io still waits.
constexpr std::chrono::seconds margin{1};

// How soon it is known here that another server has an answer.
constexpr std::chrono::milliseconds glance{250};

stored_answer answer_of(const store::kept_answer& kept) {
    stored_answer made;
    made.status = kept.status == 0 ? 200 : kept.status;  // a person has decided that it is done
    if (!kept.json.empty()) {
        made.json = std::make_shared<const std::string>(kept.json);
    }
    return made;
}

action_answer late(const action_route& route) {
    const response shown(route.what.still_working());
    action_answer made;
    made.what.json = std::make_shared<const std::string>(shown.json());
    made.is_late = true;
    return made;
}

}  // namespace

asio::awaitable<action_answer> action_runs::answer(const delivery::received_action& what, const action_route& route,
                                                   std::shared_ptr<const request_copy> request) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const clock::steady_time until = request->view().received_steady + route.what.timeout() - margin;
    store::arrival arrived = delivery::arrival_of(what);
    arrived.owner = parts_.owner;
    arrived.build = parts_.app->build;
    arrived.term = parts_.lease;
    const store::wall_time asked = parts_.app->time->now();
    arrived.going_on = parts_.app->leases->not_believed(asked, parts_.lease);
    if (parts_.inbox.running() >= parts_.most) {
        throw store::store_error("too many actions are being run");
    }
    store::stored_event event = arrived.event;
    const store::admission made = co_await parts_.engine->admit(std::move(arrived));
    action_answer got;
    if (made.answer) {
        got.what = answer_of(*made.answer);
        got.is_repeated = true;
        co_return got;
    }
    auto listeners = std::make_shared<audience>();
    const bool is_new = made.what == store::admission::verdict::stored;
    if (is_new) {
        begin(made, asked, std::move(event), route, std::move(request), listeners, executor);
    }
    got = co_await await_end(made.id, until, route, std::move(listeners));
    got.is_repeated = !is_new;
    co_return got;
}

void action_runs::begin(const store::admission& made, store::wall_time asked, store::stored_event event,
                        const action_route& route, std::shared_ptr<const request_copy> request,
                        std::shared_ptr<const audience> listeners, const asio::any_io_executor& executor) {
    store::work work;
    work.held = store::lease(made.id, made.epoch);
    work.event = std::move(event);
    work.run = made.run;
    attendance attended;
    attended.request = std::move(request);
    attended.listeners = std::move(listeners);
    attended.time = route.what.timeout();
    // The inbox keeps what runs the action: that is not to keep the inbox.
    parts_.inbox.begin(
        std::move(work), asked,
        [&runs = parts_.runs, attended = std::move(attended)](const store::work& one) {
            return runs.run(one, attended);
        },
        executor, parts_.keeps_alive);
}

// Looks, and then looks again when the run has ended here, or may have ended elsewhere.
asio::awaitable<action_answer> action_runs::await_end(store::event_id id, clock::steady_time until,
                                                      const action_route& route, std::shared_ptr<audience> listeners) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    clock& time = *parts_.app->time;
    delivery::run_watch::place place(parts_.app->ends_of_runs, id);
    for (;;) {
        waiting_ = place.expect();
        const auto found = co_await parts_.engine->find(id);
        if (abandoned_) {
            action_answer got;
            got.what.status = 503;
            co_return got;
        }
        const bool waits =
            found && (found->state == store::event_state::running || found->state == store::event_state::pending);
        if (!waits) {
            action_answer got;
            got.what = found && found->state == store::event_state::done ? answer_of(found->answer)
                                                                         : stored_answer{500, nullptr};
            co_return got;
        }
        // It waits for a time of its own, which nobody here waits for.
        const bool rests =
            found->state == store::event_state::pending && found->due > time.now() + (until - time.steady());
        if (rests || time.steady() >= until) {
            listeners->is_gone = true;
            co_return late(route);
        }
        const alarm bell(time, executor, std::min(until, time.steady() + glance), waiting_);
        co_await waiting_->wait();
    }
}

void action_runs::abandon() {
    abandoned_ = true;
    if (waiting_) {
        waiting_->tell();
    }
}

}  // namespace frameio
