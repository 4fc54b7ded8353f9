#include <boost/test/unit_test.hpp>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <memory>
#include <stdexcept>
#include <string>

#include "common/handled_app.hpp"

namespace asio = boost::asio;
using frameio::action_event;
using frameio::context;
using frameio::form;
using frameio::handler_for;
using frameio::message;
using frameio::middleware;
using frameio::next;
using frameio::response;
using frameio::webhook_event;
using frameio_test::handled_app;

namespace {

int runs = 0;

asio::awaitable<void> on_event(const webhook_event&) {
    ++runs;
    co_return;
}

asio::awaitable<void> on_event_in_context(const webhook_event& event, context& ctx) {
    runs += event.type == "file.ready" && ctx.route() == "file.ready" ? 1 : 100;
    co_return;
}

asio::awaitable<void> fail() {
    throw std::runtime_error("no luck");
    co_return;
}

asio::awaitable<message> say_hello(const action_event&) {
    co_return message("Hello", "there");
}

class shop {
public:
    asio::awaitable<void> on_webhook(const webhook_event&) {
        ++runs;
        co_return;
    }
    asio::awaitable<response> on_action(const action_event&, context& ctx) const {
        co_return message("From a member", std::string(ctx.route()));
    }
};

template <class Function>
using pointer = Function*;

static_assert(handler_for<pointer<asio::awaitable<void>(const webhook_event&)>, webhook_event>);
static_assert(handler_for<pointer<asio::awaitable<void>(webhook_event)>, webhook_event>);
static_assert(handler_for<pointer<asio::awaitable<response>(const webhook_event&, context&)>, webhook_event>);
static_assert(handler_for<pointer<asio::awaitable<message>(const action_event&)>, action_event>);
static_assert(handler_for<pointer<asio::awaitable<form>(const action_event&, context&)>, action_event>);
static_assert(handler_for<pointer<asio::awaitable<void>(const frameio::event&)>, webhook_event>);
static_assert(!handler_for<pointer<asio::awaitable<int>(const webhook_event&)>, webhook_event>);
static_assert(!handler_for<pointer<void(const webhook_event&)>, webhook_event>);
static_assert(!handler_for<pointer<asio::awaitable<void>(webhook_event&)>, webhook_event>);
static_assert(!handler_for<pointer<asio::awaitable<void>(const webhook_event&)>, action_event>);
static_assert(!handler_for<pointer<asio::awaitable<void>(const webhook_event&, const context&, int)>, webhook_event>);
static_assert(!handler_for<pointer<asio::awaitable<void>()>, webhook_event>);
static_assert(!handler_for<int, webhook_event>);

static_assert(middleware<pointer<asio::awaitable<response>(const frameio::event&, context&, next)>>);
static_assert(middleware<pointer<asio::awaitable<response>(const webhook_event&, context&, next)>>);
static_assert(middleware<pointer<asio::awaitable<response>(const action_event&, context&, next)>>);
static_assert(!middleware<pointer<asio::awaitable<void>(const frameio::event&, context&, next)>>);
static_assert(!middleware<pointer<asio::awaitable<response>(const frameio::event&, next)>>);
static_assert(!middleware<pointer<asio::awaitable<response>(const frameio::event&, context&)>>);
static_assert(!middleware<pointer<response(const frameio::event&, context&, next)>>);

frameio::action acme(const std::string& name) {
    return frameio::action(name, "Name", "Description");
}

struct counted_app : handled_app {
    counted_app() {
        runs = 0;
    }
    std::string body_of(std::string_view action_name) {
        return answer(action(action_name)).body();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(handlers, counted_app)

BOOST_AUTO_TEST_CASE(may_be_functions) {
    app.on_webhook("file.ready", on_event);
    app.on_webhook("file.ready", on_event_in_context);
    app.on_action(acme("acme.hello"), say_hello);
    BOOST_TEST(answer(webhook("file.ready")).status() == 200U);
    BOOST_TEST(runs == 2);
    BOOST_TEST(body_of("acme.hello") == R"({"title":"Hello","description":"there"})");
}

BOOST_AUTO_TEST_CASE(may_be_lambdas_whose_captures_the_app_owns) {
    const std::weak_ptr<int> owned = [this] {
        auto kept = std::make_shared<int>(0);
        app.on_webhook("file.ready", [kept](const webhook_event&) -> asio::awaitable<void> {
            ++*kept;
            co_return;
        });
        return kept;
    }();
    BOOST_TEST(answer(webhook("file.ready")).status() == 200U);
    BOOST_REQUIRE(owned.lock());
    BOOST_TEST(*owned.lock() == 1);
}

BOOST_AUTO_TEST_CASE(may_keep_a_state_that_changes) {
    app.on_action(acme("acme.count"), [count = 0](const action_event&) mutable -> asio::awaitable<message> {
        co_return message("Count", std::to_string(++count));
    });
    answer(action("acme.count", "one"));
    BOOST_TEST(answer(action("acme.count", "two")).body() == R"({"title":"Count","description":"2"})");
}

BOOST_AUTO_TEST_CASE(may_own_what_cannot_be_copied) {
    app.on_webhook("file.ready", [own = std::make_unique<int>(7)](const webhook_event&) -> asio::awaitable<void> {
        runs += *own;
        co_return;
    });
    answer(webhook("file.ready"));
    BOOST_TEST(runs == 7);
}

BOOST_AUTO_TEST_CASE(may_be_members_of_an_object_given_by_pointer) {
    shop object;
    app.on_webhook("file.ready", &shop::on_webhook, &object);
    app.on_action(acme("acme.member"), &shop::on_action, &object);
    answer(webhook("file.ready"));
    BOOST_TEST(runs == 1);
    BOOST_TEST(body_of("acme.member") == R"({"title":"From a member","description":"acme.member"})");
}

BOOST_AUTO_TEST_CASE(may_be_members_of_an_object_that_the_app_shares) {
    auto object = std::make_shared<shop>();
    const std::weak_ptr<shop> still_there = object;
    app.on_webhook("file.ready", &shop::on_webhook, object);
    app.on_action(acme("acme.member"), &shop::on_action, std::move(object));
    answer(webhook("file.ready"));
    BOOST_TEST(runs == 1);
    BOOST_TEST(!still_there.expired());
    BOOST_TEST(body_of("acme.member") == R"({"title":"From a member","description":"acme.member"})");
}

BOOST_AUTO_TEST_CASE(may_be_members_of_a_copy) {
    app.on_action(acme("acme.member"), &shop::on_action, shop());
    BOOST_TEST(body_of("acme.member") == R"({"title":"From a member","description":"acme.member"})");
}

BOOST_AUTO_TEST_CASE(may_return_nothing_a_message_a_form_or_either) {
    app.on_action(acme("acme.nothing"), [](const action_event&) -> asio::awaitable<void> { co_return; });
    app.on_action(acme("acme.message"), say_hello);
    app.on_action(acme("acme.form"),
                  [](const action_event&) -> asio::awaitable<form> { co_return form("Ask").text("name", "Name"); });
    app.on_action(acme("acme.either"), [](const action_event& event) -> asio::awaitable<response> {
        if (event.is_submission()) {
            co_return message("Thanks", std::string(event.data().text("name")));
        }
        co_return form("Ask").text("name", "Name");
    });
    BOOST_TEST(body_of("acme.nothing").empty());
    BOOST_TEST(body_of("acme.message") == R"({"title":"Hello","description":"there"})");
    const std::string asked = body_of("acme.form");
    BOOST_TEST(asked.find(R"("title":"Ask")") != std::string::npos);
    BOOST_TEST(body_of("acme.either") == asked);
    const auto submitted = answer(action("acme.either", "interaction-1", R"({"name":"Ann"})"));
    BOOST_TEST(submitted.body() == R"({"title":"Thanks","description":"Ann"})");
    BOOST_TEST(frameio_test::header_of(submitted, "Content-Type") == "application/json");
}

BOOST_AUTO_TEST_CASE(a_form_without_fields_is_the_handlers_failure) {
    app.on_action(acme("acme.bad"), [](const action_event&) -> asio::awaitable<form> { co_return form("Empty"); });
    BOOST_TEST(answer(action("acme.bad")).status() == 500U);
    BOOST_TEST(sink->count("no field") == 1U);
}

BOOST_AUTO_TEST_CASE(one_that_throws_before_its_coroutine_exists_fails_like_any_other) {
    app.on_webhook("file.ready", [](const webhook_event&) -> asio::awaitable<void> { throw std::runtime_error("no"); });
    BOOST_TEST(answer(webhook("file.ready")).status() == 500U);
}

BOOST_AUTO_TEST_CASE(what_is_awaited_side_by_side_fails_for_its_own_reason) {
    app.on_webhook("file.ready", [](const webhook_event&) -> asio::awaitable<void> {
        using namespace asio::experimental::awaitable_operators;
        auto both = fail() && fail();
        co_await std::move(both);
    });
    BOOST_TEST(answer(webhook("file.ready")).status() == 500U);
    BOOST_TEST(sink->count("a handler failed") == 1U);
    BOOST_TEST(sink->count("reason=no luck") == 1U);
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_event_outlives_the_delivery) {
    webhook_event kept;
    app.on_webhook("file.ready", [&kept](const webhook_event& event) -> asio::awaitable<void> {
        kept = event;
        co_return;
    });
    answer(webhook("file.ready", "kept-file"));
    answer(webhook("file.ready", "other-file"));
    answer(webhook("file.updated", "third-file"));
    BOOST_TEST(kept.resource.id == "other-file");
    BOOST_TEST(kept.raw() == frameio_test::webhook_body("file.ready", "other-file"));
}

BOOST_AUTO_TEST_SUITE_END()
