#include "install/worker.hpp"

#include <frameio/api/error.hpp>

#include "auth/installer_tokens.hpp"
#include "install/absence.hpp"
#include "install/failure.hpp"

#include <boost/asio/this_coro.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <set>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

// What waits at the platform's rate limits has the time: an admin may install in many workspaces at once.
constexpr std::chrono::minutes patience{30};

api::call_options patient() {
    api::retry_policy policy;
    policy.patience = patience;
    return api::call_options().retry(policy);
}

bool is_without_token(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const api::api_error& told) {
        return told.code() == api::errc::no_token;
    } catch (...) {
        return false;
    }
}

/// What the platform says is for those who install; what else has gone wrong is for those who run the app.
std::string reason_for_people(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const api::api_error& told) {
        return told.what();
    } catch (const unseen_workspace& told) {
        return told.what();
    } catch (...) {
        return "The app has a problem of its own; those who run it find it in its log. Try again later.";
    }
}

/// What was typed for it stays, for the next attempt.
outcome news_of(const job& what, clock::wall_time when, std::string text) {
    outcome made(what.what, what.user_id, when, std::move(text));
    made.typed = what.typed.values;
    std::erase_if(made.typed, [&](const auto& each) { return what.typed.sensitive.contains(each.first); });
    return made;
}

const char* name_of(const job& what) {
    return what.what == job_kind::install ? "the installation of an app" : "the removal of an app";
}

}  // namespace

worker::worker(parts of)
    : parts_(std::move(of)),
      saga_(parts_.store, parts_.keys, *parts_.time),
      records_(parts_.store, parts_.keys),
      outcomes_(parts_.store, parts_.keys, *parts_.time) {}

asio::awaitable<void> worker::run(job what, progress_handler told) const {
    result made;
    std::exception_ptr failure;
    const auto has_begun = std::make_shared<std::atomic<bool>>(false);
    progress_handler noted = [has_begun, told = std::move(told)](const progress& now) {
        *has_begun = true;
        if (told) {
            told(now);
        }
    };
    try {
        what.typed = co_await answers_of(what);
        made = co_await carry_out(what, std::move(noted));
    } catch (...) {
        failure = std::current_exception();
    }
    if (parts_.tenants) {
        parts_.tenants->look_again();  // whoever is told that it is installed may click at once
    }
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());  // for what is left to do
    try {
        if (failure) {
            co_await note_failure(what, failure, *has_begun);
        } else {
            co_await note_end(what, made);
        }
    } catch (const error& lost) {
        say(log_level::warning, "what has come of an app's installation could not be stored", what, lost.what());
    }
}

// A record that a refusal ends takes with it what it was told.
asio::awaitable<answers> worker::answers_of(const job& what) const {
    answers made = what.settings.value_or(answers());
    if (!what.settings && what.what == job_kind::install) {
        const auto known = co_await records_.find(what.where);
        made.values = known ? known->config : config();
        made.sensitive = known ? known->sensitive : std::set<std::string>();
    }
    co_return made;
}

asio::awaitable<result> worker::carry_out(const job& what, progress_handler told) const {
    const auth::token_owner who = auth::admin_login(what.user_id);
    const api::client by = parts_.client.with(parts_.tokens->credentials(who)).with(patient());
    order wanted(what.where, what.user_id, parts_.wanted);
    wanted.settings = what.settings;
    result made;
    if (what.is_resumed) {
        made = co_await saga_.resume(by, std::move(wanted), std::move(told));
    } else if (what.what == job_kind::install) {
        made = co_await saga_.install(by, std::move(wanted), std::move(told));
    } else {
        made = co_await saga_.uninstall(by, what.where, what.user_id, std::move(told));
    }
    co_return made;
}

asio::awaitable<void> worker::note_end(const job& what, const result& made) const {
    if (!made.under_way) {
        say_end(what, made);
        co_await outcomes_.forget(what.where);
    } else if (!what.is_resumed) {  // else there is nobody who would want to know
        outcome news = news_of(what, time().now(), "Somebody else was at work on it just then.");
        news.is_failure = false;
        co_await outcomes_.keep(what.where, std::move(news));
    }
}

asio::awaitable<void> worker::note_failure(const job& what, const std::exception_ptr& failure, bool has_begun) const {
    if (is_cancellation(failure)) {
        co_await note_interruption(what, has_begun);
        co_return;
    }
    say(log_level::warning, std::string(name_of(what)) + " failed", what, text_of(failure));
    outcome news = news_of(what, time().now(), reason_for_people(failure));
    if (is_without_token(failure)) {
        const auth::token_owner who = auth::admin_login(what.user_id);
        const bool is_there = co_await parts_.tokens->has(who);
        news.wants_login = !is_there;
    }
    if (news.wants_login) {
        news.text = "The login that it was done with is over. Log in again, and try again.";
    }
    co_await outcomes_.keep(what.where, std::move(news));
}

// What is in the store goes on by itself; what has not got so far, nobody would know of. And what had begun and does
// not go on has just come to its end.
asio::awaitable<void> worker::note_interruption(const job& what, bool has_begun) const {
    const auto known = co_await records_.find(what.where);
    const bool goes_on = known && known->is_interrupted();
    if (has_begun && !goes_on) {
        co_await outcomes_.forget(what.where);
        co_return;
    }
    say(log_level::info, std::string(name_of(what)) + " was interrupted", what,
        goes_on ? "it is resumed at the next start" : "nothing was done yet");
    if (!goes_on && !what.is_resumed) {
        outcome news = news_of(what, time().now(), "The app was stopped before anything was done. Try again.");
        co_await outcomes_.keep(what.where, std::move(news));
    }
}

void worker::say_end(const job& what, const result& made) const {
    const char* const text = !made.what      ? "an app was uninstalled"
                             : made.is_first ? "an app was installed"
                                             : "an app was updated";
    parts_.log.info(text, log_field("account", what.where.account_id), log_field("workspace", what.where.workspace_id),
                    log_field("user", what.user_id), log_field("changes", std::uint64_t{made.effects}));
}

void worker::say(log_level level, const std::string& text, const job& what, const std::string& reason) const {
    const log_field fields[] = {log_field("account", what.where.account_id),
                                log_field("workspace", what.where.workspace_id), log_field("user", what.user_id),
                                log_field("reason", reason)};
    parts_.log.write(level, text, fields);
}

}  // namespace frameio::install
