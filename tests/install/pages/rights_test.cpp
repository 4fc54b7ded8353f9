// Who may install an app where: as Frame.io says, and as far as the app is meant for an account.

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/installer_tokens.hpp"
#include "install/pages/rights.hpp"
#include "install/pages/site.hpp"

using frameio::install::is_id;
using frameio::install::rights;
using frameio_test::nowhere;
using frameio_test::other_account;
using frameio_test::other_workspace;
using frameio_test::second_workspace;
using frameio_test::visitor;

namespace {

struct entitled : frameio_test::site {
    std::optional<std::vector<std::string>> allowed;
    const frameio::install::installations records = installations();
    frameio::install::recent_roles recent{clock};
    const std::string account = where().account_id;
    const std::string first = where().workspace_id;

    rights of(std::string_view name) {
        const std::string user = id_of_user(name);
        if (!has_tokens(user)) {
            const visitor logged_in(*this, name);
        }
        const auto tokens = identity->tokens()->credentials(frameio::auth::admin_login(user));
        return {client().with(tokens), user, {allowed, records, recent}};
    }
    bool may(std::string_view name, const std::string& in, const std::string& which) {
        return run(of(name).workspace(in, which)).has_value();
    }
    bool may(std::string_view name, const std::string& in) {
        return run(of(name).account(in)).has_value();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install_rights, entitled)

BOOST_AUTO_TEST_CASE(ids_look_like_ids) {
    for (const std::string_view good : {"0", "a-F9", nowhere, "0123456789abcdefABCDEF"}) {
        BOOST_TEST(is_id(good), good);
    }
    for (const std::string& bad : {std::string(), std::string("g"), std::string("a/b"), std::string("../a"),
                                   std::string("a b"), std::string("a?b"), std::string("a%2F"), std::string("a\0", 2),
                                   std::string("\xc3\xa4"), std::string(65, 'a')}) {
        BOOST_TEST(!is_id(bad), bad);
    }
    BOOST_TEST(is_id(std::string(64, 'a')));
}

BOOST_AUTO_TEST_CASE(an_owner_may_in_all_of_his_account) {
    const auto accounts = run(of("Ada").accounts());
    BOOST_TEST_REQUIRE(accounts.size() == 1U);
    BOOST_TEST(accounts.front().id == account);
    const auto found = run(of("Ada").account(account));
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST(found->workspaces.size() == 2U);
    BOOST_TEST(found->is_complete);
    const auto one = run(of("Ada").workspace(account, first));
    BOOST_TEST_REQUIRE(one.has_value());
    BOOST_TEST((one->where() == where()));
    BOOST_TEST(one->workspace.name == "Acme Films");
    BOOST_TEST(may("Ada", account, second_workspace));
}

BOOST_AUTO_TEST_CASE(so_may_an_admin_of_it) {
    BOOST_TEST(!may("Ben", account));
    BOOST_TEST(!may("Ben", account, first));
    BOOST_TEST(run(of("Ben").accounts()).empty());
    give_role(account, id_of_user("Ben"), "admin");
    BOOST_TEST(may("Ben", account));
    BOOST_TEST(may("Ben", account, first));
}

BOOST_AUTO_TEST_CASE(an_admin_of_a_workspace_may_there) {
    BOOST_TEST(may("Dora", account, second_workspace));
    BOOST_TEST(!may("Dora", account, first));
    const auto found = run(of("Dora").account(account));
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST_REQUIRE(found->workspaces.size() == 1U);
    BOOST_TEST(found->workspaces.front().id == second_workspace);
    BOOST_TEST(run(of("Dora").accounts()).size() == 1U);
}

BOOST_AUTO_TEST_CASE(other_roles_do_not_count) {
    for (const std::string_view role : {"full_access", "editor", "edit_only", "commenter", "viewer", "Admin", ""}) {
        give_role(second_workspace, id_of_user("Dora"), role);
        clock.advance(std::chrono::minutes(1));
        BOOST_TEST(!may("Dora", account, second_workspace), role);
        BOOST_TEST(!may("Dora", account), role);
    }
    for (const std::string_view role : {"workspace_admin", "admin", "owner"}) {
        give_role(second_workspace, id_of_user("Dora"), role);
        BOOST_TEST(may("Dora", account, second_workspace), role);
    }
}

BOOST_AUTO_TEST_CASE(what_is_of_others_is_not_there) {
    BOOST_TEST(!may("Ada", other_account));
    BOOST_TEST(!may("Ada", other_account, other_workspace));
    BOOST_TEST(!may("Ada", account, other_workspace));
    BOOST_TEST(!may("Ada", other_account, first));
    BOOST_TEST(!may("Cleo", account, first));
    BOOST_TEST(!may("Cleo", other_account, first));
    BOOST_TEST(may("Cleo", other_account, other_workspace));
    BOOST_TEST(!may("Ada", nowhere));
    BOOST_TEST(!may("Ada", account, nowhere));
}

BOOST_AUTO_TEST_CASE(what_is_no_id_is_not_asked_for) {
    const rights mine = of("Ada");
    new_calls("GET");
    for (const std::string& odd :
         {std::string(), std::string("../../me"), account + "/workspaces", account + "?x=", std::string(65, 'a')}) {
        BOOST_TEST(!run(mine.account(odd)).has_value());
        BOOST_TEST(!run(mine.workspace(odd, first)).has_value());
        BOOST_TEST(!run(mine.workspace(account, odd)).has_value());
    }
    BOOST_TEST(new_calls("GET") == 0U);
}

BOOST_AUTO_TEST_CASE(ids_are_those_that_frameio_says) {
    std::string shouted = first;
    for (char& each : shouted) {
        each = each >= 'a' && each <= 'f' ? static_cast<char>(each - 32) : each;
    }
    BOOST_TEST_REQUIRE(shouted != first);
    world.api()
        .on("GET", "/v4/accounts/" + account + "/workspaces/" + shouted)
        .answer(200, R"({"data":{"id":")" + first + R"(","name":"Acme Films","account_id":")" + account +
                         R"(","created_at":"2020-01-01T00:00:00Z","updated_at":"2020-01-01T00:00:00Z"}})");
    BOOST_TEST(!may("Ada", account, shouted));
}

BOOST_AUTO_TEST_CASE(a_workspace_of_another_account_is_none_of_this_one) {
    world.api()
        .on("GET", "/v4/accounts/" + account + "/workspaces/" + other_workspace)
        .answer(200, std::string(R"({"data":{"id":")") + other_workspace + R"(","name":"B","account_id":")" +
                         other_account +
                         R"(","created_at":"2020-01-01T00:00:00Z","updated_at":"2020-01-01T00:00:00Z"}})");
    BOOST_TEST(!may("Ada", account, other_workspace));
}

BOOST_AUTO_TEST_CASE(only_some_accounts_may_have_the_app) {
    allowed.emplace({std::string(other_account)});
    BOOST_TEST(run(of("Ada").accounts()).empty());
    BOOST_TEST(!may("Ada", account));
    BOOST_TEST(!may("Ada", account, first));
    BOOST_TEST(may("Cleo", other_account, other_workspace));
    allowed.emplace();
    BOOST_TEST(!may("Cleo", other_account, other_workspace));
    allowed.emplace({account});
    BOOST_TEST(may("Ada", account, first));
}

BOOST_AUTO_TEST_CASE(where_it_is_installed_the_account_need_not_be_allowed) {
    install(wanted());
    allowed.emplace();
    BOOST_TEST(may("Ada", account, first));
    BOOST_TEST(!may("Ada", account, second_workspace));
    BOOST_TEST(!may("Dora", account, second_workspace));
    BOOST_TEST(!may("Ben", account, first));
    BOOST_TEST(run(of("Ada").accounts()).size() == 1U);
    BOOST_TEST(run(of("Dora").accounts()).empty());
    const auto found = run(of("Ada").account(account));
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST_REQUIRE(found->workspaces.size() == 1U);
    BOOST_TEST(found->workspaces.front().id == first);
    BOOST_TEST(!may("Dora", account));
    give_role(first, id_of_user("Dora"), "workspace_admin");
    recent.note(id_of_user("Dora"), where(), true);
    BOOST_TEST(may("Dora", account, first));
    BOOST_TEST(may("Dora", account));
    run(store->write(frameio::store::document("installation", account + '/' + second_workspace, "damaged")));
    BOOST_TEST(run(of("Ada").account(account))->workspaces.size() == 2U);
}

BOOST_AUTO_TEST_CASE(of_many_workspaces_some_are_looked_at) {
    std::string more = "[";
    for (int i = 0; i < 60; ++i) {
        more += fmt::format(R"({}{{"kind":"workspace","id":"0ac00000-0000-4000-8000-0000000010{:02}","name":"W{}",)"
                            R"("account_id":"{}"}})",
                            i == 0 ? "" : ",", i, i, account);
    }
    change(more + "]");
    const auto all = run(of("Ada").account(account));
    BOOST_TEST(all->workspaces.size() == 62U);
    BOOST_TEST(all->is_complete);
    const rights of_dora = of("Dora");
    new_calls("GET");
    const auto some = run(of_dora.account(account));
    BOOST_TEST_REQUIRE(some.has_value());
    BOOST_TEST(!some->is_complete);
    BOOST_TEST(new_calls("GET") < 60U);
    run(of_dora.accounts());
    run(of_dora.account(account));
    BOOST_TEST(new_calls("GET") < 10U);  // each list, and no role
    BOOST_TEST(may("Dora", account, second_workspace));
    give_role(second_workspace, id_of_user("Dora"), "viewer");
    BOOST_TEST(!may("Dora", account, second_workspace));
    BOOST_TEST(run(of_dora.account(account)).has_value());
    clock.advance(std::chrono::minutes(1));
    BOOST_TEST(!run(of_dora.account(account)).has_value());
}

BOOST_AUTO_TEST_CASE(one_workspace_is_enough_for_an_account) {
    give_role(first, id_of_user("Dora"), "workspace_admin");
    const rights of_dora = of("Dora");
    new_calls("GET");
    BOOST_TEST(run(of_dora.accounts()).size() == 1U);
    BOOST_TEST(new_calls("GET") == 3U);  // accounts, workspaces, and the users of the first one
}

BOOST_AUTO_TEST_CASE(that_frameio_does_not_answer_is_no_no) {
    using frameio::api::api_error;
    auto& broken = world.api().on("GET", "/v4/accounts").answer(503);
    BOOST_CHECK_THROW(may("Ada", account, first), api_error);
    BOOST_CHECK_THROW(may("Ada", account), api_error);
    BOOST_CHECK_THROW(run(of("Ada").accounts()), api_error);
    broken.times(0);
    world.api().on("GET", "/v4/accounts/*/workspaces/*").answer(503);
    BOOST_CHECK_THROW(may("Ada", account, first), api_error);
    world.api().on("GET", "/v4/accounts/*/workspaces/*/users").answer(503);
    BOOST_CHECK_THROW(may("Dora", account), api_error);
    world.api().on("GET", "/v4/accounts/*/workspaces/*/users").answer(401);
    BOOST_CHECK_THROW(may("Dora", account), api_error);
    world.api().on("GET", "/v4/accounts/*/workspaces/*/users").answer(403);
    BOOST_TEST(!may("Dora", account));
}

BOOST_AUTO_TEST_SUITE_END()
