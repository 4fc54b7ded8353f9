// Tokens of service accounts: how they are asked for, how long they are kept, and what happens when there is none.

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <string>
#include <vector>

#include "api/api_caller.hpp"

using namespace std::chrono_literals;
using api_errc = frameio::api::errc;
using frameio::api::api_error;
using frameio::api::credentials;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;

namespace {

/// An identity service that gives the tokens "token-1", "token-2", …
struct identified : frameio_test::api_caller {
    frameio_test::scripted_server ims;
    std::atomic<int> given = 0;
    int life = 86'399;

    identified() {
        options.keep_to_rates = false;
        options.who = credentials::service(api::service_account("an-id", "a+s3cret/&=").ims_url(ims.url("")));
        ims.handle([this](const auto&) { return token_answer(++given, life); });
    }
    static response token_answer(int number, int seconds) {
        return response(200).json(R"({"access_token":"token-)" + std::to_string(number) +
                                  R"(","token_type":"bearer","expires_in":)" + std::to_string(seconds) + "}");
    }
    /// The token of the last call.
    std::string used() const {
        return server.requests().back().header("authorization");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(service_tokens, identified)

BOOST_AUTO_TEST_CASE(a_service_account_asks_for_a_token_as_oauth_says) {
    finish(show());
    BOOST_TEST(used() == "Bearer token-1");
    const auto sent = ims.requests().at(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.target == "/ims/token/v3");
    BOOST_TEST(sent.header("content-type") == "application/x-www-form-urlencoded");
    BOOST_TEST(sent.header("authorization").empty());
    BOOST_TEST(sent.body ==
               "grant_type=client_credentials&client_id=an-id&client_secret=a%2Bs3cret%2F%26%3D&"
               "scope=openid%2CAdobeID%2Cframe.s2s.all");
}

BOOST_AUTO_TEST_CASE(a_service_account_may_have_other_scopes_and_a_url_with_a_slash) {
    options.who =
        credentials::service(api::service_account("i", "s").ims_url(ims.url("/")).scopes("openid,other scope"));
    finish(show());
    BOOST_TEST(ims.requests().at(0).target == "/ims/token/v3");
    BOOST_TEST(ims.requests().at(0).body.ends_with("&scope=openid%2Cother%20scope"));
}

BOOST_AUTO_TEST_CASE(a_hundred_calls_at_once_make_for_one_token) {
    for (int round = 1; round <= 2; ++round) {
        std::vector<frameio_test::running<api::file>> all;
        for (int i = 0; i < 100; ++i) {
            all.push_back(start(show()));
        }
        for (const auto& each : all) {
            finish(each);
        }
        BOOST_TEST(given == round);
        BOOST_TEST(used() == "Bearer token-" + std::to_string(round));
        turn(24h);  // it has expired
    }
    BOOST_TEST(server.request_count() == 200U);
}

BOOST_AUTO_TEST_CASE(a_token_is_kept_until_shortly_before_it_expires) {
    finish(show());
    turn(86'399s - 301s);
    finish(show());
    BOOST_TEST(given == 1);
    turn(1s);
    finish(show());
    BOOST_TEST(given == 2);
    BOOST_TEST(used() == "Bearer token-2");
}

BOOST_AUTO_TEST_CASE(a_short_lived_token_is_renewed_when_a_tenth_is_left) {
    life = 100;
    finish(show());
    turn(89s);
    finish(show());
    BOOST_TEST(given == 1);
    turn(1s);
    finish(show());
    BOOST_TEST(given == 2);
}

BOOST_AUTO_TEST_CASE(others_go_on_with_the_old_token_while_it_is_renewed) {
    finish(show());
    turn(86'399s - 100s);
    ims.stall();
    const auto renewing = start(show());
    run_until([&] { return ims.stalled() == 1; });
    finish(show());
    BOOST_TEST(used() == "Bearer token-1");
    ims.resume();
    run();
    renewing->cancel();
    BOOST_TEST(was_cancelled(renewing));
    finish(show());
    BOOST_TEST(used() == "Bearer token-2");
}

BOOST_AUTO_TEST_CASE(a_renewal_that_fails_fails_no_call_while_the_old_token_is_good) {
    finish(show());
    turn(86'399s - 100s);
    ims.answer(response(500));
    finish(show());
    BOOST_TEST(used() == "Bearer token-1");
    BOOST_TEST(log->count("warning: cannot renew the API token yet") == 1U);
    finish(show());
    BOOST_TEST(ims.request_count() == 2U);  // not again at once
    turn(30s);
    finish(show());
    BOOST_TEST(ims.request_count() == 3U);
    BOOST_TEST(used() == "Bearer token-2");
}

BOOST_AUTO_TEST_CASE(a_refused_token_makes_for_one_other_and_one_repetition) {
    answer(1, response(401));
    finish(comment());
    BOOST_TEST(server.request_count() == 2U);
    BOOST_TEST(server.requests().at(0).header("authorization") == "Bearer token-1");
    BOOST_TEST(server.requests().at(1).header("authorization") == "Bearer token-2");
    finish(comment());
    BOOST_TEST(used() == "Bearer token-2");
    BOOST_TEST(given == 2);
}

BOOST_AUTO_TEST_CASE(a_second_refusal_is_final) {
    answer(2, response(401).json(R"({"errors":[{"detail":"Unauthorized"}]})"));
    const api_error failed = failure(show());
    BOOST_TEST(failed.code() == api_errc::unauthorized);
    BOOST_TEST(failed.attempts() == 2U);
    BOOST_TEST(!failed.is_retryable());
    BOOST_TEST(server.request_count() == 2U);
    BOOST_TEST(given == 2);
}

BOOST_AUTO_TEST_CASE(many_refusals_of_one_token_make_for_one_other) {
    server.handle([](const auto& request) {
        return request.header("authorization") == "Bearer token-1" ? response(401) : response(200).json("{}");
    });
    std::vector<frameio_test::running<api::file>> all;
    for (int i = 0; i < 50; ++i) {
        all.push_back(start(show()));
    }
    for (const auto& each : all) {
        finish(each);
    }
    BOOST_TEST(given == 2);
    BOOST_TEST(server.request_count() <= 100U);  // how many had the first one, is not known
}

BOOST_AUTO_TEST_CASE(credentials_that_are_refused_are_told_without_the_secret) {
    ims.answer(response(400).json(R"({"error":"invalid_client","error_description":"invalid a+s3cret/&= ECHO"})"));
    const api_error failed = failure(show());
    const std::string text = failed.what();
    BOOST_TEST(failed.code() == api_errc::no_token);
    BOOST_TEST(!failed.is_retryable());
    BOOST_TEST(text.find("invalid_client") != std::string::npos, text);
    BOOST_TEST(text.find("ADOBE_CLIENT_ID") != std::string::npos, text);
    BOOST_TEST(text.find("s3cret") == std::string::npos, text);
    BOOST_TEST(text.find("ECHO") == std::string::npos, text);
    BOOST_TEST(!logged("s3cret"));
    BOOST_TEST(!logged("ECHO"));
    BOOST_TEST(ims.request_count() == 1U);
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(an_identity_service_that_fails_is_asked_again) {
    ims.answer(response(500));
    ims.answer(reply().reset());
    ims.answer(response(429));
    finish(comment());
    BOOST_TEST(ims.request_count() == 4U);
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(an_identity_service_that_keeps_failing_gives_no_token) {
    for (int i = 0; i < 5; ++i) {
        ims.answer(response(503));
    }
    const api_error failed = failure(comment());
    BOOST_TEST(failed.code() == api_errc::no_token_yet);
    BOOST_TEST(failed.attempts() == 5U);
    BOOST_TEST(!failed.in_doubt());
}

BOOST_AUTO_TEST_CASE(an_identity_service_may_answer_anything) {
    options.retry.attempts = 1;
    for (const char* body :
         {"", "<html>", "{}", "[]", R"({"access_token":"x"})", R"({"expires_in":5})",
          R"({"access_token":"","expires_in":5})", R"({"access_token":7,"expires_in":5})",
          R"({"access_token":"x","expires_in":0})", R"({"access_token":"x","expires_in":-1})",
          R"({"access_token":"x","expires_in":"soon"})", R"({"access_token":"x\r\nHost: y","expires_in":5})"}) {
        BOOST_TEST_CONTEXT(body) {
            ims.answer(response(200).json(body));
            BOOST_TEST(failure(show()).code() == api_errc::no_token_yet);
        }
    }
    BOOST_TEST(server.request_count() == 0U);
    ims.answer(response(200).json(R"({"access_token":"x","expires_in":9223372036854775807})"));
    finish(show());
    BOOST_TEST(used() == "Bearer x");
}

BOOST_AUTO_TEST_CASE(another_call_takes_over_when_the_one_that_fetches_is_cancelled) {
    ims.stall();
    const auto first = start(show());
    run_until([&] { return ims.stalled() == 1; });
    const auto second = start(show());
    const auto third = start(show());
    first->cancel();
    BOOST_TEST(was_cancelled(first));
    finish(second);
    finish(third);
    BOOST_TEST(given == 1);
    BOOST_TEST(used() == "Bearer token-1");
}

BOOST_AUTO_TEST_CASE(a_call_may_be_cancelled_while_another_fetches) {
    ims.stall();
    const auto first = start(show());
    run_until([&] { return ims.stalled() == 1; });
    const auto second = start(show());
    second->cancel();
    BOOST_TEST(was_cancelled(second));
    BOOST_TEST(!first->done);
    first->cancel();
    BOOST_TEST(was_cancelled(first));
}

BOOST_AUTO_TEST_CASE(a_deadline_counts_while_a_token_is_fetched) {
    ims.stall();
    const auto by = api().with(api::call_options().deadline(clock.steady() + 2s));
    const auto first = start(by.files().show("a", "f"));
    run_until([&] { return ims.stalled() == 1; });
    const auto second = start(by.files().show("a", "f"));
    const auto patient = start(show());
    turn(2s);
    for (const auto& each : {first, second}) {
        const api_error failed = failure(each);
        BOOST_TEST(failed.code() == api_errc::deadline);
        BOOST_TEST(!failed.in_doubt());
    }
    finish(patient);  // it is not failed by the others' haste
    BOOST_TEST(used() == "Bearer token-1");
}

BOOST_AUTO_TEST_CASE(a_token_that_expires_while_a_call_waits_is_not_used) {
    life = 30;
    options.keep_to_rates = true;
    for (int i = 0; i < 10; ++i) {
        finish(api().comments().update("a", "c", api::comment_changes()));
    }
    const auto waiting = start(api().comments().update("a", "c", api::comment_changes()));
    turn(60s);
    finish(waiting);
    BOOST_TEST(used() == "Bearer token-2");
    BOOST_TEST(server.request_count() == 11U);
}

BOOST_AUTO_TEST_SUITE_END()
