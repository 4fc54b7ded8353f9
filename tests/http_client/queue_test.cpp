// The limit of connections to one origin, and those who wait for one.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "http_client/caller.hpp"

using frameio_test::reply;
using frameio_test::response;

namespace {

struct limited : frameio_test::caller {
    frameio_test::scripted_server server;
    std::vector<frameio_test::started_call> calls;

    limited() {
        options.connections_per_origin = 2;
        server.handle(
            [](const auto& request) { return reply().stall().send(response(200).body(request.target).text()); });
    }
    void start_many(int count) {
        for (int i = 0; i < count; ++i) {
            calls.push_back(start(get(server.url("/" + std::to_string(i)))));
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(queue, limited)

BOOST_AUTO_TEST_CASE(calls_get_their_turn_in_the_order_they_came) {
    start_many(6);
    for (std::size_t done = 0; done < 6; ++done) {
        run_until([&] { return server.request_count() == std::min<std::size_t>(done + 2, 6); });
        run();
        BOOST_TEST(transport().counters().open <= 2U);
        server.resume();
        run_until([&] {
            return static_cast<std::size_t>(std::count_if(calls.begin(), calls.end(),
                                                          [](const auto& each) { return each->done; })) == done + 1;
        });
    }
    BOOST_TEST(server.connections() == 2U);
    const auto seen = server.requests();
    for (std::size_t i = 2; i < seen.size(); ++i) {
        BOOST_TEST(seen[i].target == "/" + std::to_string(i));
    }
    for (const auto& each : calls) {
        BOOST_TEST(finish(each).status == 200U);
    }
}

BOOST_AUTO_TEST_CASE(one_that_gives_up_passes_its_turn_on) {
    start_many(4);
    run_until([&] { return server.stalled() == 2; });
    calls[2]->cancel();
    calls[0]->cancel();
    // Both in one go: the turn is given to one that has given up already.
    run_until([&] { return server.request_count() == 3; });
    BOOST_TEST(server.requests()[2].target == "/3");
    BOOST_TEST(was_cancelled(calls[0]));
    BOOST_TEST(was_cancelled(calls[2]));
    server.resume(2);
    BOOST_TEST(finish(calls[1]).body == "/1");
    BOOST_TEST(finish(calls[3]).body == "/3");
}

BOOST_AUTO_TEST_CASE(one_that_is_cancelled_with_its_turn_in_hand_passes_it_on) {
    start_many(4);
    run_until([&] { return server.stalled() == 2; });
    calls[0]->cancel();
    loop.restart();
    // Runs until the first has ended, and the third has been told, but has not heard yet.
    while (!calls[0]->done) {
        loop.poll_one();
    }
    calls[2]->cancel();
    run_until([&] { return server.request_count() >= 3; });
    server.resume(8);
    BOOST_TEST(finish(calls[1]).body == "/1");
    BOOST_TEST(finish(calls[3]).body == "/3");
    run_until([&] { return calls[2]->done; });
    BOOST_TEST(ask(get(server.url("/later"))).body == "/later");
}

BOOST_AUTO_TEST_CASE(origins_have_limits_of_their_own) {
    frameio_test::scripted_server other;
    start_many(3);
    run_until([&] { return server.stalled() == 2; });
    BOOST_TEST(ask(get(other.url())).status == 200U);
    server.resume(3);
    for (const auto& each : calls) {
        finish(each);
    }
}

BOOST_AUTO_TEST_SUITE_END()
