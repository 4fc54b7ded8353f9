// Finding servers: names, addresses, and what is said when there is nobody.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "http_client/caller.hpp"

using frameio::http::call_phase;
using frameio::http::transport_errc;
using frameio_test::scripted_server;

namespace {

using addresses = std::vector<boost::asio::ip::address>;

struct connecting : frameio_test::caller {
    scripted_server server;
    std::vector<std::string> asked;

    void finds(boost::system::error_code failure, const std::vector<std::string>& texts) {
        addresses found;
        for (const std::string& each : texts) {
            found.push_back(boost::asio::ip::make_address(each));
        }
        options.lookup = [this, failure, found](const auto&, const std::string& host,
                                                const frameio::http::found_addresses& done) {
            asked.push_back(host);
            done(failure, found);
        };
    }
    std::string named(const std::string& host) const {
        return "http://" + host + ":" + std::to_string(server.port()) + "/";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(finding_servers, connecting)

BOOST_AUTO_TEST_CASE(names_are_looked_up) {
    finds({}, {"127.0.0.1"});
    BOOST_TEST(ask(get(named("api.example.com"))).status == 200U);
    BOOST_TEST(server.requests()[0].header("host") == "api.example.com:" + std::to_string(server.port()));
    BOOST_TEST(ask(get(named("api.example.com"))).status == 200U);
    BOOST_TEST(asked.size() == 1U);  // the connection was kept
}

BOOST_AUTO_TEST_CASE(what_is_known_is_not_looked_up) {
    finds(boost::asio::error::host_not_found, {});
    BOOST_TEST(ask(get(named("localhost"))).status == 200U);
    BOOST_TEST(ask(get(named("app.localhost"))).status == 200U);
    BOOST_TEST(ask(get(named("127.0.0.1"))).status == 200U);
    BOOST_TEST(asked.empty());
}

BOOST_AUTO_TEST_CASE(addresses_are_tried_in_their_order) {
    finds({}, {"127.0.0.2", "::1", "127.0.0.1"});
    BOOST_TEST(ask(get(named("api.example.com"))).status == 200U);
    BOOST_TEST(transport().counters().opened == 1U);
    BOOST_TEST(transport().counters().open == 1U);
}

BOOST_AUTO_TEST_CASE(a_name_without_addresses) {
    for (const boost::system::error_code& failure :
         {boost::system::error_code(boost::asio::error::host_not_found), boost::system::error_code()}) {
        client.reset();
        finds(failure, {});
        const auto failed = ask_in_vain(get(named("api.example.com")));
        BOOST_TEST(failed.code() == transport_errc::resolve_failed);
        BOOST_TEST(failed.phase() == call_phase::resolve);
        BOOST_TEST(!failed.sent());
        BOOST_TEST(std::string(failed.what()).find("api.example.com:") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(an_address_without_a_server) {
    finds({}, {"127.0.0.2", "127.0.0.3"});
    const auto failed = ask_in_vain(get(named("api.example.com")));
    BOOST_TEST(failed.code() == transport_errc::connect_failed);
    BOOST_TEST(failed.phase() == call_phase::connect);
    BOOST_TEST(!failed.sent());
    BOOST_TEST(!failed.timed_out());
    BOOST_TEST(std::string(failed.what()) ==
               "cannot connect to api.example.com:" + std::to_string(server.port()) +
                   ": Connection refused; is the address right, and does somebody listen there?");
    BOOST_TEST(transport().counters().open == 0U);
}

BOOST_AUTO_TEST_CASE(the_system_finds_names) {
    // A name that no resolver may answer for: RFC 6761 §6.4.
    options.connect_timeout = std::chrono::milliseconds(0);
    options.total_timeout = std::chrono::milliseconds(0);
    const auto failed = ask_in_vain(get(named("nobody.invalid")));
    BOOST_TEST(failed.code() == transport_errc::resolve_failed);
}

BOOST_AUTO_TEST_SUITE_END()
