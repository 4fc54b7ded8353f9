// Users who log in with Adobe, in their browser, while an action waits for them; and those who only look as if.

#include <boost/test/unit_test.hpp>

#include <frameio/frameio.hpp>
#include <frameio/testing.hpp>

#include <boost/json/parse.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/recording_sink.hpp"
#include "support/percent.hpp"
#include "testing/browser.hpp"
#include "web/form_data.hpp"

namespace asio = boost::asio;
namespace testing = frameio::testing;
using namespace std::chrono_literals;
using testing::browser;
using testing::kit;

namespace {

asio::awaitable<frameio::message> greet(const frameio::action_event&, frameio::context& ctx) {
    const auto me = co_await ctx.user_api().users().show();
    co_return frameio::message("Hello", me.name);
}

/// Asks, before it calls as the user.
asio::awaitable<frameio::message> ask_and_greet(const frameio::action_event&, frameio::context& ctx) {
    const auto how = co_await ctx.ask(frameio::form("How").text("word", "Word"));
    const auto me = co_await ctx.user_api().users().show();
    co_return frameio::message("Hello", std::string(how.text("word")) + " " + me.name);
}

asio::awaitable<frameio::message> leave(const frameio::action_event&, frameio::context& ctx) {
    co_await ctx.log_user_out();
    co_return frameio::message("Bye", "");
}

frameio::action greeting() {
    return frameio::action("acme.greet", "Greet", "Says hello").require_login();
}

frameio::app greeter() {
    frameio::app app;
    app.oauth();
    app.on_action(greeting(), greet);
    app.on_action(frameio::action("acme.leave", "Leave", "Logs out"), leave);
    return app;
}

frameio::app asker() {
    frameio::app app;
    app.oauth();
    app.on_action(greeting(), ask_and_greet);
    return app;
}

testing::app_maker greeter_with(frameio::login_handler handler) {
    return [handler] {
        frameio::app app;
        app.oauth();
        app.on_action(greeting(), greet).on_login(handler);
        return app;
    };
}

testing::kit_options at_a_platform() {
    testing::kit_options options;
    options.platform = true;
    return options;
}

struct office {
    explicit office(testing::app_maker make = greeter, testing::kit_options options = at_a_platform())
        : here(std::move(make), std::move(options)), chrome(here.time()) {
        const auto snapshot = boost::json::parse(here.platform().snapshot());
        for (const auto& each : snapshot.at("resources").as_array()) {
            const std::string_view email = each.at("kind") == "user" ? each.at("email").as_string() : "";
            if (!email.empty()) {
                users.emplace_back(each.at("id").as_string());
            }
        }
        BOOST_TEST_REQUIRE(users.size() >= 2U);
    }

    testing::answer click(const std::string& name = "acme.greet") {
        return here.click(testing::action(name));
    }
    static std::string link_of(const testing::answer& shown) {
        return shown.link("frameio_login");
    }
    browser::page get(const std::string& url) {
        return here.run(chrome.get(url));
    }
    /// In the browser, up to the page at the end.
    browser::page log_in(const testing::answer& shown, const std::string& as) {
        return here.run(chrome.follow(link_of(shown), as));
    }
    browser::page log_in(const testing::answer& shown) {
        return log_in(shown, users.at(0));
    }
    /// Up to where Adobe sends the browser back to, which it does not follow.
    std::string way_back(const testing::answer& shown) {
        const browser::page begun = get(link_of(shown));
        BOOST_TEST_REQUIRE(begun.status == 302U);
        const std::string adobe = begun.header("location");
        const std::string form = adobe.substr(adobe.find('?') + 1) + "&user=" + users.at(0);
        const browser::page sent_back = here.run(chrome.post(adobe.substr(0, adobe.find('?')), form));
        BOOST_TEST_REQUIRE(sent_back.status == 302U);
        return sent_back.header("location");
    }
    bool is_logged_in() {
        return click().title() == "Hello";
    }

    kit here;
    browser chrome;
    std::vector<std::string> users;
};

bool shows(const browser::page& page, const std::string& text) {
    BOOST_TEST_INFO(page.text);
    return page.text.find(text) != std::string::npos;
}

testing::origin at_workspace(const std::string& id) {
    testing::origin made;
    made.workspace = id;
    return made;
}

std::string with(const std::string& url, const std::string& name, const std::string& value) {
    return frameio::web::with_parameter(url, name, value);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(logins)

BOOST_AUTO_TEST_CASE(the_action_goes_on_when_the_user_has_logged_in) {
    office one;
    const auto asked = one.click();
    BOOST_TEST(asked.title() == "Please log in");
    const browser::page end = one.log_in(asked);
    BOOST_TEST(end.status == 200U);
    BOOST_TEST(shows(end, "You are logged in"));
    const auto shown = one.here.submit({});
    BOOST_TEST(shown.title() == "Hello");
    BOOST_TEST(!shown.description().empty());
    BOOST_TEST(shown.description() != "nobody");
}

BOOST_AUTO_TEST_CASE(who_has_logged_in_is_not_asked_again) {
    office one;
    one.log_in(one.click());
    BOOST_TEST(one.is_logged_in());
    one.here.restart();
    BOOST_TEST(one.is_logged_in());
    one.here.advance(1h);
    BOOST_TEST(one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(who_has_not_is_asked_until_he_has) {
    office one;
    one.click();
    const auto again = one.here.submit({});
    BOOST_TEST(again.title() == "Please log in");
    one.log_in(again);
    BOOST_TEST(one.here.submit({}).title() == "Hello");
}

BOOST_AUTO_TEST_CASE(questions_of_the_handler_follow_the_login) {
    office one(asker);
    one.log_in(one.click());
    BOOST_TEST(one.here.submit({}).title() == "How");
    one.here.crash();
    const auto shown = one.here.submit({{"word", "dear"}});
    BOOST_TEST(shown.title() == "Hello");
    BOOST_TEST(shown.description().starts_with("dear "));
}

BOOST_AUTO_TEST_CASE(they_need_no_login_of_one_who_has_logged_in_before) {
    office one(asker);
    one.log_in(one.click());
    BOOST_TEST(one.click().title() == "How");
    BOOST_TEST(one.here.submit({{"word", "dear"}}).description().starts_with("dear "));
}

BOOST_AUTO_TEST_CASE(who_logs_out_is_asked_again) {
    office one;
    one.log_in(one.click());
    BOOST_TEST(one.click("acme.leave").title() == "Bye");
    BOOST_TEST(one.click().title() == "Please log in");
}

BOOST_AUTO_TEST_CASE(who_changes_his_mind_is_not_logged_in) {
    office one;
    const browser::page end = one.log_in(one.click(), "");
    BOOST_TEST(end.status == 400U);
    BOOST_TEST(shows(end, "You are not logged in"));
    BOOST_TEST(!one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(an_app_may_show_its_own_page) {
    const auto handler = [](frameio::login who) -> asio::awaitable<frameio::login_page> {
        const auto me = co_await who.api().users().show();
        co_return frameio::login_page::text("Welcome <" + who.action() + ">",
                                            me.name + " of " + who.workspace_id() + " at " + who.resource_id());
    };
    office one(greeter_with(handler));
    const browser::page end = one.log_in(
        one.here.click(testing::action("acme.greet").on("file", "file-7").from(at_workspace("workspace-7"))));
    BOOST_TEST(shows(end, "Welcome &lt;acme.greet&gt;"));
    BOOST_TEST(shows(end, " of workspace-7 at file-7"));
    BOOST_TEST(one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(or_lead_on_to_another_one_of_the_same_host) {
    const auto handler = [](frameio::login) -> asio::awaitable<frameio::login_page> {
        co_return frameio::login_page::redirect("/healthz?from=login");
    };
    office one(greeter_with(handler));
    const browser::page end = one.log_in(one.click());
    BOOST_TEST(end.url == one.here.url() + "/healthz?from=login");
}

BOOST_AUTO_TEST_CASE(a_handler_that_fails_does_not_undo_the_login) {
    const auto handler = [](frameio::login) -> asio::awaitable<frameio::login_page> {
        throw std::runtime_error("not today");
        co_return frameio::login_page();
    };
    office one(greeter_with(handler));
    BOOST_TEST(shows(one.log_in(one.click()), "You are logged in"));
    BOOST_TEST(one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(two_tabs_do_not_get_in_each_others_way) {
    office one;
    const std::string first = one.way_back(one.click());
    const std::string second = one.way_back(one.click());
    BOOST_TEST(one.get(first).status == 200U);
    BOOST_TEST(one.get(second).status == 200U);
}

BOOST_AUTO_TEST_CASE(it_survives_a_crash_at_every_moment) {
    const auto scenario = [](kit& one) {
        browser chrome(one.time());
        const auto snapshot = boost::json::parse(one.platform().snapshot());
        std::string user;
        for (const auto& each : snapshot.at("resources").as_array()) {
            if (user.empty() && each.at("kind") == "user") {
                user = each.at("id").as_string();
            }
        }
        // A crash may strike at any page: who sees none begins again.
        for (int attempt = 0; attempt < 5; ++attempt) {
            auto shown = one.click(testing::action("acme.greet"));
            if (shown.title() == "Hello") {
                return;
            }
            try {
                one.run(chrome.follow(shown.link("frameio_login"), user));
            } catch (const std::exception&) {
                continue;
            }
        }
        BOOST_TEST(false, "the user could not log in");
    };
    const auto seen = testing::crash_everywhere(greeter, scenario, at_a_platform());
    BOOST_TEST(seen.moments.size() >= 8U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(login_attacks)

BOOST_AUTO_TEST_CASE(a_link_that_was_changed_is_refused) {
    office one;
    const std::string link = office::link_of(one.click());
    const std::size_t claim = link.find("claim=") + 6;
    for (std::size_t at = claim; at < link.size(); at += 7) {
        std::string forged = link;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        BOOST_TEST(one.get(forged).status == 400U);
    }
    BOOST_TEST(one.get(one.here.url() + "/auth/login").status == 400U);
    BOOST_TEST(one.get(one.here.url() + "/auth/login?user_id=" + one.users.at(0)).status == 400U);
    BOOST_TEST(one.get(one.here.url() + "/auth/login?claim=" + std::string(5'000, 'A')).status == 400U);
}

BOOST_AUTO_TEST_CASE(an_old_link_is_refused) {
    office one;
    const std::string link = office::link_of(one.click());
    one.here.advance(599s);
    BOOST_TEST(one.get(link).status == 302U);
    one.here.advance(1s);
    BOOST_TEST(one.get(link).status == 400U);
}

BOOST_AUTO_TEST_CASE(somebody_elses_login_is_not_taken_for_the_users) {
    office one;
    const browser::page end = one.log_in(one.click(), one.users.at(1));
    BOOST_TEST(end.status == 403U);
    BOOST_TEST(shows(end, "You are somebody else"));
    BOOST_TEST(!one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(an_answer_of_adobes_counts_once) {
    office one;
    const std::string back = one.way_back(one.click());
    browser::page first = one.get(back);
    BOOST_TEST(first.status == 200U);
    BOOST_TEST(first.header("set-cookie").find("Max-Age=0") != std::string::npos);
    BOOST_TEST(one.get(back).status == 400U);
}

BOOST_AUTO_TEST_CASE(it_counts_only_in_the_browser_that_has_asked) {
    office one;
    const std::string back = one.way_back(one.click());
    browser other(one.here.time());
    BOOST_TEST(one.here.run(other.get(back)).status == 400U);
    BOOST_TEST(!one.is_logged_in());
    BOOST_TEST(one.get(back).status == 200U);  // and the thief has not spoilt it
    BOOST_TEST(one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(it_counts_for_ten_minutes) {
    office one;
    const std::string late = one.way_back(one.click());
    one.here.advance(10min);
    BOOST_TEST(one.get(late).status == 400U);
}

BOOST_AUTO_TEST_CASE(it_must_come_from_adobe) {
    office one;
    const std::string wrong = one.way_back(one.click());
    BOOST_TEST(one.get(with(wrong, "iss", "https://evil.example")).status == 400U);
    BOOST_TEST(!one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(a_code_of_another_login_is_worth_nothing) {
    office one;
    const std::string first = one.way_back(one.click());
    const std::string second = one.way_back(one.click());
    const std::string state =
        first.substr(first.find("state="), first.find('&', first.find("state=")) - first.find("state="));
    const std::string code = second.substr(second.find("code="));
    const std::string mixed = first.substr(0, first.find('?')) + "?" + state + "&" + code.substr(0, code.find('&'));
    BOOST_TEST(one.get(mixed).status == 502U);
    BOOST_TEST(!one.is_logged_in());
}

BOOST_AUTO_TEST_CASE(what_adobe_says_of_a_failure_is_not_shown) {
    office one;
    const std::string back = one.way_back(one.click());
    const std::string state = back.substr(back.find("state="));
    const std::string told =
        back.substr(0, back.find('?')) + "?" + state.substr(0, state.find('&')) +
        "&error=access_denied&error_description=" + frameio::percent_encode("<script>pwned()</script>");
    const browser::page end = one.get(told);
    BOOST_TEST(end.status == 400U);
    BOOST_TEST(!shows(end, "pwned"));
}

BOOST_AUTO_TEST_CASE(the_host_of_a_request_is_not_believed) {
    office one;
    const std::string link = office::link_of(one.click());
    one.chrome.extra_headers["X-Forwarded-Host"] = "evil.example";
    one.chrome.extra_headers["Forwarded"] = "host=evil.example";
    const browser::page begun = one.get(link);
    const std::string expected = "redirect_uri=" + frameio::percent_encode(one.here.url() + "/auth/callback");
    BOOST_TEST_INFO(begun.header("location"));
    BOOST_TEST(begun.header("location").find(expected) != std::string::npos);
    BOOST_TEST(begun.header("location").find("evil") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(pages_may_do_nothing_in_a_browser) {
    office one;
    const browser::page shown = one.get(one.here.url() + "/auth/login");
    BOOST_TEST(shown.header("content-security-policy").starts_with("default-src 'none'"));
    BOOST_TEST(shown.header("content-security-policy").find("unsafe") == std::string::npos);
    BOOST_TEST(shown.header("x-content-type-options") == "nosniff");
    BOOST_TEST(shown.header("referrer-policy") == "no-referrer");
    BOOST_TEST(shown.header("cache-control") == "no-store");
    const browser::page begun = one.get(office::link_of(one.click()));
    const std::string cookie = begun.header("set-cookie");
    BOOST_TEST(cookie.starts_with("__Host-"));
    for (const char* const each : {"; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=600"}) {
        BOOST_TEST(cookie.find(each) != std::string::npos, each);
    }
    BOOST_TEST(begun.header("location").find("code_challenge_method=S256") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_log_has_none_of_it) {
    const auto lines = std::make_shared<frameio_test::recording_sink>();
    testing::kit_options options = at_a_platform();
    options.log = frameio::logger(lines, frameio::log_level::debug);
    office one(greeter, options);
    std::vector<std::string> secrets;
    const auto note = [&](const std::string& url) {
        for (const auto& [name, value] : frameio::web::values_of(url.substr(url.find('?') + 1))) {
            const bool is_secret = name == "claim" || name == "state" || name == "code";
            secrets.insert(secrets.end(), is_secret ? 1 : 0, value);
        }
    };
    one.get(with(one.way_back(one.click()), "iss", "x"));
    const auto asked = one.click();
    note(office::link_of(asked));
    const std::string back = one.way_back(asked);
    note(back);
    one.get(back);
    one.get(back);                          // refused
    one.get(office::link_of(asked) + "A");  // refused
    BOOST_TEST(one.is_logged_in());
    secrets.emplace_back("client secret of the test");
    secrets.emplace_back("Bearer ");
    secrets.emplace_back("__Host-");
    BOOST_TEST_REQUIRE(secrets.size() == 6U);
    BOOST_TEST(lines->count("a login was refused") == 3U);
    for (const std::string& each : secrets) {
        BOOST_TEST(lines->count(each) == 0U, each);
    }
}

BOOST_AUTO_TEST_CASE(a_page_leads_nowhere_else) {
    for (const char* const path : {"https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a\r\nb",
                                   "/\tevil", "javascript:alert(1)"}) {
        BOOST_CHECK_THROW(frameio::login_page::redirect(path), frameio::error);
    }
    BOOST_TEST(frameio::login_page::redirect("/welcome?x=1").path() == "/welcome?x=1");
}

BOOST_AUTO_TEST_CASE(other_methods_and_large_forms_are_refused) {
    office one;
    BOOST_TEST(one.here.run(one.chrome.post(one.here.url() + "/auth/login", "a=b")).status == 405U);
    BOOST_TEST(one.here.run(one.chrome.post(one.here.url() + "/auth/login", std::string(70'000, 'x'))).status == 413U);
}

BOOST_AUTO_TEST_SUITE_END()
