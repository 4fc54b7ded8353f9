#pragma once

/// @file
/// An admin before the install pages, with an app that asks for some settings.

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <utility>

#include "install/pages/site.hpp"

namespace frameio_test {

inline const form answers{{"config_host", "a.example"},
                          {"config_key", "the-secret-key"},
                          {"config_size", "l"},
                          {"config_notes", "one\r\ntwo"}};

struct installing : site {
    visitor ada{*this, "Ada"};

    installing() = default;
    installing(const installing&) = delete;
    installing& operator=(const installing&) = delete;
    /// Whatever a test has done: nothing of it that is secret is in the log.
    ~installing() {
        for (const std::string& line : log->lines()) {
            for (const std::string& each : ada.secrets) {
                BOOST_TEST(line.find(each) == std::string::npos, line);
            }
            for (const std::string& each : {std::string("the-secret-key"), std::string("typed-secret")}) {
                BOOST_TEST(line.find(each) == std::string::npos, line);
            }
        }
    }

    frameio::web::response look(const std::string& more = {}) {
        return ada.get(ada.page() + more);
    }
    frameio::web::response post(const std::string& what, form values = {}) {
        return ada.post("/install/" + what, ada.at_workspace(std::move(values)));
    }
    /// What the browser shows after a form, and a while.
    frameio::web::response after(const frameio::web::response& taken) {
        BOOST_TEST_REQUIRE(taken.status == 303U);
        BOOST_TEST_REQUIRE(header(taken, "Location").starts_with(ada.page()));
        settle();
        note_secrets();
        return ada.get(header(taken, "Location"));
    }
    frameio::web::response install_it() {
        return after(post("apply", answers));
    }
    frameio::testing::expectation& on(const std::string& method, const std::string& kind) {
        return world.api().on(method, "/v4/accounts/*/workspaces/*/" + kind);
    }
    install::config settings() {
        return record().value().config;
    }
    /// Those of the webhook and the actions.
    void note_secrets() {
        for (const char* const kind : {"webhook", "action"}) {
            for (const auto& [id, each] : on_platform(kind)) {
                ada.note_secret(std::string_view(each.at("secret").as_string()));
            }
        }
    }
};

/// Where it is installed.
struct installed : installing {
    installed() {
        install_it();
    }
};

}  // namespace frameio_test
