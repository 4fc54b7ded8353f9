#pragma once

/// @file
/// Apps whose calls are recorded.

#include <frameio/api/comments.hpp>
#include <frameio/api/files.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/scripted_server.hpp"
#include "server/stored_server.hpp"

namespace frameio_test {

/// A comment, as Frame.io answers it.
inline std::string comment_answer(const std::string& id) {
    return R"({"data":{"id":")" + id +
           R"(","text":"Ready","file_id":"file-1","created_at":"2026-11-22T10:00:00Z",)"
           R"("updated_at":"2026-11-22T10:00:00Z"}})";
}

/// An app that calls a platform which does what the test says, and is run from a store.
struct calling_server : stored_server {
    scripted_server platform;
    std::vector<std::string> made;  ///< the ids that the handler got
    int runs = 0;

    calling_server() {
        frameio::api::client_options to;
        to.url = platform.url("");
        to.who = frameio::api::credentials::token("token");
        to.use_proxies = false;
        to.time = &clock;
        to.timeout = std::chrono::milliseconds(0);  // the clock is turned while calls are under way
        to.retry.attempts = 1;
        app.use_client(frameio::api::client(to));
    }

    boost::asio::awaitable<void> say(frameio::context& ctx, std::string text) {
        const frameio::api::new_comment said(std::move(text));
        const frameio::api::comment got = co_await ctx.api().comments().create("account", "file-1", said);
        made.push_back(got.id);
    }
    /// All of it, whatever becomes of the first.
    boost::asio::awaitable<void> say_each(frameio::context& ctx, std::vector<std::string> texts) {
        int failures = 0;
        for (const std::string& each : texts) {
            try {
                co_await say(ctx, each);
            } catch (const frameio::api::api_error&) {
                ++failures;
            }
        }
        if (failures != 0) {
            throw std::runtime_error("not all was said");
        }
    }
    boost::asio::awaitable<void> say_twice(frameio::context& ctx) {
        return say_each(ctx, {"Ready", "Ready"});
    }
    boost::asio::awaitable<void> say_ready_and_set(frameio::context& ctx) {
        return say_each(ctx, {"Ready", "Set"});
    }
    /// Creates what Frame.io cannot be asked for.
    boost::asio::awaitable<void> copy(frameio::context& ctx) {
        co_await ctx.api().files().copy("account", "file-1");
    }
    /// A comment in a list.
    static std::string listed(const std::string& id, const std::string& text, frameio::clock::wall_time created) {
        const frameio::api::timestamp when(std::chrono::floor<std::chrono::microseconds>(created));
        return R"({"id":")" + id + R"(","text":")" + text + R"(","created_at":")" + when.text() + "\"}";
    }
    /// The first run fails, after all that was asked of it.
    void fail_first() {
        if (++runs == 1) {
            throw std::runtime_error("the first run fails");
        }
    }
    /// After `run_twice`: until Frame.io is asked for what is in doubt.
    void wait_until_asked() {
        BOOST_TEST(
            run_until([&] { return states().at(0).reason.find("Frame.io is asked later") != std::string::npos; }));
        BOOST_TEST(calls("GET") == 0U);
        turn(std::chrono::seconds(42));
        wait_for_runs(3);
    }
    /// Delivers one event, and lets it run for the second time.
    void run_twice() {
        serve();
        status_of(webhook("file.ready"));
        wait_for_runs(1);
        wait_for(1, frameio::store::event_state::pending);
        turn(std::chrono::seconds(18));
        wait_for_runs(2);
    }
    std::size_t calls(const std::string& method) const {
        std::size_t count = 0;
        for (const received_request& each : platform.requests()) {
            count += each.method == method ? 1U : 0U;
        }
        return count;
    }
};

}  // namespace frameio_test
