// What the users of the app see.

#define BOOST_TEST_MODULE quickstart
#include <boost/test/unit_test.hpp>

#include <frameio/testing.hpp>

#include "app.hpp"

namespace testing = frameio::testing;

BOOST_AUTO_TEST_CASE(a_file_that_is_ready_is_noticed) {
    testing::kit kit(make_app);
    BOOST_TEST(kit.deliver(testing::webhook("file.ready")) == 200U);
    BOOST_TEST((kit.events().front().state == frameio::event_state::done));
}

BOOST_AUTO_TEST_CASE(hello_is_said_on_one_asset_and_on_many) {
    testing::kit kit(make_app);
    BOOST_TEST(kit.click(testing::action("greeting.say_hello").on("folder", "f")).description() ==
               "You clicked on a folder.");
    BOOST_TEST(kit.click(testing::action("greeting.say_hello").on("file", "a").on("file", "b")).description() ==
               "You clicked on 2 assets.");
}

BOOST_AUTO_TEST_CASE(publishing_asks_where) {
    testing::kit kit(make_app);
    BOOST_TEST(kit.click(testing::action("acme.publish")).offers("platform", "vimeo"));
    BOOST_TEST(kit.submit({{"platform", "vimeo"}, {"caption", "First cut"}}).description() ==
               "Sent to vimeo as \"First cut\".");
}
