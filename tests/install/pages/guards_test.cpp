// What the install pages do not let pass: those who are nobody there, forms of others, and texts that are more than
// text.

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "install/pages/installing.hpp"

using namespace std::chrono_literals;
using frameio_test::answers;
using frameio_test::form;
using frameio_test::header;
using frameio_test::nowhere;
using frameio_test::other_account;
using frameio_test::other_workspace;
using frameio_test::second_workspace;
using frameio_test::shows;
using frameio_test::visitor;

namespace install = frameio::install;
namespace web = frameio::web;

namespace {

const std::vector<std::string> forms{"apply", "configure", "uninstall"};

/// One workspace has the app; nothing that is refused may change that, or anything else.
struct guarded : frameio_test::installed {
    install::record before;

    guarded() {
        check(wanted());
        before = *record();
        new_effects();
    }
    void check_nothing_was_done() {
        settle();
        BOOST_TEST(new_effects() == 0U);
        BOOST_TEST((record() == before));
        BOOST_TEST(run(installations().list("", 10)).size() == 1U);
        BOOST_TEST(!desk->is_running(where()));
    }
    /// All that can be asked about a workspace.
    std::vector<web::response> all_of(visitor& by, const std::string& in, const std::string& account) {
        std::vector<web::response> made;
        made.push_back(by.get(by.page("/install/workspace", in, account)));
        made.push_back(by.get(by.page("/install/uninstall", in, account)));
        for (const std::string& each : forms) {
            made.push_back(by.post("/install/" + each, by.at_workspace(answers, in, account)));
        }
        return made;
    }
    /// It is as if there was no such thing.
    void check_stranger(visitor& by, const std::string& in, const std::string& account) {
        const web::response same = by.get(by.page("/install/workspace", nowhere, nowhere));
        BOOST_TEST_REQUIRE(same.status == 403U);
        for (const web::response& each : all_of(by, in, account)) {
            BOOST_TEST(each.status == 403U);
            BOOST_TEST(each.body == same.body);
            BOOST_TEST((each.headers == same.headers));
        }
        check_nothing_was_done();
    }
    void check_no_session(visitor& by) {
        for (const std::string& path :
             {by.page(), by.page("/install/uninstall"), "/install/account?account=" + where().account_id}) {
            const web::response got = by.get(path);
            BOOST_TEST(got.status == 303U, path);
            BOOST_TEST(header(got, "Location") == "/install", path);
        }
        for (const std::string& each : forms) {
            const web::response got = by.post("/install/" + each, by.at_workspace(answers));
            BOOST_TEST(got.status == 303U, each);
            BOOST_TEST(header(got, "Location") == "/install", each);
        }
        BOOST_TEST(header(by.post("/install/logout"), "Location") == "/install");
        BOOST_TEST(shows(by.get("/install"), "Log in with Adobe"));
        check_nothing_was_done();
    }
    void check_forms_refused() {
        for (const std::string each : {"apply", "configure", "uninstall", "logout"}) {
            const web::response got = ada.post("/install/" + each, ada.at_workspace(wrong));
            BOOST_TEST(got.status == 403U, each);
            BOOST_TEST(shows(got, "This form cannot be taken"), each);
        }
        check_nothing_was_done();
        BOOST_TEST(shows(ada.get("/install"), "Logged in as Ada"));
    }

    form wrong = answers;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install_guards, guarded)

BOOST_AUTO_TEST_CASE(who_has_no_session_is_sent_to_the_beginning) {
    visitor stranger(*this);
    check_no_session(stranger);
}

BOOST_AUTO_TEST_CASE(who_has_made_one_up_has_none) {
    visitor stranger(*this);
    stranger.cookies["__Host-frameio-session"] = "made-up-0000000000000000000000000000000000000";
    check_no_session(stranger);
    BOOST_TEST(stranger.cookies.size() == 1U);  // nor is it taken over
}

BOOST_AUTO_TEST_CASE(who_was_away_for_long_has_none) {
    clock.set_wall(clock.now() + 31min);
    check_no_session(ada);
}

BOOST_AUTO_TEST_CASE(a_form_without_the_token_of_the_session_is_refused) {
    visitor another(*this, "Ada");
    for (const std::string& odd : {std::string(), std::string("x"), ada.csrf + "x", another.csrf}) {
        wrong["csrf"] = odd;
        check_forms_refused();
    }
}

BOOST_AUTO_TEST_CASE(a_form_of_another_site_is_refused) {
    using headers = std::map<std::string, std::string>;
    for (const headers& odd :
         {headers{{"Origin", "https://evil.example"}},
          headers{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}}, headers{{"Origin", "null"}},
          headers{{"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}}, headers{{"Origin", "http://app.example"}},
          headers{{"Origin", "https://sub.app.example"}, {"Sec-Fetch-Site", "same-site"}},
          headers{{"Referer", "https://app.example/install"}}}) {
        ada.headers = odd;
        check_forms_refused();
    }
}

BOOST_AUTO_TEST_CASE(a_form_of_before_the_last_login_is_refused) {
    wrong["csrf"] = ada.csrf;
    BOOST_TEST(ada.log_in("Ada").status == 303U);
    check_forms_refused();
}

BOOST_AUTO_TEST_CASE(a_token_in_the_query_is_none) {
    web::request asked;
    asked.method = "POST";
    asked.path = "/install/uninstall";
    asked.query = ada.page().substr(ada.page().find('?') + 1) + "&csrf=" + ada.csrf;
    asked.headers = {{"Origin", frameio_test::host}, {"Sec-Fetch-Site", "same-origin"}};
    BOOST_TEST(ada.send(std::move(asked)).status == 403U);
    check_nothing_was_done();
}

BOOST_AUTO_TEST_CASE(looking_changes_nothing) {
    const std::string& csrf = ada.csrf;
    for (const std::string path : {"/install/workspace", "/install/uninstall"}) {
        BOOST_TEST(ada.get(ada.page(path) + "&csrf=" + csrf + "&config_host=evil&clear_key=on").status == 200U);
    }
    for (const std::string& each : forms) {
        if (each != "uninstall") {
            BOOST_TEST(ada.get(ada.page("/install/" + each) + "&csrf=" + csrf).status == 405U);
        }
    }
    check_nothing_was_done();
}

BOOST_AUTO_TEST_CASE(what_belongs_to_others_is_not_there) {
    check_stranger(ada, other_workspace, other_account);
    check_stranger(ada, other_workspace, {});
    check_stranger(ada, {}, other_account);
    check_stranger(ada, nowhere, {});
    BOOST_TEST(ada.get(std::string("/install/account?account=") + other_account).status == 403U);
    BOOST_TEST(ada.get(std::string("/install/account?account=") + other_account).body ==
               ada.get(std::string("/install/account?account=") + nowhere).body);
    visitor cleo(*this, "Cleo");
    check_stranger(cleo, {}, {});
    check_stranger(cleo, {}, other_account);
    BOOST_TEST(cleo.get(cleo.page("/install/workspace", other_workspace, other_account)).status == 200U);
}

BOOST_AUTO_TEST_CASE(a_member_is_no_admin) {
    visitor ben(*this, "Ben");
    check_stranger(ben, {}, {});
    BOOST_TEST(ben.get("/install/account?account=" + where().account_id).status == 403U);
    visitor dora(*this, "Dora");
    check_stranger(dora, {}, {});
    BOOST_TEST(dora.get(dora.page("/install/workspace", second_workspace)).status == 200U);
}

BOOST_AUTO_TEST_CASE(an_account_that_may_not_have_the_app_is_not_there) {
    frameio::install_options not_here = usual_options();
    not_here.allowed_accounts.emplace({std::string(other_account)});
    open(not_here, wanted());
    visitor dora(*this, "Dora");
    check_stranger(dora, second_workspace, {});
    check_stranger(ada, second_workspace, {});
    BOOST_TEST(!shows(dora.get("/install"), "/install/account?account="));
    BOOST_TEST(dora.get("/install/account?account=" + where().account_id).body ==
               dora.get(std::string("/install/account?account=") + nowhere).body);
}

BOOST_AUTO_TEST_CASE(where_the_app_is_installed_its_admins_look_after_it_and_uninstall_it) {
    frameio::install_options not_here = usual_options();
    not_here.allowed_accounts.emplace({std::string(other_account)});
    open(not_here, wanted());
    const std::string of_account = "/install/account?account=" + where().account_id;
    BOOST_TEST(shows(ada.get("/install"), of_account));
    const web::response listed = ada.get(of_account);
    BOOST_TEST(shows(listed, where().workspace_id));
    BOOST_TEST(!shows(listed, second_workspace));
    BOOST_TEST(ada.get(ada.page()).status == 200U);
    BOOST_TEST(ada.post("/install/configure", ada.at_workspace({{"config_host", "b.example"}})).status == 303U);
    BOOST_TEST(ada.post("/install/apply", ada.at_workspace()).status == 303U);
    settle();
    visitor ben(*this, "Ben");
    BOOST_TEST(ben.get(ben.page()).status == 403U);
    BOOST_TEST(ada.get(ada.page("/install/uninstall")).status == 200U);
    BOOST_TEST(ada.post("/install/uninstall", ada.at_workspace()).status == 303U);
    settle();
    check_empty();
    BOOST_TEST(ada.get(ada.page()).status == 403U);
    BOOST_TEST(ada.post("/install/apply", ada.at_workspace(answers)).status == 403U);
    BOOST_TEST(!shows(ada.get("/install"), of_account));
    settle();
    check_empty();
}

BOOST_AUTO_TEST_CASE(what_is_no_id_is_not_there) {
    const std::size_t calls = world.api().calls().size();
    for (const std::string& odd :
         {std::string("..%2F..%2Fme"), std::string("%00"), std::string(65, 'a'), std::string("a%2Fb"),
          std::string("%3Cscript%3E"), std::string("%20"), where().workspace_id + "%0A"}) {
        const web::response got = ada.get("/install/workspace?account=" + where().account_id + "&workspace=" + odd);
        BOOST_TEST(got.status == 403U, odd);
        BOOST_TEST(ada.get("/install/account?account=" + odd).status == 403U, odd);
        BOOST_TEST(ada.get("/install/workspace?account=" + odd + "&workspace=" + where().workspace_id).status == 403U);
    }
    for (const std::string path : {"/install/workspace", "/install/account", "/install/uninstall?account="}) {
        BOOST_TEST(ada.get(path).status == 403U, path);
    }
    BOOST_TEST(world.api().calls().size() == calls);
    check_nothing_was_done();
}

BOOST_AUTO_TEST_CASE(who_is_an_admin_no_longer_may_no_longer) {
    visitor dora(*this, "Dora");
    const std::string here = second_workspace;
    BOOST_TEST(dora.get(dora.page("/install/workspace", here)).status == 200U);
    BOOST_TEST(shows(dora.get("/install/account?account=" + where().account_id), here));  // lists remember it
    give_role(here, id_of_user("Dora"), "editor");
    check_stranger(dora, here, {});
}

BOOST_AUTO_TEST_CASE(a_login_belongs_to_the_browser_that_has_begun_it) {
    visitor attacker(*this);
    const std::string link = attacker.way_back("Cleo");
    visitor victim(*this);
    BOOST_TEST(victim.get(link).status == 400U);
    BOOST_TEST(victim.cookies.empty());
    BOOST_TEST(ada.get(link).status == 400U);
    BOOST_TEST(shows(ada.get("/install"), "Logged in as Ada"));
}

BOOST_AUTO_TEST_CASE(a_session_that_somebody_has_chosen_is_not_taken) {
    visitor victim(*this);
    const std::string chosen = "chosen-by-somebody-else-000000000000000000000";
    victim.cookies["__Host-frameio-session"] = chosen;
    BOOST_TEST(victim.log_in("Cleo").status == 303U);
    BOOST_TEST(victim.cookies["__Host-frameio-session"] != chosen);
    visitor attacker(*this);
    attacker.cookies["__Host-frameio-session"] = chosen;
    check_no_session(attacker);
}

BOOST_AUTO_TEST_CASE(a_login_ends_the_session_before_it) {
    visitor with_the_old_one(*this);
    with_the_old_one.cookies = ada.cookies;
    BOOST_TEST(ada.log_in("Ada").status == 303U);
    check_no_session(with_the_old_one);
}

BOOST_AUTO_TEST_CASE(what_is_longer_than_a_setting_is_not_kept) {
    for (const auto& [name, size] : {std::pair{"config_host", 4'097U}, std::pair{"config_key", 4'097U},
                                     std::pair{"config_notes", 16'385U}, std::pair{"config_size", 60'000U}}) {
        form large = answers;
        large[name] = std::string(size, 'x');
        const web::response got = ada.post("/install/configure", ada.at_workspace(large));
        BOOST_TEST(got.status == 400U, name);
        BOOST_TEST(shows(got, "This is too long"), name);
    }
    check_nothing_was_done();
}

BOOST_AUTO_TEST_CASE(pages_say_what_they_may_do) {
    for (const std::string& path : {std::string("/install"), ada.page(), ada.page("/install/uninstall")}) {
        const web::response shown = ada.get(path);
        const std::string policy = header(shown, "Content-Security-Policy");
        BOOST_TEST(policy.starts_with("default-src 'none'; base-uri 'none'; form-action 'self'"), path);
        BOOST_TEST(policy.find("unsafe") == std::string::npos);
        BOOST_TEST(policy.find("script-src") == std::string::npos);
        BOOST_TEST(!shows(shown, "<script"));
        BOOST_TEST(!shows(shown, " style="));
    }
}

BOOST_AUTO_TEST_SUITE_END()
