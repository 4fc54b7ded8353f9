#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include "common/handled_app.hpp"

namespace asio = boost::asio;
using frameio::action_event;
using frameio::context;
using frameio::next;
using frameio::response;
using frameio::webhook_event;

namespace {

struct user_name {
    std::string text;
};

struct layered_app : frameio_test::handled_app {
    std::vector<std::string> steps;

    layered_app() {
        app.on_action(frameio::action("acme.act", "Name", "Description"),
                      [this](const action_event&, context& ctx) -> asio::awaitable<frameio::message> {
                          steps.emplace_back("action");
                          const user_name* const name = ctx.find<user_name>();
                          std::string who = "nobody";
                          if (name != nullptr) {
                              who = name->text;
                          }
                          co_return frameio::message("Done", who);
                      });
        app.on_webhook("file.ready", [this](const webhook_event&) -> asio::awaitable<void> {
            steps.emplace_back("webhook");
            co_return;
        });
        app.on_webhook("file.deleted", [](const webhook_event&) -> asio::awaitable<void> {
            throw std::runtime_error("gone for ever");
            co_return;
        });
    }

    template <class Event>
    void around(const std::string& name) {
        app.use([this, name](const Event&, context&, next rest) -> asio::awaitable<response> {
            steps.push_back(name + " in");
            response inner = co_await rest();
            steps.push_back(name + " out");
            co_return inner;
        });
    }

    std::vector<std::string> steps_of(frameio::http_request request) {
        steps.clear();
        BOOST_TEST(answer(std::move(request)).status() == 200U);
        return steps;
    }
};

using names = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(middleware, layered_app)

BOOST_AUTO_TEST_CASE(goes_in_in_order_and_out_in_reverse) {
    around<frameio::event>("outer");
    around<frameio::event>("inner");
    const names expected{"outer in", "inner in", "webhook", "inner out", "outer out"};
    BOOST_TEST(steps_of(webhook("file.ready")) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(is_for_what_it_takes) {
    around<webhook_event>("webhooks");
    around<frameio::event>("all");
    around<action_event>("actions");
    const names of_webhook{"webhooks in", "all in", "webhook", "all out", "webhooks out"};
    const names of_action{"all in", "actions in", "action", "actions out", "all out"};
    BOOST_TEST(steps_of(webhook("file.ready")) == of_webhook, boost::test_tools::per_element());
    BOOST_TEST(steps_of(action("acme.act")) == of_action, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(may_answer_without_the_handler) {
    app.use([](const frameio::event& event, context&, next) -> asio::awaitable<response> {
        co_return frameio::message("Closed", std::string(event.type));
    });
    const auto closed = answer(action("acme.act"));
    BOOST_TEST(closed.status() == 200U);
    BOOST_TEST(closed.body() == R"({"title":"Closed","description":"acme.act"})");
    BOOST_TEST(steps.empty());
}

BOOST_AUTO_TEST_CASE(may_change_the_answer) {
    app.use([](const action_event&, context&, next rest) -> asio::awaitable<response> {
        response inner = co_await rest();
        co_return inner.what() == response::kind::message ? frameio::message("Changed", "by a layer") : inner;
    });
    BOOST_TEST(answer(action("acme.act")).body() == R"({"title":"Changed","description":"by a layer"})");
    BOOST_TEST(steps == names{"action"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(may_run_the_inner_layers_twice) {
    app.use([](const webhook_event&, context&, next rest) -> asio::awaitable<response> {
        response first = co_await rest();
        response second = co_await rest();
        co_return second;
    });
    const names twice{"webhook", "webhook"};
    BOOST_TEST(steps_of(webhook("file.ready")) == twice, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(sees_failures_and_lets_them_pass) {
    app.use([this](const frameio::event&, context&, next rest) -> asio::awaitable<response> {
        try {
            response inner = co_await rest();
            co_return inner;
        } catch (const std::runtime_error& failure) {
            steps.emplace_back(failure.what());
            throw;
        }
    });
    BOOST_TEST(answer(webhook("file.deleted")).status() == 500U);
    BOOST_TEST(steps == names{"gone for ever"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(may_turn_a_failure_into_an_answer) {
    app.use([](const frameio::event&, context&, next rest) -> asio::awaitable<response> {
        std::string failed;
        try {
            response inner = co_await rest();
            co_return inner;
        } catch (const std::runtime_error& failure) {
            failed = failure.what();
        }
        co_return frameio::message("Sorry", failed);
    });
    const auto translated = answer(webhook("file.deleted"));
    BOOST_TEST(translated.status() == 200U);
    BOOST_TEST(translated.body() == R"({"title":"Sorry","description":"gone for ever"})");
}

BOOST_AUTO_TEST_CASE(may_fail_itself) {
    app.use([](const frameio::event&, context&, next) -> asio::awaitable<response> {
        throw std::runtime_error("the layer broke");
        co_return response();
    });
    BOOST_TEST(answer(webhook("file.ready")).status() == 500U);
    BOOST_TEST(steps.empty());
    BOOST_TEST(sink->count("the layer broke") == 1U);
}

BOOST_AUTO_TEST_CASE(leaves_values_for_those_inside) {
    app.use([](const frameio::event& event, context& ctx, next rest) -> asio::awaitable<response> {
        ctx.set(user_name{"first"});
        ctx.set(user_name{std::string(event.user_id)});
        ctx.set(42);
        response inner = co_await rest();
        co_return inner;
    });
    BOOST_TEST(answer(action("acme.act")).body() == R"({"title":"Done","description":"user-1"})");
}

BOOST_AUTO_TEST_CASE(values_do_not_outlive_their_delivery) {
    app.use([](const action_event& event, context& ctx, next rest) -> asio::awaitable<response> {
        if (event.is_submission()) {
            ctx.set(user_name{"once"});
        }
        response inner = co_await rest();
        co_return inner;
    });
    BOOST_TEST(answer(action("acme.act", "i", R"({"a":"b"})")).body() == R"({"title":"Done","description":"once"})");
    BOOST_TEST(answer(action("acme.act", "i")).body() == R"({"title":"Done","description":"nobody"})");
}

BOOST_AUTO_TEST_CASE(may_be_any_function_object) {
    struct guard {
        asio::awaitable<response> operator()(const webhook_event&, context&, next rest) const {
            return rest();
        }
    };
    app.use(guard());
    BOOST_TEST(steps_of(webhook("file.ready")) == names{"webhook"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
