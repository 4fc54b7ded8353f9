#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "common/handled_app.hpp"

namespace asio = boost::asio;
using frameio_test::handled_app;

namespace {

/// An app whose handlers write down that they ran.
struct routed_app : handled_app {
    std::vector<std::string> ran;

    void on(frameio::event_pattern pattern, std::string name) {
        app.on_webhook(std::move(pattern), [this, name](const frameio::webhook_event&) -> asio::awaitable<void> {
            ran.push_back(name);
            co_return;
        });
    }

    std::vector<std::string> ran_for(std::string_view type) {
        ran.clear();
        BOOST_TEST(answer(webhook(type)).status() == 200U);
        return ran;
    }
};

using names = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(routing, routed_app)

BOOST_AUTO_TEST_CASE(an_exact_name_takes_that_event_only) {
    on("file.ready", "ready");
    BOOST_TEST(ran_for("file.ready") == names{"ready"}, boost::test_tools::per_element());
    BOOST_TEST(ran_for("file.readys").empty());
    BOOST_TEST(ran_for("file.created").empty());
}

BOOST_AUTO_TEST_CASE(a_family_takes_all_events_that_begin_with_it) {
    on("file.*", "files");
    BOOST_TEST(ran_for("file.ready") == names{"files"}, boost::test_tools::per_element());
    BOOST_TEST(ran_for("file.upload.completed") == names{"files"}, boost::test_tools::per_element());
    BOOST_TEST(ran_for("file.not.known.yet") == names{"files"}, boost::test_tools::per_element());
    BOOST_TEST(ran_for("filer.ready").empty());
    BOOST_TEST(ran_for("folder.created").empty());
}

BOOST_AUTO_TEST_CASE(a_star_takes_everything) {
    on("*", "all");
    BOOST_TEST(ran_for("file.ready") == names{"all"}, boost::test_tools::per_element());
    BOOST_TEST(ran_for("nobody.knows.this") == names{"all"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(all_that_match_run_in_registration_order) {
    on("*", "first");
    on("file.ready", "second");
    on("file.*", "third");
    on("folder.*", "never");
    on("file.ready", "fourth");
    const names expected{"first", "second", "third", "fourth"};
    BOOST_TEST(ran_for("file.ready") == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_verbatim_name_is_taken_as_it_is) {
    on(frameio::event_pattern::verbatim("file.redy"), "slip");
    BOOST_TEST(ran_for("file.redy") == names{"slip"}, boost::test_tools::per_element());
    BOOST_TEST(ran_for("file.ready").empty());
}

BOOST_AUTO_TEST_CASE(an_event_without_a_handler_is_acknowledged_and_logged_once) {
    on("file.ready", "ready");
    BOOST_TEST(ran_for("folder.created").empty());
    clock.advance(std::chrono::seconds(1));
    BOOST_TEST(ran_for("folder.created").empty());
    BOOST_TEST(ran_for("share.viewed").empty());
    BOOST_TEST(sink->count("folder.created") == 1U);
    BOOST_TEST(sink->count("share.viewed") == 1U);
}

BOOST_AUTO_TEST_CASE(the_first_handler_that_throws_ends_the_run) {
    on("file.ready", "before");
    app.on_webhook("file.ready", [](const frameio::webhook_event&) -> asio::awaitable<void> {
        throw std::runtime_error("no");
        co_return;
    });
    on("file.ready", "after");
    BOOST_TEST(answer(webhook("file.ready")).status() == 500U);
    BOOST_TEST(ran == names{"before"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_action_runs_the_handler_of_its_name) {
    for (const char* name : {"acme.one", "acme.two"}) {
        app.on_action(frameio::action(name, "Name", "Description"),
                      [this, name](const frameio::action_event&) -> asio::awaitable<void> {
                          ran.emplace_back(name);
                          co_return;
                      });
    }
    BOOST_TEST(answer(action("acme.two")).status() == 200U);
    BOOST_TEST(ran == names{"acme.two"}, boost::test_tools::per_element());
    BOOST_TEST(answer(action("acme.three")).status() == 200U);
    BOOST_TEST(ran.size() == 1U);
    BOOST_TEST(sink->count("acme.three") == 1U);
}

BOOST_AUTO_TEST_CASE(webhooks_and_actions_of_one_name_do_not_mix) {
    on(frameio::event_pattern::verbatim("acme.both"), "webhook");
    app.on_action(frameio::action("acme.both", "Name", "Description"),
                  [this](const frameio::action_event&) -> asio::awaitable<void> {
                      ran.emplace_back("action");
                      co_return;
                  });
    BOOST_TEST(ran_for("acme.both") == names{"webhook"}, boost::test_tools::per_element());
    ran.clear();
    BOOST_TEST(answer(action("acme.both")).status() == 200U);
    BOOST_TEST(ran == names{"action"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
