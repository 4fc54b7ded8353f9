#include <frameio/clock.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace {

struct ticking {
    boost::asio::io_context context{1};
    int count = 0;

    std::unique_ptr<frameio::clock::ticks> start(frameio::clock& clock, std::chrono::milliseconds period) {
        return clock.every(context.get_executor(), period, [this] { ++count; });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(clocks)

BOOST_AUTO_TEST_CASE(the_system_clock_tells_the_machines_time) {
    const auto before = std::chrono::system_clock::now();
    const auto steady_before = std::chrono::steady_clock::now();
    BOOST_TEST((frameio::system_clock().now() >= before));
    BOOST_TEST((frameio::system_clock().steady() >= steady_before));
    BOOST_TEST(&frameio::system_clock() == &frameio::system_clock());
}

BOOST_FIXTURE_TEST_CASE(the_system_clock_ticks_until_its_ticks_are_destroyed, ticking) {
    std::unique_ptr<frameio::clock::ticks> ticks;
    ticks = frameio::system_clock().every(context.get_executor(), 1ms, [&] {
        if (++count == 3) {
            ticks.reset();
        }
    });
    context.run();
    BOOST_TEST(count == 3);
}

BOOST_FIXTURE_TEST_CASE(a_period_of_nothing_is_a_millisecond, ticking) {
    std::unique_ptr<frameio::clock::ticks> ticks;
    const auto start = std::chrono::steady_clock::now();
    ticks = frameio::system_clock().every(context.get_executor(), 0ms, [&] {
        if (++count == 2) {
            ticks.reset();
        }
    });
    context.run();
    BOOST_TEST((std::chrono::steady_clock::now() - start >= 2ms));
}

BOOST_FIXTURE_TEST_CASE(a_queued_tick_of_the_system_clock_may_outlive_its_ticks, ticking) {
    std::unique_ptr<frameio::clock::ticks> other;
    std::unique_ptr<frameio::clock::ticks> ticks;
    ticks = frameio::system_clock().every(context.get_executor(), 1ms, [&] {
        // Both became due while this loop was busy: one tick runs, and destroys the series of the queued one.
        ++count;
        ticks.reset();
        other.reset();
    });
    other = frameio::system_clock().every(context.get_executor(), 1ms, [&] {
        ++count;
        ticks.reset();
        other.reset();
    });
    boost::asio::post(context, [] {
        const auto later = std::chrono::steady_clock::now() + 3ms;
        while (std::chrono::steady_clock::now() < later) {
        }
    });
    context.run();
    BOOST_TEST(count == 1);
}

BOOST_AUTO_TEST_CASE(a_manual_clock_starts_where_the_documentations_example_does) {
    const frameio::manual_clock clock;
    BOOST_TEST((clock.now() == std::chrono::sys_seconds(1604004499s)));
    BOOST_TEST((clock.steady() != frameio::clock::steady_time()));
}

BOOST_AUTO_TEST_CASE(a_manual_clock_stands_still_until_it_is_turned) {
    frameio::manual_clock clock;
    const auto wall = clock.now();
    const auto steady = clock.steady();
    BOOST_TEST((clock.now() == wall));
    clock.advance(1500ms);
    BOOST_TEST((clock.now() - wall == 1500ms));
    BOOST_TEST((clock.steady() - steady == 1500ms));
}

BOOST_AUTO_TEST_CASE(an_operators_correction_moves_only_the_time_of_day) {
    frameio::manual_clock clock;
    const auto steady = clock.steady();
    clock.set_wall(std::chrono::sys_seconds(7s));
    BOOST_TEST((clock.now() == std::chrono::sys_seconds(7s)));
    BOOST_TEST((clock.steady() == steady));
}

BOOST_FIXTURE_TEST_CASE(a_manual_clock_posts_one_tick_for_each_advance, ticking) {
    frameio::manual_clock clock;
    const auto ticks = start(clock, 1h);
    clock.advance(1ms);
    BOOST_TEST(count == 0);
    context.run();
    BOOST_TEST(count == 1);
    context.restart();
    clock.advance(48h);
    clock.set_wall({});
    context.run();
    BOOST_TEST(count == 2);
}

BOOST_FIXTURE_TEST_CASE(a_manual_clock_does_not_tick_once_the_ticks_are_destroyed, ticking) {
    frameio::manual_clock clock;
    auto ticks = start(clock, 1s);
    const auto others = start(clock, 1s);
    clock.advance(1s);
    ticks.reset();
    context.run();
    BOOST_TEST(count == 1);
}

BOOST_FIXTURE_TEST_CASE(ticks_may_outlive_their_manual_clock, ticking) {
    std::unique_ptr<frameio::clock::ticks> ticks;
    {
        frameio::manual_clock clock;
        ticks = start(clock, 1s);
        clock.advance(1s);
    }
    context.run();
    BOOST_TEST(count == 1);
}

BOOST_AUTO_TEST_CASE(a_manual_clock_may_be_turned_and_read_from_several_threads) {
    frameio::manual_clock clock;
    boost::asio::io_context context;
    std::atomic<int> count = 0;
    const auto start = clock.now();
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([&] {
                for (int round = 0; round < 250; ++round) {
                    const auto ticks = clock.every(context.get_executor(), 1s, [&] { ++count; });
                    clock.advance(1ms);
                    static_cast<void>(clock.steady());
                }
            });
        }
    }
    context.run();
    BOOST_TEST((clock.now() - start == 1000ms));
    BOOST_TEST(count == 0);
}

BOOST_AUTO_TEST_SUITE_END()
