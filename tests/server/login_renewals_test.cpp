// A server keeps the logins alive that its app acts with, and does not end before what it got for them is stored.

#include <optional>

#include "server/installed_server.hpp"

namespace auth = frameio::auth;
using frameio::store::opening;
using namespace std::chrono_literals;

namespace {

struct renewing_server : frameio_test::installed_server {
    renewing_server() {
        log_in(opening::to_work, "access-1", 60min, "refresh-1");
    }

    static frameio_test::response renewed() {
        return frameio_test::response(200).json(
            R"({"access_token":"access-2","refresh_token":"refresh-2","token_type":"bearer","expires_in":3600})");
    }
    /// Serves for longer than a login may be idle, until Adobe has been asked.
    void serve_until_renewed() {
        serve();
        turn(73h);
        BOOST_TEST_REQUIRE(run_until([this] { return adobe.request_count() == 1U; }));
        BOOST_TEST(adobe.requests().at(0).body.find("refresh_token=refresh-1") != std::string::npos);
    }
    std::string refresh_token() {
        std::string found;
        with_vault(opening::to_work, [&found](const auth::vault& kept) { return look(kept, found); });
        return found;
    }
    static boost::asio::awaitable<bool> look(const auth::vault& kept, std::string& found) {
        const auto token = co_await kept.read("token", auth::admin_login("ada").key());
        found = token ? auth::user_token_of(token->value).refresh : "";
        co_return true;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(login_renewals, renewing_server)

BOOST_AUTO_TEST_CASE(a_server_renews_a_login_that_nobody_uses) {
    adobe.answer(renewed());
    serve_until_renewed();
    end();
    BOOST_TEST(refresh_token() == "refresh-2");
}

BOOST_AUTO_TEST_CASE(it_ends_when_what_adobe_has_given_is_stored) {
    adobe.answer(frameio_test::reply().stall().send(renewed().text()));
    serve_until_renewed();
    adobe.wait_for_stalled(1);
    server->drain();
    run();
    BOOST_TEST(!ended.has_value());
    adobe.resume();
    BOOST_TEST(await_end() == boost::system::error_code());
    BOOST_TEST(refresh_token() == "refresh-2");
}

BOOST_AUTO_TEST_CASE(it_does_not_wait_for_adobe_for_longer_than_its_grace) {
    adobe.answer(frameio_test::reply().stall().send(renewed().text()));
    serve_until_renewed();
    adobe.wait_for_stalled(1);
    server->drain();
    turn(options.grace + 1s);
    BOOST_TEST(await_end() == boost::asio::error::timed_out);
    BOOST_TEST(refresh_token() == "refresh-1");
}

BOOST_AUTO_TEST_CASE(a_server_that_ends_renews_nothing_any_more) {
    serve();
    run();
    end();
    turn(73h);
    BOOST_TEST(adobe.request_count() == 0U);
    BOOST_TEST(refresh_token() == "refresh-1");
}

BOOST_AUTO_TEST_SUITE_END()
