#include <boost/test/unit_test.hpp>

#include <string>

#include "common/handled_app.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::action_event;
using frameio::context;

namespace {

struct acting_app : frameio_test::handled_app {
    int runs = 0;
    std::chrono::milliseconds time{};

    void act(frameio::action what) {
        app.on_action(std::move(what), [this](const action_event&, context& ctx) -> asio::awaitable<void> {
            ++runs;
            time = ctx.remaining();
            co_return;
        });
    }
    std::string refusal_for(std::string_view resource_type) {
        const auto got = answer(action("acme.act", "interaction-1", {}, resource_type));
        BOOST_TEST(got.status() == 200U);
        return got.body();
    }
};

frameio::action acme() {
    return frameio::action("acme.act", "Publish", "Sends it");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(actions, acting_app)

BOOST_AUTO_TEST_CASE(run_for_everything_unless_told_otherwise) {
    act(acme());
    BOOST_TEST(refusal_for("something.new").empty());
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(run_only_for_the_types_that_they_are_for) {
    act(acme().only_for("file", "version_stack"));
    BOOST_TEST(
        refusal_for("folder") ==
        R"({"title":"Not for this selection","description":"\"Publish\" works on files and version stacks only."})");
    BOOST_TEST(runs == 0);
    BOOST_TEST(refusal_for("version_stack").empty());
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(tell_what_they_are_for_in_words) {
    act(acme().only_for("folder"));
    BOOST_TEST(refusal_for("file").find("works on folders only.") != std::string::npos);
    BOOST_TEST(runs == 0);
}

BOOST_AUTO_TEST_CASE(are_refused_if_one_of_several_resources_does_not_fit) {
    act(acme().only_for("file"));
    const auto several = [&](std::string_view second) {
        return frameio_test::genuine(
            frameio_test::action_secret,
            R"({"action_id":"a","interaction_id":"i","resources":[{"id":"1","type":"file"},{"id":"2","type":")" +
                std::string(second) + R"("}],"type":"acme.act"})",
            frameio_test::second_of(clock));
    };
    BOOST_TEST(!answer(several("folder")).body().empty());
    BOOST_TEST(runs == 0);
    BOOST_TEST(answer(several("file")).body().empty());
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(take_a_short_submission_that_names_no_resource) {
    act(acme().only_for("file"));
    const auto request =
        frameio_test::genuine(frameio_test::action_secret,
                              R"({"type":"acme.act","interaction_id":"i","action_id":"a","data":{"caption":"x"}})",
                              frameio_test::second_of(clock));
    BOOST_TEST(answer(request).status() == 200U);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(have_five_seconds_or_what_they_ask_for) {
    act(acme());
    app.on_action(frameio::action("acme.slow", "Slow", "Takes long").timeout(10s),
                  [this](const action_event&, context& ctx) -> asio::awaitable<void> {
                      time = ctx.remaining();
                      co_return;
                  });
    answer(action("acme.act"));
    BOOST_TEST((time == 5s));
    answer(action("acme.slow"));
    BOOST_TEST((time == 10s));
}

BOOST_AUTO_TEST_CASE(see_the_values_of_the_form) {
    std::string seen;
    app.on_action(acme(), [&](const action_event& event) -> asio::awaitable<void> {
        seen = std::string(event.data().text("caption")) + (event.data().boolean("public") ? "+" : "-");
        co_return;
    });
    answer(action("acme.act", "i", R"({"caption":"\u00e4 \"b\"","public":"true"})"));
    BOOST_TEST(seen == "\u00e4 \"b\"+");
}

BOOST_AUTO_TEST_SUITE_END()
