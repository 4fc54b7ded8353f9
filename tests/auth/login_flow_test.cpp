// Logins that come at the same time, in every engine.

#include <frameio/api/all.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "api/client_state.hpp"
#include "auth/login_flow.hpp"
#include "common/scripted_server.hpp"
#include "store/engines.hpp"
#include "store/passed_on.hpp"
#include "support/random.hpp"
#include "web/form_data.hpp"

using frameio::auth::adobe_login;
using frameio::auth::key_ring;
using frameio::auth::login_claim;
using frameio::auth::login_flow;
using frameio::auth::new_key;
using frameio::auth::token_book;
using frameio::auth::vault;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;
namespace web = frameio::web;

namespace {

/// Counts what is looked for.
class counted_reads final : public frameio_test::passed_on {
public:
    using passed_on::passed_on;

    boost::asio::awaitable<std::optional<frameio::store::document>> read(std::string collection,
                                                                         std::string key) override {
        ++reads;
        return passed_on::read(std::move(collection), std::move(key));
    }

    int reads = 0;
};

/// Where a user logs in whose browser sends everything twice.
struct hasty_users : frameio_test::stored {
    frameio_test::scripted_server adobe;
    frameio_test::scripted_server frameio_api;
    std::shared_ptr<counted_reads> looked;
    std::unique_ptr<login_flow> flow;

    /// Adobe takes a code as often as it comes.
    void begin(const std::string& kind) {
        open(kind);
        adobe.handle([](const auto&) {
            return reply(response(200).json(R"({"access_token":"a","refresh_token":"r","expires_in":3600})"));
        });
        frameio_api.handle([](const auto&) { return reply(response(200).json(R"({"data":{"id":"user-1"}})")); });
        looked = std::make_shared<counted_reads>(*store);
        const std::shared_ptr<frameio::store::engine> shared = looked;
        const auto kept = std::make_shared<const vault>(
            shared, std::make_shared<const key_ring>(key_ring::parse(new_key(), "the test")));
        api::client_options options;
        options.url = frameio_api.url("");
        options.who = api::credentials();
        options.use_proxies = false;
        options.time = &clock;
        const api::client client(options);
        frameio::oauth_options credential;
        credential.client_id = "id";
        credential.client_secret = "secret";
        credential.ims_url = adobe.url("");
        const auto login = std::make_shared<const adobe_login>(credential, "https://app.example");
        flow = std::make_unique<login_flow>(login_flow::parts{
            kept, login, std::make_shared<token_book>(token_book::parts{shared, kept, login, api::state_of(client)}),
            client, std::make_shared<const web::page_maker>(web::brand()), [](std::string_view) { return nullptr; },
            &clock, frameio::logger(), "https://app.example"});
    }

    /// What Adobe's answer to a login makes the browser ask for.
    web::request come_back() {
        login_claim claim;
        claim.account_id = "account-1";
        claim.user_id = "user-1";
        const std::string link = flow->link(claim);
        web::request asked;
        asked.method = "GET";
        asked.path = "/auth/login";
        asked.query = link.substr(link.find('?') + 1);
        const web::response begun = finish(flow->answer(std::move(asked)));
        BOOST_TEST_REQUIRE(begun.status == 302U);
        web::request made;
        made.method = "GET";
        made.path = "/auth/callback";
        for (const auto& [name, value] : begun.headers) {
            if (name == "Set-Cookie") {
                made.headers.emplace_back("Cookie", value.substr(0, value.find(';')));
            } else if (name == "Location") {
                const auto parameters = web::values_of(value.substr(value.find('?') + 1));
                made.query = "code=c&state=" + std::string(web::value_at(parameters, "state"));
            }
        }
        return made;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(login_flows)

BOOST_DATA_TEST_CASE_F(hasty_users, of_two_answers_that_come_at_once_one_counts,
                       boost::unit_test::data::make(frameio_test::all_engines), which) {
    begin(which);
    for (int round = 0; round < 10; ++round) {
        const web::request asked = come_back();
        const auto one = start(flow->answer(asked));
        const auto other = start(flow->answer(asked));
        const unsigned first = finish(one).status;
        const unsigned second = finish(other).status;
        BOOST_TEST(std::min(first, second) == 200U);
        BOOST_TEST(std::max(first, second) == 400U);
    }
}

BOOST_DATA_TEST_CASE_F(hasty_users, a_state_that_nobody_has_made_is_not_looked_for,
                       boost::unit_test::data::make(frameio_test::all_engines), which) {
    begin(which);
    for (const std::string& state :
         {std::string(), std::string(43, 'A'), frameio::random_token(), std::string(5'000, 'A')}) {
        const int before = looked->reads;
        web::request forged;
        forged.method = "GET";
        forged.path = "/auth/callback";
        forged.query = "code=c&state=" + state;
        BOOST_TEST(finish(flow->answer(std::move(forged))).status == 400U);
        BOOST_TEST(looked->reads == before);
    }
    const int before = looked->reads;
    web::request asked = come_back();
    BOOST_TEST(finish(flow->answer(std::move(asked))).status == 200U);
    BOOST_TEST(looked->reads > before);
}

BOOST_AUTO_TEST_SUITE_END()
