#pragma once

/// @file
/// A server on a context that the test's own thread runs, so that nothing happens unless the test lets it.

#include <frameio/server.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/client.hpp"
#include "common/deliveries.hpp"
#include "common/recording_sink.hpp"

namespace frameio_test {

/// Register handlers and change `options`, then `serve`.
struct live_server {
    frameio::manual_clock clock;  // outlives all that looks at it
    boost::asio::io_context loop{1};
    std::shared_ptr<recording_sink> sink = std::make_shared<recording_sink>();
    frameio::app app;
    frameio::server_options options;
    std::optional<boost::system::error_code> ended;
    std::optional<frameio::server> server;

    live_server() {
        app.use_clock(clock);
        app.log_to(frameio::logger(sink, frameio::log_level::debug));
        app.webhook_secret(webhook_secret);
        app.action_secret(action_secret);
        options.listen = {"127.0.0.1:0"};
        options.lanes = 1;
    }

    void serve() {
        server.emplace(loop.get_executor(), app, options);
        server->async_run(boost::asio::bind_executor(loop.get_executor(),
                                                     [this](boost::system::error_code result) { ended = result; }));
        run();
    }

    void run() {
        loop.restart();
        loop.poll();
    }

    /// Turns the clock, and lets the server notice.
    void turn(std::chrono::milliseconds by) {
        run();
        clock.advance(by);
        run();
    }

    client connect() {
        return client(server->local_endpoint(), [this] { run(); });
    }

    /// Runs until the condition holds.
    template <class Condition>
    bool run_until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + patience;
        for (;;) {
            run();
            if (condition()) {
                return true;
            }
            if (std::chrono::steady_clock::now() > end) {
                return false;
            }
            loop.restart();
            loop.run_one_for(std::chrono::milliseconds(1));
        }
    }

    std::string webhook(std::string_view type, std::string_view id = "file-1", std::string_view more = {},
                        std::string_view version = "1.1") const {
        return genuine_octets(webhook_secret, webhook_body(type, id), second_of(clock), more, version);
    }
    std::string action(std::string_view type, std::string_view interaction = "interaction-1",
                       std::string_view data = {}) const {
        return genuine_octets(action_secret, action_body(type, interaction, data), second_of(clock));
    }
};

}  // namespace frameio_test
