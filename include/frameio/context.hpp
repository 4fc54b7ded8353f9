#pragma once

/// @file
/// What a handler may know about the delivery that it runs for.

#include <frameio/clock.hpp>
#include <frameio/events.hpp>
#include <frameio/form_answer.hpp>
#include <frameio/log.hpp>
#include <frameio/responses.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <any>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

namespace frameio {

class app_state;
class installation;
class interview;
class recorded_calls;
class request_copy;

namespace http {
class request_view;
}

namespace api {
class client;
class credentials;
}  // namespace api

/// The circumstances of one run of a handler. Lives from before the first middleware until after the last handler has
/// returned, on one executor; not thread-safe. Handlers and middleware of one event share it.
class context {
public:
    context(const context&) = delete;
    context& operator=(const context&) = delete;

    /// The pattern under which the running handler was registered, or the action's event name.
    std::string_view route() const noexcept {
        return route_;
    }

    /// When the request was complete, by the app's clock. Of an event that runs from the store: the first delivery.
    clock::wall_time received_at() const noexcept {
        return received_at_;
    }

    /// When Frame.io stops waiting for the answer: 5 s after the request for a webhook, the action's timeout for an
    /// action. The handler may go on after that; it is not cancelled, and a retry of the delivery gets its answer.
    ///
    /// Nobody waits for an event that runs from the store: this is when `route::timeout` ends the run, or the end of
    /// time. The same for an action whose program was killed: it is run again without anybody waiting.
    clock::steady_time deadline() const noexcept {
        return deadline_;
    }

    /// The time left until `deadline()`; negative once it has passed.
    std::chrono::milliseconds remaining() const noexcept;

    /// Which attempt to run the event this is: 1, and more after runs that failed or were cut off. From the store, that
    /// is known; without one, as far as this process knows.
    unsigned attempt() const noexcept {
        return attempt_;
    }

    /// The value of a request header, its name compared without regard to case; nothing if it is missing, the first if
    /// it is repeated. A view: valid while the handler runs. Any octet may occur in it. Headers are not stored: nothing
    /// for an event that runs from the store.
    std::optional<std::string_view> header(std::string_view name) const noexcept;

    /// The address of the peer, such as "203.0.113.7:51234" or "unix". A proxy's, if there is one in front. "store" for
    /// an event that runs from there.
    std::string peer() const;

    /// A logger whose lines carry what is known of "event" (its type), "resource" (its id), "interaction" (of an
    /// action), "account", "workspace" and "route".
    const logger& log();

    /// The app as it is installed in the event's workspace, with what its admin has answered. It was read from the
    /// store a second ago at most, or as long ago as the store cannot be asked.
    /// @throws error: `errc::not_installed`; `errc::store_failed`; `errc::no_key` and `errc::tampered` for what the
    /// store has and nobody can decrypt; `errc::invalid_configuration` without `app::installable`, and where no server
    /// of the app runs
    boost::asio::awaitable<frameio::installation> installation() const;

    /// The app's client of the Frame.io API, or that of the admin who has installed it in the event's workspace: as
    /// `install_options::acts` says; for the latter, calls fail with `api::errc::no_token` when that login is over, or
    /// the event says of no workspace where the app is installed, and with `api::errc::no_token_yet` while Adobe or the
    /// store does not answer. For calls of this run: those of an action go before those of webhooks where the
    /// platform's rate limits make them wait. The calls are not bound to `deadline()`; say so with `client::with` if
    /// you want them to be. May outlive the context.
    /// @throws error (`errc::invalid_configuration`) for an admin's, where no server of the app runs
    ///
    /// Where the event runs from the store, and for actions, each call that may change something is recorded there:
    /// before it is made, and again with its answer. The next run of the event gets that answer, and does not make the
    /// call again. A call is known by its method, target and body, and by how many of the same came before it in the
    /// run. What was refused or never sent is made again. Of what is in doubt, a `PUT`, `PATCH` or `DELETE` is made
    /// again; for the creation of a comment, a folder or a share, Frame.io is asked whether there is one with that text
    /// or name since then; all else is treated as `route::in_doubt` says. Calls made when the run has ended throw
    /// `errc::run_ended`.
    frameio::api::client api() const;

    /// The same for somebody else, such as a user or a tenant.
    frameio::api::client api(frameio::api::credentials who) const;

    /// The same for the user who has caused the event, if he has logged in for this app: always so in handlers of
    /// actions with `action::require_login`, unless the login is over meanwhile. Where there is none, calls fail with
    /// `api::errc::no_token`; while Adobe or the store does not answer, with `api::errc::no_token_yet`. Tokens are
    /// renewed ahead of their end.
    /// @throws error (`errc::invalid_configuration`) without `app::oauth`
    frameio::api::client user_api() const;

    /// Forgets the login of that user, and tells Adobe.
    /// @throws as `user_api`, and `error` (`errc::store_failed`)
    boost::asio::awaitable<void> log_user_out();

    /// Does something elsewhere, such as sending a mail, once in all runs of the event: where it runs from the store,
    /// that `work` begins is recorded, and then what it returned; the next run gets that and does not call it. What
    /// throws counts as not done. If the program was killed meanwhile, it is in doubt: see `route::in_doubt`. Without a
    /// store, `work` is just called.
    ///
    /// @param name  of this step; one that is used again in the same run is the second step of that name, and so on
    boost::asio::awaitable<std::string> once(std::string name,
                                             std::function<boost::asio::awaitable<std::string>()> work);
    boost::asio::awaitable<void> once(std::string name, std::function<boost::asio::awaitable<void>()> work);

    /// Shows the user a form, and returns what they have filled in. In handlers of actions, as often as need be.
    ///
    /// The form is the answer to the delivery, and the run ends with it: `ask` throws an object that is no
    /// `std::exception`, and is to be let pass. When the form comes back, to whatever server of the store, the handler
    /// is run from its beginning with the event of the click, and `ask` returns: what was answered is recorded, and so
    /// are the calls of `api()` and `once`, which are not repeated. So a handler must come to the same questions again;
    /// what may differ from run to run it takes from `now`, `uuid` and `once`.
    ///
    /// A form that comes back after `action::closes_after` is answered with `action::expired`, and runs nothing. One
    /// that Frame.io sends twice is answered as before. Where the server keeps nothing (`server_options::store`), a
    /// restart forgets what was asked.
    /// @throws error (`errc::nobody_to_ask`) in handlers of webhooks, for deliveries without an interaction id, and
    /// when
    ///         the user was told that the action is still at work; `errc::invalid_response` as `form::to_json`
    boost::asio::awaitable<form_answer> ask(form question);

    /// The same until the answer is good: `problem_of` returns what is wrong with it, or an empty text. What is wrong
    /// is then shown above the form, which opens with the values that the user has given.
    boost::asio::awaitable<form_answer> ask(form question, std::function<std::string(const form_answer&)> problem_of);

    /// The time, by the app's clock. Where the event runs from the store, and for actions: what the first run of the
    /// event was told at this place.
    boost::asio::awaitable<clock::wall_time> now();

    /// A UUID of this event and this place in its handler: the same in each run, whatever the server. Not a secret:
    /// whoever knows the event can make it. Where webhooks are not stored, a new one each time.
    std::string uuid();

    /// The executor that the handler runs on.
    const boost::asio::any_io_executor& executor() const noexcept {
        return executor_;
    }

    /// Leaves a value for those who run after, found by its type; replaces an earlier one of that type.
    template <class T>
    T& set(T value) {
        std::any& held = place(typeid(T));
        return held.emplace<T>(std::move(value));
    }

    /// The value of that type, or null.
    template <class T>
    T* find() noexcept {
        std::any* held = lookup(typeid(T));
        return held == nullptr ? nullptr : std::any_cast<T>(held);
    }

private:
    friend class delivery_run;
    friend class handler_chain;
    friend class stored_runs;
    context(clock& time, boost::asio::any_io_executor executor);

    frameio::api::client plain_api() const;
    std::any& place(std::type_index type);
    std::any* lookup(std::type_index type) noexcept;

    clock* time_;
    boost::asio::any_io_executor executor_;
    const http::request_view* request_ = nullptr;
    const event* event_ = nullptr;
    const logger* base_log_ = nullptr;
    app_state* app_ = nullptr;
    std::shared_ptr<recorded_calls> recorded_;       // null: there is no store
    std::shared_ptr<interview> interview_;           // of an action
    std::shared_ptr<const request_copy> delivered_;  // what request_ is of
    std::string uuid_seed_;
    unsigned uuids_ = 0;
    std::string_view interaction_;
    std::string_view route_;
    std::string_view logged_route_;  // the one in log_
    clock::wall_time received_at_;
    clock::steady_time deadline_;
    unsigned attempt_ = 1;
    bool interactive_ = false;
    std::optional<logger> log_;
    std::vector<std::pair<std::type_index, std::any>> values_;
};

}  // namespace frameio
