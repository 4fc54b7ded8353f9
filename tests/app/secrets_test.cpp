#include <boost/test/unit_test.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/environment.hpp"
#include "common/gate.hpp"
#include "common/handled_app.hpp"

namespace asio = boost::asio;
using frameio_test::variable;

namespace {

/// An app that starts without secrets.
struct bare_app : frameio_test::no_secrets, frameio_test::handled_app {
    bare_app() {
        app = frameio::app();
        app.use_clock(clock);
        app.log_to(frameio::logger(sink));
    }

    frameio::route& webhook_handler(const char* pattern = "file.ready") {
        return app.on_webhook(pattern, [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; });
    }
    frameio::route& action_handler(const char* name = "acme.act") {
        return app.on_action(frameio::action(name, "Name", "Description"),
                             [](const frameio::action_event&) -> asio::awaitable<void> { co_return; });
    }
    void resolve_to(std::vector<std::string> texts) {
        app.resolve_secrets([texts](frameio::event_ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
            std::vector<frameio::signing_secret> secrets(texts.begin(), texts.end());
            co_return secrets;
        });
    }

    unsigned webhook_with(std::string_view secret, std::string_view type = "file.ready") {
        const auto body = frameio_test::webhook_body(type);
        return answer(frameio_test::genuine(secret, body, frameio_test::second_of(clock))).status();
    }
    unsigned action_with(std::string_view secret, std::string_view name = "acme.act") {
        const auto body = frameio_test::action_body(name);
        return answer(frameio_test::genuine(secret, body, frameio_test::second_of(clock))).status();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(secrets, bare_app)

BOOST_AUTO_TEST_CASE(of_the_environment_are_the_last_resort) {
    const variable webhooks("WEBHOOK_SECRET", "env-w");
    const variable actions("CUSTOM_ACTION_SECRET", "env-a");
    webhook_handler();
    action_handler();
    BOOST_TEST(webhook_with("env-w") == 200U);
    BOOST_TEST(action_with("env-a") == 200U);
    BOOST_TEST(webhook_with("env-a") == 401U);
    BOOST_TEST(action_with("env-w") == 401U);
}

BOOST_AUTO_TEST_CASE(of_the_environment_may_be_several_for_a_rotation) {
    const variable webhooks("WEBHOOK_SECRET", "old , new\t,newest");
    webhook_handler();
    BOOST_TEST(webhook_with("old") == 200U);
    BOOST_TEST(webhook_with("new") == 200U);
    BOOST_TEST(webhook_with("newest") == 200U);
    BOOST_TEST(webhook_with("old , new\t,newest") == 401U);
    BOOST_TEST(webhook_with("gone") == 401U);
}

BOOST_AUTO_TEST_CASE(of_the_app_come_before_the_environment) {
    const variable webhooks("WEBHOOK_SECRET", "env-w");
    webhook_handler();
    app.webhook_secret("app-1").webhook_secret("app-2");
    BOOST_TEST(webhook_with("app-1") == 200U);
    BOOST_TEST(webhook_with("app-2") == 200U);
    BOOST_TEST(webhook_with("env-w") == 401U);
}

BOOST_AUTO_TEST_CASE(of_the_handler_come_before_those_of_the_app) {
    app.webhook_secret("app-w").action_secret("app-a");
    webhook_handler().secret("own-1").secret("own-2");
    action_handler().secret("own-a");
    BOOST_TEST(webhook_with("own-1") == 200U);
    BOOST_TEST(webhook_with("own-2") == 200U);
    BOOST_TEST(webhook_with("app-w") == 401U);
    BOOST_TEST(action_with("own-a") == 200U);
    BOOST_TEST(action_with("app-a") == 401U);
}

BOOST_AUTO_TEST_CASE(of_a_handler_open_no_other) {
    app.webhook_secret("app-w").action_secret("app-a");
    webhook_handler("file.ready").secret("own-w");
    webhook_handler("file.created");
    action_handler("acme.own").secret("own-a");
    action_handler("acme.other");
    BOOST_TEST(webhook_with("own-w", "file.created") == 401U);
    BOOST_TEST(webhook_with("app-w", "file.created") == 200U);
    BOOST_TEST(action_with("own-a", "acme.other") == 401U);
    BOOST_TEST(action_with("app-a", "acme.other") == 200U);
    BOOST_TEST(action_with("own-w", "acme.own") == 401U);
}

BOOST_AUTO_TEST_CASE(choose_the_handlers_that_accept_them) {
    std::string ran;
    const auto named = [&](const char* name) {
        return [&ran, name](const frameio::webhook_event&) -> asio::awaitable<void> {
            ran += name;
            co_return;
        };
    };
    app.webhook_secret("app-w");
    app.on_webhook("file.ready", named("1")).secret("own");
    app.on_webhook("file.*", named("2"));
    app.on_webhook("*", named("3")).secret("own");
    BOOST_TEST(webhook_with("own") == 200U);
    BOOST_TEST(ran == "13");
    ran.clear();
    BOOST_TEST(webhook_with("app-w") == 200U);
    BOOST_TEST(ran == "2");
}

BOOST_AUTO_TEST_CASE(for_webhooks_and_for_actions_are_kept_apart) {
    app.webhook_secret("w").action_secret("a");
    webhook_handler();
    action_handler();
    BOOST_TEST(webhook_with("a") == 401U);
    BOOST_TEST(action_with("w") == 401U);
    BOOST_TEST(webhook_with("a", "no.handler") == 401U);
    BOOST_TEST(action_with("w", "no.handler") == 401U);
    BOOST_TEST(webhook_with("w", "no.handler") == 200U);
    BOOST_TEST(action_with("a", "no.handler") == 200U);
}

BOOST_AUTO_TEST_CASE(from_a_resolver_are_found_by_the_ids) {
    webhook_handler();
    action_handler();
    std::vector<std::string> asked;
    app.resolve_secrets([&](frameio::event_ids ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
        asked.push_back(std::string(ids.type) + " " + std::string(ids.account_id) + " " +
                        std::string(ids.workspace_id) + " " + std::string(ids.project_id) + " " +
                        std::string(ids.action_id) + " " + std::string(ids.interaction_id));
        std::vector<frameio::signing_secret> secrets;
        secrets.emplace_back(std::string(ids.account_id) + "-secret");
        secrets.emplace_back("second");
        co_return secrets;
    });
    BOOST_TEST(webhook_with("account-1-secret") == 200U);
    BOOST_TEST(webhook_with("second") == 200U);
    BOOST_TEST(action_with("account-1-secret") == 200U);
    BOOST_TEST(webhook_with("third") == 401U);
    BOOST_REQUIRE(asked.size() == 4U);
    BOOST_TEST(asked[0] == "file.ready account-1 workspace-1 project-1  ");
    BOOST_TEST(asked[2] == "acme.act account-1 workspace-1 project-1 action-1 interaction-1");
}

BOOST_AUTO_TEST_CASE(from_a_resolver_come_after_the_apps_and_before_the_environments) {
    const variable webhooks("WEBHOOK_SECRET", "env-w");
    const variable actions("CUSTOM_ACTION_SECRET", "env-a");
    webhook_handler();
    action_handler();
    app.action_secret("app-a");
    resolve_to({"resolved"});
    BOOST_TEST(webhook_with("resolved") == 200U);
    BOOST_TEST(webhook_with("env-w") == 401U);
    BOOST_TEST(action_with("app-a") == 200U);
    BOOST_TEST(action_with("resolved") == 401U);
    BOOST_TEST(action_with("env-a") == 401U);
}

BOOST_AUTO_TEST_CASE(from_a_resolver_do_not_open_handlers_with_their_own) {
    webhook_handler().secret("own");
    webhook_handler("file.created");
    resolve_to({"resolved"});
    BOOST_TEST(webhook_with("own") == 200U);
    BOOST_TEST(webhook_with("resolved") == 401U);
    BOOST_TEST(webhook_with("resolved", "file.created") == 200U);
    BOOST_TEST(webhook_with("own", "file.created") == 401U);
}

BOOST_AUTO_TEST_CASE(of_the_environment_count_when_the_resolver_has_none) {
    const variable webhooks("WEBHOOK_SECRET", "env-w");
    webhook_handler();
    resolve_to({});
    BOOST_TEST(webhook_with("env-w") == 200U);
    BOOST_TEST(webhook_with("other") == 401U);
}

BOOST_AUTO_TEST_CASE(nowhere_to_be_found_refuse_everything) {
    webhook_handler();
    resolve_to({});
    BOOST_TEST(webhook_with("any") == 401U);
}

BOOST_AUTO_TEST_CASE(that_cannot_be_resolved_now_are_asked_for_again) {
    webhook_handler();
    app.resolve_secrets([](frameio::event_ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
        throw std::runtime_error("the vault is closed");
        co_return std::vector<frameio::signing_secret>();
    });
    const auto body = frameio_test::webhook_body("file.ready");
    const auto got = answer(frameio_test::genuine("any", body, frameio_test::second_of(clock)));
    BOOST_TEST(got.status() == 503U);
    BOOST_TEST(!frameio_test::header_of(got, "Retry-After").empty());
    BOOST_TEST(got.body().find("vault") == std::string::npos);
    BOOST_TEST(sink->count("the vault is closed") == 1U);
}

BOOST_AUTO_TEST_CASE(that_cannot_be_resolved_fill_no_log) {
    webhook_handler();
    app.resolve_secrets([](frameio::event_ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
        throw std::runtime_error("the vault is closed");
        co_return std::vector<frameio::signing_secret>();
    });
    for (int i = 0; i < 1'000; ++i) {
        BOOST_TEST(webhook_with("any") == 503U);
    }
    BOOST_TEST(sink->count("the signing secret of a delivery cannot be found now") == 10U);
    BOOST_TEST(sink->count("reason=the vault is closed") == 10U);
    BOOST_TEST(sink->count("error:") == 10U);
    clock.advance(std::chrono::seconds(1));
    BOOST_TEST(webhook_with("any") == 503U);
    BOOST_TEST(sink->count("left_out_before=990") == 1U);
}

BOOST_AUTO_TEST_CASE(from_a_resolver_that_waits_are_waited_for) {
    frameio_test::gate hold(loop);
    webhook_handler();
    app.resolve_secrets([&](frameio::event_ids ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
        co_await hold.pass();
        std::vector<frameio::signing_secret> secrets;
        secrets.emplace_back(ids.account_id);
        co_return secrets;
    });
    const auto body = frameio_test::webhook_body("file.ready");
    const auto got = begin(frameio_test::genuine("account-1", body, frameio_test::second_of(clock)));
    BOOST_TEST(!got->has_value());
    hold.open();
    run();
    BOOST_REQUIRE(got->has_value());
    BOOST_TEST((*got)->status() == 200U);
}

BOOST_AUTO_TEST_CASE(are_not_resolved_for_a_stale_or_malformed_request) {
    webhook_handler();
    int asked = 0;
    app.resolve_secrets([&](frameio::event_ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
        ++asked;
        co_return std::vector<frameio::signing_secret>();
    });
    const auto body = frameio_test::webhook_body("file.ready");
    const auto stale = frameio_test::second_of(clock) - std::chrono::seconds(301);
    BOOST_TEST(answer(frameio_test::genuine("any", body, stale)).status() == 401U);
    frameio::http_request malformed("POST", "/");
    malformed.header("X-Frameio-Request-Timestamp", "x").header("X-Frameio-Signature", "v0=1").body(body);
    BOOST_TEST(answer(malformed).status() == 400U);
    BOOST_TEST(asked == 0);
}

BOOST_AUTO_TEST_CASE(from_a_resolver_for_webhooks_do_not_open_actions) {
    webhook_handler();
    action_handler();
    app.action_secret("app-a");
    resolve_to({"resolved"});
    const auto status_of = [this](const std::string& action_id) {
        const std::string body = R"({"type":"acme.act","action_id":")" + action_id +
                                 R"(","interaction_id":"","account":{"id":"account-1"},"user":{"id":"anyone"}})";
        return answer(frameio_test::genuine("resolved", body, frameio_test::second_of(clock))).status();
    };
    BOOST_TEST(status_of("") == 401U);
    BOOST_TEST(status_of("a-1") == 401U);
}

BOOST_AUTO_TEST_SUITE_END()
