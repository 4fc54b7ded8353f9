#pragma once

/// @file
/// The app: which handler runs for which event, and with which secrets its deliveries are verified.

#include <frameio/clock.hpp>
#include <frameio/context.hpp>
#include <frameio/error.hpp>
#include <frameio/events.hpp>
#include <frameio/handlers.hpp>
#include <frameio/http.hpp>
#include <frameio/install.hpp>
#include <frameio/log.hpp>
#include <frameio/login.hpp>
#include <frameio/responses.hpp>
#include <frameio/signature.hpp>

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace frameio {

class app_state;

namespace api {
class client;
}
namespace testing {
class life;
}

/// Which webhook events a handler wants: an exact name ("file.ready"), a family ("file.*"), or all ("*").
///
/// A name that resembles a documented one without being it is taken for a slip and reported at start; `verbatim` says
/// that it is meant.
class event_pattern {
public:
    template <class Text>
        requires std::convertible_to<Text, std::string_view>
    event_pattern(const Text& text) : text_(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)

    static event_pattern verbatim(std::string_view text) {
        event_pattern pattern(text);
        pattern.verbatim_ = true;
        return pattern;
    }

    const std::string& text() const noexcept {
        return text_;
    }
    bool is_verbatim() const noexcept {
        return verbatim_;
    }
    /// Whether an event of this type is wanted.
    bool matches(std::string_view type) const noexcept;

private:
    std::string text_;
    bool verbatim_ = false;
};

/// A custom action: a menu item in Frame.io. The event name is yours, and is what arrives as `action_event::type`.
/// Source: OpenAPI `ActionCreateParams`: name, description and event have 1 to 255 characters, the timeout is 5 to 10
/// s.
class action {
public:
    action(std::string event_name, std::string name, std::string description)
        : event_name_(std::move(event_name)), name_(std::move(name)), description_(std::move(description)) {}

    /// Runs the handler only if every selected asset is of one of these types ("file", "folder", "version_stack"); for
    /// others the user reads a friendly message.
    template <class... Types>
        requires(sizeof...(Types) > 0 && (std::convertible_to<Types, std::string> && ...))
    action only_for(Types&&... types) && {
        (resource_types_.emplace_back(std::forward<Types>(types)), ...);
        return std::move(*this);
    }

    /// Offers it for several selected assets at once, too: up to 100, which are `action_event::resources`.
    /// Source: OpenAPI `ActionCreateParams`, where it is so unless one says otherwise; here it is the other way round,
    /// since a handler that looks at `resource` alone would leave out the others.
    action multi_asset() && {
        multi_asset_ = true;
        return std::move(*this);
    }

    /// How long Frame.io waits for an answer. 5 to 10 s; the default is 5 s.
    action timeout(std::chrono::seconds time) && {
        timeout_ = time;
        return std::move(*this);
    }

    /// What the user reads when the handler has not returned a second before Frame.io stops waiting. It goes on; nobody
    /// sees its answer. Default: "Still working".
    action still_working(message answer) && {
        still_working_ = std::move(answer);
        return std::move(*this);
    }

    /// For how long a form of `context::ask` may be filled in. Default 30 min; at most a day.
    action closes_after(std::chrono::minutes time) && {
        closes_after_ = time;
        return std::move(*this);
    }

    /// What the user reads who submits a form of `context::ask` later than that. Default: "This form has expired".
    action expired(message answer) && {
        expired_ = std::move(answer);
        return std::move(*this);
    }

    /// Runs the handler only for users who have logged in with Adobe, so that it can call the API on their
    /// behalf (`context::user_api`). Others first get a form with a link to log in; when they have come back from there
    /// and submit the form, the handler is run. The app needs `app::oauth`.
    action require_login() && {
        requires_login_ = true;
        return std::move(*this);
    }

    const std::string& event_name() const noexcept {
        return event_name_;
    }
    const std::string& name() const noexcept {
        return name_;
    }
    const std::string& description() const noexcept {
        return description_;
    }
    const std::vector<std::string>& resource_types() const noexcept {
        return resource_types_;
    }
    bool is_multi_asset() const noexcept {
        return multi_asset_;
    }
    bool requires_login() const noexcept {
        return requires_login_;
    }
    std::chrono::seconds timeout() const noexcept {
        return timeout_;
    }
    const message& still_working() const noexcept {
        return still_working_;
    }
    std::chrono::minutes closes_after() const noexcept {
        return closes_after_;
    }
    const message& expired() const noexcept {
        return expired_;
    }

private:
    std::string event_name_;
    std::string name_;
    std::string description_;
    std::vector<std::string> resource_types_;
    bool multi_asset_ = false;
    bool requires_login_ = false;
    std::chrono::seconds timeout_{5};
    std::chrono::minutes closes_after_{30};
    message still_working_{"Still working", "This takes longer than usual. It goes on, and you need not wait."};
    message expired_{"This form has expired", "Nothing was done with it. Please start again."};
};

/// What events of a route have in common that are not to be run side by side.
enum class order : std::uint8_t {
    none,
    resource,  ///< those of one resource run one after the other
    project    ///< those of one project
};

/// What becomes of a call that an earlier run of the event has begun, when it is not known whether it had its effect:
/// the program was killed, or there was no answer.
enum class doubt : std::uint8_t {
    park,   ///< the event is parked until a person has looked: `resolve` it, or `redrive` it to make the call again
    retry,  ///< the call is made again, and may have its effect twice
    skip    ///< it is not made; it throws `api_error` with `in_doubt()`, or `errc::in_doubt`, and the handler decides
};

/// A registered handler, for what can be said about it after registration. Owned by the app.
class route {
public:
    /// Names those that run one after the other; events with an empty name run in any order.
    using order_key = std::function<std::string(const webhook_event&)>;

    /// A signing secret of this handler alone; call it again for each further secret that is active during a rotation.
    /// Deliveries for the handler are then verified with these and no others.
    route& secret(std::string text);

    const std::vector<std::string>& secrets() const noexcept {
        return secrets_;
    }

    // What follows is for handlers of webhooks that are run from a store (`server_options::store`); `in_doubt` for
    // those of actions too. Where there is none, and for actions, Frame.io's own retries and deadlines count.

    /// How often an event is run until it has failed so often that it is parked. At least 1; default 5. A run that is
    /// cut off by a crash counts: the event may be what the program dies of.
    route& attempts(unsigned runs);

    /// The pause before the second run, and the longest one: each is four times as long as the one before, and all are
    /// spread by a fifth. Default 15 s and 10 min: five runs take about 15 min.
    route& backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest);

    /// How long a run may take. Then it is cancelled (terminal), and has failed. Default: as long as it likes.
    route& timeout(std::chrono::milliseconds longest_run);

    /// How many of the route's events a server runs at a time. At least 1; default: no limit of its own.
    route& concurrency(std::size_t runs);

    /// What becomes of a `POST` in doubt, and of a `context::once`. Default: `doubt::park`. Other methods are repeated;
    /// for a comment, a folder or a share, Frame.io is asked whether it is there.
    route& in_doubt(doubt rule);

    /// Runs events of the same resource, of the same project, or for which `key` returns the same text, one after the
    /// other in the order in which they came, on all servers of the store together. One that waits for its next run
    /// holds up those behind it; one that is done or parked does not. Default: in any order.
    route& ordered_by(order what);
    /// `key` is called when the delivery is received, on its lane; what it throws refuses the delivery with 500.
    route& ordered_by(order_key key);

    /// The same thing happens to a resource once: of the route's events of one type and resource, all that come within
    /// `window` after the first are its repetitions. Default: so it is for `*.created`, `*.deleted` and
    /// `file.upload.completed`, for 30 days; other events may happen again. 0: the route's all may.
    route& happens_once(std::chrono::hours window = std::chrono::days(30));

    /// For how long a delivery that was not acknowledged in time is remembered, to know its repetition by the same
    /// body. At least 5 min, which Frame.io may take; default 30 min.
    route& repeats_within(std::chrono::minutes window);

    /// Only the newest counts: while an event of a resource waits for its run, those of the same type and resource that
    /// come meanwhile are merged with it. For handlers that look at the resource as it is when they run. Frame.io's
    /// repetition of a delivery whose acknowledgement was lost may then cost a run of its own.
    route& merge_pending();

    /// For an action with `action::require_login`: called when a user has logged in for it, and decides what the
    /// browser shows then.
    route& on_login(login_handler handler);

private:
    friend class app_state;
    friend class route_check;

    std::vector<std::string> secrets_;
    login_handler on_login_;
    unsigned attempts_ = 5;
    std::chrono::milliseconds first_pause_{15'000};
    std::chrono::milliseconds longest_pause_{600'000};
    std::chrono::milliseconds longest_run_{};
    std::optional<std::size_t> concurrency_;
    doubt in_doubt_ = doubt::park;
    order_key order_key_;
    bool merges_ = false;
    std::optional<std::chrono::hours> once_;
    std::chrono::minutes repeats_{30};
};

/// Finds the secrets of a delivery, by the ids of a body that is not verified yet. Called when the app has no secret of
/// its own for this kind of event. The views are valid until the coroutine ends. After an empty result, those of the
/// installation are looked for (`app::installable`), and then the environment's; an exception answers 503, and Frame.io
/// tries again.
using secret_resolver = std::function<boost::asio::awaitable<std::vector<signing_secret>>(event_ids ids)>;

/// Handlers, middleware and secrets, put together at start and immutable once serving.
///
/// The app owns what is registered, and a server keeps it alive, for every coroutine made from it; captures are safe.
/// Registration is not thread-safe. Serving from any number of servers and threads at once is; handlers of different
/// deliveries may then run on different threads.
///
/// Secrets are taken, in this order, from the handler (`route::secret`), the app (`webhook_secret`, `action_secret`),
/// the resolver, the installation in the event's workspace (`installable`), and the environment (`WEBHOOK_SECRET`,
/// `CUSTOM_ACTION_SECRET`; several are separated by commas).
class app {
public:
    app();
    ~app();
    app(app&&) noexcept;
    app& operator=(app&&) noexcept;

    /// Runs `handler` for every webhook event that the pattern matches.
    ///
    /// With a store, each of several handlers for one event has a run, and retries, of its own. Without one, they run
    /// one after the other in registration order; the first that throws ends the run, and Frame.io's retry runs all of
    /// them again.
    template <class H>
    route& on_webhook(event_pattern pattern, H handler) {
        static_assert(handler_for<H, webhook_event>,
                      "a webhook handler takes (const frameio::webhook_event&) or (const frameio::webhook_event&, "
                      "frameio::context&) and returns boost::asio::awaitable of void, response, message or form");
        return add_webhook(std::move(pattern),
                           std::make_unique<detail::handler_of<webhook_event, H>>(std::move(handler)));
    }

    /// The same for a member function. `object` is a pointer, plain or smart, or a copy of the object.
    template <class M, class Class, class Object>
    route& on_webhook(event_pattern pattern, M Class::* member, Object object) {
        return on_webhook(std::move(pattern), std::bind_front(member, std::move(object)));
    }

    /// Runs `handler` when the action is clicked and when a form that it answered with is submitted.
    template <class H>
    route& on_action(action what, H handler) {
        static_assert(handler_for<H, action_event>,
                      "an action handler takes (const frameio::action_event&) or (const frameio::action_event&, "
                      "frameio::context&) and returns boost::asio::awaitable of void, response, message or form");
        return add_action(std::move(what), std::make_unique<detail::handler_of<action_event, H>>(std::move(handler)));
    }

    template <class M, class Class, class Object>
    route& on_action(action what, M Class::* member, Object object) {
        return on_action(std::move(what), std::bind_front(member, std::move(object)));
    }

    /// Puts a layer around all handlers, inside those added before it. What it takes decides what it is for: `event`
    /// for all, `webhook_event` or `action_event` for those only. It sees what the inner layers throw.
    template <class M>
    void use(M layer) {
        static_assert(middleware<M>,
                      "a middleware takes (const E&, frameio::context&, frameio::next), where E is frameio::event, "
                      "webhook_event or action_event, and returns boost::asio::awaitable<frameio::response>");
        if constexpr (detail::wraps<M, event>) {
            add_middleware(std::make_unique<detail::middleware_of<event, M>>(std::move(layer)));
        } else if constexpr (detail::wraps<M, webhook_event>) {
            add_middleware(std::make_unique<detail::middleware_of<webhook_event, M>>(std::move(layer)));
        } else {
            add_middleware(std::make_unique<detail::middleware_of<action_event, M>>(std::move(layer)));
        }
    }

    /// Adds a signing secret for all webhooks, or for all actions. Several may be active.
    app& webhook_secret(std::string text);
    app& action_secret(std::string text);
    /// A second one takes the first one's place; so it is with `oauth` and `installable`.
    app& resolve_secrets(secret_resolver resolver);

    /// Lets users log in with Adobe, for actions with `action::require_login`. The server has the pages for that at
    /// "/auth/login" and "/auth/callback", and keeps the tokens in its store, encrypted with FRAMEIO_ENCRYPTION_KEY or
    /// the file that FRAMEIO_ENCRYPTION_KEY_FILE names (`frameio keys generate` makes a key); it does not start without
    /// one, unless its store is in memory. Browsers find these pages at `server_options::public_url`.
    ///
    /// ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET are then the users' credential, and not one from server to server: what
    /// the app does in its own name (`context::api`) takes FRAMEIO_TOKEN, or a client that it is given (`use_client`).
    app& oauth(oauth_options options = {});

    /// Lets the admins of workspaces install the app themselves, on pages of the server at "/install" and below: they
    /// log in with Adobe, choose a workspace that they administer, see what will be there, answer
    /// `install_options::fields`, and the app's webhook and actions are created on their behalf. Later they come back
    /// to update, repair or configure it, and to uninstall it. Needs `oauth`, and so a place for secrets as described
    /// there. Pages, options and secrets are checked when the server starts; `async_handle` has no such pages.
    ///
    /// What was created for a workspace has signing secrets of its own, which are kept in the store, encrypted. An
    /// event of a workspace for which no secret is known is answered 503. What was interrupted, by a crash say, is
    /// brought to its end by a server of the same store: within five minutes, or when one starts.
    app& installable(install_options options);

    /// How old, and how far ahead, a signed timestamp may be. Default 300 s, as Frame.io recommends.
    app& tolerance(std::chrono::seconds limit);

    /// How many answered webhooks are remembered where no store keeps them, to answer repeats without running. Default
    /// 65,536; at least 1,024.
    app& remember(std::size_t deliveries);

    /// How deeply the JSON of a delivery may be nested, else 400. Default 1,024; from 8 to 65,536.
    app& json_depth(std::size_t levels);

    /// Time, for this app and its servers. The clock outlives them. Default: the system's.
    app& use_clock(clock& time);
    clock& time() const noexcept;

    /// Where this app and its servers log to. Default: nowhere; `frameio::run` sets it.
    app& log_to(logger log);
    const logger& log() const noexcept;

    /// Names this version of your program where runs are listed (`frameio deliveries show`). Default: the GNU build id
    /// of the executable, if it has one.
    app& build(std::string name);

    /// The client that handlers reach as `context::api()`. Default: one made from the environment (FRAMEIO_TOKEN or
    /// ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET, FRAMEIO_API_URL), with this app's clock and log; with `oauth`, from
    /// FRAMEIO_TOKEN only.
    app& use_client(frameio::api::client client);
    /// That client; thread-safe.
    /// @throws configuration_error if it cannot be made from the environment
    frameio::api::client client() const;

    /// Reads what is missing from the environment and checks everything. A server does this when it is made.
    /// @throws configuration_error with all problems: duplicate action names, unknown resource types, event names that
    /// look
    ///         like a slip, empty or missing secrets, texts and times outside the platform's limits.
    void check();

    /// What is to be registered with Frame.io for this app, as JSON; what a program prints that is called with
    /// `--manifest` (see `run`):
    /// @code
    /// {"webhook": {"events": ["file.ready"], "handlers": ["file.ready"]},
    ///  "actions": [{"event": "acme.publish", "name": "Publish", "description": "Sends it to a platform",
    ///               "timeout": 5, "multi_asset": false, "resource_types": ["file"]}]}
    /// @endcode
    /// The events are those to subscribe to: the documented ones that the handlers' patterns match. Resource types are
    /// the app's own: Frame.io offers an action for all of them. `"installable": true` is added for an app that admins
    /// install (`installable`): nobody else registers it. Needs no secrets.
    std::string manifest() const;

    /// Answers one request: verifies, decodes, runs the handlers, and completes with the answer, whatever goes wrong.
    ///
    /// For people with a server of their own: read a request within limits of your own, pass it on, write the answer.
    /// Completes on the handler's associated executor; the handlers run on it as well. Any completion token will do;
    /// its signature is `void(std::exception_ptr, http_response)`. Cancellation is ignored: a handler that has begun is
    /// run to its end.
    /// @throws configuration_error from the initiation, as `check` does.
    template <class Token>
    auto async_handle(http_request request, Token&& token) {
        return boost::asio::async_initiate<Token, void(std::exception_ptr, http_response)>(
            [](auto handler, app* self, http_request asked) {
                auto executor = boost::asio::get_associated_executor(handler);
                self->start_handling(std::move(asked), boost::asio::any_io_executor(executor),
                                     handle_completion(std::move(handler)));
            },
            token, this, std::move(request));
    }

private:
    friend class server;
    friend class testing::life;
    friend int run(app& application, int argc, char** argv);
    using handle_completion = boost::asio::any_completion_handler<void(std::exception_ptr, http_response)>;

    void open() const;
    route& add_webhook(event_pattern pattern, std::unique_ptr<detail::handler_box<webhook_event>> handler);
    route& add_action(action what, std::unique_ptr<detail::handler_box<action_event>> handler);
    void add_middleware(std::unique_ptr<detail::middleware_box<event>> layer);
    void add_middleware(std::unique_ptr<detail::middleware_box<webhook_event>> layer);
    void add_middleware(std::unique_ptr<detail::middleware_box<action_event>> layer);
    void start_handling(http_request request, boost::asio::any_io_executor executor, handle_completion done);

    std::shared_ptr<app_state> state_;
};

}  // namespace frameio
