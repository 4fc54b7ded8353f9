#include <boost/test/unit_test.hpp>

#include <frameio/app.hpp>
#include <frameio/server.hpp>

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "common/environment.hpp"

namespace asio = boost::asio;
using frameio::action;
using frameio_test::variable;

namespace {

struct wrong_app : frameio_test::no_secrets {
    frameio::app app;

    frameio::route& on(frameio::event_pattern pattern) {
        return app.on_webhook(std::move(pattern),
                              [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; });
    }
    frameio::route& act(action what) {
        return app.on_action(std::move(what), [](const frameio::action_event&) -> asio::awaitable<void> { co_return; });
    }
    std::vector<std::string> problems() {
        try {
            app.check();
        } catch (const frameio::configuration_error& wrong) {
            return wrong.problems();
        }
        return {};
    }
    /// The problem of an app that has one.
    std::string problem() {
        const std::vector<std::string> all = problems();
        BOOST_TEST(all.size() == 1U);
        return all.empty() ? std::string() : all.front();
    }
};

/// The same with secrets, so that nothing is wrong but what the test does.
struct secure_app : wrong_app {
    secure_app() {
        app.webhook_secret("w").action_secret("a");
    }
};

action acme(const std::string& name = "acme.act") {
    return action(name, "Name", "Description");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(start_up_problems, secure_app)

BOOST_AUTO_TEST_CASE(there_are_none_in_a_good_app) {
    on("file.ready");
    on("asset.label.updated");
    on("file.*");
    on("*");
    act(acme().only_for("file", "folder", "version_stack").timeout(std::chrono::seconds(10)));
    BOOST_TEST(problems().empty());
}

BOOST_AUTO_TEST_CASE(an_action_registered_twice) {
    act(acme());
    act(acme());
    act(acme());
    BOOST_TEST(problem() == "the action \"acme.act\" is registered more than once; give each its own event name");
}

BOOST_AUTO_TEST_CASE(a_resource_type_that_does_not_exist) {
    act(acme().only_for("file", "files"));
    BOOST_TEST(problem() ==
               "the action \"acme.act\" is only for \"files\", which is not a resource type; there are file, folder "
               "and version_stack");
}

BOOST_AUTO_TEST_CASE(an_event_name_that_looks_like_a_slip) {
    on("file.raedy");
    on("flie.*");
    on("coment.created");
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 3U);
    BOOST_TEST(all[0].find("there is no webhook event \"file.raedy\": did you mean \"file.ready\"?") == 0U);
    BOOST_TEST(all[0].find("verbatim(\"file.raedy\")") != std::string::npos);
    BOOST_TEST(all[1].find("did you mean \"file.*\"?") != std::string::npos);
    BOOST_TEST(all[2].find("did you mean \"comment.created\"?") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_slip_that_is_meant_is_none) {
    on(frameio::event_pattern::verbatim("file.raedy"));
    on("something.entirely.new");
    BOOST_TEST(problems().empty());
}

BOOST_AUTO_TEST_CASE(a_pattern_that_is_not_understood) {
    for (const char* pattern : {"file*", "*.ready", "file.*.ready", "**"}) {
        on(pattern);
    }
    on("");
    on(std::string(256, 'x'));
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 6U);
    BOOST_TEST(all[0].find("the pattern \"file*\" is not understood") == 0U);
    BOOST_TEST(all[4].find("an event name of 0 characters") != std::string::npos);
    BOOST_TEST(all[5].find("an event name of 256 characters") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(times_that_frame_io_does_not_allow) {
    act(acme("acme.short").timeout(std::chrono::seconds(4)));
    act(acme("acme.long").timeout(std::chrono::seconds(11)));
    act(acme("acme.fine").timeout(std::chrono::seconds(10)));
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0] == "the timeout of the action \"acme.short\" is 4 s; Frame.io allows 5 to 10");
    BOOST_TEST(all[1] == "the timeout of the action \"acme.long\" is 11 s; Frame.io allows 5 to 10");
}

BOOST_AUTO_TEST_CASE(texts_of_the_wrong_length) {
    act(action("", "Name", "Description"));
    act(action("acme.a", "", std::string(256, 'd')));
    act(action("acme.b", std::string(255, 'n'), "Description"));
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 3U);
    BOOST_TEST(all[0] == "the event name of the action \"\" has 0 characters; Frame.io wants 1 to 255");
    BOOST_TEST(all[1] == "the name of the action \"acme.a\" has 0 characters; Frame.io wants 1 to 255");
    BOOST_TEST(all[2] == "the description of the action \"acme.a\" has 256 characters; Frame.io wants 1 to 255");
}

BOOST_AUTO_TEST_CASE(texts_that_cannot_be_sent_as_json) {
    app.on_action(frameio::action("acme.a",
                                  "Ver\xF6"
                                  "ffentlichen",
                                  "Description"),
                  [](const frameio::action_event&) -> boost::asio::awaitable<void> { co_return; });
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all[0] == "the name of the action \"acme.a\" is not UTF-8; Frame.io takes JSON");
}

BOOST_AUTO_TEST_CASE(settings_out_of_range) {
    on("file.ready");
    app.tolerance(std::chrono::seconds(0)).remember(1023).json_depth(7);
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 3U);
    BOOST_TEST(all[0] == "the tolerance is 0 s; it must be from 1 s to a day");
    BOOST_TEST(all[1] == "the JSON depth is 7; it must be from 8 to 65536");
    BOOST_TEST(all[2].find("the app is to remember 1023 deliveries; it must be at least 1024") == 0U);
}

BOOST_AUTO_TEST_CASE(empty_secrets_wherever_they_are) {
    on("file.ready").secret("");
    act(acme()).secret("good").secret("");
    app.webhook_secret("").action_secret("");
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 4U);
    for (const char* whose : {"the webhook handler for \"file.ready\" has", "the action \"acme.act\" has",
                              "the app, for webhooks, has", "the app, for custom actions, has"}) {
        BOOST_TEST(std::count_if(all.begin(), all.end(), [&](const std::string& each) {
                       return each.find(std::string(whose) + " an empty signing secret") == 0;
                   }) == 1);
    }
}

BOOST_AUTO_TEST_CASE(are_all_in_one_report) {
    on("file.raedy");
    act(acme().timeout(std::chrono::seconds(1)).only_for("clip"));
    act(acme());
    BOOST_CHECK_EXCEPTION(app.check(), frameio::configuration_error, [](const frameio::configuration_error& wrong) {
        const std::string text = wrong.what();
        return wrong.problems().size() == 4 && wrong.code() == frameio::errc::invalid_configuration &&
               text.find("file.ready") != std::string::npos && text.find("clip") != std::string::npos &&
               text.find("timeout") != std::string::npos && text.find("more than once") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(are_found_by_a_server_and_may_be_mended) {
    asio::io_context loop;
    frameio::server_options options;
    options.listen = {"127.0.0.1:0"};
    act(acme());
    app.remember(1);
    BOOST_CHECK_THROW(frameio::server(loop.get_executor(), app, options), frameio::configuration_error);
    app.remember(2048);
    BOOST_CHECK_NO_THROW(frameio::server(loop.get_executor(), app, options));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(start_up_problems_with_secrets, wrong_app)

BOOST_AUTO_TEST_CASE(no_handlers) {
    BOOST_TEST(problem() == "the app has no handlers; register some with on_webhook or on_action");
}

BOOST_AUTO_TEST_CASE(no_secret_for_webhooks) {
    on("file.ready");
    BOOST_TEST(problem() == "there is no signing secret for webhooks; set WEBHOOK_SECRET or call app.webhook_secret()");
}

BOOST_AUTO_TEST_CASE(no_secret_for_actions) {
    act(acme());
    BOOST_TEST(problem() ==
               "there is no signing secret for custom actions; set CUSTOM_ACTION_SECRET or call app.action_secret()");
}

BOOST_AUTO_TEST_CASE(an_empty_secret_in_the_environment) {
    const variable webhooks("WEBHOOK_SECRET", "one,,two");
    const variable actions("CUSTOM_ACTION_SECRET", "");
    on("file.ready");
    act(acme());
    const auto all = problems();
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0].find("WEBHOOK_SECRET contains an empty secret") == 0U);
    BOOST_TEST(all[1].find("CUSTOM_ACTION_SECRET contains an empty secret") == 0U);
}

BOOST_AUTO_TEST_CASE(none_where_every_handler_has_its_own) {
    on("file.ready").secret("own");
    act(acme()).secret("own");
    BOOST_TEST(problems().empty());
}

BOOST_AUTO_TEST_CASE(none_where_a_resolver_is_asked) {
    on("file.ready");
    app.resolve_secrets([](frameio::event_ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
        co_return std::vector<frameio::signing_secret>();
    });
    BOOST_TEST(problems().empty());
}

BOOST_AUTO_TEST_CASE(registering_while_serving) {
    on("file.ready").secret("own");
    app.check();
    const auto serving = [](const frameio::error& wrong) {
        return wrong.code() == frameio::errc::invalid_configuration &&
               std::string(wrong.what()).find("serving already") != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(on("file.created"), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(act(acme()), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.webhook_secret("w"), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.action_secret("w"), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.resolve_secrets({}), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.tolerance(std::chrono::seconds(1)), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.remember(5000), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.use_clock(frameio::system_clock()), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.log_to({}), frameio::error, serving);
    BOOST_CHECK_EXCEPTION(app.use([](const frameio::event&, frameio::context&, frameio::next rest) { return rest(); }),
                          frameio::error, serving);
}

BOOST_AUTO_TEST_SUITE_END()
