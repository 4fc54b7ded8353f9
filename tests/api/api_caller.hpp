#pragma once

/// @file
/// Calls of an API client on a context that the test's own thread runs, by a clock that it turns, at a server that does
/// what it is told.

#include <boost/asio/awaitable.hpp>
#include <frameio/api/all.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "common/recording_sink.hpp"
#include "common/scripted_server.hpp"
#include "common/turned_loop.hpp"

namespace frameio_test {

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
