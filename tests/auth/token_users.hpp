#pragma once

/// @file
/// Users of an app who have logged in, and Adobe, who renews their tokens.

#include <frameio/api/all.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/client_state.hpp"
#include "auth/token_book.hpp"
#include "common/credential.hpp"
#include "common/recording_sink.hpp"
#include "common/scripted_server.hpp"
#include "store/engines.hpp"

namespace frameio_test {

/// Adobe, who takes each refresh token once: "refresh-1" is good for "access-2" and "refresh-2", and so on.
class rotating_adobe {
public:
    rotating_adobe() {
        server.handle([this](const received_request& asked) { return reply(answer(asked)); });
    }

    scripted_server server;

    int renewals() const {
        const std::lock_guard lock(mutex_);
        return newest_ - 1;
    }
    /// From now on; nothing: as Adobe does.
    void say(std::optional<response> what) {
        const std::lock_guard lock(mutex_);
        told_ = std::move(what);
    }
    std::vector<std::string> revoked() const {
        const std::lock_guard lock(mutex_);
        return revoked_;
    }

    static response tokens(int number, bool with_refresh = true) {
        const std::string count = std::to_string(number);
        return response(200).json(R"({"access_token":"access-)" + count +
                                  R"(","token_type":"bearer","expires_in":3600)" +
                                  (with_refresh ? R"(,"refresh_token":"refresh-)" + count + "\"}" : "}"));
    }

private:
    response answer(const received_request& asked) {
        const std::lock_guard lock(mutex_);
        if (asked.target == "/ims/revoke") {
            revoked_.push_back(asked.body);
        }
        if (told_) {
            return *told_;
        }
        if (asked.body.find("refresh_token=refresh-" + std::to_string(newest_)) == std::string::npos) {
            return response(400).json(R"({"error":"invalid_grant"})");
        }
        return tokens(++newest_);
    }

    mutable std::mutex mutex_;
    int newest_ = 1;
    std::optional<response> told_;
    std::vector<std::string> revoked_;
};

/// One of several processes of an app.
struct app_process {
    app_process(frameio::api::client by, frameio::auth::token_book::parts of)
        : client(std::move(by)), book(std::move(of)) {}

    frameio::api::client client;
    frameio::auth::token_book book;
};

/// A user who has logged in to an app of several processes.
struct token_users : stored {
    const std::string keys = frameio::auth::new_key();
    rotating_adobe adobe;
    scripted_server frameio_api;
    std::shared_ptr<recording_sink> log = std::make_shared<recording_sink>();
    const frameio::auth::token_owner owner{"account-1", "user-1"};
    std::shared_ptr<frameio::store::engine> shared;

    /// With a user who has just logged in.
    void begin(const std::string& kind) {
        open(kind);
        shared = std::shared_ptr<frameio::store::engine>(store.get(), [](auto*) {});
        log_in();
    }
    std::shared_ptr<frameio::store::engine> beside(const std::string& kind) {
#ifdef FRAMEIO_POSTGRESQL
        if (kind == "postgresql") {
            return std::make_shared<frameio::store::postgres_engine>(url(), clock);
        }
#endif
        static_cast<void>(kind);
        return shared;
    }
    std::shared_ptr<const frameio::auth::vault> kept(const std::shared_ptr<frameio::store::engine>& in) const {
        return std::make_shared<const frameio::auth::vault>(
            in, std::make_shared<frameio::auth::key_ring>(frameio::auth::key_ring::parse(keys, "the test")));
    }
    std::shared_ptr<app_process> new_process(const std::shared_ptr<frameio::store::engine>& in) {
        frameio::api::client_options options;
        options.url = frameio_api.url("");
        options.who = frameio::api::credentials();
        options.use_proxies = false;
        options.keep_to_rates = false;
        options.time = &clock;
        options.retry.attempts = 1;
        options.log = frameio::logger(log, frameio::log_level::debug);
        const frameio::api::client client(options);
        const frameio::oauth_options credential = credential_at(adobe.server.url(""));
        return std::make_shared<app_process>(
            client,
            frameio::auth::token_book::parts{
                in, kept(in), std::make_shared<const frameio::auth::adobe_login>(credential, "https://app.example"),
                frameio::api::state_of(client)});
    }
    std::shared_ptr<app_process> new_process() {
        return new_process(shared);
    }
    void log_in() {
        frameio::api::token_answer given;
        given.access = "access-1";
        given.refresh = "refresh-1";
        given.expires = clock.now() + std::chrono::hours(1);
        const auto one = new_process();
        finish(one->book.keep(owner, std::move(given)));
    }
    boost::asio::awaitable<frameio::api::file> call(const std::shared_ptr<app_process>& by) {
        return by->client.with(by->book.credentials(owner)).files().show("a", "f");
    }
    std::string used() const {
        return frameio_api.requests().back().header("authorization");
    }
    /// As it is kept, in clear.
    std::string stored() {
        const auto there = kept(shared);
        const auto found = finish(there->read("token", owner.key()));
        return found ? found->value : std::string();
    }
    /// Turns the clock a little when nothing has happened for a while: a store takes its own time, by no clock of ours.
    void turn_a_little() {
        loop.restart();
        while (loop.run_one_for(std::chrono::milliseconds(10)) != 0) {
        }
        clock.advance(std::chrono::milliseconds(100));
    }
    template <class T>
    void turn_until_done(const running<T>& one) {
        run_until([&] {
            turn_a_little();
            return one->done;
        });
    }
    /// What a call fails with.
    frameio::api::api_error failure_of(const std::shared_ptr<app_process>& by) {
        return ended_by<frameio::api::api_error>(start(call(by)));
    }
};

inline bool has(const std::string& text, const std::string& part) {
    BOOST_TEST_INFO(text);
    return text.find(part) != std::string::npos;
}

}  // namespace frameio_test

#define FRAMEIO_TOKEN_TEST(name)                                                                                     \
    BOOST_DATA_TEST_CASE_F(frameio_test::token_users, name, boost::unit_test::data::make(frameio_test::all_engines), \
                           which)
