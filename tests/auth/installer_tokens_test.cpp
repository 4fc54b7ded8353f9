// The tokens of whoever has installed an app in a workspace: of another one by now, refused, over, or not to be found.

#include <boost/test/unit_test.hpp>

#include <frameio/api/all.hpp>

#include <memory>
#include <string>
#include <utility>

#include "api/client_state.hpp"
#include "auth/installer_tokens.hpp"
#include "common/credential.hpp"
#include "common/scripted_server.hpp"
#include "install/installations.hpp"
#include "install/tenant_facts.hpp"
#include "store/engines.hpp"
#include "store/passed_on.hpp"

using namespace std::chrono_literals;
using frameio::auth::admin_login;
using frameio::auth::adobe_login;
using frameio::auth::installer_tokens;
using frameio::auth::key_ring;
using frameio::auth::tenant;
using frameio::auth::token_book;
using frameio::auth::vault;
using frameio_test::received_request;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;
namespace asio = boost::asio;
namespace install = frameio::install;

namespace {

/// A store that may be away.
class distant_store final : public frameio_test::passed_on {
public:
    using passed_on::passed_on;

    asio::awaitable<std::optional<frameio::store::document>> read(std::string collection, std::string key) override {
        if (is_away) {
            throw frameio::store::store_error("the store is away");
        }
        return passed_on::read(std::move(collection), std::move(key));
    }

    bool is_away = false;
};

/// An app that admins install, whose calls are made as they.
struct admins : frameio_test::stored {
    frameio_test::scripted_server adobe;
    frameio_test::scripted_server frameio_api;
    const tenant where{"account-1", "workspace-1"};
    std::shared_ptr<distant_store> kept_in;
    std::shared_ptr<const key_ring> keys =
        std::make_shared<const key_ring>(key_ring::parse(frameio::auth::new_key(), "the test"));
    std::shared_ptr<vault> kept;
    std::shared_ptr<token_book> tokens;
    api::client client;

    admins() : client(begin()) {
        adobe.handle([](const received_request& asked) { return reply(renewed(asked)); });
        const frameio::oauth_options credential = frameio_test::credential_at(adobe.url(""));
        tokens = std::make_shared<token_book>(
            token_book::parts{kept_in, kept, std::make_shared<const adobe_login>(credential, "https://app.example"),
                              api::state_of(client)});
        client = client.with(api::credentials_from(
            std::make_shared<installer_tokens>(install::tenants_of(kept_in, keys, clock), tokens, where)));
    }
    api::client begin() {
        open("memory");
        kept_in = std::make_shared<distant_store>(*store);
        kept = std::make_shared<vault>(kept_in, keys);
        api::client_options options;
        options.url = frameio_api.url("");
        options.who = api::credentials();
        options.use_proxies = false;
        options.keep_to_rates = false;
        options.time = &clock;
        return api::client(options);
    }
    /// "renewed-ada" for "refresh-ada".
    static response renewed(const received_request& asked) {
        const std::string before = "refresh_token=refresh-";
        const std::size_t begin = asked.body.find(before);
        if (begin == std::string::npos) {
            return response(400).json(R"({"error":"invalid_grant"})");
        }
        const std::string rest = asked.body.substr(begin + before.size());
        const std::string admin = rest.substr(0, rest.find('&'));
        return response(200).json(R"({"access_token":"renewed-)" + admin +
                                  R"(","token_type":"bearer","expires_in":3600,"refresh_token":"refresh-)" + admin +
                                  "\"}");
    }
    void log_in(const std::string& admin) {
        api::token_answer given;
        given.access = "access-" + admin;
        given.refresh = "refresh-" + admin;
        given.expires = clock.now() + 1h;
        finish(tokens->keep(admin_login(admin), std::move(given)));
    }
    /// Or change it.
    void install_as(const std::string& admin) {
        install::record made(where);
        made.state = install::phase::installed;
        made.installed = made.updated = clock.now();
        made.installed_by = made.acting_user = admin;
        const auto before = finish(kept->read(install::collection, where.key()));
        frameio::store::document what(install::collection, where.key(), install::to_json(made));
        what.version = before ? before->version : 0;
        BOOST_TEST_REQUIRE(finish(kept->write(std::move(what))).has_value());
    }
    /// The token that a call was made with.
    std::string used() {
        finish(client.files().show("account-1", "file-1"));
        return frameio_api.requests().back().header("authorization");
    }
    api::api_error failure() {
        return ended_by<api::api_error>(start(client.files().show("account-1", "file-1")));
    }
};

bool has(const std::string& text, const std::string& part) {
    BOOST_TEST_INFO(text);
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tokens_of_installers, admins)

BOOST_AUTO_TEST_CASE(are_those_of_whoever_has_changed_the_installation_last) {
    log_in("ada");
    log_in("bob");
    install_as("ada");
    BOOST_TEST(used() == "Bearer access-ada");
    install_as("bob");
    turn(1s);
    BOOST_TEST(used() == "Bearer access-bob");
}

BOOST_AUTO_TEST_CASE(that_are_refused_are_renewed) {
    log_in("ada");
    install_as("ada");
    BOOST_TEST(used() == "Bearer access-ada");
    frameio_api.answer(response(401).json("{}"));
    BOOST_TEST(used() == "Bearer renewed-ada");
    BOOST_TEST(adobe.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(are_renewed_ahead_of_their_end) {
    log_in("ada");
    install_as("ada");
    turn(56min);
    BOOST_TEST(used() == "Bearer renewed-ada");
}

BOOST_AUTO_TEST_CASE(are_not_there_when_the_login_is_over_until_there_is_another) {
    log_in("ada");
    install_as("ada");
    adobe.answer(response(400).json(R"({"error":"invalid_grant"})"));
    turn(1h);
    for (int i = 0; i < 2; ++i) {  // when Adobe says so, and from then on
        const auto over = failure();
        BOOST_TEST((over.code() == api::errc::no_token));
        BOOST_TEST(over.attempts() == 1U);
        BOOST_TEST(has(over.what(),
                       "the admin ada, as whom the app calls here, is not logged in any more: an admin logs in at "
                       "/install"));
        BOOST_TEST(!has(over.what(), "require_login"));
    }
    BOOST_TEST(adobe.request_count() == 1U);
    log_in("ada");
    BOOST_TEST(used() == "Bearer access-ada");
}

BOOST_AUTO_TEST_CASE(are_nobody_s_where_the_app_is_not_installed) {
    log_in("ada");
    const auto missing = failure();
    BOOST_TEST((missing.code() == api::errc::no_token));
    BOOST_TEST(missing.attempts() == 1U);
    BOOST_TEST(has(missing.what(), "the app is not installed in the workspace account-1/workspace-1"));
    install_as("ada");
    turn(1s);
    BOOST_TEST(used() == "Bearer access-ada");
}

BOOST_AUTO_TEST_CASE(are_asked_for_again_when_the_store_is_away) {
    log_in("ada");
    install_as("ada");
    kept_in->is_away = true;
    const auto calling = start(client.files().show("account-1", "file-1"));
    run();
    BOOST_TEST(!calling->done);
    kept_in->is_away = false;
    turn(1min);
    finish(calling);
    BOOST_TEST(frameio_api.requests().back().header("authorization") == "Bearer access-ada");
}

BOOST_AUTO_TEST_SUITE_END()
