#pragma once

/// @file
/// What a handler and a middleware may look like, and how the app keeps them.

#include <frameio/context.hpp>
#include <frameio/events.hpp>
#include <frameio/responses.hpp>

#include <boost/asio/awaitable.hpp>

#include <concepts>
#include <functional>
#include <type_traits>
#include <utility>

namespace frameio {

class next;

namespace detail {

template <class T>
inline constexpr bool is_answer = false;
template <>
inline constexpr bool is_answer<boost::asio::awaitable<void>> = true;
template <class T>
    requires std::convertible_to<T, response>
inline constexpr bool is_answer<boost::asio::awaitable<T>> = true;

template <class Result>
concept answer = is_answer<Result>;

template <class H, class Event>
concept takes_event = requires(H& handler, const Event& event) {
    { handler(event) } -> answer;
};

template <class H, class Event>
concept takes_event_and_context = requires(H& handler, const Event& event, context& ctx) {
    { handler(event, ctx) } -> answer;
};

template <class M, class Event>
concept wraps = requires(M& middleware, const Event& event, context& ctx, next rest) {
    { middleware(event, ctx, rest) } -> std::same_as<boost::asio::awaitable<response>>;
};

}  // namespace detail

/// A coroutine for an event of type `Event`: takes `(const Event&)` or `(const Event&, frameio::context&)` and returns
/// an `awaitable` of `void`, or of a `response`, `message` or `form`.
template <class H, class Event>
concept handler_for = detail::takes_event<H, Event> || detail::takes_event_and_context<H, Event>;

/// A coroutine around the handlers of an event: takes `(const Event&, frameio::context&, frameio::next)` and returns
/// `awaitable<response>`. `Event` is `event` (all), `webhook_event` or `action_event`.
template <class M>
concept middleware = detail::wraps<M, event> || detail::wraps<M, webhook_event> || detail::wraps<M, action_event>;

namespace detail {

/// A handler with its type forgotten. The answer goes to a place that outlives the run, so that a handler that returns
/// nothing needs no coroutine around it.
template <class Event>
class handler_box {
public:
    virtual ~handler_box() = default;
    virtual boost::asio::awaitable<void> run(const Event& event, context& ctx, response& answer) = 0;
};

template <class T>
boost::asio::awaitable<void> store_answer(boost::asio::awaitable<T> work, response& answer) {
    T value = co_await std::move(work);
    answer = response(std::move(value));
}

inline boost::asio::awaitable<void> store_answer(boost::asio::awaitable<void> work, response&) {
    return work;
}

template <class Event, class H>
class handler_of final : public handler_box<Event> {
public:
    explicit handler_of(H handler) : handler_(std::move(handler)) {}

    boost::asio::awaitable<void> run(const Event& event, context& ctx, response& answer) override {
        if constexpr (takes_event_and_context<H, Event>) {
            return store_answer(handler_(event, ctx), answer);
        } else {
            return store_answer(handler_(event), answer);
        }
    }

private:
    H handler_;
};

/// The rest of an onion: what `next` calls.
class chain {
public:
    virtual ~chain() = default;
    virtual boost::asio::awaitable<response> proceed(std::size_t layer) = 0;
};

template <class Event>
class middleware_box {
public:
    virtual ~middleware_box() = default;
    virtual boost::asio::awaitable<response> run(const Event& event, context& ctx, next rest) = 0;
};

}  // namespace detail

/// What a middleware calls to let the inner layers run: `response answer = co_await rest();`.
///
/// Throws what they throw. Not calling it answers without them; calling it twice runs them twice. Copyable; valid until
/// the middleware has returned.
class next {
public:
    next(detail::chain& inner, std::size_t layer) noexcept : inner_(&inner), layer_(layer) {}

    boost::asio::awaitable<response> operator()() const {
        return inner_->proceed(layer_);
    }

private:
    detail::chain* inner_;
    std::size_t layer_;
};

namespace detail {

template <class Event, class M>
class middleware_of final : public middleware_box<Event> {
public:
    explicit middleware_of(M layer) : layer_(std::move(layer)) {}

    boost::asio::awaitable<response> run(const Event& event, context& ctx, next rest) override {
        return layer_(event, ctx, rest);
    }

private:
    M layer_;
};

}  // namespace detail
}  // namespace frameio
