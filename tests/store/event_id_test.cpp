#include <boost/test/unit_test.hpp>

#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "store/event_id.hpp"

using frameio::store::event_id;
using namespace std::chrono_literals;

namespace {

frameio::clock::wall_time at(std::chrono::milliseconds since) {
    return frameio::clock::wall_time(since);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_ids)

BOOST_AUTO_TEST_CASE(an_id_is_a_uuid_of_version_7_with_its_time) {
    const auto now = at(std::chrono::hours(24 * 365 * 60));  // later than what other tests have used
    const std::string text = event_id::make(now).text();
    BOOST_TEST_REQUIRE(text.size() == 36U);
    BOOST_TEST(text[14] == '7');
    BOOST_TEST(std::string("89ab").find(text[19]) != std::string::npos);
    const std::string time = text.substr(0, 8) + text.substr(9, 4);
    BOOST_TEST(std::stoll(time, nullptr, 16) ==
               std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
}

BOOST_AUTO_TEST_CASE(ids_grow_within_a_millisecond_and_when_the_clock_is_turned_back) {
    const auto now = at(std::chrono::hours(24 * 365 * 61));
    event_id last = event_id::make(now);
    for (int i = 0; i < 10'000; ++i) {
        const event_id next = event_id::make(i % 2 == 0 ? now : now - 1h);
        BOOST_TEST_REQUIRE((last < next));
        last = next;
    }
}

BOOST_AUTO_TEST_CASE(an_id_is_read_as_it_is_written) {
    const event_id made = event_id::make(at(1ms));
    const auto read = event_id::parse(made.text());
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST((*read == made));
    const auto known = event_id::parse("0190A6EC-7F00-7abc-8def-000000000001");
    BOOST_TEST_REQUIRE(known.has_value());
    BOOST_TEST(known->text() == "0190a6ec-7f00-7abc-8def-000000000001");
}

BOOST_AUTO_TEST_CASE(what_is_no_uuid_is_no_id) {
    for (const char* const text :
         {"", "x", "0190a6ec-7f00-7abc-8def-00000000000", "0190a6ec-7f00-7abc-8def-0000000000011",
          "0190a6ec-7f00-7abc-8def-00000000000g", "0190a6ec 7f00-7abc-8def-000000000001",
          "0190a6ec-7f00-7abc-8def0000000000010", "0190a6ec7f007abc8def000000000001----"}) {
        BOOST_TEST(!event_id::parse(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(threads_make_different_ids) {
    std::vector<std::vector<event_id>> made(4);
    std::vector<std::thread> threads;
    for (auto& mine : made) {
        threads.emplace_back([&mine] {
            for (int i = 0; i < 5'000; ++i) {
                mine.push_back(event_id::make(at(1ms)));
            }
        });
    }
    std::set<event_id> all;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        all.insert(made[i].begin(), made[i].end());
    }
    BOOST_TEST(all.size() == 20'000U);
}

BOOST_AUTO_TEST_SUITE_END()
