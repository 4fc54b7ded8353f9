// The tokens of users: renewed once however many ask and wherever, never lost but by Adobe's word, in every engine.

#include "auth/token_users.hpp"
#include "store/passed_on.hpp"

using namespace std::chrono_literals;
using frameio_test::has;
using frameio_test::reply;
using frameio_test::response;
using frameio_test::rotating_adobe;

namespace api = frameio::api;
namespace asio = boost::asio;

namespace {

/// A store that keeps no token any more, until it is mended.
class forgetful_store final : public frameio_test::passed_on {
public:
    using passed_on::passed_on;

    asio::awaitable<std::optional<std::uint64_t>> write(frameio::store::document what) override {
        if (is_broken && what.collection == "token") {
            throw frameio::store::store_error("the disk is full");
        }
        return passed_on::write(std::move(what));
    }

    bool is_broken = true;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(token_renewals)

FRAMEIO_TOKEN_TEST(a_hundred_calls_in_two_processes_renew_once) {
    begin(which);
    const auto one = new_process();
    const auto other = new_process(beside(which));
    turn(1h);  // it has expired
    std::vector<frameio_test::running<api::file>> all;
    for (int i = 0; i < 50; ++i) {
        all.push_back(start(call(one)));
        all.push_back(start(call(other)));
    }
    for (const auto& each : all) {
        turn_until_done(each);  // those who wait for the other process look again
        finish(each);
    }
    BOOST_TEST(adobe.renewals() == 1);
    BOOST_TEST(frameio_api.request_count() == 100U);
    for (const auto& each : frameio_api.requests()) {
        BOOST_TEST(each.header("authorization") == "Bearer access-2");
    }
}

FRAMEIO_TOKEN_TEST(a_token_is_renewed_ahead_of_its_end) {
    begin(which);
    const auto one = new_process();
    turn(54min);
    finish(call(one));
    BOOST_TEST(used() == "Bearer access-1");
    turn(1min);
    finish(call(one));
    BOOST_TEST(used() == "Bearer access-2");
    BOOST_TEST(has(stored(), "refresh-2"));
    const auto later = new_process();
    finish(call(later));
    BOOST_TEST(used() == "Bearer access-2");
    BOOST_TEST(adobe.renewals() == 1);
}

FRAMEIO_TOKEN_TEST(a_new_token_is_stored_before_it_is_used) {
    begin(which);
    const auto broken = std::make_shared<forgetful_store>(*store);
    const auto one = new_process(broken);
    turn(1h);
    const auto calling = start(call(one));
    run_until([&] { return adobe.renewals() == 1; });
    for (int i = 0; i < 10; ++i) {
        turn_a_little();
    }
    BOOST_TEST(!calling->done);
    BOOST_TEST(frameio_api.request_count() == 0U);
    broken->is_broken = false;
    turn_until_done(calling);
    finish(calling);
    BOOST_TEST(used() == "Bearer access-2");
    BOOST_TEST(has(stored(), "refresh-2"));
}

FRAMEIO_TOKEN_TEST(a_minute_without_adobe_loses_nothing) {
    begin(which);
    const auto one = new_process();
    adobe.say(response(503));
    turn(55min);
    finish(call(one));
    BOOST_TEST(used() == "Bearer access-1");  // which is good yet
    turn(5min);
    failure_of(one);
    for (const auto& wrong : {response(500), response(429), response(200).json("{}"), response(200).json("hello"),
                              response(400).json(R"({"error":"invalid_client"})")}) {
        adobe.say(wrong);
        turn(1min);
        failure_of(one);
        BOOST_TEST(has(stored(), "refresh-1"));
    }
    adobe.say(std::nullopt);
    turn(1min);
    finish(call(one));
    BOOST_TEST(used() == "Bearer access-2");
}

FRAMEIO_TOKEN_TEST(only_adobes_word_ends_a_login) {
    begin(which);
    const auto one = new_process();
    adobe.say(response(400).json(R"({"error":"invalid_grant"})"));
    turn(1h);
    const auto failure = failure_of(one);
    BOOST_TEST((failure.code() == api::errc::no_token));
    const std::string remedy = "register the action with require_login()";
    BOOST_TEST(has(failure.what(), "the login of the user user-1 is over; " + remedy));
    BOOST_TEST(!finish(one->book.has(owner)));
    BOOST_TEST(has(failure_of(one).what(), "has not logged in, or the login is over; " + remedy));
    log_in();
    finish(call(one));
    BOOST_TEST(used() == "Bearer access-1");
}

FRAMEIO_TOKEN_TEST(an_answer_without_a_refresh_token_keeps_the_old_one) {
    begin(which);
    adobe.say(rotating_adobe::tokens(2, false));
    turn(1h);
    finish(call(new_process()));
    BOOST_TEST(used() == "Bearer access-2");
    BOOST_TEST(has(stored(), "refresh-1"));
}

FRAMEIO_TOKEN_TEST(who_gives_up_waiting_does_not_lose_the_new_one) {
    begin(which);
    const auto one = new_process();
    turn(1h);
    adobe.server.answer(reply().stall().send(rotating_adobe::tokens(2).text()));
    const auto impatient = start(call(one));
    run_until([&] { return adobe.server.stalled() == 1; });
    impatient->cancel();
    BOOST_TEST(was_cancelled(impatient));
    adobe.server.resume();
    run_until([&] { return stored().find("refresh-2") != std::string::npos; });
    BOOST_TEST(adobe.server.request_count() == 1U);
}

FRAMEIO_TOKEN_TEST(a_process_that_was_killed_while_it_renewed_holds_nobody_up_for_long) {
    begin(which);
    frameio::store::document lock("lock", "token/" + owner.key(), "of one that is dead");
    lock.expires = clock.now() + 1h + 20s;
    BOOST_TEST_REQUIRE(finish(shared->write(std::move(lock))).has_value());
    turn(1h);
    const auto waits = start(call(new_process()));
    for (auto passed = 0ms; passed < 19s; passed += 100ms) {
        turn_a_little();
    }
    BOOST_TEST(!waits->done);
    BOOST_TEST(adobe.renewals() == 0);
    turn_until_done(waits);
    finish(waits);
    BOOST_TEST(used() == "Bearer access-2");
}

FRAMEIO_TOKEN_TEST(a_token_that_frameio_refuses_is_renewed_at_once) {
    begin(which);
    const auto one = new_process();
    frameio_api.answer(response(401).json("{}"));
    finish(call(one));
    BOOST_TEST(used() == "Bearer access-2");
    BOOST_TEST(adobe.renewals() == 1);
}

FRAMEIO_TOKEN_TEST(who_logs_in_anew_is_not_overruled_by_an_old_login) {
    begin(which);
    const auto one = new_process();
    turn(1h);
    adobe.server.answer(reply().stall().send(rotating_adobe::tokens(2).text()));
    const auto renewing = start(call(one));
    run_until([&] { return adobe.server.stalled() == 1; });
    api::token_answer given;
    given.access = "access-new";
    given.refresh = "refresh-new";
    given.expires = clock.now() + 1h;
    finish(one->book.keep(owner, std::move(given)));
    adobe.server.resume();
    turn_until_done(renewing);
    finish(renewing);
    BOOST_TEST(used() == "Bearer access-new");
    BOOST_TEST(has(stored(), "refresh-new"));
}

FRAMEIO_TOKEN_TEST(the_end_comes_after_what_is_under_way) {
    begin(which);
    const auto one = new_process();
    turn(1h);
    adobe.server.answer(reply().stall().send(rotating_adobe::tokens(2).text()));
    const auto renewing = start(call(one));
    run_until([&] { return adobe.server.stalled() == 1; });
    bool has_ended = false;
    one->book.close([&has_ended] { has_ended = true; });
    BOOST_TEST(!has_ended);
    adobe.server.resume();
    run_until([&] { return has_ended; });
    BOOST_TEST(has(stored(), "refresh-2"));
    finish(renewing);
}

FRAMEIO_TOKEN_TEST(nothing_is_renewed_after_the_end) {
    begin(which);
    const auto one = new_process();
    bool has_ended = false;
    one->book.close([&has_ended] { has_ended = true; });
    BOOST_TEST(has_ended);
    finish(call(one));
    turn(1h);
    BOOST_TEST(has(failure_of(one).what(), "the server ends"));
    BOOST_TEST(adobe.server.request_count() == 0U);
    BOOST_TEST(has(stored(), "refresh-1"));
}

BOOST_AUTO_TEST_SUITE_END()
