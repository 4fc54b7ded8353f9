#pragma once

/// @file
/// A server with handlers for what the tests of the HTTP room want to see.

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

#include "common/gate.hpp"
#include "common/live_server.hpp"

namespace frameio_test {

/// "file.ready" is quick, "file.updated" waits at the gate, the action "acme.echo" answers with its interaction, and
/// "acme.large" with a message of `large` octets that begins with it.
struct busy_server : live_server {
    static constexpr std::size_t large = 512 * 1024;

    gate hold{loop};
    int runs = 0;
    std::vector<std::string> bodies;
    bool keep_bodies = false;

    busy_server() {
        app.on_webhook("file.ready", [this](const frameio::webhook_event& event) -> boost::asio::awaitable<void> {
            ++runs;
            if (keep_bodies) {
                bodies.emplace_back(event.raw());
            }
            co_return;
        });
        app.on_webhook("file.updated", [this](const frameio::webhook_event&) -> boost::asio::awaitable<void> {
            ++runs;
            co_await hold.pass();
        });
        on_action("acme.echo", 0);
        on_action("acme.large", large);
    }

    /// A genuine webhook whose body has exactly that many octets.
    std::string webhook_of(std::size_t size, std::string_view id = "file-1") const {
        return genuine_octets(webhook_secret, body_of(size, id), second_of(clock));
    }
    static std::string body_of(std::size_t size, std::string_view id = "file-1") {
        std::string body = R"({"type":"file.ready","resource":{"id":")" + std::string(id) + R"("},"padding":")";
        body.resize(size - 2, 'p');
        return body + "\"}";
    }

private:
    void on_action(const char* name, std::size_t size) {
        app.on_action(frameio::action(name, "Name", "Description"),
                      [this, size](const frameio::action_event& event) -> boost::asio::awaitable<frameio::message> {
                          ++runs;
                          std::string text(event.interaction_id);
                          text.resize(std::max(size, text.size()), '.');
                          co_return frameio::message("Echo", text);
                      });
    }
};

}  // namespace frameio_test
