#include "app/handler_chain.hpp"

#include "app/interview.hpp"
#include "auth/identity.hpp"

#include <exception>
#include <utility>

namespace frameio {

namespace asio = boost::asio;

void handler_chain::take(const webhook_event& event, const std::vector<const webhook_route*>& routes,
                         const app_state& app) {
    webhook_ = &event;
    action_ = nullptr;
    webhooks_ = &routes;
    layers_ = &app.webhook_layers();
}

void handler_chain::take(const action_event& event, const action_route& route, const app_state& app) {
    webhook_ = nullptr;
    action_ = &event;
    action_route_ = &route;
    layers_ = &app.action_layers();
}

// Not a coroutine: what is common needs no frame but the handler's.
asio::awaitable<void> handler_chain::run(response& answer) {
    if (layers_->empty() && action_ != nullptr) {
        return run_asking(answer);
    }
    if (layers_->empty() && webhooks_->size() == 1) {
        return webhooks_->front()->handler->run(*webhook_, context_, answer);
    }
    return run_layers(answer);
}

asio::awaitable<void> handler_chain::run_layers(response& answer) {
    response given = co_await proceed(0);
    answer = std::move(given);
}

asio::awaitable<response> handler_chain::proceed(std::size_t index) {
    if (index == layers_->size()) {
        return run_handlers();
    }
    const layer& here = *(*layers_)[index];
    const next rest(*this, index + 1);
    if (here.all) {
        return action_ != nullptr ? here.all->run(*action_, context_, rest) : here.all->run(*webhook_, context_, rest);
    }
    return here.webhooks ? here.webhooks->run(*webhook_, context_, rest) : here.actions->run(*action_, context_, rest);
}

// A question is the answer, whatever the handler makes of being left there; middleware sees it like any other.
asio::awaitable<void> handler_chain::run_asking(response& answer) {
    std::exception_ptr failure;
    try {
        if (action_route_->what.requires_login()) {
            co_await await_login();
        }
        co_await action_route_->handler->run(*action_, context_, answer);
    } catch (...) {
        failure = std::current_exception();
    }
    if (context_.interview_ && context_.interview_->question()) {
        answer = *context_.interview_->question();
    } else if (failure) {
        std::rethrow_exception(failure);
    }
}

asio::awaitable<void> handler_chain::await_login() {
    const std::shared_ptr<auth::identity> identity = context_.app_->required_identity();
    if (!context_.interview_) {
        throw error(errc::nobody_to_ask,
                    "the action requires a login, but came without an interaction_id: the user cannot be asked");
    }
    if (action_->account_id.empty() || action_->user_id.empty()) {
        throw error(errc::nobody_to_ask,
                    "the action requires a login, but came without account_id or user: it is not known whose");
    }
    const auth::token_owner owner(std::string(action_->account_id), std::string(action_->user_id));
    const auto has_login = [&] { return identity->tokens()->is_logged_in(owner); };
    const auto make_form = [&] { return identity->login_form(*action_).to_json(); };
    co_await context_.interview_->await_login(has_login, make_form);
}

asio::awaitable<response> handler_chain::run_handlers() {
    response answer;
    if (action_ != nullptr) {
        co_await run_asking(answer);
        co_return answer;
    }
    for (const webhook_route* each : *webhooks_) {
        context_.route_ = each->pattern.text();
        co_await each->handler->run(*webhook_, context_, answer);
    }
    co_return answer;
}

}  // namespace frameio
