// The tokens of users: renewed once however many ask and wherever, never lost but by Adobe's word, in every engine.

#include <frameio/api/all.hpp>

#include <algorithm>
#include <mutex>
#include <optional>

#include "api/client_state.hpp"
#include "auth/token_book.hpp"
#include "common/credential.hpp"
#include "common/recording_sink.hpp"
#include "common/scripted_server.hpp"
#include "store/engines.hpp"
#include "store/passed_on.hpp"

using namespace std::chrono_literals;
using frameio::auth::adobe_login;
using frameio::auth::key_ring;
using frameio::auth::new_key;
using frameio::auth::token_book;
using frameio::auth::token_owner;
using frameio::auth::vault;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;
namespace asio = boost::asio;

namespace {

const std::string keys = new_key();

/// Adobe, who takes each refresh token once: "refresh-1" is good for "access-2" and "refresh-2", and so on.
class rotating_adobe {
public:
    rotating_adobe() {
        server.handle([this](const frameio_test::received_request& asked) { return reply(answer(asked)); });
    }

    frameio_test::scripted_server server;

    int renewals() const {
        const std::lock_guard lock(mutex_);
        return newest_ - 1;
    }
    /// From now on; nothing: as Adobe does.
    void say(std::optional<response> what) {
        const std::lock_guard lock(mutex_);
        told_ = std::move(what);
    }
    std::vector<std::string> revoked() const {
        const std::lock_guard lock(mutex_);
        return revoked_;
    }

    static response tokens(int number, bool with_refresh = true) {
        const std::string count = std::to_string(number);
        return response(200).json(R"({"access_token":"access-)" + count +
                                  R"(","token_type":"bearer","expires_in":3600)" +
                                  (with_refresh ? R"(,"refresh_token":"refresh-)" + count + "\"}" : "}"));
    }

private:
    response answer(const frameio_test::received_request& asked) {
        const std::lock_guard lock(mutex_);
        if (asked.target == "/ims/revoke") {
            revoked_.push_back(asked.body);
        }
        if (told_) {
            return *told_;
        }
        if (asked.body.find("refresh_token=refresh-" + std::to_string(newest_)) == std::string::npos) {
            return response(400).json(R"({"error":"invalid_grant"})");
        }
        return tokens(++newest_);
    }

    mutable std::mutex mutex_;
    int newest_ = 1;
    std::optional<response> told_;
    std::vector<std::string> revoked_;
};

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

/// One of several processes of an app.
struct process {
    process(api::client by, token_book::parts of) : client(std::move(by)), book(std::move(of)) {}

    api::client client;
    token_book book;
};

struct users_of : frameio_test::stored {
    rotating_adobe adobe;
    frameio_test::scripted_server frameio_api;
    std::shared_ptr<frameio_test::recording_sink> log = std::make_shared<frameio_test::recording_sink>();
    const token_owner owner{"account-1", "user-1"};
    std::shared_ptr<frameio::store::engine> shared;

    /// With a user who has just logged in.
    void begin(const std::string& kind) {
        open(kind);
        shared = std::shared_ptr<frameio::store::engine>(store.get(), [](auto*) {});
        log_in();
    }
    std::shared_ptr<frameio::store::engine> beside(const std::string& kind) {
#ifdef FRAMEIO_POSTGRESQL
        if (kind == "postgresql") {
            return std::make_shared<frameio::store::postgres_engine>(url(), clock);
        }
#endif
        static_cast<void>(kind);
        return shared;
    }
    std::shared_ptr<const vault> kept(const std::shared_ptr<frameio::store::engine>& in) const {
        return std::make_shared<const vault>(in, std::make_shared<key_ring>(key_ring::parse(keys, "the test")));
    }
    std::shared_ptr<process> new_process(const std::shared_ptr<frameio::store::engine>& in) {
        api::client_options options;
        options.url = frameio_api.url("");
        options.who = api::credentials();
        options.use_proxies = false;
        options.keep_to_rates = false;
        options.time = &clock;
        options.retry.attempts = 1;
        options.log = frameio::logger(log, frameio::log_level::debug);
        const api::client client(options);
        const frameio::oauth_options credential = frameio_test::credential_at(adobe.server.url(""));
        return std::make_shared<process>(
            client,
            token_book::parts{in, kept(in), std::make_shared<const adobe_login>(credential, "https://app.example"),
                              api::state_of(client)});
    }
    std::shared_ptr<process> new_process() {
        return new_process(shared);
    }
    void log_in() {
        api::token_answer given;
        given.access = "access-1";
        given.refresh = "refresh-1";
        given.expires = clock.now() + 1h;
        const auto one = new_process();
        finish(one->book.keep(owner, std::move(given)));
    }
    asio::awaitable<api::file> call(const std::shared_ptr<process>& by) {
        return by->client.with(by->book.credentials(owner)).files().show("a", "f");
    }
    std::string used() const {
        return frameio_api.requests().back().header("authorization");
    }
    /// As it is kept, in clear.
    std::string stored() {
        const auto there = kept(shared);
        const auto found = finish(there->read("token", owner.key()));
        return found ? found->value : std::string();
    }
    /// Turns the clock a little when nothing has happened for a while: a store takes its own time, by no clock of ours.
    void turn_a_little() {
        loop.restart();
        while (loop.run_one_for(10ms) != 0) {
        }
        clock.advance(100ms);
    }
    template <class T>
    void turn_until_done(const frameio_test::running<T>& one) {
        run_until([&] {
            turn_a_little();
            return one->done;
        });
    }
    /// What a call fails with.
    api::api_error failure_of(const std::shared_ptr<process>& by) {
        return ended_by<api::api_error>(start(call(by)));
    }
};

bool has(const std::string& text, const std::string& part) {
    BOOST_TEST_INFO(text);
    return text.find(part) != std::string::npos;
}

}  // namespace

#define FRAMEIO_TOKEN_TEST(name) \
    BOOST_DATA_TEST_CASE_F(users_of, name, boost::unit_test::data::make(frameio_test::all_engines), which)

BOOST_AUTO_TEST_SUITE(token_books)

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
