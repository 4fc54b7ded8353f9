#pragma once

/// @file
/// Coroutines on a context that the test's own thread runs, by a clock that it turns.

#include <boost/test/unit_test.hpp>

#include <frameio/clock.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace frameio_test {

/// Runs the loop until the condition holds; fails the test if that takes too long.
template <class Condition>
void run_until(boost::asio::io_context& loop, Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (;;) {
        loop.restart();
        loop.poll();
        if (condition()) {
            return;
        }
        BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < end), "waited in vain");
        loop.restart();
        loop.run_one_for(std::chrono::milliseconds(1));
    }
}

/// A coroutine that was started, and what became of it.
template <class T>
struct started {
    using value_type = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

    boost::asio::cancellation_signal signal;
    std::optional<value_type> value;
    std::exception_ptr failure;
    bool done = false;

    void cancel() {
        signal.emit(boost::asio::cancellation_type::terminal);
    }
};

template <class T>
using running = std::shared_ptr<started<T>>;

/// A context, and a clock that stands still until it is turned.
struct turned_loop {
    frameio::manual_clock clock;  // outlives all that looks at it
    boost::asio::io_context loop{1};

    template <class T>
    running<T> start(boost::asio::awaitable<T> what) {
        auto one = std::make_shared<started<T>>();
        boost::asio::co_spawn(
            loop, keep(std::move(what), one),
            boost::asio::bind_cancellation_slot(one->signal.slot(), [one](std::exception_ptr failure) {
                one->done = true;
                one->failure = failure;
            }));
        run();
        return one;
    }

    void run() {
        loop.restart();
        loop.poll();
    }

    /// Turns the clock, and lets the calls notice.
    void turn(std::chrono::milliseconds by) {
        run();
        clock.advance(by);
        run();
    }

    /// Runs until the condition holds; fails the test if that takes too long.
    template <class Condition>
    void run_until(Condition condition) {
        frameio_test::run_until(loop, std::move(condition));
    }

    /// The result; throws what it threw.
    template <class T>
    typename started<T>::value_type finish(const running<T>& one) {
        run_until([&one] { return one->done; });
        if (one->failure) {
            std::rethrow_exception(one->failure);
        }
        return std::move(*one->value);
    }
    template <class T>
    typename started<T>::value_type finish(boost::asio::awaitable<T> what) {
        return finish(start(std::move(what)));
    }

    /// What it was ended by; fails the test if it was not.
    template <class Error, class T>
    Error ended_by(const running<T>& one) {
        run_until([&one] { return one->done; });
        BOOST_TEST_REQUIRE(static_cast<bool>(one->failure), "there is a result");
        try {
            std::rethrow_exception(one->failure);
        } catch (const Error& failed) {
            return failed;
        }
    }

    template <class T>
    bool was_cancelled(const running<T>& one) {
        run_until([&one] { return one->done; });
        try {
            if (one->failure) {
                std::rethrow_exception(one->failure);
            }
        } catch (const boost::system::system_error& failed) {
            return failed.code() == boost::asio::error::operation_aborted;
        }
        return false;
    }

private:
    template <class T>
    static boost::asio::awaitable<void> keep(boost::asio::awaitable<T> what, running<T> to) {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(what);
            to->value.emplace();
        } else {
            T got = co_await std::move(what);
            to->value.emplace(std::move(got));
        }
    }
};

}  // namespace frameio_test
