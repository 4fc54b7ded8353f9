#pragma once

/// @file
/// An app that an admin has installed, and that acts as that admin.

#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "auth/installer_tokens.hpp"
#include "auth/user_token.hpp"
#include "auth/vault.hpp"
#include "common/credential.hpp"
#include "install/installations.hpp"
#include "server/calling_server.hpp"
#include "store/sqlite_engine.hpp"

namespace frameio_test {

/// With an installation by the admin "ada", as whom it calls the API.
struct installed_server : calling_server {
    scripted_server adobe;

    installed_server() {
        frameio::install_options offered;
        offered.name = "Acme";
        app.oauth(credential_at(adobe.url(""))).installable(std::move(offered));
        options.encryption_keys = frameio::auth::new_key();
        platform.answer(response(201).json(comment_answer("comment-1")));
        keep(frameio::store::opening::to_work, frameio::install::collection, where.key(), record());
    }

    std::string record() const {
        frameio::install::record fresh(where);
        fresh.state = frameio::install::phase::installed;
        fresh.installed = fresh.updated = clock.now();
        fresh.installed_by = fresh.acting_user = "ada";
        return frameio::install::to_json(fresh);
    }
    /// @param refresh  empty: the login ends with the token
    void log_in(frameio::store::opening how, const std::string& token, std::chrono::minutes life,
                const std::string& refresh = {}) {
        keep(how, "token", frameio::auth::admin_login("ada").key(), this->token(token, life, refresh));
    }
    /// As it is kept.
    std::string token(const std::string& access, std::chrono::minutes life, const std::string& refresh) const {
        frameio::auth::user_token fresh;
        fresh.access = access;
        fresh.refresh = refresh;
        fresh.obtained = clock.now();
        fresh.expires = clock.now() + life;
        return frameio::auth::to_json(fresh);
    }
    void keep(frameio::store::opening how, const std::string& collection, const std::string& key, std::string value) {
        with_vault(how, [&](const frameio::auth::vault& kept) {
            return kept.write(frameio::store::document(collection, key, std::move(value)));
        });
    }
    /// @param work  gives a coroutine whose result is true
    template <class Work>
    void with_vault(frameio::store::opening how, Work work) {
        const auto store = std::make_shared<frameio::store::sqlite_engine>(path(), clock, how);
        const frameio::auth::vault kept(store,
                                        std::make_shared<const frameio::auth::key_ring>(
                                            frameio::auth::key_ring::parse(options.encryption_keys, "the test")));
        finish(work(kept));
    }
    template <class T>
    void finish(boost::asio::awaitable<T> what) {
        bool is_over = false;
        boost::asio::co_spawn(loop, std::move(what), [&is_over](const std::exception_ptr& failure, const T& got) {
            BOOST_TEST((!failure && got));
            is_over = true;
        });
        BOOST_TEST_REQUIRE(run_until([&is_over] { return is_over; }));
    }

    const frameio::auth::tenant where{"account-1", "workspace-1"};
};

}  // namespace frameio_test
