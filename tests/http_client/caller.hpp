#pragma once

/// @file
/// Calls on a context that the test's own thread runs, by a clock that it turns.

#include <boost/test/unit_test.hpp>

#include <frameio/clock.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/scripted_server.hpp"
#include "http/client/transport.hpp"

namespace frameio_test {

/// A call that was started, and what became of it.
struct started_call {
    boost::asio::cancellation_signal signal;
    std::optional<frameio::http::client_response> response;
    std::exception_ptr failure;
    bool done = false;

    void cancel() {
        signal.emit(boost::asio::cancellation_type::terminal);
    }
};

struct caller {
    frameio::manual_clock clock;  // outlives all that looks at it
    boost::asio::io_context loop{1};
    frameio::http::transport_options options;
    std::optional<frameio::http::transport> client;

    caller() {
        options.time = &clock;
    }

    /// The transport, made from the options when first asked for.
    frameio::http::transport& transport() {
        if (!client) {
            client.emplace(options);
        }
        return *client;
    }

    static frameio::http::client_request get(const std::string& where) {
        return frameio::http::client_request("GET", frameio::http::url::parse(where));
    }
    static frameio::http::client_request post(const std::string& where, std::string body) {
        frameio::http::client_request made("POST", frameio::http::url::parse(where));
        made.body = std::move(body);
        return made;
    }

    std::shared_ptr<started_call> start(frameio::http::client_request request, frameio::http::body_sink* to = nullptr) {
        auto one = std::make_shared<started_call>();
        auto running = to == nullptr ? transport().send(std::move(request)) : transport().send(std::move(request), *to);
        boost::asio::co_spawn(
            loop, std::move(running),
            boost::asio::bind_cancellation_slot(
                one->signal.slot(), [one](std::exception_ptr failure, frameio::http::client_response response) {
                    one->done = true;
                    one->failure = failure;
                    if (!failure) {
                        one->response.emplace(std::move(response));
                    }
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
    void run_until_done(const started_call& one) {
        run_until([&one] { return one.done; });
    }

    /// The response; fails the test if there is none.
    frameio::http::client_response finish(const std::shared_ptr<started_call>& one) {
        run_until_done(*one);
        if (one->failure) {
            std::rethrow_exception(one->failure);
        }
        return *one->response;
    }
    /// What a call was ended by; fails the test if it was not.
    frameio::http::transport_error failure(const std::shared_ptr<started_call>& one) {
        run_until_done(*one);
        BOOST_TEST_REQUIRE(static_cast<bool>(one->failure), "there is a response");
        try {
            std::rethrow_exception(one->failure);
        } catch (const frameio::http::transport_error& failed) {
            return failed;
        }
    }
    bool was_cancelled(const std::shared_ptr<started_call>& one) {
        run_until_done(*one);
        try {
            if (one->failure) {
                std::rethrow_exception(one->failure);
            }
        } catch (const boost::system::system_error& failed) {
            return failed.code() == boost::asio::error::operation_aborted;
        }
        return false;
    }

    frameio::http::client_response ask(frameio::http::client_request request) {
        return finish(start(std::move(request)));
    }
    frameio::http::transport_error ask_in_vain(frameio::http::client_request request) {
        return failure(start(std::move(request)));
    }
};

}  // namespace frameio_test

namespace frameio::http {

inline std::ostream& operator<<(std::ostream& to, call_phase phase) {
    return to << to_string(phase);
}
inline std::ostream& operator<<(std::ostream& to, transport_errc code) {
    return to << make_error_code(code).message();
}

}  // namespace frameio::http
