#include <boost/test/unit_test.hpp>

#include <functional>
#include <optional>
#include <string>

#include "common/gate.hpp"
#include "common/live_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::webhook_event;
using frameio_test::client;

namespace {

/// A server with handlers that take longer than their peer waits.
struct slow_server : frameio_test::live_server {
    frameio_test::gate hold{loop};
    int runs = 0;
    unsigned attempt = 0;
    bool fails = false;
    std::string peer;
    std::function<void()> on_quick_run = [] {};

    slow_server() {
        app.on_webhook("file.updated", [this](const webhook_event&, context& ctx) -> asio::awaitable<frameio::message> {
            const std::string number = std::to_string(++runs);
            attempt = ctx.attempt();
            co_await hold.pass();
            peer = ctx.peer();
            if (fails) {
                throw std::runtime_error("too slow, and wrong");
            }
            co_return frameio::message("Run", number);
        });
        app.on_action(frameio::action("acme.slow", "Name", "Description").timeout(8s),
                      [this](const frameio::action_event&) -> asio::awaitable<frameio::message> {
                          const std::string number = std::to_string(++runs);
                          co_await hold.pass();
                          co_return frameio::message("Run", number);
                      });
        app.on_webhook("file.ready", [this](const webhook_event&) -> asio::awaitable<void> {
            ++runs;
            on_quick_run();
            co_return;
        });
        serve();
    }

    /// Closes the peer's side so that an answer cannot be delivered.
    static void reset(client&& peer) {
        const linger at_once{1, 0};
        ::setsockopt(peer.by().fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        const client gone = std::move(peer);
    }

    /// The answer to an event that is new, or a retry.
    unsigned status_of(std::string_view id) {
        client sender = connect();
        sender.send(webhook("file.ready", id));
        return sender.receive().status;
    }

    /// What a delivery is answered at once, on a connection of its own.
    std::string answer_to(const std::string& octets) {
        client sender = connect();
        sender.send(octets);
        return sender.receive().body;
    }

    /// Sends a delivery, and lets its deadline pass.
    void outlast(const std::string& octets) {
        client peer_that_waits = connect();
        peer_that_waits.send(octets);
        BOOST_TEST(hold.waiting() == 1);
        turn(5s);
        BOOST_TEST(peer_that_waits.receive().status == 503U);
    }
    void outlast() {
        outlast(webhook("file.updated"));
    }
};

constexpr const char* run_1 = R"({"title":"Run","description":"1"})";
constexpr const char* run_2 = R"({"title":"Run","description":"2"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(overdue_handlers, slow_server)

BOOST_AUTO_TEST_CASE(answer_503_and_close_when_the_deadline_passes) {
    client peer_that_waits = connect();
    peer_that_waits.send(webhook("file.updated"));
    turn(4'999ms);
    BOOST_TEST(!peer_that_waits.has_answer());
    turn(1ms);
    const auto late = peer_that_waits.receive();
    BOOST_TEST(late.status == 503U);
    BOOST_TEST(late.header("retry-after") != "");
    BOOST_TEST(late.closes());
    BOOST_TEST(peer_that_waits.at_end());
    BOOST_TEST(server->counters().late == 1U);
    BOOST_TEST(server->counters().running == 1U);
    hold.open();
    run();
    BOOST_TEST(server->counters().running == 0U);
}

BOOST_AUTO_TEST_CASE(are_joined_by_a_retry_with_a_new_stamp) {
    outlast();
    client retry = connect();
    retry.send(webhook("file.updated"));
    BOOST_TEST(runs == 1);
    BOOST_TEST(!retry.has_answer());
    hold.open();
    const auto got = retry.receive();
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(got.body == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(give_their_answer_to_the_retry_that_comes_after_their_end) {
    outlast();
    hold.open();
    run();
    turn(10s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(do_not_swallow_the_next_event_once_the_retry_has_its_answer) {
    outlast();
    hold.open();
    run();
    BOOST_TEST(answer_to(webhook("file.updated")) == run_1);
    turn(60s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
}

BOOST_AUTO_TEST_CASE(do_not_swallow_the_next_event_once_a_joined_retry_has_its_answer) {
    outlast();
    client retry = connect();
    retry.send(webhook("file.updated"));
    hold.open();
    BOOST_TEST(retry.receive().body == run_1);
    turn(50s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
    BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE(keep_their_answer_for_the_third_delivery_if_the_retry_too_waited_in_vain) {
    outlast();
    client retry = connect();
    retry.send(webhook("file.updated"));
    turn(5s);
    BOOST_TEST(retry.receive().status == 503U);
    hold.open();
    run();
    turn(10s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(are_joined_by_the_very_same_delivery_too) {
    const std::string octets = webhook("file.updated");
    outlast(octets);
    client again = connect();
    again.send(octets);
    hold.open();
    BOOST_TEST(again.receive().body == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(that_fail_are_run_again_by_the_next_retry) {
    fails = true;
    outlast();
    hold.open();
    run();
    fails = false;
    turn(10s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
    BOOST_TEST(attempt == 2U);
}

BOOST_AUTO_TEST_CASE(of_other_bodies_are_not_joined) {
    outlast();
    hold.open();
    BOOST_TEST(answer_to(webhook("file.updated", "other-file")) == run_2);
}

BOOST_AUTO_TEST_CASE(are_forgotten_after_half_an_hour) {
    outlast();
    hold.open();
    run();
    turn(31min);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
}

BOOST_AUTO_TEST_CASE(still_know_who_their_peer_was) {
    std::string first_peer;
    {
        client gives_up = connect();
        gives_up.send(webhook("file.updated"));
        turn(5s);
        BOOST_TEST(gives_up.receive().status == 503U);
        first_peer = gives_up.by().own_address();
    }
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    // May well get the descriptor that the first one had.
    client bystander = connect();
    bystander.send("POST / ");
    hold.open();
    run();
    BOOST_TEST(peer == first_peer);
}

BOOST_AUTO_TEST_CASE(for_an_action_have_the_time_of_the_action) {
    client click = connect();
    click.send(action("acme.slow"));
    turn(6'999ms);
    BOOST_TEST(!click.has_answer());
    turn(1ms);
    BOOST_TEST(click.receive().body.starts_with(R"({"title":"Still working")"));
    client retry = connect();
    retry.send(action("acme.slow"));
    hold.open();
    BOOST_TEST(retry.receive().body == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(answers_that_could_not_be_delivered_are_given_to_the_retry) {
    client hasty = connect();
    hasty.send(webhook("file.updated"));
    reset(std::move(hasty));
    BOOST_TEST(runs == 1);
    hold.open();
    BOOST_TEST(run_until([this] { return server->counters().open_connections == 0; }));
    turn(2s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_1);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(each_of_several_answers_that_could_not_be_delivered_is_given_to_its_retry) {
    std::optional<client> hasty = connect();
    on_quick_run = [&] {
        if (runs == 3) {
            reset(std::move(*hasty));
        }
    };
    const std::string all = webhook("file.ready", "1") + webhook("file.ready", "2") + webhook("file.ready", "3");
    hasty->by().write(all.data(), all.size());
    BOOST_TEST(run_until([this] { return runs == 3 && server->counters().open_connections == 0; }));
    turn(2s);
    for (const char* id : {"1", "2", "3"}) {
        BOOST_TEST(status_of(id) == 200U);
    }
    BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE(answers_that_were_delivered_are_not_taken_for_lost_later) {
    std::optional<client> hasty = connect();
    hasty->send(webhook("file.ready", "1"));
    BOOST_TEST(hasty->receive().status == 200U);
    on_quick_run = [&] { reset(std::move(*hasty)); };
    const std::string octets = webhook("file.ready", "2");
    hasty->by().write(octets.data(), octets.size());
    BOOST_TEST(run_until([this] { return runs == 2 && server->counters().open_connections == 0; }));
    on_quick_run = [] {};
    turn(2s);
    BOOST_TEST(status_of("2") == 200U);
    BOOST_TEST(runs == 2);
    BOOST_TEST(status_of("1") == 200U);  // the next event of that kind
    BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE(of_an_action_have_its_time_although_its_secret_came_late) {
    frameio_test::live_server resolving;
    frameio_test::gate secret(resolving.loop);
    frameio_test::gate end(resolving.loop);
    resolving.app = frameio::app();
    resolving.app.use_clock(resolving.clock);
    resolving.app.log_to(frameio::logger(resolving.sink));
    resolving.app.resolve_secrets([&](frameio::event_ids) -> asio::awaitable<std::vector<frameio::signing_secret>> {
        co_await secret.pass();
        std::vector<frameio::signing_secret> secrets;
        secrets.emplace_back(frameio_test::action_secret);
        co_return secrets;
    });
    resolving.app.on_action(frameio::action("acme.slow", "Name", "Description").timeout(8s),
                            [&](const frameio::action_event&) -> asio::awaitable<void> { co_await end.pass(); });
    resolving.serve();
    client click = resolving.connect();
    click.send(resolving.action("acme.slow"));
    resolving.turn(3s);
    BOOST_TEST(secret.waiting() == 1);
    secret.open();
    resolving.turn(3'999ms);
    BOOST_TEST(!click.has_answer());
    resolving.turn(1ms);
    BOOST_TEST(click.receive().body.starts_with(R"({"title":"Still working")"));
    end.open();
    resolving.run();
}

BOOST_AUTO_TEST_CASE(do_not_swallow_the_next_event_once_the_same_delivery_has_its_answer) {
    const std::string octets = webhook("file.updated");
    outlast(octets);
    hold.open();
    run();
    BOOST_TEST(answer_to(octets) == run_1);
    turn(60s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
}

BOOST_AUTO_TEST_CASE(do_not_swallow_the_next_event_once_the_same_delivery_has_joined_them) {
    const std::string octets = webhook("file.updated");
    outlast(octets);
    client again = connect();
    again.send(octets);
    hold.open();
    BOOST_TEST(again.receive().body == run_1);
    turn(60s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
}

BOOST_AUTO_TEST_CASE(that_answer_at_the_last_moment_are_not_sure_to_be_heard) {
    client patient = connect();
    patient.send(webhook("file.updated"));
    turn(4s);
    hold.open();
    BOOST_TEST(patient.receive().body == run_1);
    turn(15s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_1);
    turn(60s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
}

BOOST_AUTO_TEST_CASE(that_answer_in_time_are_heard) {
    client patient = connect();
    patient.send(webhook("file.updated"));
    turn(3s);
    hold.open();
    BOOST_TEST(patient.receive().body == run_1);
    turn(15s);
    BOOST_TEST(answer_to(webhook("file.updated")) == run_2);
}

BOOST_AUTO_TEST_SUITE_END()
