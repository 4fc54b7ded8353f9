#include "app/delivery_run.hpp"

#include "delivery/run_policy.hpp"

#include <utility>

// The second half of a delivery: from its work to its answer.

namespace frameio {
namespace {

constexpr std::size_t large_body = 16 * 1024;  // not worth keeping until the next request
constexpr std::size_t largest_peek = 256 * 1024;
constexpr std::string_view handler_failed = "the handler failed";

std::string reason_of(const std::exception_ptr& failure) {
    try {
        if (failure) {
            std::rethrow_exception(frameio::delivery::cause_of(failure));
        }
    } catch (const std::exception& known) {
        return known.what();
    } catch (...) {
    }
    return "unknown exception";
}

}  // namespace

clock::steady_time delivery_run::deadline() const {
    return context_.deadline_;
}

boost::asio::awaitable<void> delivery_run::run() {
    return work_ == work::resolve ? run_resolved() : run_work();
}

boost::asio::awaitable<void> delivery_run::run_work() {
    switch (work_) {
        case work::join:
            return run_joined();
        case work::store:
            return run_stored();
        case work::action:
            return run_action();
        default:
            return chain_.run(answer_);
    }
}

boost::asio::awaitable<void> delivery_run::run_stored() {
    return stored_deliveries_.put(std::get<webhook_event>(event_), *webhooks_, signed_.timestamp, signed_.signature,
                                  context_.received_at_);
}

boost::asio::awaitable<void> delivery_run::run_action() {
    if (!actions_) {
        actions_ = action_source_();
    }
    const frameio::delivery::received_action received{std::get<action_event>(event_), signed_.timestamp,
                                                      signed_.signature, context_.received_at_, app_->tolerance};
    auto request = std::make_shared<const request_copy>(*request_);
    action_answer got = co_await actions_->answer(received, *action_, std::move(request));
    stored_ = std::move(got.what);
    repeated_ = got.is_repeated;
    if (got.is_late) {
        context_.log().warning("the action is not done in time; the user is told that it goes on");
    }
}

boost::asio::awaitable<void> delivery_run::run_joined() {
    stored_answer stored = co_await claims_.joined(context_.executor_);
    stored_ = std::move(stored);
}

boost::asio::awaitable<void> delivery_run::run_resolved() {
    const auto ids = decoder_.peek(request_->body, largest_peek);
    if (!ids || !app_->finds_secrets(ids->is_action())) {
        answered_ = explain(verification(verification::reason::mismatch), resolved_answer_);
        co_return;
    }
    claimed_ = &*ids;
    found_ = co_await find_secrets(*app_, *ids);
    if (overdue_) {
        // The peer was told to come back. Running now and then again would be once too often.
        answered_ = refuse(503, "the signing secret came too late", resolved_answer_);
        co_return;
    }
    if (found_->is_missing) {
        reject("there is no signing secret for its workspace");
        resolved_answer_.retry_after = 1;
        answered_ = refuse(503, "there is no signing secret for this workspace", resolved_answer_);
        co_return;
    }
    const verification outcome = verify(found_->all, signed_.timestamp, request_->body, signed_.signature,
                                        context_.received_at_, app_->tolerance);
    if (!outcome) {
        answered_ = explain(outcome, resolved_answer_);
        co_return;
    }
    work_ = work::none;
    answered_ = take_genuine(outcome, resolved_answer_);
    if (!answered_) {
        co_await run_work();
    }
}

void delivery_run::finish(std::exception_ptr failure, http::reply& answer) {
    if (answered_) {
        answered_ = false;
        answer = std::exchange(resolved_answer_, http::reply());
    } else if (work_ == work::resolve) {
        // Not by the line: the request is anybody's, until there is a secret to verify it with.
        write_within(app_->rejections, *app_->time, app_->log, log_level::error,
                     "the signing secret of a delivery cannot be found now; the peer is told to come back",
                     log_field("reason", reason_of(failure)), log_field("peer", request_->peer()));
        answer.retry_after = 1;
        refuse(503, "the signing secret is not available now", answer);
    } else if (work_ == work::store || work_ == work::action) {
        if (failure) {
            explain_failure(failure, answer);
        } else if (work_ == work::store) {
            conclude_stored(answer);
        } else {
            conclude_action(answer);
        }
    } else if (failure) {
        count(counters_.failed);
        log_failure(failure);
        claims_.failed({500, nullptr});
        refuse(500, handler_failed, answer);
    } else {
        conclude(answer);
    }
}

void delivery_run::conclude(http::reply& answer) {
    if (work_ == work::handlers) {
        count(counters_.accepted);
        if (!answer_.json().empty()) {
            stored_.json = std::make_shared<const std::string>(answer_.json());
        }
    }
    claims_.settle(stored_, stored_.status >= 400);
    if (!overdue_) {
        claims_.sending(stored_);
    }
    if (stored_.status == 500) {
        refuse(500, handler_failed, answer);
    } else {
        give(answer);
    }
    if (request_->body.size() > large_body) {
        claims_.forget_body();
        event_ = any_event();
    }
}

void delivery_run::conclude_stored(http::reply& answer) {
    count(stored_deliveries_.is_new() ? counters_.stored : counters_.repeated);
    if (!overdue_) {
        stored_deliveries_.sending();
    }
    give(answer);
}

void delivery_run::conclude_action(http::reply& answer) {
    if (repeated_) {
        count(counters_.repeated);
    }
    if (stored_.status == 500) {
        refuse(500, handler_failed, answer);
    } else {
        give(answer);
    }
}

void delivery_run::explain_failure(const std::exception_ptr& failure, http::reply& answer) {
    try {
        std::rethrow_exception(failure);
    } catch (const store::store_error& down) {
        write_within(app_->refusals, *app_->time, app_->log, log_level::error,
                     "the store does not take a delivery; the peer is told to come back",
                     log_field("reason", down.what()));
        answer.retry_after = 1;
        refuse(503, "the store is not available now", answer);
    } catch (...) {
        count(counters_.failed);
        log_failure(failure);
        refuse(500, "the delivery could not be stored", answer);
    }
}

void delivery_run::overdue() {
    overdue_ = true;
    if (work_ == work::handlers) {
        context_.log().warning("the handler is not done in time; it goes on, and the retry gets its answer");
        claims_.outlasted();
    } else if (work_ == work::resolve) {
        write_within(app_->rejections, *app_->time, app_->log, log_level::warning,
                     "the signing secret of a delivery is not found in time; the peer is told to come back");
    } else if (work_ == work::store || work_ == work::action) {
        write_within(app_->refusals, *app_->time, app_->log, log_level::error,
                     "the store is not done in time; the peer is told to come back");
    }
}

void delivery_run::sent(clock::steady_time now) {
    claims_.sent(now);
    stored_deliveries_.sent(now);
}

void delivery_run::lost() {
    claims_.lost();
    stored_deliveries_.lost();
}

void delivery_run::abandon() {
    claims_.abandon();
    if (actions_) {
        actions_->abandon();
    }
}

void delivery_run::log_failure(const std::exception_ptr& failure) {
    context_.log().error("a handler failed", log_field("reason", reason_of(failure)));
}

}  // namespace frameio
