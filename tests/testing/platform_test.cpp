// Apps at a simulated Frame.io, and killed at every moment.

#include <boost/test/unit_test.hpp>

#include <frameio/frameio.hpp>
#include <frameio/testing.hpp>

#include <optional>
#include <string>

namespace asio = boost::asio;
namespace api = frameio::api;
namespace testing = frameio::testing;
using testing::kit;

namespace {

constexpr auto comments = "/v4/accounts/*/files/*/comments";

asio::awaitable<void> comment(const frameio::webhook_event& event, frameio::context& ctx) {
    const auto file = co_await ctx.api().files().show(event.account_id, event.resource.id);
    co_await ctx.api().comments().create(event.account_id, file.id, api::new_comment("Ready: " + file.name));
}

frameio::app commenter() {
    frameio::app app;
    app.on_webhook("file.ready", comment);
    return app;
}

/// An app whose call nobody can ask for afterwards.
template <class Rules>
testing::app_maker remarker(Rules rules) {
    return [rules] {
        frameio::app app;
        rules(app.on_webhook("file.ready",
                             [](const frameio::webhook_event&, frameio::context& ctx) -> asio::awaitable<void> {
                                 co_await ctx.api().send(api::request("POST", "/v4/remarks").body("{}"));
                             }));
        return app;
    };
}

void remark(kit& one) {
    one.api().on("POST", "/v4/remarks").answer(201, "{}");
    one.deliver(testing::webhook("file.ready"));
}

std::string failure_of(const testing::app_maker& make) {
    try {
        testing::crash_everywhere(make, remark);
    } catch (const testing::failure& wrong) {
        return wrong.what();
    }
    return {};
}

/// The id of a new file, in the first project.
asio::awaitable<std::string> upload(api::client client, std::string account, std::string workspace) {
    auto projects = client.projects().index(account, workspace);
    const auto project = co_await projects.next();
    const auto file = co_await client.upload(account, project->root_folder_id, "clip.mov",
                                             api::upload_source::octets("not really a film"));
    co_return file.id;
}

testing::kit_options with_platform() {
    testing::kit_options made;
    made.platform = true;
    return made;
}

void deliver_once(kit& one) {
    one.deliver(testing::webhook("file.ready"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_platform)

BOOST_AUTO_TEST_CASE(answers_the_calls_of_the_app) {
    kit one(commenter, with_platform());
    deliver_once(one);
    BOOST_TEST((one.events().front().state == frameio::event_state::done));
    BOOST_TEST(one.api().count("POST", comments) == 1U);
    const std::string account = one.platform().account_id();
    const auto me = one.run(one.client().users().show());
    BOOST_TEST(!me.id.empty());
    BOOST_TEST(one.platform().snapshot().find("Ready: ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tells_the_app_what_happens_there) {
    kit one(commenter, with_platform());
    const std::string file = one.run(upload(one.client(), one.platform().account_id(), one.platform().workspace_id()));
    one.advance(std::chrono::seconds(10));  // until it is transcoded
    BOOST_TEST_REQUIRE(one.events().size() == 1U);
    BOOST_TEST(one.events().front().type == "file.ready");
    BOOST_TEST(one.events().front().resource_id == file);
    BOOST_TEST(one.api().count("POST", comments) == 1U);
}

BOOST_AUTO_TEST_CASE(counts_what_was_said_about_it_first) {
    kit one(commenter, with_platform());
    one.api().on("POST", comments).answer(403, R"({"errors":[{"detail":"Forbidden"}]})");
    deliver_once(one);
    BOOST_TEST(one.api().count("POST", comments) == 0U);
    BOOST_TEST((one.events().front().state == frameio::event_state::pending));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(crash_everywhere)

BOOST_AUTO_TEST_CASE(kills_the_app_at_each_moment_and_finds_no_fault_with_what_can_be_asked_for) {
    const testing::crash_report seen = testing::crash_everywhere(commenter, deliver_once, with_platform());
    BOOST_TEST(seen.in_doubt == 0U);
    BOOST_TEST_MESSAGE(seen.moments.size() << " moments");
    BOOST_TEST(seen.moments.size() > 10U);
    BOOST_TEST(seen.moments.front() == "before file.ready is stored");
}

BOOST_AUTO_TEST_CASE(counts_what_is_in_doubt) {
    const testing::crash_report seen = testing::crash_everywhere(remarker([](frameio::route&) {}), remark);
    BOOST_TEST(seen.in_doubt > 0U);
    BOOST_TEST(seen.in_doubt < seen.moments.size());
}

BOOST_AUTO_TEST_CASE(finds_what_is_done_twice) {
    const std::string found = failure_of(remarker([](frameio::route& one) { one.in_doubt(frameio::doubt::retry); }));
    BOOST_TEST(
        found.find("killed after POST /v4/remarks, before its answer: POST /v4/remarks {} was done 2 times") == 0U,
        found);
}

BOOST_AUTO_TEST_CASE(finds_what_is_not_done) {
    const std::string found = failure_of(remarker([](frameio::route& one) { one.attempts(1); }));
    BOOST_TEST(found.find("killed ") == 0U, found);
    BOOST_TEST(found.find("file.ready is not done: ") != std::string::npos, found);
}

BOOST_AUTO_TEST_CASE(of_an_action_that_asks) {
    const auto make = [] {
        frameio::app app;
        app.on_action(
            frameio::action("acme.ask", "Ask", "Asks twice"),
            [](const frameio::action_event& event, frameio::context& ctx) -> asio::awaitable<frameio::message> {
                const auto name = co_await ctx.ask(frameio::form("Name").text("name", "Name"));
                const std::string text = "By " + std::string(name.text("name"));
                co_await ctx.api().comments().create(event.account_id, event.resource.id, api::new_comment(text));
                const auto sure = co_await ctx.ask(frameio::form("Sure?").boolean("sure", "Sure"));
                co_return frameio::message(sure.boolean("sure") ? "Yes" : "No", text);
            });
        return app;
    };
    const auto seen = testing::crash_everywhere(
        make,
        [](kit& one) {
            one.click(testing::action("acme.ask"));
            BOOST_TEST(one.submit({{"name", "Ada"}}).title() == "Sure?");
            BOOST_TEST(one.submit({{"sure", true}}).title() == "Yes");
            BOOST_TEST(one.api().count("POST", comments) == 1U);
        },
        with_platform());
    BOOST_TEST(seen.in_doubt == 0U);
    BOOST_TEST(seen.moments.size() > 20U);
}

BOOST_AUTO_TEST_SUITE_END()
