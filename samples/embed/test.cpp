// The handlers feed the queue.

#define BOOST_TEST_MODULE embed
#include <boost/test/unit_test.hpp>

#include <frameio/testing.hpp>

#include "app.hpp"

namespace testing = frameio::testing;

BOOST_AUTO_TEST_CASE(a_file_that_is_ready_is_rendered_once) {
    render_queue queue;
    testing::kit kit([&queue] { return make_app(queue); });
    kit.deliver(testing::webhook("file.ready").about("file", "holiday.mov"));
    BOOST_TEST(kit.click(testing::action("render.status")).description() == "0 rendered, 1 waiting");
    BOOST_TEST(queue.take() == "holiday.mov");
    BOOST_TEST(queue.take().empty());
    BOOST_TEST(kit.click(testing::action("render.status")).description() == "1 rendered, 0 waiting");
}
