// A user's token that is sealed anew just while it is renewed: the new one is kept all the same.

#include <boost/test/unit_test.hpp>

#include <frameio/login.hpp>

#include <chrono>
#include <string>

#include "auth/rotated.hpp"
#include "auth/token_refresh.hpp"
#include "common/scripted_server.hpp"

namespace api = frameio::api;
namespace asio = boost::asio;
namespace auth = frameio::auth;
using frameio::store::document;
using frameio_test::response;

namespace {

constexpr const char* renewed =
    R"({"access_token":"new","refresh_token":"next","token_type":"bearer","expires_in":86399})";

struct renewing : frameio_test::rotated {
    frameio_test::scripted_server adobe;
    std::shared_ptr<const auth::token_book::parts> parts;

    renewing() {
        open("memory");
        auto between = std::make_shared<frameio_test::crowded>(*store);
        between->meanwhile = [this]() -> asio::awaitable<void> { co_await auth::rotate(*store, both); };
        api::client_options options;
        options.url = adobe.url("");
        options.who = api::credentials::token("t");
        options.use_proxies = false;
        options.time = &clock;
        frameio::oauth_options oauth;
        oauth.client_id = "client";
        oauth.client_secret = "client secret";
        oauth.ims_url = adobe.url("");
        auth::token_book::parts made;
        made.store = between;
        made.kept = std::make_shared<vault>(between, std::make_shared<key_ring>(both));
        made.adobe = std::make_shared<auth::adobe_login>(oauth, "http://127.0.0.1");
        made.client = std::make_shared<api::client_state>(options);
        parts = std::make_shared<const auth::token_book::parts>(std::move(made));
        auth::user_token old;
        old.access = "old";
        old.refresh = "spent";
        keep(old_ring, document("token", "account/user", auth::to_json(old)));
    }
    asio::awaitable<std::string> renew() {
        auth::token_refresh one(parts, auth::token_owner("account", "user"), "");
        const api::fetched_token got = co_await one.run();
        co_return got.token.text();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(renewals_beside_a_rotation, renewing)

BOOST_AUTO_TEST_CASE(what_adobe_has_given_is_kept) {
    adobe.answer(response(200).json(renewed));
    BOOST_TEST(finish(renew()) == "new");
    BOOST_TEST(adobe.request_count() == 1U);
    BOOST_TEST(auth::user_token_of(text_of(new_ring, "token", "account/user")).refresh == "next");
}

BOOST_AUTO_TEST_CASE(a_login_that_is_over_is_forgotten_all_the_same) {
    adobe.answer(response(400).json(R"({"error":"invalid_grant"})"));
    BOOST_TEST(ended_by<api::token_failure>(start(renew())).word() == auth::login_required);
    BOOST_TEST(adobe.request_count() == 1U);
    BOOST_TEST(!finish(store->read("token", "account/user")).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
