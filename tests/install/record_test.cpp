// What is kept of installations.

#include <boost/test/unit_test.hpp>

#include <frameio/error.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "install/installed_workspace.hpp"
#include "install/record.hpp"

using namespace std::chrono_literals;
using frameio_test::installed_workspace;
using frameio_test::workspace;
namespace install = frameio::install;

namespace {

/// With something in all its members.
install::record full() {
    install::record made(install::tenant("account", "workspace"));
    made.state = install::phase::updating;
    made.installed = frameio::clock::wall_time(1604004499123ms);
    made.updated = frameio::clock::wall_time(1604004500s);
    made.installed_by = "user";
    made.acting_user = "another-user";
    made.removed_by = "a-third-user";
    made.url = "https://app.example/";
    made.webhook.emplace();
    made.webhook->id = "webhook-id";
    made.webhook->secret = "webhook-secret";
    made.webhook->name = "Acme \"quoted\"";
    made.webhook->events = {"file.ready", "file.deleted"};
    made.webhook->url = "https://app.example/old";
    made.actions.resize(2);
    made.actions.at(0).event = "meant";
    made.actions.at(1).id = "action-id";
    made.actions.at(1).secret = "action-secret";
    made.actions.at(1).event = "acme.publish";
    made.actions.at(1).name = "Publish";
    made.actions.at(1).description = "Sends it";
    made.actions.at(1).url = "https://app.example/";
    made.actions.at(1).multi_asset = false;
    made.actions.at(1).timeout = 9;
    made.config = {{"a", "1"}, {"b", ""}};
    made.sensitive = {"a"};
    made.settings_changed = frameio::clock::wall_time(1604004498765ms);
    made.failure = "no";
    made.under_way.emplace(2, 5, "create the action \"Publish\"");
    made.repairing = true;
    return made;
}

void write_raw(workspace& to, const std::string& account, const std::string& workspace_id) {
    const install::tenant where(account, workspace_id);
    frameio::auth::vault vault = to.vault();
    frameio::store::document wanted("installation", where.key(), to_json(install::record(where)));
    to.run(vault.write(std::move(wanted)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(a_record_is_read_as_it_was_written) {
    BOOST_TEST((install::record_of(to_json(full())) == full()));
    const install::record fresh(install::tenant("a", "w"));
    BOOST_TEST((install::record_of(to_json(fresh)) == fresh));
    for (const auto each :
         {install::phase::installing, install::phase::installed, install::phase::updating, install::phase::removing}) {
        install::record one = full();
        one.state = each;
        BOOST_TEST((install::record_of(to_json(one)).state == each));
    }
}

BOOST_AUTO_TEST_CASE(older_records_know_only_who_was_first) {
    std::string text = to_json(full());
    const std::string member = R"("acting_user":"another-user",)";
    BOOST_TEST_REQUIRE(text.find(member) != std::string::npos);
    text.erase(text.find(member), member.size());
    BOOST_TEST(install::record_of(text).acting_user == "user");
}

BOOST_AUTO_TEST_CASE(what_goes_on_does_so_as_who_began_it) {
    install::record one = full();
    BOOST_TEST(one.user_at_work() == "another-user");
    one.state = install::phase::removing;
    BOOST_TEST(one.user_at_work() == "a-third-user");
    one.removed_by.clear();  // as in older records
    BOOST_TEST(one.user_at_work() == "another-user");
    BOOST_TEST((install::record_of(to_json(one)) == one));
}

BOOST_AUTO_TEST_CASE(older_records_do_not_say_which_answers_are_sensitive) {
    std::string text = to_json(full());
    for (const std::string member : {R"("sensitive":["a"],)", R"("settings_changed":1604004498765,)"}) {
        BOOST_TEST_REQUIRE(text.find(member) != std::string::npos);
        text.erase(text.find(member), member.size());
    }
    const install::record read = install::record_of(text);
    BOOST_TEST(read.sensitive.empty());
    BOOST_TEST((read.settings_changed == frameio::clock::wall_time()));
    BOOST_TEST((read.config == full().config));
}

BOOST_AUTO_TEST_CASE(each_change_of_the_settings_has_another_time) {
    install::record one(install::tenant("a", "w"));
    const frameio::clock::wall_time now(1604004498765ms + 300us);
    install::answers given(install::config{{"a", "1"}});
    BOOST_TEST(one.take(given, now));
    BOOST_TEST((one.settings_changed == frameio::clock::wall_time(1604004498765ms)));
    BOOST_TEST((install::record_of(to_json(one)) == one));
    BOOST_TEST(!one.take(given, now + 1h));
    given.sensitive.insert("a");
    given.made_from = one.settings_changed;
    BOOST_TEST(one.is_answered_by(given));
    BOOST_TEST(one.take(given, now - 1h));
    BOOST_TEST((one.settings_changed == frameio::clock::wall_time(1604004498766ms)));
    BOOST_TEST(!one.is_answered_by(given));
    given.made_from.reset();
    BOOST_TEST(one.is_answered_by(given));
}

BOOST_AUTO_TEST_CASE(what_has_neither_ended_nor_failed_is_interrupted) {
    install::record one = full();
    BOOST_TEST(!one.is_interrupted());
    one.failure.clear();
    BOOST_TEST(one.is_interrupted());
    one.under_way.reset();
    BOOST_TEST(one.is_interrupted());
    one.state = install::phase::installed;
    BOOST_TEST(!one.is_interrupted());
    one.under_way.emplace();
    BOOST_TEST(one.is_interrupted());
}

BOOST_AUTO_TEST_CASE(what_an_update_has_left_is_not_repaired_before_that_has_failed) {
    install::record one = full();
    one.repairing = false;
    BOOST_TEST(one.is_repairable());
    one.failure.clear();
    BOOST_TEST(!one.is_repairable());
    one.repairing = true;
    BOOST_TEST(one.is_repairable());
    one.state = install::phase::removing;
    BOOST_TEST(!one.is_repairable());
    one.state = install::phase::installed;
    one.installed.reset();
    BOOST_TEST(!one.is_repairable());
}

BOOST_AUTO_TEST_CASE(what_is_none_is_refused_and_not_repeated) {
    std::string text = to_json(full());
    const auto is_right = [](const frameio::error& failure) {
        return failure.code() == frameio::errc::tampered &&
               std::string(failure.what()).find("secret") == std::string::npos;
    };
    for (const char* const each : {"", "{}", "[]", "null", R"({"account_id":1})"}) {
        BOOST_CHECK_EXCEPTION(install::record_of(each), frameio::error, is_right);
    }
    text.replace(text.find("updating"), 8, "upsetting");
    BOOST_CHECK_EXCEPTION(install::record_of(text), frameio::error, is_right);
}

BOOST_FIXTURE_TEST_CASE(installations_are_listed_page_by_page, workspace) {
    for (const char* const each : {"w1", "w2", "w3"}) {
        write_raw(*this, "b-account", each);
    }
    write_raw(*this, "a-account", "w9");
    const auto all = installations();
    const auto first = run(all.list("", 3));
    BOOST_TEST_REQUIRE(first.size() == 3U);
    BOOST_TEST(first.at(0).where().key() == "a-account/w9");
    const auto second = run(all.list(first.back().where().key(), 3));
    BOOST_TEST_REQUIRE(second.size() == 1U);
    BOOST_TEST(second.at(0).workspace_id == "w3");
    BOOST_TEST(run(all.list("b-account/w3", 3)).empty());
}

BOOST_FIXTURE_TEST_CASE(records_that_cannot_be_read_keep_no_others_out, workspace) {
    for (const char* const each : {"w1", "w4", "w6"}) {
        write_raw(*this, "account", each);
    }
    for (const char* const each : {"w2", "w3", "w5"}) {
        run(store->write(frameio::store::document("installation", std::string("account/") + each, "damaged")));
    }
    run(vault().write(frameio::store::document("installation", "account/w7", "no record")));
    std::vector<std::string> skipped;
    const auto note = [&skipped](const std::string& key, const frameio::error& why) {
        BOOST_TEST((why.code() == frameio::errc::tampered));
        skipped.push_back(key);
    };
    const auto first = run(installations().list("", 2, note));
    BOOST_TEST_REQUIRE(first.size() == 2U);
    BOOST_TEST(first.at(1).workspace_id == "w4");
    const auto second = run(installations().list("account/w4", 2, note));
    BOOST_TEST_REQUIRE(second.size() == 1U);
    BOOST_TEST(second.at(0).workspace_id == "w6");
    BOOST_TEST(skipped == (std::vector<std::string>{"account/w2", "account/w3", "account/w5", "account/w7"}),
               boost::test_tools::per_element());
    BOOST_CHECK_THROW(run(installations().list("", 2)), frameio::error);
}

BOOST_FIXTURE_TEST_CASE(others_notice_that_one_has_changed, workspace) {
    const auto before = run(installations().change_count());
    install(wanted());
    const auto between = run(installations().change_count());
    BOOST_TEST(between != before);
    install(wanted());
    BOOST_TEST(run(installations().change_count()) == between);
    uninstall();
    BOOST_TEST(run(installations().change_count()) != between);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(blueprints)

BOOST_AUTO_TEST_CASE(a_manifest_says_what_is_wanted) {
    const auto made = install::blueprint_of(
        R"({"webhook":{"events":["file.ready"],"handlers":["file.*"]},
            "actions":[{"event":"a","name":"A","description":"does a","timeout":9,"multi_asset":false}]})",
        "https://app.example/", "Acme");
    BOOST_TEST(made.url == "https://app.example/");
    BOOST_TEST(made.webhook_name == "Acme");
    BOOST_TEST(made.events == std::vector<std::string>{"file.ready"}, boost::test_tools::per_element());
    BOOST_TEST_REQUIRE(made.find_action("a") != nullptr);
    BOOST_TEST(made.find_action("a")->timeout == 9);
    BOOST_TEST(!made.find_action("a")->multi_asset);
    BOOST_TEST(made.find_action("b") == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_no_manifest_is_refused) {
    for (const char* const each :
         {"", "[]", "{}", R"({"webhook":{"events":[]}})", R"({"webhook":{"events":[1]},"actions":[]})",
          R"({"webhook":{"events":[]},"actions":[{"event":"a"}]})",
          R"({"webhook":{"events":[]},"actions":[{"event":"a","name":"A","description":"x"},
                                                 {"event":"a","name":"B","description":"x"}]})"}) {
        const auto is_right = [](const frameio::error& failure) {
            return failure.code() == frameio::errc::invalid_argument;
        };
        BOOST_CHECK_EXCEPTION(install::blueprint_of(each, "https://app.example/", "Acme"), frameio::error, is_right);
    }
}

BOOST_AUTO_TEST_SUITE_END()
