// Secrets that are found by what a delivery says of itself before it is verified.

#include <boost/test/unit_test.hpp>

#include <frameio/events.hpp>

#include <memory>
#include <string>

#include "app/found_secrets.hpp"

namespace {

frameio::found_secrets of_the_tenant(const char* account, const char* workspace) {
    frameio::found_secrets made;
    made.where.emplace(account, workspace);
    made.facts = std::make_shared<const frameio::auth::tenant_facts>();
    return made;
}

frameio::webhook_event event_of(const std::string& account, const std::string& workspace) {
    return frameio::decode_webhook(R"({"type":"file.ready","resource":{"id":"f","type":"file"},"account":{"id":")" +
                                   account + R"("},"workspace":{"id":")" + workspace + R"("}})");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(found_secrets)

BOOST_AUTO_TEST_CASE(of_an_installation_are_for_its_own_events) {
    const auto found = of_the_tenant("a", "w");
    BOOST_TEST(found.is_for(event_of("a", "w")));
    BOOST_TEST(!found.is_for(event_of("a", "other")));
    BOOST_TEST(!found.is_for(event_of("other", "w")));
}

BOOST_AUTO_TEST_CASE(that_a_resolver_has_found_are_for_what_it_says) {
    BOOST_TEST(frameio::found_secrets().is_for(event_of("a", "w")));
}

BOOST_AUTO_TEST_SUITE_END()
