// Questions to the user of an action, across requests and servers.

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/acting_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::action_event;
using frameio::context;
using frameio::form;
using frameio::message;
using frameio::store::event_state;
using frameio_test::acting_server;
using frameio_test::client;
using frameio_test::still_working;

namespace {

/// Asks where, and then what it is to be called.
asio::awaitable<frameio::response> publish(const action_event& event, context& ctx) {
    const auto where = co_await ctx.ask(form("Where").text("platform", "Platform"));
    const auto name = co_await ctx.ask(form("Name").text("caption", "Caption"));
    co_return message("Published", std::string(event.resource.id) + " as " + std::string(name.text("caption")) +
                                       " on " + std::string(where.text("platform")));
}

constexpr const char* first_form =
    R"({"title":"Where","description":"","fields":[{"type":"text","label":"Platform","name":"platform"}]})";
constexpr const char* second_form =
    R"({"title":"Name","description":"","fields":[{"type":"text","label":"Caption","name":"caption__question_2"}]})";
constexpr const char* published = R"({"title":"Published","description":"file-1 as Dailies on Vimeo"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(questions, acting_server)

BOOST_AUTO_TEST_CASE(are_answered_across_requests) {
    on_click(publish);
    serve();
    BOOST_TEST(answer_to(click()) == first_form);
    turn(10s);
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})")) == second_form);
    turn(10s);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})")) == published);
    BOOST_TEST(runs == 3);
    end();
}

BOOST_AUTO_TEST_CASE(are_answered_across_servers) {
    on_click(publish);
    serve();
    BOOST_TEST(answer_to(click()) == first_form);
    restart();
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})")) == second_form);
    restart();
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})")) == published);
    end();
}

BOOST_AUTO_TEST_CASE(are_answered_without_a_store) {
    options.store = "";
    on_click(publish);
    serve();
    BOOST_TEST(answer_to(click()) == first_form);
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})")) == second_form);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})")) == published);
}

BOOST_AUTO_TEST_CASE(of_several_interactions_do_not_mix) {
    on_click(publish);
    serve();
    answer_to(click("i1"));
    answer_to(click("i2"));
    answer_to(submit(R"({"platform":"YouTube"})", "i2"));
    answer_to(submit(R"({"platform":"Vimeo"})", "i1"));
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})", "i1")) == published);
    end();
}

BOOST_AUTO_TEST_CASE(whose_answer_is_repeated_are_not_taken_for_the_next) {
    on_click(publish);
    serve();
    answer_to(click());
    const std::string form = submit(R"({"platform":"Vimeo"})");
    BOOST_TEST(answer_to(form) == second_form);
    turn(15s);
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})")) == second_form);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})")) == published);
    turn(15s);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})")) == published);
    BOOST_TEST(runs == 3);
    end();
}

BOOST_AUTO_TEST_CASE(that_look_alike_may_have_the_same_answer) {
    on_click([](const action_event&, context& ctx) -> asio::awaitable<frameio::response> {
        const auto sure = co_await ctx.ask(form("Sure?").boolean("yes", "Yes"));
        const auto quite = co_await ctx.ask(form("Really?").boolean("yes", "Yes"));
        co_return message("Sure", sure.boolean("yes") && quite.boolean("yes") ? "Quite" : "Not quite");
    });
    serve();
    answer_to(click());
    answer_to(submit(R"({"yes":"true"})"));
    BOOST_TEST(answer_to(submit(R"({"yes__question_2":"true"})")) == R"({"title":"Sure","description":"Quite"})");
    end();
}

BOOST_AUTO_TEST_CASE(are_asked_again_until_the_answer_is_good) {
    on_click([](const action_event&, context& ctx) -> asio::awaitable<frameio::response> {
        const auto got = co_await ctx.ask(
            form("Crop").description("In pixels").text("width", "Width", "100").boolean("keep", "Keep", true),
            [](const frameio::form_answer& answer) {
                return answer.text("width") == "wide" ? std::string("The width is no number.") : std::string();
            });
        co_return message("Cropped", std::string(got.text("width")));
    });
    serve();
    answer_to(click());
    BOOST_TEST(answer_to(submit(R"({"width":"wide","keep":false})")) ==
               R"({"title":"Crop","description":"⚠ The width is no number.\n\nIn pixels","fields":[)"
               R"({"type":"text","label":"Width","name":"width__question_2","value":"wide"},)"
               R"({"type":"boolean","name":"keep__question_2","label":"Keep","value":"false"}]})");
    BOOST_TEST(answer_to(submit(R"({"width__question_2":"640"})")) == R"({"title":"Cropped","description":"640"})");
    end();
}

BOOST_AUTO_TEST_CASE(are_closed_when_nobody_answers_for_long) {
    on_click(frameio::action("acme.publish", "Publish", "Sends it")
                 .closes_after(10min)
                 .expired(message("Too late", "Click again")),
             publish);
    serve();
    answer_to(click("i1"));
    answer_to(click("i2"));
    turn(9min);
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})", "i1")) == second_form);
    turn(2min);
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})", "i2")) ==
               R"({"title":"Too late","description":"Click again"})");
    BOOST_TEST(runs == 3);
    turn(7min);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})", "i1")) == published);
    end();
}

BOOST_AUTO_TEST_CASE(are_not_to_be_forgotten_before_they_close) {
    on_click(frameio::action("acme.publish", "Publish", "Sends it").closes_after(120min), publish);
    options.retention = 1h;
    BOOST_CHECK_EXCEPTION(
        frameio::server(loop.get_executor(), app, options), frameio::configuration_error,
        [](const frameio::configuration_error& wrong) {
            return std::string(wrong.what()).find("close after 120 min, but events are forgotten 1 h") !=
                   std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(end_the_run_whatever_the_handler_makes_of_it) {
    on_click([this](const action_event&, context& ctx) -> asio::awaitable<frameio::response> {
        bool is_left = false;
        try {
            co_await ctx.ask(form("Where").text("platform", "Platform"));
        } catch (...) {
            is_left = true;
        }
        BOOST_TEST(is_left);
        co_await ctx.once("too late", [this]() -> asio::awaitable<void> {
            runs += 100;
            co_return;
        });
        co_return message("Never", "Shown");
    });
    serve();
    BOOST_TEST(answer_to(click()) == first_form);
    BOOST_TEST(runs == 1);
    end();
}

BOOST_AUTO_TEST_CASE(are_answers_to_middleware_too) {
    std::vector<frameio::response::kind> seen;
    app.use([&](const action_event&, context&, frameio::next rest) -> asio::awaitable<frameio::response> {
        frameio::response got = co_await rest();
        seen.push_back(got.what());
        co_return got;
    });
    on_click(publish);
    serve();
    BOOST_TEST(answer_to(click()) == first_form);
    BOOST_TEST((seen == std::vector{frameio::response::kind::form}));
    end();
}

BOOST_AUTO_TEST_CASE(are_not_asked_when_the_user_does_not_wait_any_more) {
    on_click([this](const action_event&, context& ctx) -> asio::awaitable<frameio::response> {
        co_await hold.pass();
        co_await ctx.ask(form("Where").text("platform", "Platform"));
        co_return frameio::response();
    });
    serve();
    client user = connect();
    user.send(click());
    turn(4s);
    BOOST_TEST(user.receive().body == still_working);
    hold.open();
    wait_for(1, event_state::parked);
    BOOST_TEST(states().at(0).reason.find("the question \"Where\" came too late") != std::string::npos);
    end();
}

BOOST_AUTO_TEST_CASE(are_for_handlers_of_actions) {
    std::string failure;
    on("file.ready", [&](const frameio::webhook_event&, context& ctx) -> asio::awaitable<void> {
        try {
            co_await ctx.ask(form("Where").text("platform", "Platform"));
        } catch (const frameio::error& wrong) {
            BOOST_TEST((wrong.code() == frameio::errc::nobody_to_ask));
            failure = wrong.what();
        }
    });
    serve();
    status_of(webhook("file.ready"));
    wait_for(1, event_state::done);
    BOOST_TEST(failure == "nobody waits for the answer to a webhook; only handlers of actions can ask");
    end();
}

BOOST_AUTO_TEST_CASE(leave_steps_that_are_done_alone) {
    std::map<std::string, int> done;
    std::vector<std::string> ids;
    std::vector<frameio::clock::wall_time> times;
    on_click([&](const action_event& event, context& ctx) -> asio::awaitable<frameio::response> {
        BOOST_TEST(!event.is_submission());
        times.push_back(co_await ctx.now());
        ids.push_back(ctx.uuid());
        const auto step = [&](std::string name) {
            return ctx.once(name, [&done, name]() -> asio::awaitable<std::string> {
                ++done[name];
                co_return name + " is done";
            });
        };
        BOOST_TEST(co_await step("before") == "before is done");
        co_await ctx.ask(form("Where").text("platform", "Platform"));
        BOOST_TEST(co_await step("between") == "between is done");
        co_await ctx.ask(form("Name").text("caption", "Caption"));
        BOOST_TEST(co_await step("after") == "after is done");
        co_return message("Done", "All");
    });
    serve();
    answer_to(click());
    turn(1min);
    answer_to(submit(R"({"platform":"Vimeo"})"));
    restart();
    turn(1min);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})")) == R"({"title":"Done","description":"All"})");
    BOOST_TEST(runs == 3);
    BOOST_TEST((done == std::map<std::string, int>{{"before", 1}, {"between", 1}, {"after", 1}}));
    BOOST_TEST((std::count(ids.begin(), ids.end(), ids.front()) == 3));
    BOOST_TEST((std::count(times.begin(), times.end(), times.front()) == 3));
    end();
}

// A server that keeps nothing forgets the click when it is restarted.
BOOST_AUTO_TEST_CASE(that_were_forgotten_are_asked_again_unless_the_form_says_what_was_asked) {
    options.store = "memory:";
    on_click(publish);
    serve();
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})")) == second_form);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})")) == published);
    BOOST_TEST(answer_to(submit(R"({"caption__question_2":"Dailies"})", "i2")) == first_form);
}

BOOST_AUTO_TEST_CASE(leave_handlers_that_return_their_forms_as_they_are) {
    on_click([](const action_event& event, context&) -> asio::awaitable<frameio::response> {
        if (event.is_submission()) {
            co_return message("Got", std::string(event.data().text("platform")));
        }
        co_return form("Where").text("platform", "Platform");
    });
    serve();
    BOOST_TEST(answer_to(click()) == first_form);
    BOOST_TEST(answer_to(submit(R"({"platform":"Vimeo"})")) == R"({"title":"Got","description":"Vimeo"})");
    end();
}

BOOST_AUTO_TEST_SUITE_END()
