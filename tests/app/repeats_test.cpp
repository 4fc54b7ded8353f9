#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

#include "common/gate.hpp"
#include "common/handled_app.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::action_event;
using frameio::context;
using frameio::webhook_event;

namespace {

struct repeated_app : frameio_test::handled_app {
    frameio_test::gate hold{loop};
    int runs = 0;
    unsigned attempt = 0;

    repeated_app() {
        app.on_webhook("file.ready", [this](const webhook_event&) -> asio::awaitable<frameio::message> {
            ++runs;
            co_return frameio::message("Run", std::to_string(runs));
        });
        app.on_webhook("file.created", [this](const webhook_event&) -> asio::awaitable<frameio::message> {
            ++runs;
            co_await hold.pass();
            co_return frameio::message("Held", std::to_string(runs));
        });
        app.on_webhook("file.deleted", [this](const webhook_event&, context& ctx) -> asio::awaitable<void> {
            attempt = ctx.attempt();
            if (++runs == 1) {
                throw std::runtime_error("the first time");
            }
            co_return;
        });
        app.on_action(frameio::action("acme.act", "Name", "Description"),
                      [this](const action_event&, context& ctx) -> asio::awaitable<frameio::message> {
                          attempt = ctx.attempt();
                          co_await hold.pass();
                          if (++runs == 1 && fails_) {
                              throw std::runtime_error("the first time");
                          }
                          co_return frameio::message("Run", std::to_string(runs));
                      });
    }

    void fail_first() {
        fails_ = true;
    }

private:
    bool fails_ = false;
};

std::string body_of(const frameio_test::pending_answer& answer) {
    return answer->has_value() ? (*answer)->body() : "still running";
}

constexpr const char* run_1 = R"({"title":"Run","description":"1"})";
constexpr const char* run_2 = R"({"title":"Run","description":"2"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(exact_repeats, repeated_app)

BOOST_AUTO_TEST_CASE(get_the_same_answer_without_a_run) {
    BOOST_TEST(answer(webhook("file.ready")).body() == run_1);
    BOOST_TEST(answer(webhook("file.ready")).body() == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(are_told_from_other_events_of_the_same_second) {
    answer(webhook("file.ready", "one"));
    BOOST_TEST(answer(webhook("file.ready", "two")).body() == run_2);
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(with_a_later_stamp_are_new_events) {
    BOOST_TEST(answer(webhook("file.ready")).body() == run_1);
    clock.advance(1s);
    BOOST_TEST(answer(webhook("file.ready")).body() == run_2);
}

BOOST_AUTO_TEST_CASE(join_the_run_that_is_under_way) {
    const auto first = begin(webhook("file.created"));
    const auto second = begin(webhook("file.created"));
    const auto third = begin(webhook("file.created"));
    BOOST_TEST(runs == 1);
    BOOST_TEST(body_of(second) == "still running");
    hold.open();
    run();
    BOOST_TEST(body_of(first) == R"({"title":"Held","description":"1"})");
    BOOST_TEST(body_of(second) == body_of(first));
    BOOST_TEST(body_of(third) == body_of(first));
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(run_again_after_a_failure) {
    BOOST_TEST(answer(webhook("file.deleted")).status() == 500U);
    BOOST_TEST(attempt == 1U);
    BOOST_TEST(answer(webhook("file.deleted")).status() == 200U);
    BOOST_TEST(attempt == 2U);
    BOOST_TEST(answer(webhook("file.deleted")).status() == 200U);
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(that_joined_a_failure_get_the_same_answer_as_the_first) {
    frameio_test::gate held(loop);
    app.on_webhook("folder.created", [&](const webhook_event&) -> asio::awaitable<void> {
        co_await held.pass();
        throw std::runtime_error("after a while");
    });
    const auto first = begin(webhook("folder.created"));
    const auto second = begin(webhook("folder.created"));
    held.open();
    run();
    BOOST_REQUIRE((first->has_value() && second->has_value()));
    BOOST_TEST((*first)->status() == 500U);
    BOOST_TEST((*second)->status() == 500U);
    BOOST_TEST((*second)->body() == (*first)->body());
}

BOOST_AUTO_TEST_CASE(are_remembered_within_bounds) {
    app.remember(1024);
    for (int i = 0; i < 2000; ++i) {
        answer(webhook("file.ready", "file-" + std::to_string(i)));
    }
    BOOST_TEST(runs == 2000);
    answer(webhook("file.ready", "file-1999"));
    answer(webhook("file.ready", "file-1900"));
    BOOST_TEST(runs == 2000);
    for (int i = 0; i < 100; ++i) {
        answer(webhook("file.ready", "file-" + std::to_string(i)));
    }
    BOOST_TEST(runs > 2080);
}

BOOST_AUTO_TEST_CASE(a_run_that_is_forgotten_while_it_runs_ends_well) {
    app.remember(1024);
    const auto held = begin(webhook("file.created"));
    for (int i = 0; i < 3000; ++i) {
        answer(webhook("file.ready", "file-" + std::to_string(i)));
    }
    const auto again = begin(webhook("file.created"));
    BOOST_TEST(runs == 3002);
    hold.open();
    run();
    BOOST_TEST((held->has_value() && again->has_value()));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(repeated_actions, repeated_app)

BOOST_AUTO_TEST_CASE(get_the_same_answer_even_when_signed_anew) {
    hold.open();
    BOOST_TEST(answer(action("acme.act")).body() == run_1);
    clock.advance(7s);
    BOOST_TEST(answer(action("acme.act")).body() == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(join_the_run_that_is_under_way) {
    const auto click = begin(action("acme.act"));
    clock.advance(2s);
    const auto retry = begin(action("acme.act"));
    BOOST_TEST(hold.waiting() == 1);
    hold.open();
    run();
    BOOST_TEST(body_of(click) == run_1);
    BOOST_TEST(body_of(retry) == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(with_other_data_are_new) {
    hold.open();
    answer(action("acme.act", "i"));
    answer(action("acme.act", "i", R"({"caption":"a"})"));
    answer(action("acme.act", "i", R"({"caption":"b"})"));
    BOOST_TEST(runs == 3);
    answer(action("acme.act", "i", R"({"caption":"a"})"));
    answer(action("acme.act", "i", R"({"caption":"b"})"));
    BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE(without_an_interaction_are_told_apart_by_their_signatures) {
    hold.open();
    const auto run_by = [this](const std::string& user, std::chrono::seconds later) {
        const std::string body =
            R"({"type":"acme.act","action_id":"a","user":{"id":")" + user + R"("},"data":{"a":"b"}})";
        return answer(frameio_test::genuine(frameio_test::action_secret, body, frameio_test::second_of(clock) + later))
            .body();
    };
    const std::string first = run_by("user-1", 0s);
    BOOST_TEST(run_by("user-1", 0s) == first);
    BOOST_TEST(run_by("user-2", 0s) != first);
    BOOST_TEST(run_by("user-1", 1s) != first);
}

BOOST_AUTO_TEST_CASE(of_another_user_are_new) {
    hold.open();
    const auto run_by = [this](const std::string& user) {
        const std::string body = R"({"type":"acme.act","action_id":"a","interaction_id":"i","user":{"id":")" + user +
                                 R"("},"resource":{"id":"r","type":"file"}})";
        return answer(frameio_test::genuine(frameio_test::action_secret, body, frameio_test::second_of(clock))).body();
    };
    BOOST_TEST(run_by("user-1") != run_by("user-2"));
}

BOOST_AUTO_TEST_CASE(of_another_interaction_are_new) {
    hold.open();
    answer(action("acme.act", "one"));
    answer(action("acme.act", "two"));
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(a_form_without_values_is_not_the_click) {
    hold.open();
    answer(action("acme.act", "i"));
    answer(action("acme.act", "i", "{}"));
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(whose_names_and_values_run_together_are_told_apart) {
    hold.open();
    answer(action("acme.act", "i", R"({"a":"x","b":"y"})"));
    answer(action("acme.act", "i", R"({"a":"x\",\"b\":\"y"})"));
    answer(action("acme.act", "i", R"({"a\n\"x\"\nb":"y"})"));
    BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE(run_again_after_a_failure) {
    fail_first();
    hold.open();
    BOOST_TEST(answer(action("acme.act")).status() == 500U);
    clock.advance(7s);
    BOOST_TEST(answer(action("acme.act")).body() == run_2);
    BOOST_TEST(attempt == 2U);
}

BOOST_AUTO_TEST_CASE(are_new_again_after_half_an_hour) {
    hold.open();
    BOOST_TEST(answer(action("acme.act")).body() == run_1);
    clock.advance(31min);
    BOOST_TEST(answer(action("acme.act")).body() == run_2);
    BOOST_TEST(attempt == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
