// A user is asked twice, and the app is killed wherever it can be.

#define BOOST_TEST_MODULE publish_form
#include <boost/test/unit_test.hpp>

#include <frameio/testing.hpp>

#include "app.hpp"

namespace testing = frameio::testing;

namespace {

testing::kit_options simulated() {
    testing::kit_options options;
    options.platform = true;
    return options;
}

}  // namespace

BOOST_AUTO_TEST_CASE(asks_where_and_how_and_says_so_once_whenever_it_is_killed) {
    testing::crash_everywhere(
        make_app,
        [](testing::kit& kit) {
            BOOST_TEST(kit.click(testing::action("acme.publish")).offers("platform", "youtube"));
            BOOST_TEST(kit.submit({{"platform", "youtube"}}).offers("for_children"));
            kit.submit({{"caption", "First cut"}});
            kit.settle();
            BOOST_TEST(kit.api().count("POST", "/v4/accounts/*/files/*/comments") <= 1U);
        },
        simulated());
}

BOOST_AUTO_TEST_CASE(asks_again_for_a_caption_that_will_not_do) {
    testing::kit kit(make_app, simulated());
    kit.click(testing::action("acme.publish"));
    BOOST_TEST(!kit.submit({{"platform", "vimeo"}}).offers("for_children"));
    BOOST_TEST(kit.submit({{"caption", ""}}).description().find("A caption is needed.") != std::string::npos);
    BOOST_TEST(kit.submit({{"caption", "First cut"}}).title() == "Published");
}
