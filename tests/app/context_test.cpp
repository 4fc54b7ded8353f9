#include <boost/test/unit_test.hpp>

#include <functional>
#include <optional>
#include <string>

#include "common/gate.hpp"
#include "common/handled_app.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;

namespace {

/// An app whose handler for "file.ready" shows its context to the test.
struct curious_app : frameio_test::handled_app {
    std::function<void(const webhook_event&, context&)> look = [](const webhook_event&, context&) {};
    int looked = 0;

    void look_at(frameio::event_pattern pattern) {
        app.on_webhook(std::move(pattern), [this](const webhook_event& event, context& ctx) -> asio::awaitable<void> {
            ++looked;
            look(event, ctx);
            co_return;
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(contexts, curious_app)

BOOST_AUTO_TEST_CASE(know_the_route_of_each_handler) {
    look_at("file.*");
    look_at("file.ready");
    std::string routes;
    look = [&](const webhook_event&, context& ctx) { routes.append(ctx.route()).append(" "); };
    answer(webhook("file.ready"));
    BOOST_TEST(routes == "file.* file.ready ");
}

BOOST_AUTO_TEST_CASE(know_when_the_request_came_and_when_the_peer_gives_up) {
    look_at("file.ready");
    const auto wall = clock.now();
    const auto steady = clock.steady();
    look = [&](const webhook_event&, context& ctx) {
        BOOST_TEST((ctx.received_at() == wall));
        BOOST_TEST((ctx.deadline() == steady + 5s));
        BOOST_TEST((ctx.remaining() == 5s));
        clock.advance(1s);
        BOOST_TEST((ctx.remaining() == 4s));
        BOOST_TEST((ctx.received_at() == wall));
        clock.advance(6s);
        BOOST_TEST((ctx.remaining() == -2s));
    };
    answer(webhook("file.ready"));
    BOOST_TEST(looked == 1);
}

BOOST_AUTO_TEST_CASE(show_the_headers_of_the_request) {
    look_at("file.ready");
    look = [](const webhook_event&, context& ctx) {
        BOOST_TEST((ctx.header("x-trace") == "first"));
        BOOST_TEST((ctx.header("X-TRACE") == "first"));
        BOOST_TEST((ctx.header("X-Odd") == "\xff\x01"));
        BOOST_TEST((ctx.header("X-Missing") == std::nullopt));
    };
    frameio::http_request request = webhook("file.ready");
    request.header("X-Trace", "first").header("x-trace", "second").header("X-Odd", "\xff\x01");
    BOOST_TEST(answer(std::move(request)).status() == 200U);
    BOOST_TEST(looked == 1);
}

BOOST_AUTO_TEST_CASE(know_the_peer_and_the_executor) {
    look_at("file.ready");
    look = [this](const webhook_event&, context& ctx) {
        BOOST_TEST(ctx.peer() == "203.0.113.7:51234");
        BOOST_TEST((ctx.executor() == asio::any_io_executor(loop.get_executor())));
    };
    frameio::http_request request = webhook("file.ready");
    request.peer("203.0.113.7:51234");
    answer(std::move(request));
    BOOST_TEST(looked == 1);
}

BOOST_AUTO_TEST_CASE(count_the_attempts_after_failures) {
    look_at("file.ready");
    std::string attempts;
    look = [&](const webhook_event&, context& ctx) {
        attempts += std::to_string(ctx.attempt());
        if (ctx.attempt() < 3) {
            throw std::runtime_error("not yet");
        }
    };
    BOOST_TEST(answer(webhook("file.ready")).status() == 500U);
    BOOST_TEST(answer(webhook("file.ready")).status() == 500U);
    BOOST_TEST(answer(webhook("file.ready")).status() == 200U);
    BOOST_TEST(answer(webhook("file.ready", "other")).status() == 500U);
    BOOST_TEST(attempts == "1231");
}

BOOST_AUTO_TEST_CASE(count_the_attempts_of_a_body_that_is_signed_anew) {
    look_at("file.ready");
    std::string attempts;
    look = [&](const webhook_event&, context& ctx) {
        attempts += std::to_string(ctx.attempt());
        if (ctx.attempt() < 3) {
            throw std::runtime_error("not yet");
        }
    };
    for (const unsigned status : {500U, 500U, 200U, 500U}) {
        BOOST_TEST(answer(webhook("file.ready")).status() == status);
        clock.advance(2s);
    }
    BOOST_TEST(attempts == "1231");
}

BOOST_AUTO_TEST_CASE(log_with_the_facts_of_the_event) {
    look_at("file.ready");
    look = [](const webhook_event&, context& ctx) { ctx.log().info("seen", frameio::log_field("own", 7)); };
    answer(webhook("file.ready"));
    BOOST_TEST(sink->count("info: seen event=file.ready resource=file-1 account=account-1 workspace=workspace-1 "
                           "route=file.ready own=7") == 1U);
}

BOOST_AUTO_TEST_CASE(log_of_a_short_submission_only_what_it_says) {
    app.on_action(frameio::action("acme.act", "Name", "Description"),
                  [](const frameio::action_event&, context& ctx) -> asio::awaitable<void> {
                      ctx.log().info("submitted");
                      co_return;
                  });
    const std::string body = R"({"type":"acme.act","interaction_id":"i-1","data":{"a":"b"}})";
    answer(frameio_test::genuine(frameio_test::action_secret, body, frameio_test::second_of(clock)));
    BOOST_TEST(sink->count("info: submitted event=acme.act interaction=i-1 route=acme.act") == 1U);
    BOOST_TEST(sink->count("resource=") == 0U);
}

BOOST_AUTO_TEST_CASE(log_with_the_route_of_the_handler_that_runs) {
    look_at("file.*");
    look_at("file.ready");
    const frameio::logger* first = nullptr;
    look = [&](const webhook_event&, context& ctx) {
        const frameio::logger& log = first == nullptr ? ctx.log() : *first;
        first = &log;
        ctx.log().info("seen");
        log.info("a logger that was kept still works");
    };
    answer(webhook("file.ready"));
    BOOST_TEST(sink->count(
                   "seen event=file.ready resource=file-1 account=account-1 workspace=workspace-1 route=file.*") == 1U);
    BOOST_TEST(
        sink->count("seen event=file.ready resource=file-1 account=account-1 workspace=workspace-1 route=file.ready") ==
        1U);
    BOOST_TEST(sink->count("still works") == 2U);
}

BOOST_AUTO_TEST_CASE(belong_to_one_delivery_each) {
    frameio_test::gate hold(loop);
    std::string seen;
    app.on_webhook("file.ready", [&](const webhook_event& event, context& ctx) -> asio::awaitable<void> {
        ctx.set(std::string(event.resource.id));
        co_await hold.pass();
        seen.append(*ctx.find<std::string>()).append(event.resource.id);
    });
    const auto one = begin(webhook("file.ready", "1"));
    const auto two = begin(webhook("file.ready", "2"));
    BOOST_TEST(hold.waiting() == 2);
    hold.open();
    run();
    BOOST_TEST((seen == "1122" || seen == "2211"));
    BOOST_TEST((one->has_value() && two->has_value()));
}

BOOST_AUTO_TEST_SUITE_END()
