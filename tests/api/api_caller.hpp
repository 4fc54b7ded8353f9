#pragma once

/// @file
/// Calls of an API client on a context that the test's own thread runs, by a clock that it turns, at a server that does
/// what it is told.

#include <boost/test/unit_test.hpp>

#include <frameio/api/all.hpp>
#include <frameio/clock.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "common/recording_sink.hpp"
#include "common/scripted_server.hpp"

namespace frameio_test {

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
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        for (;;) {
            run();
            if (condition()) {
                return;
            }
            BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < end), "waited in vain");
            loop.restart();
            loop.run_one_for(std::chrono::milliseconds(1));
        }
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

/// Remembers what it is told.
class recording_observer final : public frameio::api::call_observer {
public:
    struct entry {
        std::string operation;
        unsigned attempt;
        unsigned status;
        std::chrono::nanoseconds waited;
    };

    void attempted(const frameio::api::attempt_report& report) noexcept override {
        const std::lock_guard lock(mutex_);
        entries_.push_back({std::string(report.operation), report.attempt, report.status, report.waited});
    }
    std::vector<entry> entries() const {
        const std::lock_guard lock(mutex_);
        return entries_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<entry> entries_;
};

/// A client of a scripted server. Its waits have no spread: those of its own are nothing, as long as `chance` is.
struct api_caller : turned_loop {
    scripted_server server;
    std::shared_ptr<recording_sink> log = std::make_shared<recording_sink>();
    std::shared_ptr<recording_observer> seen = std::make_shared<recording_observer>();
    std::shared_ptr<double> chance = std::make_shared<double>(0);
    frameio::api::client_options options;
    std::optional<frameio::api::client> made;

    api_caller() {
        options.url = server.url("");
        options.who = frameio::api::credentials::token(token);
        options.use_proxies = false;
        options.failures_to_open = 0;
        options.time = &clock;
        options.log = frameio::logger(log, frameio::log_level::debug);
        options.observer = seen;
        options.random = [to = chance] { return *to; };
    }

    static constexpr const char* token = "t0ken-of-the-test";

    /// The client, made from the options when first asked for.
    const frameio::api::client& api() {
        if (!made) {
            made.emplace(options);
        }
        return *made;
    }

    boost::asio::awaitable<frameio::api::file> show() {
        return api().files().show("a", "f");
    }
    boost::asio::awaitable<frameio::api::comment> comment() {
        return api().comments().create("a", "f", frameio::api::new_comment("Hi"));
    }
    boost::asio::awaitable<void> remove() {
        return api().comments().remove("a", "c");
    }

    template <class T>
    frameio::api::api_error failure(const running<T>& one) {
        return ended_by<frameio::api::api_error>(one);
    }
    template <class T>
    frameio::api::api_error failure(boost::asio::awaitable<T> what) {
        return failure(start(std::move(what)));
    }

    /// Queues the same answer so many times.
    void answer(std::size_t times, const reply& how) {
        for (; times != 0; --times) {
            server.answer(how);
        }
    }

    /// Whether a line of the log has the text.
    bool logged(const std::string& text) const {
        return log->count(text) != 0;
    }
};

}  // namespace frameio_test

namespace frameio::api {

inline std::ostream& operator<<(std::ostream& to, errc code) {
    return to << make_error_code(code).message();
}
inline std::ostream& operator<<(std::ostream& to, condition value) {
    return to << make_error_condition(value).message();
}

}  // namespace frameio::api
