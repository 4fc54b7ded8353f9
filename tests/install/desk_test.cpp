// Installing in the background: once for all who ask, and to its end whatever happens meanwhile.

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "install/office.hpp"
#include "store/passed_on.hpp"

using namespace std::chrono_literals;
using frameio_test::changed;
using frameio_test::office;
namespace asio = boost::asio;
namespace install = frameio::install;

namespace {

bool has(const std::string& text, const std::string& part) {
    BOOST_TEST_INFO(text);
    return text.find(part) != std::string::npos;
}

/// A store that somebody stops waiting for while it writes a record: it writes it all the same.
class cut_off final : public frameio_test::passed_on {
public:
    using passed_on::passed_on;

    asio::awaitable<std::optional<std::uint64_t>> write(frameio::store::document what) override {
        const bool is_last = what.collection == install::collection && --after == 0;
        auto version = co_await passed_on::write(std::move(what));
        if (is_last) {
            throw boost::system::system_error(asio::error::operation_aborted);
        }
        co_return version;
    }

    int after = 0;
};

std::optional<install::outcome> outcome_of(office& in, const install::desk& at) {
    return in.run(at.last_outcome(in.where()));
}

/// A store that keeps no news of jobs.
class newsless_store final : public frameio_test::passed_on {
public:
    using passed_on::passed_on;

    boost::asio::awaitable<std::optional<std::uint64_t>> write(frameio::store::document what) override {
        if (what.collection == "outcome") {
            throw frameio::store::store_error("the disk is full");
        }
        return passed_on::write(std::move(what));
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(desks)

BOOST_FIXTURE_TEST_CASE(an_app_is_installed_in_the_background, office) {
    install::desk& desk = open();
    BOOST_TEST(desk.install(where(), "the-admin", install::config{{"key", "sensitive"}}));
    BOOST_TEST(desk.is_running(where()));
    BOOST_TEST(!desk.progress_of(where()).has_value());
    BOOST_TEST(new_calls("GET") == 0U);  // it has returned at once
    wait_for(desk);
    check(wanted());
    const install::record known = record().value();
    BOOST_TEST(known.installed_by == "the-admin");
    BOOST_TEST(known.acting_user == "the-admin");
    BOOST_TEST(known.config.at("key") == "sensitive");
    BOOST_TEST(!outcome_of(*this, desk).has_value());
    BOOST_TEST(log->count("info: an app was installed account=" + where().account_id +
                          " workspace=" + where().workspace_id + " user=the-admin changes=3") == 1U);
    BOOST_TEST(log->lines().size() == 1U);
    BOOST_TEST((run(desk.records().find(where())) == known));
}

BOOST_FIXTURE_TEST_CASE(an_app_is_updated_and_uninstalled_by_others, office) {
    install(wanted());
    log_in("another");
    const auto now = changed(wanted());
    install::desk& desk = open(now);
    BOOST_TEST(desk.wanted().events == now.events, boost::test_tools::per_element());
    BOOST_TEST(desk.install(where(), "another", std::nullopt));
    wait_for(desk);
    check(now);
    BOOST_TEST(record()->installed_by == "the-admin");
    BOOST_TEST(record()->acting_user == "another");
    BOOST_TEST(log->count("info: an app was updated") == 1U);
    BOOST_TEST(desk.uninstall(where(), "the-admin"));
    wait_for(desk);
    check_empty();
    BOOST_TEST(log->count("info: an app was uninstalled account=" + where().account_id) == 1U);
}

BOOST_FIXTURE_TEST_CASE(settings_are_changed_at_once, office) {
    install(wanted());
    new_calls();
    install::desk& desk = open();
    const auto made = run(desk.configure(where(), install::config{{"key", "value"}}));
    BOOST_TEST(made.what->config.at("key") == "value");
    BOOST_TEST(record()->config.at("key") == "value");
    BOOST_TEST(new_calls() == 0U);
}

BOOST_FIXTURE_TEST_CASE(a_double_click_installs_once, office) {
    install::desk& desk = open();
    BOOST_TEST(desk.install(where(), "the-admin", std::nullopt));
    BOOST_TEST(!desk.install(where(), "the-admin", std::nullopt));
    wait_for_step(desk, 2);
    BOOST_TEST(!desk.install(where(), "the-admin", std::nullopt));
    BOOST_TEST(!desk.uninstall(where(), "the-admin"));
    wait_for(desk);
    check(wanted());
    BOOST_TEST(new_calls("POST") == 3U);
    BOOST_TEST(desk.install(where(), "the-admin", std::nullopt));
    wait_for(desk);
    BOOST_TEST(new_calls() == 0U);
}

BOOST_FIXTURE_TEST_CASE(of_many_threads_one_begins, office) {
    install::desk& desk = open();
    std::vector<int> begun(8);
    {
        std::vector<std::jthread> threads;
        for (int& each : begun) {
            threads.emplace_back([&each, &desk, this] {
                each = desk.install(where(), "the-admin", std::nullopt) ? 1 : 0;
                each += desk.is_running(where()) ? 10 : 0;
                each += desk.progress_of(where()) ? 100 : 0;
            });
        }
    }
    BOOST_TEST(std::count(begun.begin(), begun.end(), 11) == 1);
    BOOST_TEST(std::count(begun.begin(), begun.end(), 10) == 7);
    wait_for(desk);
    check(wanted());
    BOOST_TEST(new_calls("POST") == 3U);
}

BOOST_FIXTURE_TEST_CASE(of_two_nodes_one_installs_and_the_other_says_so, office) {
    install::desk& one = open();
    install::desk& other = open();
    BOOST_TEST(one.install(where(), "the-admin", std::nullopt));
    BOOST_TEST(other.install(where(), "the-admin", std::nullopt));
    run_until([&] { return one.is_running(where()) != other.is_running(where()); });
    const auto news = outcome_of(*this, one);
    BOOST_TEST_REQUIRE(news.has_value());
    BOOST_TEST(!news->is_failure);
    BOOST_TEST(has(news->text, "Somebody else"));
    BOOST_TEST((outcome_of(*this, other) == news));
    wait_for(one);
    wait_for(other);
    check(wanted());
    BOOST_TEST(new_calls("POST") == 3U);
    BOOST_TEST(!outcome_of(*this, other).has_value());
    BOOST_TEST(log->lines().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(what_was_just_done_when_the_app_stops_is_done, office) {
    const auto cut = std::make_shared<cut_off>(*store_of_process());
    cut->after = 4;  // the last one
    install::desk& desk = open(wanted(), cut);
    desk.install(where(), "the-admin", std::nullopt);
    wait_for(desk);
    check(wanted());
    BOOST_TEST(!outcome_of(*this, desk).has_value());
    BOOST_TEST(log->count("nothing was done yet") == 0U);
}

BOOST_FIXTURE_TEST_CASE(how_far_it_is_can_be_seen_meanwhile, office) {
    world.api().on("POST", path_of("actions")).answer(429, R"({"errors":[]})").times(1);  // it stays where it is
    install::desk& desk = open();
    install::desk& other = open();
    desk.install(where(), "the-admin", std::nullopt);
    wait_for_step(desk, 2);
    BOOST_TEST((desk.progress_of(where()) == install::progress(2, 3, "create the action \"Publish\"")));
    BOOST_TEST(!other.is_running(where()));
    const auto known = run(other.records().find(where()));
    BOOST_TEST((known->under_way == desk.progress_of(where())));
    wait_for(desk);
    BOOST_TEST(!desk.progress_of(where()).has_value());
}

BOOST_FIXTURE_TEST_CASE(it_waits_for_minutes_where_the_platform_wants_it, office) {
    constexpr int refusals = 18;
    world.api().on("POST", path_of("webhooks")).answer(429, R"({"errors":[]})").times(refusals);
    install::desk& desk = open();
    desk.install(where(), "the-admin", std::nullopt);
    for (int each = 0; each < refusals; ++each) {
        run_until([&] { return new_calls("POST") == 1U; });
        BOOST_TEST(desk.is_running(where()));
        clock.advance(20s);
    }
    wait_for(desk);
    check(wanted());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(failed_jobs)

BOOST_FIXTURE_TEST_CASE(what_failed_is_told_everywhere_until_it_succeeds, office) {
    world.api().on("POST", path_of("actions")).answer(503, R"({"errors":[]})").times(1);
    install::desk& desk = open();
    install::desk& other = open();
    desk.install(where(), "the-admin", std::nullopt);
    wait_for(desk);
    const auto news = outcome_of(*this, other);
    BOOST_TEST_REQUIRE(news.has_value());
    BOOST_TEST(news->is_failure);
    BOOST_TEST(!news->wants_login);
    BOOST_TEST((news->attempted == install::job_kind::install));
    BOOST_TEST(news->user_id == "the-admin");
    BOOST_TEST((clock.now() - news->when < 10s));
    BOOST_TEST(has(news->text, "503"));
    BOOST_TEST(has(record()->failure, "503"));
    BOOST_TEST(log->count("warning: the installation of an app failed account=" + where().account_id +
                          " workspace=" + where().workspace_id + " user=the-admin reason=") == 1U);
    BOOST_TEST(log->count("503") == 1U);
    other.install(where(), "the-admin", std::nullopt);
    wait_for(other);
    check(wanted());
    BOOST_TEST(!outcome_of(*this, desk).has_value());
}

BOOST_FIXTURE_TEST_CASE(what_failed_is_not_taken_up_by_itself, office) {
    world.api().on("POST", path_of("actions")).answer(503, R"({"errors":[]})").times(1);
    install::desk& desk = open();
    desk.install(where(), "the-admin", std::nullopt);
    wait_for(desk);
    new_calls();
    const auto locks = run(store->change_count("lock"));
    open();
    settle();
    clock.advance(6min);
    settle();
    BOOST_TEST(run(store->change_count("lock")) == locks);
    BOOST_TEST(new_calls("GET") == 0U);
    BOOST_TEST(has(record()->failure, "503"));
}

BOOST_FIXTURE_TEST_CASE(a_refused_installation_leaves_word_and_no_record, office) {
    world.api().on("GET", path_of("webhooks")).answer(403, R"({"errors":[{"detail":"you may not"}]})").times(1);
    install::desk& desk = open();
    desk.install(where(), "the-admin", std::nullopt);
    wait_for(desk);
    BOOST_TEST(!record().has_value());
    const auto news = outcome_of(*this, desk);
    BOOST_TEST_REQUIRE(news.has_value());
    BOOST_TEST(has(news->text, "403"));
    BOOST_TEST(has(news->text, "you may not"));
    clock.advance(61min);
    BOOST_TEST(!outcome_of(*this, desk).has_value());
}

BOOST_FIXTURE_TEST_CASE(a_removal_that_fails_says_so, office) {
    install(wanted());
    world.api().on("DELETE", "/v4/accounts/*/webhooks/*").answer(403, R"({"errors":[]})").times(1);
    install::desk& desk = open();
    desk.uninstall(where(), "the-admin");
    wait_for(desk);
    const auto news = outcome_of(*this, desk);
    BOOST_TEST_REQUIRE(news.has_value());
    BOOST_TEST((news->attempted == install::job_kind::uninstall));
    BOOST_TEST(log->count("warning: the removal of an app failed") == 1U);
    desk.uninstall(where(), "the-admin");
    wait_for(desk);
    check_empty();
    BOOST_TEST(!outcome_of(*this, desk).has_value());
}

BOOST_FIXTURE_TEST_CASE(whose_login_is_over_is_asked_to_log_in, office) {
    install::desk& desk = open();
    desk.install(where(), "gone", std::nullopt);
    wait_for(desk);
    const auto news = outcome_of(*this, desk);
    BOOST_TEST_REQUIRE(news.has_value());
    BOOST_TEST(news->wants_login);
    BOOST_TEST(has(news->text, "Log in again"));
    BOOST_TEST(new_calls("GET") == 0U);
    BOOST_TEST(!record().has_value());
    log_in("gone");
    desk.install(where(), "gone", std::nullopt);
    wait_for(desk);
    check(wanted());
    BOOST_TEST(!outcome_of(*this, desk).has_value());
}

BOOST_FIXTURE_TEST_CASE(what_is_wrong_with_the_app_itself_is_for_its_log, office) {
    run(store->write(frameio::store::document("installation", where().key(), "damaged")));
    install::desk& desk = open();
    settle();
    desk.install(where(), "the-admin", std::nullopt);
    wait_for(desk);
    const auto news = outcome_of(*this, desk);
    BOOST_TEST_REQUIRE(news.has_value());
    BOOST_TEST(has(news->text, "problem of its own"));
    BOOST_TEST(log->count("the installation of an app failed") == 1U);
    BOOST_TEST(log->count("cannot be read") == 2U);
    const auto there = run(store->read("outcome", where().key()));
    BOOST_TEST(there->value.find("problem") == std::string::npos);  // it is sealed
}

BOOST_FIXTURE_TEST_CASE(news_that_cannot_be_opened_are_none_and_are_replaced, office) {
    install::desk& desk = open();
    const std::string key = where().key();
    run(store->write(frameio::store::document("outcome", key, "damaged")));
    BOOST_TEST(!outcome_of(*this, desk).has_value());
    run(store->erase("outcome", key, run(store->read("outcome", key))->version));
    run(vault().write(frameio::store::document("outcome", key, R"({"text":1})")));
    BOOST_TEST(!outcome_of(*this, desk).has_value());
    desk.install(where(), "gone", std::nullopt);
    wait_for(desk);
    BOOST_TEST(outcome_of(*this, desk)->wants_login);
}

BOOST_FIXTURE_TEST_CASE(news_that_cannot_be_stored_are_in_the_log, office) {
    install::desk& desk = open(wanted(), std::make_shared<newsless_store>(*store));
    desk.install(where(), "gone", std::nullopt);
    wait_for(desk);
    BOOST_TEST(log->count("warning: the installation of an app failed") == 1U);
    BOOST_TEST(log->count("warning: what has come of an app's installation could not be stored") == 1U);
    desk.install(where(), "the-admin", std::nullopt);
    wait_for(desk);
    check(wanted());
}

BOOST_AUTO_TEST_SUITE_END()
