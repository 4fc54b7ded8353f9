// Actions: kept in the store, and answered once.

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

BOOST_FIXTURE_TEST_SUITE(stored_actions, acting_server)

BOOST_AUTO_TEST_CASE(are_run_once_and_answered_alike_by_whatever_server) {
    on_click([this](const action_event&, context& ctx) -> asio::awaitable<frameio::response> {
        BOOST_TEST(ctx.header("host").value_or("") == "test");
        BOOST_TEST(ctx.peer() != "store");
        BOOST_TEST((ctx.remaining() <= 5s));
        co_return message("Run", std::to_string(runs));
    });
    serve();
    const std::string first = answer_to(click());
    BOOST_TEST(first == R"({"title":"Run","description":"1"})");
    turn(2s);
    BOOST_TEST(answer_to(click()) == first);
    restart();
    turn(2s);
    BOOST_TEST(answer_to(click()) == first);
    BOOST_TEST(runs == 1);
    BOOST_TEST(states().at(0).seen == 3);
    BOOST_TEST(answer_to(click("i2")) == R"({"title":"Run","description":"2"})");
    BOOST_TEST(server->counters().accepted == 2U);
    BOOST_TEST(server->counters().repeated == 2U);
    end();
}

BOOST_AUTO_TEST_CASE(join_the_run_that_is_under_way) {
    on_click([this](const action_event&, context&) -> asio::awaitable<frameio::response> {
        co_await hold.pass();
        co_return message("Run", std::to_string(runs));
    });
    serve();
    client user = connect();
    user.send(click());
    turn(2s);
    client again = connect();
    again.send(click());
    BOOST_TEST_REQUIRE(run_until([this] { return states().size() == 1 && states()[0].seen == 2; }));
    hold.open();
    BOOST_TEST(user.receive().body == R"({"title":"Run","description":"1"})");
    BOOST_TEST(again.receive().body == R"({"title":"Run","description":"1"})");
    BOOST_TEST(runs == 1);
    end();
}

BOOST_AUTO_TEST_CASE(that_failed_are_set_aside_and_run_again_when_they_are_repeated) {
    on_click([this](const action_event&, context& ctx) -> asio::awaitable<frameio::response> {
        if (ctx.attempt() == 1) {
            throw std::runtime_error("no luck");
        }
        co_return message("Run", std::to_string(runs));
    });
    serve();
    BOOST_TEST(status_of(click()) == 500U);
    BOOST_TEST(states().at(0).state == event_state::parked);
    BOOST_TEST(states().at(0).reason == "1 run failed: no luck");
    BOOST_TEST(sink->count("a handler failed") == 1U);
    turn(15s);
    BOOST_TEST(answer_to(click()) == R"({"title":"Run","description":"2"})");
    BOOST_TEST(states().at(0).state == event_state::done);
    end();
}

BOOST_AUTO_TEST_CASE(that_somebody_says_are_done_are_answered_with_nothing) {
    on_click([](const action_event&, context&) -> asio::awaitable<frameio::response> {
        throw std::runtime_error("no luck");
        co_return message("Run", "");
    });
    serve();
    BOOST_TEST(status_of(click()) == 500U);
    end();
    resolve_all();
    serve();
    turn(15s);
    BOOST_TEST(status_of(click()) == 200U);
    BOOST_TEST(runs == 1);
    end();
}

// Then there is no answer in the store at all.
BOOST_AUTO_TEST_CASE(of_which_no_run_has_ended_before_somebody_says_so_are_answered_alike) {
    on_click([this](const action_event&, context&) -> asio::awaitable<frameio::response> {
        co_await hold.pass();
        co_return message("Run", "");
    });
    serve_until_cut_off();
    client user = connect();
    user.send(click());
    BOOST_TEST_REQUIRE(run_until([this] { return runs == 1; }));
    cut_off();
    resolve_all();
    serve();
    turn(15s);
    client again = connect();
    again.send(click());
    const auto answered = again.receive();
    BOOST_TEST(answered.status == 200U);
    BOOST_TEST(answered.body == "");
    BOOST_TEST(runs == 1);
    end();
}

BOOST_AUTO_TEST_CASE(that_take_long_go_on_while_the_user_reads_so) {
    on_click(frameio::action("acme.publish", "Publish", "Sends it").timeout(8s),
             [this](const action_event&, context&) -> asio::awaitable<frameio::response> {
                 co_await hold.pass();
                 co_return message("Done", "At last");
             });
    serve();
    client user = connect();
    user.send(click());
    turn(6'999ms);
    BOOST_TEST(!user.has_answer());
    turn(1ms);
    BOOST_TEST(user.receive().body == still_working);
    hold.open();
    wait_for(1, event_state::done);
    BOOST_TEST(answer_to(click()) == R"({"title":"Done","description":"At last"})");
    BOOST_TEST(runs == 1);
    end();
}

BOOST_AUTO_TEST_CASE(that_throw_anything_are_told_of) {
    options.store = "memory:";
    on_click([](const action_event&, context&) -> asio::awaitable<frameio::response> {
        throw 7;
        co_return message("Run", "");
    });
    serve();
    BOOST_TEST(status_of(click()) == 500U);
    BOOST_TEST(sink->count("error: a handler failed") == 1U);
    BOOST_TEST(sink->count("reason=unknown exception") == 1U);
    BOOST_TEST(server->counters().failed == 1U);
}

BOOST_AUTO_TEST_CASE(that_ask_for_time_are_run_again_while_the_user_reads_so) {
    on_click([this](const action_event&, context&) -> asio::awaitable<frameio::response> {
        if (runs == 1) {
            throw frameio::retry_later(1min, "not yet");
        }
        co_return message("Run", std::to_string(runs));
    });
    serve();
    BOOST_TEST(answer_to(click()) == still_working);  // at once: the clock stands still
    BOOST_TEST(states().at(0).state == event_state::pending);
    BOOST_TEST(sink->count("a handler failed") == 0U);
    BOOST_TEST(server->counters().failed == 0U);
    turn(1min);
    wait_for(1, event_state::done);
    BOOST_TEST(answer_to(click()) == R"({"title":"Run","description":"2"})");
    end();
}

BOOST_AUTO_TEST_CASE(say_in_their_own_words_that_they_take_long) {
    on_click(frameio::action("acme.publish", "Publish", "Sends it").still_working(message("Wait", "A bit")),
             [this](const action_event&, context&) -> asio::awaitable<frameio::response> {
                 co_await hold.pass();
                 co_return frameio::response();
             });
    serve();
    client user = connect();
    user.send(click());
    turn(4s);
    BOOST_TEST(user.receive().body == R"({"title":"Wait","description":"A bit"})");
    hold.open();
    end();
    BOOST_TEST(states().at(0).state == event_state::done);
}

BOOST_AUTO_TEST_CASE(that_were_cut_off_are_run_by_the_next_server) {
    on_click([this](const action_event&, context& ctx) -> asio::awaitable<frameio::response> {
        if (runs == 1) {
            co_await hold.pass();
        } else {
            BOOST_TEST(ctx.peer() == "store");
        }
        co_return message("Run", std::to_string(runs));
    });
    serve_until_cut_off();
    client user = connect();
    user.send(click());
    BOOST_TEST_REQUIRE(run_until([this] { return runs == 1; }));
    cut_off();
    serve();
    wait_for(1, event_state::done);
    BOOST_TEST(answer_to(click()) == R"({"title":"Run","description":"2"})");
    end();
}

BOOST_AUTO_TEST_CASE(without_a_store_are_told_apart_as_well) {
    options.store = "memory:";
    on_click([this](const action_event&, context&) -> asio::awaitable<frameio::response> {
        co_return message("Run", std::to_string(runs));
    });
    serve();
    const std::string first = answer_to(click());
    turn(2s);
    BOOST_TEST(answer_to(click()) == first);
    BOOST_TEST(answer_to(click("i2")) != first);
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_SUITE_END()
