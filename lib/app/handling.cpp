#include "app/handling.hpp"

#include "app/app_state.hpp"
#include "app/delivery_run.hpp"
#include "app/stored_runs.hpp"
#include "delivery/inbox.hpp"

#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio {
namespace {

namespace asio = boost::asio;

/// A request with the views that a delivery wants.
class held_request {
public:
    held_request(http_request request, clock& time) : request_(std::move(request)) {
        for (const auto& [name, value] : request_.headers()) {
            fields_.push_back({name, value});
        }
        view_.method = request_.method();
        view_.target = request_.target();
        view_.path = view_.target.substr(0, view_.target.find('?'));
        view_.fields = fields_;
        view_.body = request_.body();
        view_.peer_text = request_.peer();
        view_.received_at = time.now();
        view_.received_steady = time.steady();
    }
    held_request(const held_request&) = delete;
    held_request& operator=(const held_request&) = delete;

    const http::request_view& view() const noexcept {
        return view_;
    }

private:
    http_request request_;
    std::vector<http::field> fields_;
    http::request_view view_;
};

http_response response_from(const http::reply& answer) {
    http_response result(answer.status);
    if (!answer.allow.empty()) {
        result.header("Allow", std::string(answer.allow));
    }
    if (!answer.challenge.empty()) {
        result.header("WWW-Authenticate", std::string(answer.challenge));
    }
    if (answer.retry_after != 0) {
        result.header("Retry-After", std::to_string(answer.retry_after));
    }
    if (!answer.body.empty()) {
        result.header("Content-Type", "application/json");
        result.body(std::string(answer.body));
    }
    return result;
}

/// Runs the action of a request that no server has received: on its own executor, from the app's own store. The run may
/// outlast the request, and keeps this alive.
class lone_run : public std::enable_shared_from_this<lone_run> {
public:
    lone_run(std::shared_ptr<app_state> app, const asio::any_io_executor& executor)
        : app_(std::move(app)),
          runs_(app_, app_->own_store(), app_->handled_counters(), executor, std::chrono::milliseconds(0)),
          inbox_(*app_->own_store(), *app_->time, options(), [](const auto&) { return nobody(); }) {}

    std::shared_ptr<action_runs> actions() {
        return std::make_shared<action_runs>(
            action_runs::parts{app_, app_->own_store(), inbox_, runs_, owner, lease, 1'024, shared_from_this()});
    }

private:
    static constexpr const char* owner = "async_handle";
    static constexpr std::chrono::hours lease{24 * 365};  // nobody else would run it

    static asio::awaitable<store::kept_answer> nobody() {
        co_return store::kept_answer();
    }

    frameio::delivery::inbox_options options() const {
        frameio::delivery::inbox_options made;
        made.owner = owner;
        made.term = lease;
        made.leases = app_->leases;
        made.policy = [app = app_.get()](const store::stored_event& event) { return app->policy_of(event); };
        made.on_end = [app = app_.get()](const store::event_id& event) { app->ends_of_runs->ended(event); };
        return made;
    }

    std::shared_ptr<app_state> app_;
    stored_runs runs_;
    frameio::delivery::inbox inbox_;
};

asio::awaitable<http_response> answer_to(std::shared_ptr<app_state> state, std::unique_ptr<held_request> request,
                                         asio::any_io_executor executor) {
    delivery_run delivery(
        state, state->handled_counters(), executor,
        [&] { return std::make_shared<lone_run>(state, executor)->actions(); }, nullptr);
    http::reply answer;
    if (!delivery.accepts(request->view(), answer) || delivery.begin(request->view(), answer)) {
        co_return response_from(answer);
    }
    std::exception_ptr failure;
    try {
        co_await delivery.run();
    } catch (...) {
        failure = std::current_exception();
    }
    delivery.finish(std::move(failure), answer);
    http_response made = response_from(answer);
    co_await state->tidy_own_store();
    co_return made;
}

}  // namespace

void handle(std::shared_ptr<app_state> state, http_request request, asio::any_io_executor executor,
            asio::any_completion_handler<void(std::exception_ptr, http_response)> done) {
    auto held = std::make_unique<held_request>(std::move(request), *state->time);
    auto work = answer_to(std::move(state), std::move(held), executor);
    asio::co_spawn(executor, std::move(work),
                   [done = std::move(done)](std::exception_ptr failure, http_response answer) mutable {
                       std::move(done)(std::move(failure), std::move(answer));
                   });
}

}  // namespace frameio
