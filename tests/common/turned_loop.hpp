#pragma once

/// @file
/// Coroutines on a context that the test's own thread runs, by a clock that it turns.

#include <boost/test/unit_test.hpp>

#include <frameio/clock.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace frameio_test {

/// Runs the loop until the condition holds; fails the test if that takes too long.
void run_until(boost::asio::io_context& loop, const std::function<bool()>& condition);

/// How a coroutine that was started has ended.
struct ending {
    boost::asio::cancellation_signal signal;
    std::exception_ptr failure;
    bool done = false;

    void cancel() {
        signal.emit(boost::asio::cancellation_type::terminal);
    }
};

/// A coroutine that was started, and what became of it.
template <class T>
struct started : ending {
    using value_type = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

    std::optional<value_type> value;
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
        spawn(keep(std::move(what), one), one);
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
    void run_until(const std::function<bool()>& condition) {
        frameio_test::run_until(loop, condition);
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
    void spawn(boost::asio::awaitable<void> what, std::shared_ptr<ending> one);

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
