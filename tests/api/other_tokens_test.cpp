// Tokens that are given, that a coroutine yields, and that the environment has.

#include <boost/test/unit_test.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include "api/api_caller.hpp"
#include "common/environment.hpp"
#include "common/gate.hpp"

using namespace std::chrono_literals;
using api_errc = frameio::api::errc;
using frameio::api::access_token;
using frameio::api::api_error;
using frameio::api::credentials;
using frameio_test::response;
using frameio_test::variable;

namespace api = frameio::api;
namespace asio = boost::asio;

namespace {

/// Tokens that a coroutine of the test yields.
struct yielding : frameio_test::api_caller {
    frameio_test::gate door{loop};
    int asked = 0;
    std::optional<std::chrono::seconds> life = 1h;
    bool fails = false;

    yielding() {
        options.keep_to_rates = false;
        options.retry.attempts = 1;
        door.open();
        options.who = credentials::from([this] { return give(); });
    }
    asio::awaitable<access_token> give() {
        ++asked;
        co_await door.pass();
        if (fails) {
            throw std::runtime_error("the vault is closed");
        }
        std::optional<frameio::clock::wall_time> expires;
        if (life) {
            expires = clock.now() + *life;
        }
        co_return access_token("yielded-" + std::to_string(asked), expires);
    }
    std::string used() const {
        return server.requests().back().header("authorization");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(other_tokens, yielding)

BOOST_AUTO_TEST_CASE(a_coroutine_yields_tokens) {
    finish(show());
    BOOST_TEST(used() == "Bearer yielded-1");
    turn(54min - 1s);
    finish(show());
    BOOST_TEST(asked == 1);
    turn(1h);
    finish(show());
    BOOST_TEST(used() == "Bearer yielded-2");
    life.reset();  // until the platform says otherwise
    turn(1h);
    finish(show());
    turn(24h * 365);
    finish(show());
    BOOST_TEST(used() == "Bearer yielded-3");
    answer(1, response(401));
    finish(show());
    BOOST_TEST(used() == "Bearer yielded-4");
}

BOOST_AUTO_TEST_CASE(a_coroutine_runs_once_for_all) {
    asio::steady_timer never(loop, asio::steady_timer::time_point::max());
    frameio_test::gate closed(loop);
    options.who = credentials::from([&]() -> asio::awaitable<access_token> {
        ++asked;
        if (asked == 1) {
            co_await never.async_wait(asio::use_awaitable);
        }
        co_await closed.pass();
        co_return access_token("late");
    });
    std::vector<frameio_test::running<api::file>> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(start(show()));
    }
    BOOST_TEST(asked == 1);
    all.front()->cancel();
    BOOST_TEST(was_cancelled(all.front()));
    run();
    BOOST_TEST(asked == 2);  // another one of them
    closed.open();
    all.erase(all.begin());
    for (const auto& each : all) {
        finish(each);
    }
    BOOST_TEST(asked == 2);
}

BOOST_AUTO_TEST_CASE(what_a_coroutine_throws_is_why_there_is_no_token) {
    fails = true;
    const api_error failed = failure(show());
    BOOST_TEST(failed.code() == api_errc::no_token_yet);
    BOOST_TEST((failed.code() == frameio::api::condition::retryable));
    BOOST_TEST(failed.what() == "files.show: the vault is closed");
    fails = false;
    finish(show());
}

BOOST_AUTO_TEST_CASE(a_token_that_cannot_be_sent_is_none) {
    for (const char* text : {"", "two words", "line\r\nend", "\xc3\xa4"}) {
        options.who = credentials::from([text]() -> asio::awaitable<access_token> { co_return access_token(text); });
        made.reset();
        BOOST_TEST(failure(show()).code() == api_errc::no_token);
        BOOST_CHECK_THROW(credentials::token(text), frameio::error);
        BOOST_CHECK_THROW(credentials::legacy_token(text), frameio::error);
    }
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_given_token_that_is_refused_stays_refused) {
    options.who = credentials::token("given");
    answer(1, response(401));
    const api_error failed = failure(show());
    BOOST_TEST(failed.code() == api_errc::unauthorized);
    BOOST_TEST(failed.attempts() == 1U);
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(without_credentials_a_call_says_what_to_do) {
    options.who = credentials();
    options.retry.attempts = 5;
    const api_error failed = failure(show());
    const std::string text = failed.what();
    BOOST_TEST(failed.code() == api_errc::no_token);
    BOOST_TEST(failed.attempts() == 1U);
    BOOST_TEST(text.find("FRAMEIO_TOKEN") != std::string::npos, text);
    BOOST_TEST(text.find("ADOBE_CLIENT_ID") != std::string::npos, text);
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(environments)

struct empty_environment {
    variable token{"FRAMEIO_TOKEN", nullptr};
    variable id{"ADOBE_CLIENT_ID", nullptr};
    variable secret{"ADOBE_CLIENT_SECRET", nullptr};
    variable ims{"ADOBE_IMS_URL", nullptr};
    variable url{"FRAMEIO_API_URL", nullptr};
};

BOOST_FIXTURE_TEST_CASE(the_environment_says_where_and_who, empty_environment) {
    frameio_test::api_caller to;
    const variable where("FRAMEIO_API_URL", to.options.url.c_str());
    to.options.url.clear();
    to.options.who.reset();
    {
        const variable given("FRAMEIO_TOKEN", "developers");
        to.finish(to.show());
        BOOST_TEST(to.api().url() == to.server.url(""));
    }
    BOOST_TEST(to.server.requests().back().header("authorization") == "Bearer developers");
    to.finish(to.show());  // it was read once
    const variable legacy("FRAMEIO_TOKEN", "fio-u-x");
    to.made.reset();
    to.finish(to.show());
    BOOST_TEST(to.server.requests().back().header("x-frameio-legacy-token-auth") == "true");
}

BOOST_FIXTURE_TEST_CASE(the_environment_may_have_a_service_account, empty_environment) {
    frameio_test::api_caller to;
    frameio_test::scripted_server identity;
    identity.handle([](const auto&) { return response(200).json(R"({"access_token":"s2s","expires_in":60})"); });
    const variable an_id("ADOBE_CLIENT_ID", "an-id");
    const variable a_secret("ADOBE_CLIENT_SECRET", "a-secret");
    const variable where("ADOBE_IMS_URL", identity.url("").c_str());
    to.options.who.reset();
    to.finish(to.show());
    BOOST_TEST(to.server.requests().back().header("authorization") == "Bearer s2s");
}

BOOST_FIXTURE_TEST_CASE(an_environment_without_credentials_is_nobodys, empty_environment) {
    frameio_test::api_caller to;
    to.options.who.reset();
    BOOST_TEST(to.failure(to.show()).code() == api_errc::no_token);
    BOOST_TEST(api::client().url() == "https://api.frame.io");
}

BOOST_FIXTURE_TEST_CASE(all_that_is_wrong_is_told_at_once, empty_environment) {
    const variable given("FRAMEIO_TOKEN", "two words");
    const variable where("FRAMEIO_API_URL", "ftp://api.frame.io");
    api::client_options options;
    options.retry.attempts = 0;
    BOOST_CHECK_EXCEPTION(api::client{options}, frameio::configuration_error, [](const auto& failure) {
        const std::string text = failure.what();
        return failure.problems().size() == 3 && text.find("two words") == std::string::npos &&
               text.find("FRAMEIO_API_URL") != std::string::npos;
    });
}

BOOST_FIXTURE_TEST_CASE(urls_that_are_none_are_named, empty_environment) {
    const variable an_id("ADOBE_CLIENT_ID", "an-id");
    const variable a_secret("ADOBE_CLIENT_SECRET", "a-secret");
    const variable where("ADOBE_IMS_URL", "ims.example.com");
    const auto names = [](const char* name) {
        return [name](const auto& failure) {
            return std::string(failure.what()).find(name) != std::string::npos && failure.problems().size() == 1;
        };
    };
    BOOST_CHECK_EXCEPTION(api::client(), frameio::configuration_error, names("ADOBE_IMS_URL"));
    api::client_options options;
    options.who = credentials();
    for (const char* place : {"api.frame.io", "https://", "https://api.frame.io/v4", "https://u:p@api.frame.io"}) {
        options.url = place;
        BOOST_CHECK_EXCEPTION(api::client{options}, frameio::configuration_error, names("URL"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
