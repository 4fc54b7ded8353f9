// What was interrupted is brought to its end, by whoever sees it first, and by nobody else.

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "install/office.hpp"
#include "install/slow_store.hpp"

using namespace std::chrono_literals;
using frameio_test::changed;
using frameio_test::crash;
using frameio_test::fate;
using frameio_test::office;
namespace install = frameio::install;

namespace {

/// What an update or a removal begins with.
struct office_with_app : office {
    office_with_app() {
        install(wanted());
        new_calls();
    }
};

/// Somebody begins it, and it is stopped at its second step.
void interrupt(office& in, install::desk& at, const std::function<bool()>& begin) {
    BOOST_TEST(begin());
    in.wait_for_step(at, 2);
    at.stop();
    in.wait_for(at);
    const auto known = in.record();
    BOOST_TEST_REQUIRE(known.has_value());
    BOOST_TEST(known->is_interrupted());
    BOOST_TEST(known->failure == "");
    BOOST_TEST(known->under_way.has_value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(resuming)

BOOST_FIXTURE_TEST_CASE(an_interrupted_installation_is_ended_by_another_desk, office) {
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.install(where(), "the-admin", std::nullopt); });
    BOOST_TEST(!desk.install(where(), "the-admin", std::nullopt));
    BOOST_TEST(!desk.uninstall(where(), "the-admin"));
    BOOST_TEST(log->count("info: the installation of an app was interrupted") == 1U);
    BOOST_TEST(log->count("it is resumed at the next start") == 1U);
    BOOST_TEST(!run(desk.last_outcome(where())).has_value());
    const std::string secret = record()->webhook->secret;
    install::desk& other = open();
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    check(wanted());
    BOOST_TEST(record()->webhook->secret == secret);
    BOOST_TEST(log->count("info: an app was installed") == 1U);
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_update_is_ended_by_who_began_it, office_with_app) {
    log_in("another");
    const auto now = changed(wanted());
    install::desk& desk = open(now);
    interrupt(*this, desk, [&] { return desk.install(where(), "another", install::config{{"key", "value"}}); });
    install::desk& other = open(now);
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    check(now);
    BOOST_TEST(record()->acting_user == "another");
    BOOST_TEST(record()->config.at("key") == "value");
    BOOST_TEST(log->count("info: an app was updated account=" + where().account_id +
                          " workspace=" + where().workspace_id + " user=another") == 1U);
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_removal_is_ended, office_with_app) {
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.uninstall(where(), "the-admin"); });
    BOOST_TEST(log->count("info: the removal of an app was interrupted") == 1U);
    install::desk& other = open();
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    check_empty();
    BOOST_TEST(log->count("info: an app was uninstalled") == 1U);
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_removal_is_ended_by_who_began_it, office_with_app) {
    log_in("another");
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.uninstall(where(), "another"); });
    BOOST_TEST(record()->removed_by == "another");
    BOOST_TEST(record()->acting_user == "the-admin");  // whom the app acts as until it is gone
    log_out("the-admin");
    install::desk& other = open();
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    check_empty();
    BOOST_TEST(log->count("info: an app was uninstalled account=" + where().account_id +
                          " workspace=" + where().workspace_id + " user=another") == 1U);
}

BOOST_FIXTURE_TEST_CASE(who_may_see_it_no_more_does_not_end_a_removal, office_with_app) {
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.uninstall(where(), "the-admin"); });
    const auto left = record()->actions;
    hide("member");
    install::desk& other = open();
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    BOOST_TEST((record()->actions == left));
    BOOST_TEST(record()->failure.find("not forgotten") != std::string::npos);
    BOOST_TEST(run(other.last_outcome(where()))->text.find("Let an admin of the account") != std::string::npos);
    BOOST_TEST(!on_platform("action").empty());
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_repair_does_not_become_an_update, office_with_app) {
    remove_by_hand("webhooks", record()->webhook->id);
    remove_by_hand("actions", record()->actions.front().id);
    cancel_at(2, [&](auto told) { return saga().repair(client(), where(), std::move(told)); });
    BOOST_TEST(record()->repairing);
    install::desk& desk = open(changed(wanted(frameio_test::other_url)));
    run_until([&] { return desk.is_running(where()); });
    wait_for(desk);
    check(wanted());
    BOOST_TEST(!record()->repairing);
}

BOOST_FIXTURE_TEST_CASE(what_was_stopped_before_it_began_is_told, office) {
    install::desk& desk = open();
    desk.install(where(), "the-admin", std::nullopt);
    desk.stop();
    wait_for(desk);
    BOOST_TEST(!record().has_value());
    const auto news = run(desk.last_outcome(where()));
    BOOST_TEST_REQUIRE(news.has_value());
    BOOST_TEST(news->text.find("before anything was done") != std::string::npos);
    BOOST_TEST(new_calls() == 0U);
}

BOOST_FIXTURE_TEST_CASE(also_what_was_stopped_before_it_had_the_lock_is_told, office) {
    const auto slow = std::make_shared<frameio_test::slow_store>(*store, clock, "lock");
    install::desk& desk = open(wanted(), slow);
    desk.install(where(), "the-admin", std::nullopt);
    run_until([&] { return slow->begun == 1; });
    desk.stop();
    wait_for(desk);
    BOOST_TEST(run(desk.last_outcome(where())).has_value());
    BOOST_TEST(new_calls("GET") == 0U);
}

BOOST_FIXTURE_TEST_CASE(who_has_been_stopped_looks_no_more, office) {
    run(store->write(frameio::store::document("installation", where().key(), "damaged")));
    install::desk& desk = open();
    settle();
    BOOST_TEST(log->count("cannot be read") == 1U);
    desk.stop();
    settle();
    clock.advance(10min);
    settle();
    BOOST_TEST(log->count("cannot be read") == 1U);
}

BOOST_FIXTURE_TEST_CASE(it_is_looked_for_every_five_minutes, office) {
    install::desk& stopped = open();
    install::desk& desk = open();
    settle();
    clock.advance(1min);
    settle();
    interrupt(*this, stopped, [&] { return stopped.install(where(), "the-admin", std::nullopt); });
    new_calls();
    clock.advance(4min);
    settle();
    BOOST_TEST(!desk.is_running(where()));
    BOOST_TEST(new_calls("GET") == 0U);
    clock.advance(1min);
    run_until([&] { return desk.is_running(where()); });
    wait_for(desk);
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(what_others_are_at_is_theirs, office) {
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.install(where(), "the-admin", std::nullopt); });
    auto somebody = occupy();
    BOOST_TEST_REQUIRE((somebody != nullptr));
    new_calls();
    const std::size_t said = log->lines().size();
    install::desk& other = open();
    settle();
    BOOST_TEST(!other.is_running(where()));
    BOOST_TEST(new_calls("GET") == 0U);
    BOOST_TEST(!run(other.last_outcome(where())).has_value());
    BOOST_TEST(log->lines().size() == said);
    somebody.reset();
    clock.advance(1min);
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(whose_login_is_over_meanwhile_fails_once, office) {
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.install(where(), "the-admin", std::nullopt); });
    log_out("the-admin");
    install::desk& other = open();
    settle();
    wait_for(other);
    BOOST_TEST(record()->failure != "");
    BOOST_TEST(run(other.last_outcome(where()))->wants_login);
    clock.advance(10min);
    settle();
    BOOST_TEST(log->count("failed") == 1U);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_read_keeps_no_others_from_it, office) {
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.install(where(), "the-admin", std::nullopt); });
    for (int each = 0; each < 120; ++each) {
        run(store->write(frameio::store::document("installation", "!" + std::to_string(each), "damaged")));
    }
    frameio::store::document moved = run(store->read("installation", where().key())).value();
    moved.key = "~/moved";
    moved.version = 0;
    run(store->write(std::move(moved)));
    install::desk& other = open();
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    check(wanted());
    BOOST_TEST(log->count("warning: an installation cannot be read, and is not looked at installation=") == 121U);
}

BOOST_FIXTURE_TEST_CASE(more_than_a_page_is_looked_through_for_it, office) {
    install::desk& desk = open();
    interrupt(*this, desk, [&] { return desk.install(where(), "the-admin", std::nullopt); });
    for (int each = 0; each < 250; ++each) {
        install::record other(install::tenant("!", std::to_string(each)));
        other.state = install::phase::installed;
        run(vault().write(frameio::store::document("installation", other.where().key(), to_json(other))));
    }
    install::desk& other = open();
    run_until([&] { return other.is_running(where()); });
    wait_for(other);
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(nothing_is_left_of_a_desk_that_has_wound_down, office) {
    auto parts_of_it = parts(wanted(), store);
    const std::weak_ptr<frameio::auth::token_book> tokens = parts_of_it.tokens;
    {
        install::desk desk(std::move(parts_of_it));
        desk.start(executor());
        desk.install(where(), "the-admin", std::nullopt);
        wait_for_step(desk, 2);
        BOOST_TEST(!tokens.expired());
    }
    run_until([&] { return tokens.expired(); });
    BOOST_TEST(record()->is_interrupted());
}

BOOST_FIXTURE_TEST_CASE(a_desk_that_nobody_starts_does_nothing, office) {
    install::desk desk(parts(wanted(), store));
    BOOST_TEST(!desk.install(where(), "the-admin", std::nullopt));
    BOOST_TEST(!desk.is_running(where()));
    desk.stop();
    settle();
    BOOST_TEST(new_calls("GET") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(resuming_after_a_crash)

namespace {

/// What a desk does, with a crash at that moment; and then what the next process makes of it by itself.
/// @return whether there was such a moment
bool play(office& in, std::size_t moment, const install::blueprint& wanted,
          const std::function<bool(install::desk&)>& begin) {
    in.when.arm(moment);
    try {
        install::desk& desk = in.open(wanted);
        BOOST_TEST(begin(desk));
        in.wait_for(desk);
        in.settle();
    } catch (const crash&) {
        BOOST_TEST(!in.when.moment().empty());
    }
    in.when.arm(0);
    if (in.when.moment().empty()) {
        return false;
    }
    BOOST_TEST_INFO(in.when.moment());
    install::desk& desk = in.open(wanted);
    in.settle();
    const auto begun = in.clock.steady();
    in.clock.advance(1min);  // for so long, the one who has died may have the lock
    in.run_until([&] {
        const auto known = in.record();
        return !desk.is_running(in.where()) && (!known || !known->is_interrupted());
    });
    BOOST_TEST((in.clock.steady() - begun < 90s));
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_installation_comes_to_its_end_or_has_not_begun) {
    std::size_t moment = 1;
    for (;; ++moment) {
        office in;
        const auto begin = [&in](install::desk& at) { return at.install(in.where(), "the-admin", std::nullopt); };
        if (!play(in, moment, in.wanted(), begin)) {
            break;
        }
        BOOST_TEST_CONTEXT(in.when.moment()) {
            in.record() ? in.check(in.wanted()) : in.check_empty();
        }
    }
    BOOST_TEST(moment > 10U);
}

BOOST_AUTO_TEST_CASE(a_removal_comes_to_its_end_or_has_not_begun) {
    std::size_t moment = 1;
    for (;; ++moment) {
        office in;
        in.install(in.wanted());
        const auto begin = [&in](install::desk& at) { return at.uninstall(in.where(), "the-admin"); };
        if (!play(in, moment, in.wanted(), begin)) {
            break;
        }
        BOOST_TEST_CONTEXT(in.when.moment()) {
            in.record() ? in.check(in.wanted()) : in.check_empty();
        }
    }
    BOOST_TEST(moment > 10U);
}

BOOST_AUTO_TEST_SUITE_END()
