#pragma once

/// @file
/// Processes that install in the background, in a workspace of a simulated Frame.io.

#include <frameio/login.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "api/client_state.hpp"
#include "auth/installer_tokens.hpp"
#include "auth/token_book.hpp"
#include "common/credential.hpp"
#include "common/recording_sink.hpp"
#include "install/desk.hpp"
#include "install/installed_workspace.hpp"

namespace frameio_test {

inline boost::asio::awaitable<bool> keep_token(std::shared_ptr<frameio::auth::token_book> in, std::string user,
                                               frameio::api::token_answer given) {
    frameio::auth::token_owner who = frameio::auth::admin_login(std::move(user));
    co_await in->keep(std::move(who), std::move(given));
    co_return true;
}

/// With an admin who has logged in.
struct office : workspace {
    explicit office(fate when_burnt = fate::dies, std::optional<double> rates = std::nullopt)
        : workspace(when_burnt, rates) {
        log_in("the-admin");
    }

    std::shared_ptr<recording_sink> log = std::make_shared<recording_sink>();

    void log_in(const std::string& user) {
        frameio::api::token_answer given;
        given.access = world.token();
        given.expires = clock.now() + std::chrono::hours(1000);
        run(keep_token(book(store), user, given));
    }

    void log_out(const std::string& user) {
        const auto token = run(store->read("token", '/' + user));
        BOOST_TEST_REQUIRE(token.has_value());
        run(store->erase("token", token->key, token->version));
    }

    std::shared_ptr<frameio::auth::token_book> book(const std::shared_ptr<frameio::store::engine>& in) const {
        const frameio::oauth_options credential = credential_at(world_url_);
        frameio::auth::token_book::parts of;
        of.store = in;
        of.kept = std::make_shared<const frameio::auth::vault>(in, keys());
        of.adobe = std::make_shared<const frameio::auth::adobe_login>(credential, "https://app.example");
        of.client = frameio::api::state_of(client());
        return std::make_shared<frameio::auth::token_book>(std::move(of));
    }

    /// It goes with the process, where it is started; on the process's store, unless it is given one.
    install::desk& open(install::blueprint wanted, std::shared_ptr<frameio::store::engine> with = nullptr) {
        auto made = std::make_shared<install::desk>(parts(std::move(wanted), with ? with : store_of_process()));
        house(made);
        made->start(executor());
        return *made;
    }
    install::desk& open() {
        return open(wanted());
    }
    install::desk::parts parts(install::blueprint wanted, const std::shared_ptr<frameio::store::engine>& in) {
        const frameio::api::client nobody = client().with(frameio::api::credentials());
        return {in, keys(), nobody, book(in), std::move(wanted), &clock, frameio::logger(log)};
    }

    /// All that is under way has come to its end, and nothing begins by itself but what the clock brings.
    void settle() {
        run_out();
    }
    void wait_for(const install::desk& one) {
        run_until([&] { return !one.is_running(where()); });
    }
    /// Until the job's step of that number has begun.
    void wait_for_step(const install::desk& one, std::size_t number) {
        run_until([&] {
            const auto now = one.progress_of(where());
            return now && now->step == number;
        });
    }

private:
    const std::string world_url_ = world.url();
};

}  // namespace frameio_test
