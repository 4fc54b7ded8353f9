// The kit that others test their apps with.

#include <boost/test/unit_test.hpp>

#include <frameio/delivery.hpp>
#include <frameio/testing.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>
#include <string>

namespace asio = boost::asio;
namespace api = frameio::api;
namespace testing = frameio::testing;
using namespace std::chrono_literals;
using testing::kit;

namespace {

constexpr auto comments = "/v4/accounts/*/files/*/comments";

asio::awaitable<void> say_ready(const frameio::webhook_event& event, frameio::context& ctx) {
    co_await ctx.api().send(api::request("POST", "/v4/accounts/a/files/" + std::string(event.resource.id) + "/comments")
                                .body(R"({"data":{"text":"Ready"}})"));
}

asio::awaitable<frameio::message> publish(const frameio::action_event&, frameio::context& ctx) {
    const auto where = co_await ctx.ask(frameio::form("Where")
                                            .select("platform", "Platform", frameio::option("Vimeo", "vimeo"))
                                            .boolean("loud", "Loud", true));
    const std::string loud = where.boolean("loud") ? " loudly" : "";
    co_return frameio::message("Published", "On " + std::string(where.text("platform")) + loud);
}

frameio::app speaker() {
    frameio::app app;
    app.on_webhook("file.ready", say_ready);
    return app;
}

frameio::app publisher() {
    frameio::app app;
    app.on_action(frameio::action("acme.publish", "Publish", "Sends it"), publish);
    return app;
}

/// An app that fails so often before it succeeds.
testing::app_maker failing(int& failures) {
    return [&failures] {
        frameio::app app;
        app.on_webhook("file.ready", [&failures](const frameio::webhook_event&) -> asio::awaitable<void> {
            if (failures-- > 0) {
                throw std::runtime_error("not today");
            }
            co_return;
        });
        return app;
    };
}

asio::awaitable<void> sleep_for_ever(const frameio::webhook_event&, frameio::context& ctx) {
    asio::steady_timer never(ctx.executor(), asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::use_awaitable);
}

frameio::app sleeper() {
    frameio::app app;
    app.on_webhook("file.ready", sleep_for_ever);
    return app;
}

template <class Work>
std::string failure_of(Work work) {
    try {
        work();
    } catch (const testing::failure& wrong) {
        return wrong.what();
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_kit)

BOOST_AUTO_TEST_CASE(delivers_a_webhook_and_runs_its_handler) {
    kit one(speaker);
    one.api().on("POST", comments).answer(201, R"({"data":{}})").times(1);
    BOOST_TEST(one.deliver(testing::webhook("file.ready").about("file", "f1")) == 200U);
    one.api().verify();
    BOOST_TEST(one.api().calls().front().path == "/v4/accounts/a/files/f1/comments");
    BOOST_TEST(one.api().calls().front().body == R"({"data":{"text":"Ready"}})");
    BOOST_TEST_REQUIRE(one.events().size() == 1U);
    BOOST_TEST((one.events().front().state == frameio::event_state::done));
    BOOST_TEST_REQUIRE(one.journal().size() == 1U);
    BOOST_TEST(one.journal().front().what == "POST /v4/accounts/a/files/f1/comments");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_signed_with_its_secrets) {
    kit one(speaker);
    BOOST_TEST(one.deliver(testing::webhook("file.ready").signed_with("guessed")) == 401U);
    BOOST_TEST(one.events().empty());
}

BOOST_AUTO_TEST_CASE(lets_what_failed_wait_until_the_clock_is_turned) {
    int failures = 1;
    kit one(failing(failures));
    one.deliver(testing::webhook("file.ready"));
    BOOST_TEST((one.events().front().state == frameio::event_state::pending));
    BOOST_TEST(one.events().front().reason == "not today");
    one.advance(5s);
    BOOST_TEST((one.events().front().state == frameio::event_state::pending));
    one.advance(15s);
    BOOST_TEST((one.events().front().state == frameio::event_state::done));
}

BOOST_AUTO_TEST_CASE(settles_when_all_is_done_or_parked) {
    int failures = 100;
    kit one(failing(failures));
    one.deliver(testing::webhook("file.ready"));
    one.settle();
    BOOST_TEST_REQUIRE(one.parked().size() == 1U);
    BOOST_TEST(one.parked().front().runs == 5U);
    BOOST_TEST(one.details(one.parked().front().id).past.size() == 5U);
}

BOOST_AUTO_TEST_CASE(clicks_and_submits_as_a_user_does) {
    kit one(publisher);
    const testing::answer form = one.click(testing::action("acme.publish").on("file", "f1"));
    BOOST_TEST(form.is_form());
    BOOST_TEST(form.title() == "Where");
    BOOST_TEST(form.offers("platform", "vimeo"));
    BOOST_TEST(!form.offers("platform", "betamax"));
    BOOST_TEST(form.offers("loud"));
    BOOST_TEST(!form.offers("quiet"));
    const testing::answer shown = one.submit({{"platform", "vimeo"}});
    BOOST_TEST(shown.is_message());
    BOOST_TEST(shown.description() == "On vimeo loudly");
}

BOOST_AUTO_TEST_CASE(submits_values_of_all_kinds) {
    kit one(publisher);
    one.click(testing::action("acme.publish"));
    BOOST_TEST(one.submit({{"platform", std::string("vimeo")}, {"loud", false}}).description() == "On vimeo");
}

BOOST_AUTO_TEST_CASE(goes_on_across_restarts_and_crashes) {
    kit one(publisher);
    one.click(testing::action("acme.publish"));
    one.restart();
    one.crash();
    BOOST_TEST(one.crashes() == 1U);
    BOOST_TEST(one.submit({{"platform", "vimeo"}}).title() == "Published");
}

BOOST_AUTO_TEST_CASE(tells_what_a_test_does_wrong) {
    kit one(publisher);
    BOOST_TEST(failure_of([&] { one.submit({{"platform", "vimeo"}}); }) ==
               "there is no form to be submitted: the user sees nothing");
    BOOST_TEST(failure_of([&] { one.click(testing::action("acme.publsh")); }) ==
               "the app has no action \"acme.publsh\"; it has: acme.publish");
    one.click(testing::action("acme.publish"));
    BOOST_TEST(failure_of([&] { one.submit({{"plattform", "vimeo"}}); }) ==
               "the form \"Where\" has no field \"plattform\"; it has: platform, loud");
    BOOST_TEST(failure_of([&] { one.platform(); }) == "this kit has no simulated Frame.io; set kit_options::platform");
    BOOST_TEST(failure_of([&] { one.details("0190a6ec-7f00-7000-8000-000000000001"); }) ==
               "there is no event 0190a6ec-7f00-7000-8000-000000000001");
}

BOOST_AUTO_TEST_CASE(tells_of_calls_that_were_not_expected_and_of_those_that_did_not_come) {
    kit one(speaker);
    one.api().on("GET", "/v4/me").times(2);
    one.deliver(testing::webhook("file.ready").about("file", "f1"));
    BOOST_TEST(failure_of([&] { one.api().verify(); }) ==
               "the app has not called the API as expected:\n"
               "  nothing was said about POST /v4/accounts/a/files/f1/comments\n"
               "  GET /v4/me was expected 2 times, and came 0 times");
}

BOOST_AUTO_TEST_CASE(lets_time_pass_while_a_handler_waits_for_it) {
    kit one(speaker);
    one.api().on("POST", comments).answer(201, R"({"data":{}})");
    one.api().on("POST", comments).answer(429).times(1);
    const auto before = one.time().steady();
    one.deliver(testing::webhook("file.ready"));
    BOOST_TEST((one.events().front().state == frameio::event_state::done));
    BOOST_TEST(one.api().count("POST", comments) == 1U);
    BOOST_TEST((one.time().steady() > before));
}

BOOST_AUTO_TEST_CASE(does_not_wait_for_ever) {
    testing::kit_options hasty;
    hasty.patience = 2s;
    kit one(sleeper, hasty);
    BOOST_TEST(failure_of([&] { one.deliver(testing::webhook("file.ready")); }).find("waited in vain") == 0U);
}

BOOST_AUTO_TEST_CASE(takes_in_doubt_for_in_doubt) {
    kit one([] {
        frameio::app app;
        app.on_webhook("file.ready", [](const frameio::webhook_event&, frameio::context& ctx) -> asio::awaitable<void> {
            co_await ctx.api().send(api::request("POST", "/v4/elsewhere").body("{}"));
        });
        return app;
    });
    one.api().on("POST", "/v4/elsewhere").cut();
    one.deliver(testing::webhook("file.ready"));
    one.settle();
    BOOST_TEST_REQUIRE(one.parked().size() == 1U);
    BOOST_TEST(one.parked().front().reason.find("in doubt") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
