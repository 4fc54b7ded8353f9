// The app without the server that it comes with.

#define BOOST_TEST_MODULE own_server
#include <boost/test/unit_test.hpp>

#include <frameio/testing.hpp>

#include "app.hpp"

namespace testing = frameio::testing;

BOOST_AUTO_TEST_CASE(hello_names_what_was_clicked) {
    testing::kit kit(make_app);
    const std::string said = kit.click(testing::action("greeting.say_hello").on("folder", "f")).description();
    BOOST_TEST(said.find("You clicked on a folder, and 127.0.0.1:") == 0U);
}
