// Sessions of pages: who has one, for how long, and whose forms count.

#include <string>
#include <utility>
#include <vector>

#include "auth/sessions.hpp"
#include "store/engines.hpp"
#include "store/passed_on.hpp"
#include "support/percent.hpp"

using namespace std::chrono_literals;
using frameio::auth::key_ring;
using frameio::auth::new_key;
using frameio::auth::session;
using frameio::auth::sessions;
using frameio::auth::vault;

namespace web = frameio::web;

namespace {

constexpr const char* host = "https://app.example";

/// A store where the browser asks for something else right after a document was read.
class busy_store final : public frameio_test::passed_on {
public:
    explicit busy_store(frameio::store::engine& inner) : passed_on(inner) {}

    boost::asio::awaitable<std::optional<frameio::store::document>> read(std::string collection,
                                                                         std::string key) override {
        auto found = co_await passed_on::read(std::move(collection), std::move(key));
        if (is_busy && found) {
            is_busy = false;
            co_await passed_on::write(*found);
        }
        co_return found;
    }

    bool is_busy = false;
};

struct visited : frameio_test::stored {
    std::unique_ptr<busy_store> passing;
    std::unique_ptr<sessions> all;
    std::string cookie;  // of the browser

    void begin(const std::string& kind) {
        open(kind);
        passing = std::make_unique<busy_store>(*store);
        use_key(new_key());
    }
    void use_key(const std::string& key) {
        all = std::make_unique<sessions>(
            std::make_shared<const vault>(std::shared_ptr<frameio::store::engine>(passing.get(), [](auto*) {}),
                                          std::make_shared<const key_ring>(key_ring::parse(key, "the test"))),
            clock, host);
    }
    web::request request() const {
        web::request made;
        if (!cookie.empty()) {
            made.headers.emplace_back("Cookie", cookie);
        }
        return made;
    }
    void take_cookie(const web::response& from) {
        for (const auto& [name, value] : from.headers) {
            if (name == "Set-Cookie") {
                BOOST_TEST(value.starts_with("__Host-frameio-session="));
                cookie = value.find("Max-Age=0") == std::string::npos ? value.substr(0, value.find(';')) : "";
            }
        }
    }
    session log_in(const std::string& user = "user-1") {
        web::response answer;
        const web::request asked = request();
        session made = finish(all->begin(asked, answer, user, "Ada"));
        take_cookie(answer);
        return made;
    }
    std::optional<session> here() {
        const web::request asked = request();
        return finish(all->find(asked));
    }
    bool counts(const session& of, const std::vector<std::pair<std::string, std::string>>& headers,
                const std::string& token) const {
        web::request asked = request();
        asked.headers.insert(asked.headers.end(), headers.begin(), headers.end());
        asked.body = "x=1&csrf=" + frameio::percent_encode(token);
        return all->is_own_form(asked, of);
    }
};

}  // namespace

#define FRAMEIO_SESSION_TEST(name) \
    BOOST_DATA_TEST_CASE_F(visited, name, boost::unit_test::data::make(frameio_test::all_engines), which)

BOOST_AUTO_TEST_SUITE(page_sessions)

FRAMEIO_SESSION_TEST(who_has_logged_in_is_known_again) {
    begin(which);
    BOOST_TEST(!here().has_value());
    const session made = log_in();
    BOOST_TEST_REQUIRE(here().has_value());
    BOOST_TEST(here()->user_id == "user-1");
    BOOST_TEST(here()->user_name == "Ada");
    BOOST_TEST(here()->csrf == made.csrf);
}

FRAMEIO_SESSION_TEST(the_store_does_not_know_the_cookie) {
    begin(which);
    const session made = log_in();
    const std::string id = cookie.substr(cookie.find('=') + 1);
    BOOST_TEST(id.size() >= 22U);  // 128 bits
    for (const auto& each : finish(store->documents("session", "", 10))) {
        BOOST_TEST(each.key.find(id) == std::string::npos);
        BOOST_TEST(each.value.find(id) == std::string::npos);
        BOOST_TEST(each.value.find(made.csrf) == std::string::npos);
    }
}

FRAMEIO_SESSION_TEST(it_ends_after_half_an_hour_of_rest) {
    begin(which);
    log_in();
    for (int i = 0; i < 5; ++i) {
        turn(29min);
        BOOST_TEST(here().has_value());
    }
    turn(30min);
    BOOST_TEST(!here().has_value());
}

FRAMEIO_SESSION_TEST(it_ends_after_eight_hours) {
    begin(which);
    log_in();
    for (int i = 0; i < 23; ++i) {
        turn(20min);
        BOOST_TEST_REQUIRE(here().has_value());
    }
    turn(20min);
    BOOST_TEST(!here().has_value());
}

FRAMEIO_SESSION_TEST(a_login_takes_a_new_id_and_ends_the_old_one) {
    begin(which);
    log_in();
    const std::string before = cookie;
    log_in("user-2");
    BOOST_TEST(cookie != before);
    BOOST_TEST(here()->user_id == "user-2");
    cookie = before;
    BOOST_TEST(!here().has_value());
}

FRAMEIO_SESSION_TEST(an_id_that_a_stranger_has_chosen_is_not_taken) {
    begin(which);
    cookie = "__Host-frameio-session=chosen-by-somebody-else-0000000000";
    BOOST_TEST(!here().has_value());
    log_in();
    BOOST_TEST(cookie.find("chosen") == std::string::npos);
}

FRAMEIO_SESSION_TEST(who_logs_out_is_gone_also_for_who_has_the_cookie) {
    begin(which);
    log_in();
    const std::string copied = cookie;
    web::response answer;
    const web::request asked = request();
    finish(all->end(asked, answer));
    take_cookie(answer);
    BOOST_TEST(cookie == "");
    cookie = copied;
    BOOST_TEST(!here().has_value());
}

FRAMEIO_SESSION_TEST(who_logs_out_while_another_request_goes_on_is_gone) {
    begin(which);
    log_in();
    const std::string copied = cookie;
    passing->is_busy = true;
    web::response answer;
    const web::request asked = request();
    finish(all->end(asked, answer));
    BOOST_TEST(!passing->is_busy);
    BOOST_TEST(!here().has_value());
    BOOST_TEST(finish(store->documents("session", "", 10)).empty());
}

FRAMEIO_SESSION_TEST(what_cannot_be_opened_is_none_and_keeps_nobody_out) {
    begin(which);
    log_in();
    use_key(new_key());
    BOOST_TEST(!here().has_value());
    const std::string before = cookie;
    log_in("user-2");
    BOOST_TEST(cookie != before);
    BOOST_TEST(here()->user_id == "user-2");
    auto damaged = finish(store->documents("session", "", 10));
    for (auto& each : damaged) {
        each.value = "damaged";
        finish(store->write(each));
    }
    BOOST_TEST(!here().has_value());
    web::response answer;
    const web::request asked = request();
    finish(all->end(asked, answer));
    log_in("user-3");
    BOOST_TEST(here()->user_id == "user-3");
}

FRAMEIO_SESSION_TEST(only_its_own_forms_count) {
    begin(which);
    const session mine = log_in();
    using headers = std::vector<std::pair<std::string, std::string>>;
    for (const headers& good : {headers{{"Origin", host}}, headers{{"Origin", host}, {"Sec-Fetch-Site", "same-origin"}},
                                headers{{"Origin", "null"}, {"Sec-Fetch-Site", "same-origin"}}}) {
        BOOST_TEST(counts(mine, good, mine.csrf));
        BOOST_TEST(!counts(mine, good, ""));
        BOOST_TEST(!counts(mine, good, mine.csrf + "x"));
        BOOST_TEST(!counts(mine, good, session().csrf));
    }
    for (const headers& bad :
         {headers{}, headers{{"Origin", "https://evil.example"}}, headers{{"Origin", "null"}},
          headers{{"Origin", "https://app.example.evil.example"}}, headers{{"Origin", "http://app.example"}},
          headers{{"Origin", host}, {"Sec-Fetch-Site", "cross-site"}},
          headers{{"Origin", host}, {"Sec-Fetch-Site", "same-site"}},
          headers{{"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}}, headers{{"Sec-Fetch-Site", "same-origin"}},
          headers{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "same-origin"}}}) {
        BOOST_TEST(!counts(mine, bad, mine.csrf));
    }
}

BOOST_AUTO_TEST_SUITE_END()
