#include <boost/test/unit_test.hpp>

#include <frameio/api/files.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/environment.hpp"
#include "common/handled_app.hpp"
#include "common/scripted_server.hpp"
#include "common/turned_loop.hpp"

namespace asio = boost::asio;
namespace api = frameio::api;
using frameio_test::response;
using frameio_test::scripted_server;
using frameio_test::variable;
using namespace std::chrono_literals;

namespace {

struct calling_app : frameio_test::handled_app {
    scripted_server server;
    std::size_t finished = 0;  ///< calls whose answer has come back to their handler

    template <class Condition>
    void run_until(Condition condition) {
        frameio_test::run_until(loop, std::move(condition));
    }
    frameio::http_response finish(const frameio_test::pending_answer& one) {
        run_until([&] { return one->has_value(); });
        return **one;
    }

    /// A webhook whose handler reads its file, with the app's token or another.
    void read_files(std::optional<api::credentials> who = std::nullopt) {
        app.on_webhook(
            "file.ready",
            [this, who](const frameio::webhook_event& event, frameio::context& ctx) -> asio::awaitable<void> {
                auto client = ctx.api();
                if (who) {
                    client = ctx.api(*who);
                }
                co_await client.files().show("account", event.resource.id);
                ++finished;
            });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(calls, calling_app)

BOOST_AUTO_TEST_CASE(a_handler_calls_the_api_that_the_environment_names) {
    const std::string url = server.url("");
    const variable where("FRAMEIO_API_URL", url.c_str());
    const variable token("FRAMEIO_TOKEN", "token-of-the-app");
    read_files();
    BOOST_TEST(finish(begin(webhook("file.ready", "f1"))).status() == 200U);
    const auto asked = server.wait_for_requests(1).front();
    BOOST_TEST(asked.target == "/v4/accounts/account/files/f1");
    BOOST_TEST(asked.header("authorization") == "Bearer token-of-the-app");
    BOOST_TEST(app.client().url() == server.url(""));
}

BOOST_AUTO_TEST_CASE(or_the_one_that_the_app_was_given_for_somebody_else_if_it_likes) {
    api::client_options options;
    options.url = server.url("");
    options.who = api::credentials::token("token-of-the-app");
    options.use_proxies = false;
    options.time = &clock;
    app.use_client(api::client(options));
    read_files(api::credentials::token("token-of-a-user"));
    BOOST_TEST(finish(begin(webhook("file.ready"))).status() == 200U);
    BOOST_TEST(server.wait_for_requests(1).front().header("authorization") == "Bearer token-of-a-user");
}

BOOST_AUTO_TEST_CASE(the_credential_of_users_is_not_the_apps_own) {
    const std::string url = server.url("");
    const variable where("FRAMEIO_API_URL", url.c_str());
    const variable adobe("ADOBE_IMS_URL", url.c_str());
    const variable id("ADOBE_CLIENT_ID", "id");
    const variable secret("ADOBE_CLIENT_SECRET", "secret");
    const variable token("FRAMEIO_TOKEN", nullptr);
    app.oauth();
    read_files();
    BOOST_TEST(finish(begin(webhook("file.ready"))).status() == 500U);
    BOOST_TEST(sink->count("there are no API credentials") != 0U);
    BOOST_TEST(server.request_count() == 0U);
}

BOOST_AUTO_TEST_CASE(a_call_that_is_refused_fails_the_delivery_and_is_explained_in_the_log) {
    const std::string url = server.url("");
    const variable where("FRAMEIO_API_URL", url.c_str());
    const variable token("FRAMEIO_TOKEN", "token-of-the-app");
    server.answer(response(404).json(R"({"errors":[{"detail":"File not found"}]})"));
    read_files();
    const auto answered = finish(begin(webhook("file.ready")));
    BOOST_TEST(answered.status() == 500U);
    BOOST_TEST(answered.body().find("not found") == std::string::npos);
    BOOST_TEST(sink->count("files.show: 404 File not found") != 0U);
    BOOST_TEST(sink->count("token-of-the-app") == 0U);
}

BOOST_AUTO_TEST_CASE(calls_of_actions_go_before_those_of_webhooks) {
    api::client_options options;
    options.url = server.url("");
    options.who = api::credentials::token("token-of-the-app");
    options.use_proxies = false;
    options.time = &clock;
    options.timeout = 0ms;  // the clock is turned while calls are under way
    app.use_client(api::client(options));
    // One call a minute, which the first spends.
    server.handle([](const auto&) {
        return response(200)
            .header("x-ratelimit-limit", "1")
            .header("x-ratelimit-remaining", "0")
            .header("x-ratelimit-window", "60000")
            .json("{}");
    });
    read_files();
    app.on_action(frameio::action("acme.read", "Read", "Reads the file"),
                  [this](const frameio::action_event&, frameio::context& ctx) -> asio::awaitable<void> {
                      co_await ctx.api().files().show("account", "of-the-action");
                      ++finished;
                  });
    finish(begin(webhook("file.ready", "first")));
    begin(webhook("file.ready", "of-the-webhook"));
    begin(action("acme.read"));
    BOOST_TEST(server.request_count() == 1U);
    for (const std::size_t count : {2U, 3U}) {
        clock.advance(60s);
        // The minute of a call begins with its answer: until that is there, the clock stands.
        run_until([&] { return finished == count; });
    }
    const auto asked = server.wait_for_requests(3);
    BOOST_TEST(asked[1].target == "/v4/accounts/account/files/of-the-action");
    BOOST_TEST(asked[2].target == "/v4/accounts/account/files/of-the-webhook");
}

BOOST_AUTO_TEST_CASE(mistakes_of_the_environment_are_found_at_start_with_the_others) {
    const variable where("FRAMEIO_API_URL", "ftp://nowhere");
    app.on_webhook("file.raedy", [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; });
    BOOST_CHECK_EXCEPTION(app.check(), frameio::configuration_error, [](const frameio::configuration_error& failure) {
        const std::string text = failure.what();
        return failure.problems().size() == 2 && text.find("FRAMEIO_API_URL") != std::string::npos &&
               text.find("file.raedy") != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
