#define BOOST_TEST_MODULE install
#include <boost/test/unit_test.hpp>
