#pragma once

#include <frameio/testing.hpp>

#include "auth/tenant.hpp"
#include "auth/vault.hpp"
#include "install/record.hpp"
#include "store/memory_engine.hpp"
#include "testing/fuse.hpp"
#include "testing/life.hpp"
#include "testing/mortal_engine.hpp"
#include "testing/outside.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace frameio::testing {

/// A kit's parts, and how they are made to go on.
class kit::state {
public:
    state(app_maker make, kit_options options);

    manual_clock clock;  // outlives all that looks at it
    fuse when;
    std::shared_ptr<store::engine> store;
    auth::vault vault;
    outside world;
    std::size_t crashes = 0;

    const std::string& url() const noexcept {
        return url_;
    }
    /// Posts it until it is answered, with these pauses, and lets the app come to rest.
    delivery_answer deliver(const std::string& body, const std::string& secret, std::chrono::milliseconds limit,
                            std::chrono::milliseconds pause);
    std::string body_of(const webhook& what) const;
    /// A click, which begins an interaction, and the submission of its form.
    /// @throws failure if the app has no such action
    answer click(const action& what);
    answer submit(const std::vector<std::pair<std::string, field_value>>& values);

    /// What an admin and a user leave in the app's store.
    void install(std::map<std::string, std::string> config, const origin& where);
    void uninstall(const origin& where);
    void log_in(const origin& who);
    /// That it signs webhooks from there with.
    std::string webhook_secret_of(const origin& where);

    /// Runs until that holds; lets time pass while everything waits.
    void run_until(const std::function<bool()>& holds);
    /// Runs until the app has nothing to do now.
    void rest();
    void advance(std::chrono::milliseconds by);
    void settle();
    void die();
    void restart();

    /// Of the store, which needs no time.
    template <class T>
    T ask(boost::asio::awaitable<T> what) {
        std::optional<T> got;
        boost::asio::co_spawn(world.loop(), std::move(what), [&got](std::exception_ptr wrong, T value) {
            if (wrong) {
                std::rethrow_exception(wrong);
            }
            got.emplace(std::move(value));
        });
        while (!got) {
            world.loop().restart();
            world.loop().poll_one();
        }
        return std::move(*got);
    }

private:
    /// What was given, or what there is, or something that looks like it.
    std::string id_or(const std::string& given, const std::string& kind) const;
    auth::tenant tenant_of(const origin& where) const;
    std::optional<install::record> installation_of(const origin& where);
    install::config answers_of(std::map<std::string, std::string> given) const;
    void write(const char* collection, const std::string& key, std::string value);
    std::string token_of(const std::string& user);
    void put_action(boost::json::object& into, const action& what);
    answer show(const delivery_answer& got);
    void check_fields(const std::vector<std::pair<std::string, field_value>>& values) const;
    void learn(const std::string& action_name);
    void start();
    bool run_some();
    bool wait_for_news();
    bool is_at_rest();

    const app_maker make_;
    const kit_options options_;
    std::string listens_at_ = "127.0.0.1:0";
    std::string url_;
    std::string manifest_;
    std::optional<std::vector<config_field>> fields_;  // of an installation; nothing: nobody can install it
    std::optional<life> life_;
    std::size_t interactions_ = 0;
    boost::json::object context_;  // of the last click: the body
    std::string action_secret_;
    std::chrono::milliseconds action_limit_{5'000};
    std::optional<answer> shown_;  // to the user who clicked
};

}  // namespace frameio::testing
