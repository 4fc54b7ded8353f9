// The workers: from a stored event to its end, whatever its handler, its lease and the store do.

#include <boost/test/unit_test.hpp>

#include <frameio/delivery.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/multiple_exceptions.hpp>
#include <boost/asio/this_coro.hpp>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/recording_sink.hpp"
#include "delivery/inbox.hpp"
#include "store/engines.hpp"

using namespace std::chrono_literals;
using frameio::delivery::inbox;
using frameio::delivery::run_policy;
using frameio::store::event_state;
using frameio::store::kept_answer;
using frameio::store::work;

namespace asio = boost::asio;

namespace {

struct working : frameio_test::stored {
    using behaviour = std::function<asio::awaitable<kept_answer>(const work&)>;

    std::shared_ptr<frameio_test::recording_sink> log = std::make_shared<frameio_test::recording_sink>();
    frameio::delivery::inbox_options options;
    run_policy policy;
    std::vector<std::string> began;  // resources, in the order of their runs
    std::vector<unsigned> numbers;   // of the runs
    int cancelled = 0;
    static constexpr const char* taken_away =
        "warning: the run of an event is ended: another process has taken the event";
    std::unique_ptr<inbox> workers;
    frameio_test::running<void> going;

    working() {
        open("memory");
        options.owner = "this";
        options.policy = [this](const auto&) { return policy; };
        options.log = frameio::logger(log, frameio::log_level::debug);
    }

    void begin(behaviour how) {
        workers = std::make_unique<inbox>(*store, clock, options, [this, how](const work& what) {
            began.push_back(what.event.resource_id);
            numbers.push_back(what.run);
            return how(what);
        });
        going = start(workers->work());
    }
    void end_work() {
        workers->stop();
        finish(going);
    }

    behaviour succeed() {
        return [](const work&) { return nothing(); };
    }
    static asio::awaitable<kept_answer> nothing() {
        co_return kept_answer();
    }
    behaviour fail() {
        return [](const work&) { return fail_now(); };
    }
    static asio::awaitable<kept_answer> fail_now() {
        throw std::runtime_error("no luck");
        co_return kept_answer();
    }
    /// Until it is cancelled, or that time.
    behaviour last(std::chrono::seconds time) {
        return [this, time](const work&) { return wait(time); };
    }
    asio::awaitable<kept_answer> wait(std::chrono::seconds time) {
        try {
            co_await frameio::sleep_until(clock, clock.steady() + time);
        } catch (const boost::system::system_error&) {
            ++cancelled;
            throw;
        }
        co_return kept_answer();
    }
    /// In small steps, as time goes.
    void pass(std::chrono::seconds time) {
        for (auto left = time; left > 0s; left -= 1s) {
            turn(1s);
        }
    }
    std::size_t runs() const {
        return began.size();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(inboxes, working)

BOOST_AUTO_TEST_CASE(what_is_stored_is_run_and_done) {
    const auto early = receive(webhook("early"));
    begin(succeed());
    BOOST_TEST(look(early).state == event_state::done);
    const auto late = receive(webhook("late"));
    workers->wake();
    run();
    BOOST_TEST(look(late).state == event_state::done);
    end_work();
}

BOOST_AUTO_TEST_CASE(what_others_have_stored_is_found) {
    begin(succeed());
    const auto id = receive(webhook("file-1"));
    run();
    BOOST_TEST(look(id).state == event_state::pending);
    turn(500ms);
    BOOST_TEST(look(id).state == event_state::done);
    end_work();
}

BOOST_AUTO_TEST_CASE(a_run_that_fails_is_repeated_with_longer_pauses_and_then_parked) {
    const auto id = receive(webhook("file-1"));
    begin(fail());
    for (const auto pause : {15s, 60s, 240s, 600s}) {
        const std::size_t before = runs();
        BOOST_TEST(look(id).state == event_state::pending);
        BOOST_TEST((look(id).due == clock.now() + pause));
        turn(pause - 1ms);
        BOOST_TEST(runs() == before);
        turn(1ms);
        BOOST_TEST(runs() == before + 1);
    }
    BOOST_TEST(look(id).state == event_state::parked);
    BOOST_TEST(look(id).reason == "5 runs failed: no luck");
    const std::vector<unsigned> expected{1, 2, 3, 4, 5};
    BOOST_TEST(numbers == expected, boost::test_tools::per_element());
    BOOST_TEST(log->count("error: an event is parked until somebody decides about it") == 1U);
    BOOST_TEST(log->count("reason=no luck") != 0U);
    end_work();
}

BOOST_AUTO_TEST_CASE(pauses_are_spread) {
    options.random = [] { return 0.0; };
    const auto id = receive(webhook("file-1"));
    begin(fail());
    BOOST_TEST((look(id).due == clock.now() + 12s));
    end_work();
}

BOOST_AUTO_TEST_CASE(a_route_has_a_policy_of_its_own) {
    policy.attempts = 2;
    policy.first_pause = 1s;
    const auto id = receive(webhook("file-1"));
    begin(fail());
    turn(1s);
    BOOST_TEST(look(id).state == event_state::parked);
    end_work();
}

BOOST_AUTO_TEST_CASE(a_handler_may_ask_for_another_time) {
    const auto id = receive(webhook("file-1"));
    begin([](const work&) -> asio::awaitable<kept_answer> { throw frameio::retry_later(1h, "the file is not ready"); });
    for (unsigned i = 1; i <= 10; ++i) {
        BOOST_TEST(runs() == i);
        BOOST_TEST(look(id).reason == "the file is not ready");
        turn(1h);
    }
    BOOST_TEST(look(id).state == event_state::pending);
    BOOST_TEST(numbers.back() == 1U);
    end_work();
}

BOOST_AUTO_TEST_CASE(also_by_several_calls_that_it_awaits_side_by_side) {
    const auto id = receive(webhook("file-1"));
    begin([](const work&) -> asio::awaitable<kept_answer> {
        throw asio::multiple_exceptions(std::make_exception_ptr(frameio::retry_later(90s, "not yet")));
        co_return kept_answer();
    });
    BOOST_TEST((look(id).due == clock.now() + 90s));
    BOOST_TEST(look(id).reason == "not yet");
    end_work();
}

BOOST_AUTO_TEST_CASE(a_handler_may_set_its_event_aside) {
    const auto id = receive(webhook("file-1"));
    begin([](const work&) -> asio::awaitable<kept_answer> { throw frameio::park("no such platform"); });
    BOOST_TEST(look(id).state == event_state::parked);
    BOOST_TEST(look(id).reason == "no such platform");
    end_work();
}

BOOST_AUTO_TEST_CASE(no_more_are_run_at_a_time_than_allowed) {
    options.most = 3;
    for (int i = 0; i < 10; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    begin(last(10s));
    BOOST_TEST(runs() == 3U);
    pass(10s);
    BOOST_TEST(runs() == 6U);
    pass(30s);
    BOOST_TEST(runs() == 10U);
    BOOST_TEST(finish(store->count()).done == 10U);
    end_work();
}

BOOST_AUTO_TEST_CASE(nor_of_a_route) {
    options.limits =
        std::make_shared<frameio::delivery::route_limits>(std::map<std::string, std::size_t>{{"file.*", 2}});
    for (int i = 0; i < 5; ++i) {
        receive(webhook("file-" + std::to_string(i)));
        auto other = webhook("comment-" + std::to_string(i));
        other.event.route = "comment.*";
        receive(other);
    }
    begin(last(10s));
    BOOST_TEST(runs() == 7U);
    pass(10s);
    BOOST_TEST(runs() == 9U);
    pass(20s);
    BOOST_TEST(finish(store->count()).done == 10U);
    end_work();
}

BOOST_AUTO_TEST_CASE(the_lease_of_a_long_run_is_kept) {
    const auto id = receive(webhook("file-1"));
    begin(last(300s));
    for (int i = 0; i < 299; ++i) {
        turn(1s);
        BOOST_TEST_REQUIRE(claim(1, "another").empty());
    }
    turn(1s);
    BOOST_TEST(look(id).state == event_state::done);
    BOOST_TEST(look(id).runs == 1U);
    end_work();
}

BOOST_AUTO_TEST_CASE(so_are_those_of_very_many_runs) {
    constexpr int many = 1'203;  // not all in one transaction
    for (int i = 0; i < many; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    options.most = 2 * many;
    begin(last(70s));
    BOOST_TEST(runs() == std::size_t{many});
    pass(65s);
    BOOST_TEST(finish(store->count()).running == std::size_t{many});
    BOOST_TEST(claim(many, "another").empty());
    pass(10s);
    BOOST_TEST(finish(store->count()).done == std::size_t{many});
    BOOST_TEST(runs() == std::size_t{many});
    end_work();
}

BOOST_AUTO_TEST_CASE(a_run_whose_lease_is_lost_is_cancelled_and_does_not_count) {
    const auto id = receive(webhook("file-1"));
    begin(last(300s));
    clock.advance(31s);  // as if this process had stood still
    const auto taken = claim_one("another");
    run();
    pass(11s);
    BOOST_TEST(cancelled == 1);
    BOOST_TEST(workers->running() == 0U);
    BOOST_TEST(look(id).state == event_state::running);
    BOOST_TEST(log->count(taken_away) == 1U);
    BOOST_TEST(log->count("event=" + id.text()) == 1U);
    BOOST_TEST(end(taken));
    end_work();
}

BOOST_AUTO_TEST_CASE(after_a_standstill_a_run_goes_on_if_nobody_has_taken_its_event) {
    const auto id = receive(webhook("file-1"));
    begin(last(300s));
    clock.advance(100s);
    run();
    pass(200s);
    BOOST_TEST(cancelled == 0);
    BOOST_TEST(runs() == 1U);
    BOOST_TEST(look(id).state == event_state::done);
    end_work();
}

BOOST_AUTO_TEST_CASE(after_a_standstill_inboxes_of_one_process_leave_each_others_runs_alone) {
    receive(webhook("file-1"));
    begin(last(100s));
    options.owner = "that";
    inbox beside(*store, clock, options, [&](const work& what) {
        began.push_back(what.event.resource_id);
        return wait(100s);
    });
    const auto also = start(beside.work());
    receive(webhook("file-2"));
    beside.wake();
    run();
    BOOST_TEST(runs() == 2U);
    turn(60s);
    BOOST_TEST(runs() == 2U);
    pass(40s);
    BOOST_TEST(finish(store->count()).done == 2U);
    beside.stop();
    finish(also);
    end_work();
}

// As when the answer to a claim is lost: its events are leased to this inbox, which does not know of them.
BOOST_AUTO_TEST_CASE(what_is_leased_to_an_inbox_that_does_not_run_it_is_run_when_the_lease_has_run_out) {
    receive(webhook("file-1"));
    claim_one("this");
    begin(succeed());
    pass(29s);
    BOOST_TEST(runs() == 0U);
    pass(2s);
    BOOST_TEST(runs() == 1U);
    end_work();
}

BOOST_AUTO_TEST_CASE(a_run_that_takes_too_long_is_cancelled_and_has_failed) {
    policy.timeout = 20s;
    const auto id = receive(webhook("file-1"));
    begin(last(300s));
    turn(19'999ms);
    BOOST_TEST(cancelled == 0);
    turn(1ms);
    BOOST_TEST(cancelled == 1);
    BOOST_TEST(look(id).state == event_state::pending);
    BOOST_TEST(look(id).reason == "the run took longer than 20000 ms");
    end_work();
}

BOOST_AUTO_TEST_CASE(what_runs_at_the_end_is_waited_for) {
    receive(webhook("file-1"));
    begin(last(10s));
    receive(webhook("file-2"));
    workers->stop();
    run();
    BOOST_TEST(!going->done);
    pass(10s);
    finish(going);
    BOOST_TEST(runs() == 1U);
    BOOST_TEST(finish(store->count()).done == 1U);
    BOOST_TEST(finish(store->count()).pending == 1U);
}

BOOST_AUTO_TEST_CASE(or_given_back_to_be_run_by_others_at_once) {
    const auto id = receive(webhook("file-1"));
    begin(last(300s));
    workers->stop();
    finish(workers->give_up());
    finish(going);
    BOOST_TEST(cancelled == 1);
    BOOST_TEST(log->count(taken_away) == 0U);
    BOOST_TEST(look(id).past.front().ending == "given back");
    BOOST_TEST(claim_one("another").run == 1U);
}

BOOST_AUTO_TEST_CASE(a_poison_event_does_not_hold_up_the_others) {
    receive(webhook("poison"));
    for (int i = 0; i < 1'000; ++i) {
        receive(webhook("file-" + std::to_string(i)));
    }
    begin([](const work& what) { return what.event.resource_id == "poison" ? fail_now() : nothing(); });
    run_until([&] { return runs() == 1'001U; });
    run();
    BOOST_TEST(finish(store->count()).done == 1'000U);
    for (const auto pause : {15s, 60s, 240s, 600s}) {
        turn(pause);
    }
    BOOST_TEST(finish(store->count()).parked == 1U);
    BOOST_TEST(runs() == 1'005U);
    end_work();
}

BOOST_AUTO_TEST_SUITE_END()
