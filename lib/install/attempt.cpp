#include "install/attempt.hpp"

#include <frameio/api/custom_actions.hpp>
#include <frameio/api/webhooks.hpp>

#include "install/absence.hpp"
#include "install/bookkeeping.hpp"

#include <algorithm>
#include <utility>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

/// What a call has created, as far as it can be used.
template <class Made, class Entry>
void note_creation(const Made& made, Entry& to) {
    if (made.id.empty() || made.secret.value_or("").empty()) {
        throw error(errc::invalid_argument, "Frame.io has not said the secret of what it has created");
    }
    to.id = made.id;
    to.secret = *made.secret;
}

bool lists(const registrations& there, const step& what) {
    const auto is_it = [&what](const auto& each) { return each.id == what.id; };
    return what.of == subject::webhook ? std::ranges::any_of(there.webhooks, is_it)
                                       : std::ranges::any_of(there.actions, is_it);
}

}  // namespace

asio::awaitable<void> attempt::converge(std::string user_id, blueprint wanted, std::optional<answers> settings) {
    record& now = kept_.what;
    const record before = now;
    const registrations there = co_await list_registrations(by_, now.where());
    const survey seen(now, wanted, there);
    std::vector<step> steps = plan_changes(seen, wanted);
    now.acting_user = std::move(user_id);  // who may look, at least
    now.removed_by.clear();
    now.repairing = is_repair_;
    if (settings) {
        now.take(std::move(*settings), time_.now());
    }
    now.url = now.url.empty() ? wanted.url : now.url;  // the old one marks what is ours until the end
    now.failure.clear();
    const bool is_saved = steps.empty();  // unless it changes below
    if (!steps.empty()) {
        now.state = now.installed ? phase::updating : phase::installing;
        co_await carry_out(std::move(steps), wanted);
    }
    note_end(now, wanted);
    now.state = phase::installed;
    now.under_way.reset();
    now.repairing = false;
    now.installed = now.installed.value_or(time_.now());
    if (!is_saved || now != before) {
        co_await save();
    }
}

asio::awaitable<void> attempt::repair() {
    is_repair_ = true;
    blueprint wanted = blueprint_of(kept_.what);
    co_await converge(kept_.what.acting_user, std::move(wanted), std::nullopt);
}

asio::awaitable<void> attempt::remove(std::string user_id) {
    record& now = kept_.what;
    const blueprint nothing;
    if (!now.is_bare()) {
        const registrations there = co_await list_unless_gone();
        const survey seen(now, nothing, there);
        now.state = phase::removing;
        now.removed_by = std::move(user_id);  // the app acts as it did until all is gone
        now.repairing = false;
        now.failure.clear();
        std::vector<step> steps = plan_removal(seen);
        co_await carry_out(std::move(steps), nothing);
    }
    if (lock_.is_lost()) {
        throw superseded();
    }
    co_await kept_.erase();
}

// With a workspace goes all that it has.
asio::awaitable<registrations> attempt::list_unless_gone() {
    try {
        registrations there = co_await list_registrations(by_, kept_.what.where());
        co_return there;
    } catch (const api::api_error& failure) {
        if (!failure.is_not_found()) {
            throw;
        }
    }
    is_gone_ = co_await is_gone(by_, kept_.what.where());
    if (!is_gone_) {
        throw unseen_workspace();
    }
    co_return registrations();
}

asio::awaitable<void> attempt::carry_out(std::vector<step> steps, const blueprint& wanted) {
    std::size_t number = 0;
    for (const step& each : steps) {
        kept_.what.under_way.emplace(++number, steps.size(), each.text());
        if (each.what == verb::create) {
            intend(each, wanted);
        }
        co_await save();
        if (told_) {
            told_(*kept_.what.under_way);
        }
        ++effects_;
        co_await carry_out(each, wanted);
    }
}

void attempt::intend(const step& what, const blueprint& wanted) {
    before_ = kept_.what;
    note_intent(kept_.what, what, wanted);
}

asio::awaitable<void> attempt::save() {
    std::exception_ptr lost;
    try {
        if (lock_.is_lost()) {
            throw superseded();
        }
        kept_.what.updated = time_.now();
        co_await kept_.save();
    } catch (const superseded&) {
        lost = std::current_exception();
    }
    if (lost) {
        co_await take_back_last();
        std::rethrow_exception(lost);
    }
    created_.reset();
}

// Whoever has taken over knows nothing of it, and has looked already at what there is.
asio::awaitable<void> attempt::take_back_last() {
    if (!created_) {
        co_return;
    }
    try {
        if (created_->of == subject::webhook) {
            co_await by_.webhooks().remove(kept_.what.account_id, created_->id);
        } else {
            co_await by_.custom_actions().remove(kept_.what.account_id, created_->id);
        }
    } catch (const api::api_error&) {  // it may be gone; if not, the page tells of it, and the next update removes it
    }
}

asio::awaitable<void> attempt::carry_out(const step& what, const blueprint& wanted) {
    if (what.what == verb::create) {
        co_await send(what);
    } else if (what.what == verb::remove) {
        co_await erase(what);
        note_removal(kept_.what, what);
    } else {
        const bool is_there = co_await change(what);
        if (is_there) {
            note_change(kept_.what, what, wanted);
        } else {
            co_await create(what, wanted);
        }
    }
}

// What was there when we looked, and is not any more.
asio::awaitable<void> attempt::create(const step& what, const blueprint& wanted) {
    intend(what, wanted);
    co_await save();
    ++effects_;
    co_await send(what);
}

asio::awaitable<void> attempt::send(const step& what) {
    try {
        if (what.of == subject::webhook) {
            co_await send_webhook();
        } else {
            co_await send_action(what.event);
        }
    } catch (const api::api_error& failure) {
        if (failure.code() == api::condition::rejected) {
            forget_intent(kept_.what, what, before_);
        }
        throw;
    }
}

asio::awaitable<void> attempt::send_webhook() {
    installed_webhook& meant = *kept_.what.webhook;
    api::new_webhook body(meant.name, meant.url);
    body.events(meant.events);
    const api::webhook made = co_await by_.webhooks().create(kept_.what.account_id, kept_.what.workspace_id, body);
    created_.emplace(subject::webhook, made.id);
    note_creation(made, meant);
}

asio::awaitable<void> attempt::send_action(const std::string& event) {
    installed_action& meant = *kept_.what.find_action(event);
    api::new_action body(meant.name, meant.description, meant.event, meant.url);
    body.multi_asset(meant.multi_asset).timeout(meant.timeout);
    const api::action made = co_await by_.custom_actions().create(kept_.what.account_id, kept_.what.workspace_id, body);
    created_.emplace(subject::action, made.id);
    note_creation(made, meant);
}

/// Whether it was there.
asio::awaitable<bool> attempt::change(const step& what) {
    try {
        if (what.of == subject::webhook) {
            co_await by_.webhooks().update(kept_.what.account_id, what.id, what.webhook_changes);
        } else {
            co_await by_.custom_actions().update(kept_.what.account_id, what.id, what.action_changes);
        }
    } catch (const api::api_error& failure) {
        if (!failure.is_not_found()) {
            throw;
        }
        co_return false;
    }
    co_return true;
}

asio::awaitable<void> attempt::erase(const step& what) {
    std::exception_ptr missing;
    try {
        if (what.of == subject::webhook) {
            co_await by_.webhooks().remove(kept_.what.account_id, what.id);
        } else {
            co_await by_.custom_actions().remove(kept_.what.account_id, what.id);
        }
    } catch (const api::api_error& failure) {
        if (!failure.is_not_found()) {
            throw;
        }
        missing = std::current_exception();
    }
    if (missing) {
        co_await require_absence(what, std::move(missing));
    }
}

// Who may not see it is told as well that it is not there.
asio::awaitable<void> attempt::require_absence(const step& what, std::exception_ptr told) {
    if (is_gone_) {
        co_return;
    }
    const registrations there = co_await list_unless_gone();
    if (lists(there, what)) {
        std::rethrow_exception(told);
    }
}

}  // namespace frameio::install
