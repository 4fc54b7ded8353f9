// More is to be installed than Frame.io lets anybody create in a minute: the limits are the simulator's.

#include <algorithm>
#include <chrono>
#include <string>

#include "install/office.hpp"

using namespace std::chrono_literals;
using frameio_test::fate;

namespace install = frameio::install;

namespace {

constexpr std::size_t more_than_a_minute_takes = 24;

struct limited : frameio_test::office {
    limited() : office(fate::goes_on, 1.0) {}

    install::blueprint large() const {
        install::blueprint made = wanted();
        while (made.actions.size() < more_than_a_minute_takes) {
            install::wanted_action one;
            one.event = "acme.more_" + std::to_string(made.actions.size());
            one.name = "More";
            one.description = "One more";
            made.actions.push_back(one);
        }
        return made;
    }
    std::size_t refused() {
        const auto& calls = world.api().calls();
        return static_cast<std::size_t>(
            std::ranges::count(calls, 429U, [](const frameio::testing::api_call& each) { return each.status; }));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(limits, limited)

BOOST_AUTO_TEST_CASE(it_waits_and_goes_on_by_itself) {
    install::desk& desk = open(large());
    const auto begun = clock.steady();
    BOOST_TEST(desk.install(where(), "the-admin", install::config()));
    wait_for(desk);
    check(large());
    BOOST_TEST(refused() > 0U);
    BOOST_TEST((clock.steady() - begun > 60s));
    BOOST_TEST(new_calls("POST") == more_than_a_minute_takes + 1 + refused());

    BOOST_TEST(desk.uninstall(where(), "the-admin"));
    wait_for(desk);
    check_empty();
}

BOOST_AUTO_TEST_SUITE_END()
