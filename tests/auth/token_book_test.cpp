// The tokens of users: kept apart and secret, and forgotten by those only who may, in every engine.

#include "auth/token_users.hpp"

using namespace std::chrono_literals;
using frameio::auth::key_ring;
using frameio::auth::new_key;
using frameio::auth::token_book;
using frameio::auth::token_owner;
using frameio::auth::vault;
using frameio_test::has;
using frameio_test::reply;
using frameio_test::response;
using frameio_test::rotating_adobe;

namespace api = frameio::api;

namespace {

boost::asio::awaitable<bool> leave(std::shared_ptr<frameio_test::app_process> by) {
    co_await by->book.forget(token_owner("account-1", "user-1"));
    co_return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_books)

FRAMEIO_TOKEN_TEST(who_logs_out_is_forgotten_and_adobe_told) {
    begin(which);
    const auto one = new_process();
    finish(one->book.forget(owner));
    BOOST_TEST(stored() == "");
    BOOST_TEST(adobe.revoked() == (std::vector<std::string>{"token=refresh-1", "token=access-1"}),
               boost::test_tools::per_element());
    log_in();
    adobe.say(response(503));
    finish(one->book.forget(owner));
    BOOST_TEST(stored() == "");
}

FRAMEIO_TOKEN_TEST(who_logs_out_just_when_tokens_are_renewed_is_out) {
    begin(which);
    const auto one = new_process();
    adobe.server.answer(frameio_test::reply().stall().send(response(200).json("{}").text()));
    const auto leaving = start(leave(one));
    run_until([&] { return adobe.server.stalled() == 1; });
    api::token_answer given;
    given.access = "access-2";
    given.refresh = "refresh-2";
    given.expires = clock.now() + 1h;
    finish(new_process()->book.keep(owner, std::move(given)));
    adobe.server.resume();
    finish(leaving);
    BOOST_TEST(stored() == "");
    BOOST_TEST(adobe.revoked() == (std::vector<std::string>{"token=access-1", "token=refresh-2", "token=access-2"}),
               boost::test_tools::per_element());
}

FRAMEIO_TOKEN_TEST(tokens_that_nobody_uses_do_not_stay_for_ever) {
    begin(which);
    turn(std::chrono::days(80));
    finish(call(new_process()));
    turn(std::chrono::days(80));
    BOOST_TEST(stored() != "");  // for they were renewed
    turn(std::chrono::days(10));
    BOOST_TEST(stored() == "");
}

FRAMEIO_TOKEN_TEST(who_is_logged_in_can_be_called_as) {
    begin(which);
    const auto one = new_process();
    BOOST_TEST(finish(one->book.is_logged_in(owner)));
    BOOST_TEST(!finish(one->book.is_logged_in(token_owner("account-1", "user-2"))));
    turn(1h);
    adobe.say(response(503));
    BOOST_TEST(finish(one->book.is_logged_in(owner)));  // as far as can be told
    turn(1min);
    adobe.say(response(400).json(R"({"error":"invalid_grant"})"));
    BOOST_TEST(!finish(one->book.is_logged_in(owner)));
    BOOST_TEST(stored() == "");
}

// The handler's question must be shown within the time that Frame.io waits.
FRAMEIO_TOKEN_TEST(who_clicks_waits_for_adobe_no_longer_than_a_second) {
    begin(which);
    const auto one = new_process();
    turn(1h);
    adobe.server.answer(reply().stall().send(rotating_adobe::tokens(2).text()));
    const auto look = start(one->book.is_logged_in(owner));
    run_until([&] { return adobe.server.stalled() == 1; });
    turn(1s);
    BOOST_TEST(finish(look));
    adobe.server.resume();
    run_until([&] { return stored().find("refresh-2") != std::string::npos; });
    BOOST_TEST(adobe.server.request_count() == 1U);
}

FRAMEIO_TOKEN_TEST(without_its_key_a_login_is_not_asked_for_anew) {
    begin(which);
    const auto stranger =
        std::make_shared<const vault>(shared, std::make_shared<key_ring>(key_ring::parse(new_key(), "the test")));
    token_book::parts parts{shared, stranger, nullptr, api::state_of(new_process()->client)};
    token_book book(std::move(parts));
    BOOST_TEST((ended_by<frameio::error>(start(book.has(owner))).code() == frameio::errc::no_key));
}

FRAMEIO_TOKEN_TEST(the_log_has_no_token) {
    begin(which);
    const auto one = new_process();
    turn(1h);
    finish(call(one));
    for (const auto& wrong : {response(500).body("access-2 refresh-2"), response(200).json(R"({"access":"access-3"})"),
                              response(400).json(R"({"error":"refresh-2 refresh-2"})"),
                              response(400).json(R"({"error":"invalid_grant"})")}) {
        adobe.say(wrong);
        turn(1h);
        failure_of(one);
    }
    BOOST_TEST(log->count("files.show") != 0U);
    for (const char* const secret : {"access-", "refresh-", "Basic"}) {
        BOOST_TEST(log->count(secret) == 0U, secret);
    }
}

FRAMEIO_TOKEN_TEST(users_and_accounts_are_kept_apart) {
    begin(which);
    const auto one = new_process();
    BOOST_TEST(finish(one->book.has(owner)));
    BOOST_TEST(!finish(one->book.has(token_owner("account-1", "user-2"))));
    BOOST_TEST(!finish(one->book.has(token_owner("account-2", "user-1"))));
    BOOST_TEST(!finish(one->book.has(token_owner("account-1/user", "-1"))));
}

FRAMEIO_TOKEN_TEST(what_cannot_be_read_is_told_and_left) {
    begin(which);
    auto changed = finish(shared->read("token", owner.key())).value();
    changed.value.back() = static_cast<char>(changed.value.back() ^ 1);
    BOOST_TEST_REQUIRE(finish(shared->write(std::move(changed))).has_value());
    const auto one = new_process();
    BOOST_TEST(has(failure_of(one).what(), "somebody has changed or moved it"));
    BOOST_TEST(finish(shared->read("token", owner.key())).has_value());
    BOOST_TEST(!finish(one->book.has(owner)));  // and so the user is asked to log in
    log_in();
    finish(call(one));
}

BOOST_AUTO_TEST_SUITE_END()
