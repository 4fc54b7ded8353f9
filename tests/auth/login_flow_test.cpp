// Logins that come at the same time, in every engine; and those to pages, which no action has asked for.

#include <frameio/api/all.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "api/client_state.hpp"
#include "auth/login_flow.hpp"
#include "common/credential.hpp"
#include "common/scripted_server.hpp"
#include "store/engines.hpp"
#include "store/passed_on.hpp"
#include "support/pkce.hpp"
#include "support/random.hpp"
#include "web/form_data.hpp"

using frameio::auth::adobe_login;
using frameio::auth::key_ring;
using frameio::auth::login_claim;
using frameio::auth::login_flow;
using frameio::auth::new_key;
using frameio::auth::sessions;
using frameio::auth::token_book;
using frameio::auth::token_owner;
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
    std::shared_ptr<token_book> tokens;
    std::shared_ptr<const sessions> visitors;
    std::unique_ptr<login_flow> flow;
    std::string exchanged;  // what Adobe was sent for the last code

    /// Adobe takes a code as often as it comes.
    void begin(const std::string& kind) {
        open(kind);
        adobe.handle([this](const auto& asked) {
            exchanged = asked.body;
            return reply(response(200).json(R"({"access_token":"a","refresh_token":"r","expires_in":3600})"));
        });
        frameio_api.handle(
            [](const auto&) { return reply(response(200).json(R"({"data":{"id":"user-1","name":"Ada"}})")); });
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
        const auto login =
            std::make_shared<const adobe_login>(frameio_test::credential_at(adobe.url("")), "https://app.example");
        visitors = std::make_shared<const sessions>(kept, clock, "https://app.example");
        tokens = std::make_shared<token_book>(token_book::parts{shared, kept, login, api::state_of(client)});
        flow = std::make_unique<login_flow>(login_flow::parts{
            kept, login, tokens, client, std::make_shared<const web::page_maker>(web::brand()),
            [](std::string_view) { return nullptr; }, &clock, frameio::logger(), "https://app.example", visitors});
    }

    /// What Adobe's answer to a login makes the browser ask for.
    web::request come_back() {
        return answer_to(answer(link_of("account-1")));
    }
    /// The request for it.
    web::request link_of(const std::string& account) {
        login_claim claim;
        claim.account_id = account;
        claim.user_id = "user-1";
        const std::string link = flow->link(claim);
        web::request asked;
        asked.method = "GET";
        asked.path = "/auth/login";
        asked.query = link.substr(link.find('?') + 1);
        return asked;
    }
    web::request come_back_to_page() {
        return answer_to(finish(flow->begin_page_login("/install")));
    }
    web::request answer_to(const web::response& begun) {
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
                challenge = web::value_at(parameters, "code_challenge");
            }
        }
        return made;
    }
    web::response answer(web::request asked) {
        return finish(flow->answer(std::move(asked)));
    }

    /// Of the session that an answer begins; empty: it begins none.
    static std::string session_cookie(const web::response& from) {
        for (const auto& [name, value] : from.headers) {
            if (name == "Set-Cookie" && value.starts_with("__Host-frameio-session=")) {
                return value.substr(0, value.find(';'));
            }
        }
        return {};
    }
    std::optional<frameio::auth::session> session_of(const std::string& cookie) {
        web::request asked;
        asked.headers.emplace_back("Cookie", cookie);
        return finish(visitors->find(asked));
    }
    bool has_tokens(const std::string& account) {
        return finish(tokens->has(token_owner(account, "user-1")));
    }
    /// Nobody is logged in, and no token is kept.
    void check_refused(const web::response& got, unsigned status) {
        BOOST_TEST(got.status == status);
        BOOST_TEST(session_cookie(got) == "");
        BOOST_TEST(!has_tokens(""));
        BOOST_TEST(finish(store->documents("session", "", 10)).empty());
    }

    std::string challenge;  // of the last login
};

std::string location(const web::response& of) {
    for (const auto& [name, value] : of.headers) {
        if (name == "Location") {
            return value;
        }
    }
    return {};
}

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

BOOST_AUTO_TEST_SUITE(page_logins)

BOOST_DATA_TEST_CASE_F(hasty_users, a_login_to_a_page_ends_with_a_session,
                       boost::unit_test::data::make(frameio_test::all_engines), which) {
    begin(which);
    const web::response got = answer(come_back_to_page());
    BOOST_TEST(got.status == 303U);
    BOOST_TEST(location(got) == "/install");
    const auto here = session_of(session_cookie(got));
    BOOST_TEST_REQUIRE(here.has_value());
    BOOST_TEST(here->user_id == "user-1");
    BOOST_TEST(here->user_name == "Ada");
    BOOST_TEST(has_tokens(""));
    BOOST_TEST(!has_tokens("account-1"));
    const auto sent = web::values_of(exchanged);
    BOOST_TEST(frameio::challenge_of(web::value_at(sent, "code_verifier")) == challenge);
}

BOOST_FIXTURE_TEST_CASE(a_login_for_an_action_is_none_to_a_page, hasty_users) {
    begin("memory");
    const web::response got = answer(come_back());
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(session_cookie(got) == "");
    BOOST_TEST(has_tokens("account-1"));
    BOOST_TEST(!has_tokens(""));
}

BOOST_FIXTURE_TEST_CASE(it_counts_once, hasty_users) {
    begin("memory");
    const web::request asked = come_back_to_page();
    BOOST_TEST(answer(asked).status == 303U);
    const web::response again = answer(asked);
    BOOST_TEST(again.status == 400U);
    BOOST_TEST(session_cookie(again) == "");
}

BOOST_FIXTURE_TEST_CASE(it_counts_in_the_browser_that_has_begun_it, hasty_users) {
    begin("memory");
    web::request asked = come_back_to_page();
    const web::header_list mine = asked.headers;
    const web::request of_another = come_back_to_page();
    asked.headers = of_another.headers;
    check_refused(answer(asked), 400);
    asked.headers.clear();
    check_refused(answer(asked), 400);
    asked.headers = mine;
    BOOST_TEST(answer(asked).status == 303U);  // who has tried has not taken it away
}

BOOST_FIXTURE_TEST_CASE(it_counts_for_ten_minutes, hasty_users) {
    begin("memory");
    const web::request late = come_back_to_page();
    turn(std::chrono::minutes(10));
    check_refused(answer(late), 400);
    const web::request in_time = come_back_to_page();
    turn(std::chrono::minutes(10) - std::chrono::seconds(1));
    BOOST_TEST(answer(in_time).status == 303U);
}

BOOST_FIXTURE_TEST_CASE(an_answer_of_somebody_else_than_adobe_does_not_count, hasty_users) {
    begin("memory");
    web::request asked = come_back_to_page();
    asked.query += "&iss=https%3A%2F%2Fevil.example";
    check_refused(answer(asked), 400);
}

BOOST_FIXTURE_TEST_CASE(who_changes_his_mind_has_no_session, hasty_users) {
    begin("memory");
    web::request asked = come_back_to_page();
    asked.query = "error=access_denied&" + asked.query.substr(asked.query.find("state="));
    check_refused(answer(asked), 400);
}

BOOST_FIXTURE_TEST_CASE(nobody_has_a_session_whom_frameio_does_not_know, hasty_users) {
    begin("memory");
    frameio_api.handle([](const auto&) { return reply(response(403).json(R"({"errors":[]})")); });
    check_refused(answer(come_back_to_page()), 502);
}

BOOST_FIXTURE_TEST_CASE(an_answer_cannot_say_where_it_goes_on, hasty_users) {
    begin("memory");
    web::request asked = come_back_to_page();
    asked.query += "&back_to=https%3A%2F%2Fevil.example&return_to=%2Fevil";
    BOOST_TEST(location(answer(asked)) == "/install");
}

BOOST_FIXTURE_TEST_CASE(a_login_takes_a_session_that_nobody_has_seen, hasty_users) {
    begin("memory");
    const std::string chosen = "__Host-frameio-session=chosen-by-somebody-else-0000000000";
    web::request asked = come_back_to_page();
    asked.headers.emplace_back("Cookie", chosen);
    const std::string first = session_cookie(answer(asked));
    BOOST_TEST(first != "");
    BOOST_TEST(first != chosen);
    BOOST_TEST(!session_of(chosen).has_value());
    asked = come_back_to_page();
    asked.headers.emplace_back("Cookie", first);
    const std::string second = session_cookie(answer(asked));
    BOOST_TEST(session_of(second).has_value());
    BOOST_TEST(second != first);
    BOOST_TEST(!session_of(first).has_value());
}

BOOST_FIXTURE_TEST_CASE(nor_can_who_has_a_link, hasty_users) {
    begin("memory");
    for (int i = 0; i < 20; ++i) {
        BOOST_TEST(answer(link_of("account-1")).status == 302U);
    }
    BOOST_TEST(answer(link_of("account-1")).status == 503U);
    BOOST_TEST(finish(store->documents("login", "", 100)).size() == 20U);
    BOOST_TEST(answer(link_of("account-2")).status == 302U);
}

BOOST_FIXTURE_TEST_CASE(what_nobody_has_made_is_not_looked_for, hasty_users) {
    begin("memory");
    web::request asked = come_back();
    asked.headers.clear();  // another browser
    looked->reads = 0;
    BOOST_TEST(answer(std::move(asked)).status == 400U);
    BOOST_TEST(!session_of("__Host-frameio-session=" + std::string(43, 'A')).has_value());
    BOOST_TEST(looked->reads == 0);
}

BOOST_FIXTURE_TEST_CASE(who_has_no_id_is_nobody, hasty_users) {
    begin("memory");
    frameio_api.handle([](const auto&) { return reply(response(200).json(R"({"data":{"name":"Ada"}})")); });
    const web::response shown = answer(come_back_to_page());
    BOOST_TEST(shown.status == 502U);
    BOOST_TEST(session_cookie(shown) == "");
    BOOST_TEST(finish(store->documents("token", "", 100)).empty());
}

BOOST_FIXTURE_TEST_CASE(strangers_cannot_fill_the_store, hasty_users) {
    begin("memory");
    for (int i = 0; i < 50; ++i) {
        BOOST_TEST_REQUIRE(finish(flow->begin_page_login("/install")).status == 302U);
    }
    BOOST_TEST(finish(flow->begin_page_login("/install")).status == 503U);
    BOOST_TEST(finish(store->documents("login", "", 100)).size() == 50U);
    BOOST_TEST(answer(come_back()).status == 200U);  // whom an action has asked, it has asked
    turn(std::chrono::seconds(1));
    BOOST_TEST(finish(flow->begin_page_login("/install")).status == 302U);
}

BOOST_AUTO_TEST_SUITE_END()
