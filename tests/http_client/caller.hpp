#pragma once

/// @file
/// Calls on a context that the test's own thread runs, by a clock that it turns.

#include <optional>
#include <string>
#include <utility>

#include "common/scripted_server.hpp"
#include "common/turned_loop.hpp"
#include "http/client/transport.hpp"

namespace frameio_test {

/// A call that was started, and what became of it.
using started_call = running<frameio::http::client_response>;

struct caller : turned_loop {
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

    using turned_loop::start;
    started_call start(frameio::http::client_request request, frameio::http::body_sink* to = nullptr) {
        return start(to == nullptr ? transport().send(std::move(request)) : transport().send(std::move(request), *to));
    }

    /// What a call was ended by; fails the test if it was not.
    frameio::http::transport_error failure(const started_call& one) {
        return ended_by<frameio::http::transport_error>(one);
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
