// What a server needs so that users can log in: told at start, all of it together.

#include <boost/test/unit_test.hpp>

#include <frameio/server.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <fstream>
#include <memory>
#include <string>

#include "common/client.hpp"
#include "common/credential.hpp"
#include "common/environment.hpp"
#include "common/recording_sink.hpp"
#include "common/temporary_directory.hpp"

namespace asio = boost::asio;
using frameio_test::variable;

namespace {

asio::awaitable<void> nothing(const frameio::action_event&) {
    co_return;
}

struct office {
    variable without_key{"FRAMEIO_ENCRYPTION_KEY", nullptr};
    variable without_file{"FRAMEIO_ENCRYPTION_KEY_FILE", nullptr};
    variable without_id{"ADOBE_CLIENT_ID", nullptr};
    variable without_secret{"ADOBE_CLIENT_SECRET", nullptr};
    frameio_test::temporary_directory directory;
    std::shared_ptr<frameio_test::recording_sink> log = std::make_shared<frameio_test::recording_sink>();
    frameio::oauth_options credential = frameio_test::credential_at();
    frameio::server_options options;
    asio::io_context loop;

    office() {
        options.listen = {"127.0.0.1:0"};
        options.lanes = 1;
        options.store = "sqlite:" + (directory.path() / "store.db").string();
        options.encryption_keys = "a2V5IG9mIHRoZSB0ZXN0LCBvZiAzMiBvY3RldHMuLi4=";
    }

    frameio::app app() const {
        frameio::app made;
        made.action_secret("s").log_to(frameio::logger(log, frameio::log_level::debug));
        made.oauth(credential);
        made.on_action(frameio::action("acme.greet", "Greet", "Says hello").require_login(), nothing);
        return made;
    }
    frameio::app installable_app(const std::string& stylesheet = {}) const {
        frameio::app made = app();
        frameio::install_options offered;
        offered.name = "Acme";
        offered.stylesheet = stylesheet;
        made.installable(offered);
        return made;
    }
    /// What is said of it; empty if it starts.
    std::string problem_of(frameio::app made) {
        try {
            const frameio::server server(loop.get_executor(), made, options);
            return {};
        } catch (const frameio::configuration_error& wrong) {
            return wrong.what();
        }
    }
    std::string problem() {
        return problem_of(app());
    }
    bool is_refused_for(const std::string& why) {
        const std::string said = problem();
        BOOST_TEST_INFO(said);
        return said.find(why) != std::string::npos;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(login_setup, office)

BOOST_AUTO_TEST_CASE(with_all_of_it_the_server_starts) {
    BOOST_TEST(problem() == "");
    for (const char* const url : {"https://app.example.com", "https://app.example.com/", "https://app.example.com:8443",
                                  "http://localhost:8080", "http://127.0.0.1:1"}) {
        options.public_url = url;
        BOOST_TEST(problem() == "", url);
    }
}

BOOST_AUTO_TEST_CASE(an_installed_app_that_calls_as_itself_needs_a_login_of_its_own) {
    frameio::install_options offered;
    offered.name = "Acme";
    offered.acts = frameio::acting_as::app;
    const variable empty("FRAMEIO_TOKEN", "");  // is as good as none
    const std::string missing = problem_of(std::move(app().installable(offered)));
    BOOST_TEST(missing.find("set FRAMEIO_TOKEN, call app.use_client(), or say acting_as::installer") !=
               std::string::npos);
    frameio::api::client_options own;
    own.who = frameio::api::credentials::token("own");
    BOOST_TEST(problem_of(std::move(app().installable(offered).use_client(frameio::api::client(own)))) == "");
    const variable token("FRAMEIO_TOKEN", "own");
    BOOST_TEST(problem_of(std::move(app().installable(offered))) == "");
}

BOOST_AUTO_TEST_CASE(given_secrets_of_an_installable_app_are_warned_of) {
    BOOST_TEST(problem_of(installable_app()) == "");
    BOOST_TEST(log->count("these handlers have signing secrets of their own") == 1U);
}

BOOST_AUTO_TEST_CASE(a_store_that_lasts_needs_a_key) {
    options.encryption_keys.clear();
    BOOST_TEST(is_refused_for("make one with \"frameio keys generate\", and set FRAMEIO_ENCRYPTION_KEY"));
    const variable key("FRAMEIO_ENCRYPTION_KEY", "c2hvcnQ=");
    BOOST_TEST(is_refused_for("FRAMEIO_ENCRYPTION_KEY: key 1 has 5 octets instead of 32"));
}

BOOST_AUTO_TEST_CASE(one_in_memory_makes_a_key_up_and_says_so) {
    options.encryption_keys.clear();
    options.store = "memory:";
    BOOST_TEST(problem() == "");
    BOOST_TEST(log->count("warning: there is no FRAMEIO_ENCRYPTION_KEY") == 1U);
}

BOOST_AUTO_TEST_CASE(it_must_be_known_where_browsers_come_to) {
    for (const char* const address : {"0.0.0.0:0", "[::]:0"}) {
        options.listen = {address};
        BOOST_TEST(is_refused_for("set --public-url, such as https://app.example.com"), address);
    }
    options.listen = {"unix:" + (directory.path() / "socket").string()};
    BOOST_TEST(is_refused_for("set --public-url"));
    options.public_url = "https://app.example.com";
    BOOST_TEST(problem() == "");
}

BOOST_AUTO_TEST_CASE(that_is_a_place_that_logins_may_lead_to) {
    options.public_url = "http://app.example.com";
    BOOST_TEST(is_refused_for("is not https"));
    options.public_url = "https://app.example.com/frameio";
    BOOST_TEST(is_refused_for("has a path"));
    options.public_url = "app.example.com";
    BOOST_TEST(is_refused_for("the public URL app.example.com is not one"));
}

BOOST_AUTO_TEST_CASE(all_that_is_missing_is_told_at_once) {
    credential = frameio::oauth_options();
    options.encryption_keys.clear();
    options.public_url = "http://app.example.com";
    BOOST_TEST(is_refused_for("3 problems"));
    BOOST_TEST(is_refused_for("set ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET"));
}

BOOST_AUTO_TEST_CASE(the_credential_may_come_from_the_environment) {
    credential = frameio::oauth_options();
    const variable id("ADOBE_CLIENT_ID", "id");
    const variable secret("ADOBE_CLIENT_SECRET", "secret");
    BOOST_TEST(problem() == "");
}

BOOST_AUTO_TEST_CASE(actions_and_logins_fit_together) {
    frameio::app without;
    without.action_secret("s");
    without.on_action(frameio::action("acme.greet", "Greet", "Says hello").require_login(), nothing);
    BOOST_TEST(problem_of(std::move(without)).find("call app.oauth()") != std::string::npos);
    frameio::app with_handler = app();
    with_handler.on_action(frameio::action("acme.leave", "Leave", "Leaves"), nothing)
        .on_login([](frameio::login) -> asio::awaitable<frameio::login_page> { co_return frameio::login_page(); });
    BOOST_TEST(problem_of(std::move(with_handler)).find("\"acme.leave\" has a handler of logins, but requires none") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_stylesheet_is_read_when_the_server_starts) {
    const auto path = directory.path() / "style.css";
    const std::string file = path.string();
    BOOST_TEST(problem_of(installable_app(file)).find("\"" + file + "\", cannot be read") != std::string::npos);
    std::ofstream(path) << "h1 { color: red }";
    BOOST_TEST(problem_of(installable_app(file)) == "");
    std::ofstream(path) << std::string(300 * 1024, ' ');
    BOOST_TEST(problem_of(installable_app(file)).find("no text of at most 256 KiB") != std::string::npos);
    std::ofstream(path) << "\xff\xfe";
    BOOST_TEST(problem_of(installable_app(file)).find("no text of at most") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(installations_in_memory_are_told_of) {
    BOOST_TEST(problem_of(installable_app()) == "");
    BOOST_TEST(log->count("warning: what admins install is kept in memory only") == 0U);
    options.store = "memory:";
    BOOST_TEST(problem_of(installable_app()) == "");
    BOOST_TEST(log->count("warning: what admins install is kept in memory only") == 1U);
}

BOOST_AUTO_TEST_CASE(deliveries_come_to_none_of_the_pages) {
    for (const char* const path : {"/install", "/install/apply", "/auth/login"}) {
        options.path = path;
        BOOST_TEST(problem_of(installable_app()).find("give another --path") != std::string::npos, path);
    }
    options.path = "/installed";
    BOOST_TEST(problem_of(installable_app()) == "");
    options.path = "/install";
    BOOST_TEST(problem() == "");  // there are no such pages then
}

BOOST_AUTO_TEST_CASE(an_app_without_logins_needs_none_of_it) {
    options.encryption_keys.clear();
    options.listen = {"0.0.0.0:0"};
    frameio::app plain;
    plain.action_secret("s");
    plain.on_action(frameio::action("acme.greet", "Greet", "Says hello"), nothing);
    BOOST_TEST(problem_of(std::move(plain)) == "");
}

BOOST_AUTO_TEST_CASE(an_app_may_be_served_again) {
    frameio::app made = app();
    for (int round = 0; round < 2; ++round) {
        frameio::server server(loop.get_executor(), made, options);  // the store's file is for one at a time
        server.async_run(asio::bind_executor(loop.get_executor(), [](boost::system::error_code) {}));
        server.drain();
        loop.restart();
        loop.run();
    }
}

BOOST_AUTO_TEST_CASE(what_a_request_says_of_its_host_is_not_believed) {
    options.public_url = "https://app.example.com";
    frameio::app made = installable_app();
    frameio::server server(loop.get_executor(), made, options);
    server.async_run(asio::bind_executor(loop.get_executor(), [](boost::system::error_code) {}));
    frameio_test::client browser(server.local_endpoint(), [this] { loop.poll(); });
    browser.send("GET /install/login HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\n");
    const auto sent_on = browser.receive();
    BOOST_TEST(sent_on.status == 302U);
    const std::string adobe = sent_on.header("location");
    BOOST_TEST(adobe.find("redirect_uri=https%3A%2F%2Fapp.example.com%2Fauth%2Fcallback") != std::string::npos, adobe);
    BOOST_TEST(adobe.find("evil") == std::string::npos);
    BOOST_TEST(sent_on.header("strict-transport-security") == "max-age=63072000");
    server.drain();
    loop.run();
}

BOOST_AUTO_TEST_CASE(a_form_may_be_as_long_as_its_answers) {
    frameio::app made = app();
    frameio::install_options offered;
    offered.name = "Acme";
    for (const char* const each : {"one", "two"}) {
        offered.fields.push_back(frameio::config_field::textarea(each, each));
    }
    made.installable(offered);
    frameio::server server(loop.get_executor(), made, options);
    server.async_run(asio::bind_executor(loop.get_executor(), [](boost::system::error_code) {}));
    frameio_test::client browser(server.local_endpoint(), [this] { loop.poll(); });
    const auto post = [&](const std::string& path, std::size_t octets) {
        browser.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(octets) + "\r\n\r\n" +
                     std::string(octets, 'x'));
        return browser.receive();
    };
    BOOST_TEST(post("/install/configure", 2 * 3 * 16'384).status == 303U);  // whose session is none
    const auto refused = post("/install/configure", 300'000);
    BOOST_TEST(refused.status == 413U);
    BOOST_TEST(refused.header("content-type").starts_with("text/plain"));
    BOOST_TEST(refused.body.find("too long, all in all") != std::string::npos);
    server.drain();
    loop.run();
}

BOOST_AUTO_TEST_SUITE_END()
