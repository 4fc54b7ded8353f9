#pragma once

/// @file
/// An app that is given requests one by one, without a server.

#include <frameio/app.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/deliveries.hpp"
#include "common/recording_sink.hpp"

namespace frameio_test {

/// The answer to a request that may still be under way.
using pending_answer = std::shared_ptr<std::optional<frameio::http_response>>;

/// On a context that the test's own thread runs, with a clock that it turns.
struct handled_app {
    frameio::manual_clock clock;  // outlives all that looks at it
    boost::asio::io_context loop{1};
    std::shared_ptr<recording_sink> sink = std::make_shared<recording_sink>();
    frameio::app app;

    handled_app() {
        app.use_clock(clock);
        app.log_to(frameio::logger(sink, frameio::log_level::debug));
        app.webhook_secret(webhook_secret);
        app.action_secret(action_secret);
    }

    /// Begins; goes as far as it can now.
    pending_answer begin(frameio::http_request request) {
        auto answer = std::make_shared<std::optional<frameio::http_response>>();
        app.async_handle(
            std::move(request),
            boost::asio::bind_executor(loop.get_executor(), [answer](std::exception_ptr, frameio::http_response got) {
                answer->emplace(std::move(got));
            }));
        run();
        return answer;
    }

    void run() {
        loop.restart();
        loop.poll();
    }

    /// An answer that needs no waiting; status 0 if there is none.
    frameio::http_response answer(frameio::http_request request) {
        return begin(std::move(request))->value_or(frameio::http_response(0));
    }

    frameio::http_request webhook(std::string_view type, std::string_view id = "file-1") const {
        return genuine(webhook_secret, webhook_body(type, id), second_of(clock));
    }
    frameio::http_request action(std::string_view type, std::string_view interaction = "interaction-1",
                                 std::string_view data = {}, std::string_view resource_type = "file") const {
        return genuine(action_secret, action_body(type, interaction, data, resource_type), second_of(clock));
    }
};

inline std::string header_of(const frameio::http_response& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers()) {
        if (key == name) {
            return value;
        }
    }
    return "";
}

}  // namespace frameio_test
