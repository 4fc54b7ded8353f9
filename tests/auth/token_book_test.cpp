// The tokens of users: kept apart and secret, and forgotten by those only who may, in every engine.

#include "auth/token_users.hpp"

using namespace std::chrono_literals;
using frameio::auth::key_ring;
using frameio::auth::new_key;
using frameio::auth::token_book;
using frameio::auth::token_owner;
using frameio::auth::vault;
using frameio_test::has;
using frameio_test::response;

namespace api = frameio::api;

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
