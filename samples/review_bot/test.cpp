// A Frame.io that is simulated, and one that the test plays.

#define BOOST_TEST_MODULE review_bot
#include <boost/test/unit_test.hpp>

#include <frameio/testing.hpp>

#include "app.hpp"

namespace testing = frameio::testing;

namespace {

constexpr auto comments = "/v4/accounts/*/files/*/comments";

testing::kit_options simulated() {
    testing::kit_options options;
    options.platform = true;
    return options;
}

}  // namespace

BOOST_AUTO_TEST_CASE(says_once_that_a_file_is_ready_whenever_it_is_killed) {
    const testing::crash_report seen = testing::crash_everywhere(
        make_app,
        [](testing::kit& kit) {
            kit.deliver(testing::webhook("file.ready"));
            kit.settle();
            BOOST_TEST(kit.api().count("POST", comments) == 1U);
        },
        simulated());
    BOOST_TEST(seen.moments.size() > 10U);
    BOOST_TEST(seen.in_doubt == 0U);
}

BOOST_AUTO_TEST_CASE(tries_again_later_when_frameio_cannot) {
    testing::kit kit(make_app, simulated());
    kit.api().on("GET", "/v4/accounts/*/files/*").answer(403, R"({"errors":[{"detail":"Forbidden"}]})").times(1);
    kit.deliver(testing::webhook("file.ready"));
    BOOST_TEST(kit.api().count("POST", comments) == 0U);
    kit.settle();
    BOOST_TEST(kit.api().count("POST", comments) == 1U);
}

BOOST_AUTO_TEST_CASE(sums_up_what_was_said) {
    testing::kit kit(make_app);
    const auto list = "/v4/accounts/*/files/*/comments";
    kit.api().on("GET", list).answer(200, R"({"data":[],"links":{"next":null}})");
    BOOST_TEST(kit.click(testing::action("review.summary")).title() == "No comments");
}
