#include <frameio/error.hpp>
#include <frameio/version.hpp>

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(errors)

BOOST_AUTO_TEST_CASE(every_code_has_a_message_of_its_own) {
    std::set<std::string> messages;
    for (int value = 1; value <= static_cast<int>(frameio::errc::invalid_configuration); ++value) {
        messages.insert(frameio::make_error_code(static_cast<frameio::errc>(value)).message());
    }
    BOOST_TEST(messages.size() == 6U);
    BOOST_TEST(!messages.contains("unknown error"));
    BOOST_TEST(frameio::frameio_category().message(77) == "unknown error");
}

BOOST_AUTO_TEST_CASE(the_category_is_called_frameio) {
    const boost::system::error_code code = frameio::errc::malformed_event;
    BOOST_TEST(code.category().name() == std::string("frameio"));
    BOOST_TEST((code == frameio::errc::malformed_event));
    BOOST_TEST((code != frameio::errc::invalid_secret));
    BOOST_TEST(code.failed());
}

BOOST_AUTO_TEST_CASE(an_error_carries_its_code_and_exactly_its_text) {
    const frameio::error thrown(frameio::errc::invalid_secret, "the secret is empty: set it");
    BOOST_TEST(thrown.what() == std::string("the secret is empty: set it"));
    BOOST_TEST((thrown.code() == frameio::errc::invalid_secret));
    const boost::system::system_error& as_system_error = thrown;
    BOOST_TEST(as_system_error.what() == std::string("the secret is empty: set it"));
}

BOOST_AUTO_TEST_CASE(a_configuration_error_lists_its_problems) {
    const frameio::configuration_error two({"no secret for /webhooks: set one", "port 0 twice: change one"});
    BOOST_TEST(
        two.what() ==
        std::string("2 problems with the configuration:\nno secret for /webhooks: set one\nport 0 twice: change one"));
    BOOST_TEST(two.problems().size() == 2U);
    BOOST_TEST((two.code() == frameio::errc::invalid_configuration));
    const frameio::configuration_error one({"no handler: add one"});
    BOOST_TEST(one.what() == std::string("1 problem with the configuration:\nno handler: add one"));
}

BOOST_AUTO_TEST_CASE(the_version_is_that_of_the_header) {
    const std::string expected = std::to_string(FRAMEIO_VERSION_MAJOR) + '.' + std::to_string(FRAMEIO_VERSION_MINOR) +
                                 '.' + std::to_string(FRAMEIO_VERSION_PATCH);
    BOOST_TEST(frameio::version() == expected);
}

BOOST_AUTO_TEST_SUITE_END()
