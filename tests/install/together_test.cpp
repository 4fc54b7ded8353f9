// Several who install the same, and what takes its time.

#include <boost/test/unit_test.hpp>

#include <boost/asio/detached.hpp>
#include <boost/json/parse.hpp>

#include <chrono>
#include <memory>
#include <string>

#include "install/installed_workspace.hpp"
#include "install/slow_store.hpp"

using namespace std::chrono_literals;
using frameio_test::installed_workspace;
using frameio_test::workspace;
namespace asio = boost::asio;
namespace install = frameio::install;

namespace {

/// As somebody would who takes the work over.
asio::awaitable<void> take_over(frameio::auth::vault in, std::string key) {
    auto there = co_await in.read("installation", key);
    install::record changed = install::record_of(there->value);
    changed.failure = "somebody else was here";
    there->value = install::to_json(changed);
    co_await in.write(std::move(*there));
}

/// As a change of keys does.
asio::awaitable<void> seal_anew(frameio::auth::vault in, std::string key) {
    auto there = co_await in.read("installation", key);
    co_await in.write(std::move(*there));
}

/// A Frame.io that keeps to its rates, and a client that does.
struct limited {
    explicit limited(workspace& in) : platform(in.world.loop().get_executor(), options(in)), client(calls(in)) {}

    static frameio::simulator_options options(workspace& in) {
        frameio::simulator_options made;
        made.port = 0;
        made.time = &in.clock;
        made.seed = 1;
        return made;
    }
    frameio::api::client_options calls(workspace& in) const {
        frameio::api::client_options made;
        made.url = platform.url();
        made.who = frameio::api::credentials::token(platform.token());
        made.use_proxies = false;
        made.time = &in.clock;
        return made;
    }
    std::size_t count(std::string_view kind) const {
        const auto all = boost::json::parse(platform.snapshot());
        std::size_t found = 0;
        for (const auto& each : all.at("resources").as_array()) {
            found += std::string_view(each.at("kind").as_string()) == kind ? 1U : 0U;
        }
        return found;
    }

    frameio::simulator platform;
    frameio::api::client client;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(together)

BOOST_FIXTURE_TEST_CASE(two_at_once_install_once, workspace) {
    const auto first = start(saga().install(client(), order(wanted())));
    const auto second = start(saga().install(client(), order(wanted())));
    const auto third = start(saga().configure(where(), install::config{{"a", "b"}}));
    const bool both = finish(first).under_way || finish(second).under_way;
    BOOST_TEST(both);
    BOOST_TEST(first->value.under_way != second->value.under_way);
    BOOST_TEST(finish(third).under_way);
    BOOST_TEST(new_calls("POST") == 3U);
    check(wanted());
    BOOST_TEST(!install(wanted()).under_way);
}

BOOST_FIXTURE_TEST_CASE(nothing_is_done_while_somebody_else_is_at_it, installed_workspace) {
    auto lock = occupy();
    BOOST_TEST_REQUIRE((lock != nullptr));
    BOOST_TEST(install(frameio_test::changed(wanted())).under_way);
    BOOST_TEST(uninstall().under_way);
    BOOST_TEST(run(saga().configure(where(), {})).under_way);
    BOOST_TEST(new_calls() == 0U);
    BOOST_TEST((record() == before));
    lock.reset();
    clock.advance(30s);
    BOOST_TEST(!install(wanted()).under_way);
}

BOOST_FIXTURE_TEST_CASE(who_was_away_for_too_long_stops_and_nothing_is_left_of_it, workspace) {
    const auto told = [this](const install::progress& each) {
        if (each.step == 2) {
            asio::co_spawn(world.loop(), take_over(vault(), where().key()), asio::detached);
            world.loop().poll();
        }
    };
    BOOST_TEST(run(saga().install(client(), order(wanted()), told)).under_way);
    BOOST_TEST(new_calls("POST") == 2U);
    BOOST_TEST(on_platform("webhook").size() == 1U);  // of which the record knows
    BOOST_TEST(on_platform("action").empty());
    install(wanted());
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(a_change_of_keys_meanwhile_loses_nothing, workspace) {
    const auto told = [this](const install::progress&) {
        asio::co_spawn(world.loop(), seal_anew(vault(), where().key()), asio::detached);
        world.loop().poll();
    };
    BOOST_TEST(!run(saga().install(client(), order(wanted()), told)).under_way);
    check(wanted());
    const std::size_t created = new_calls("POST");
    BOOST_TEST(created == on_platform("webhook").size() + on_platform("action").size());
    BOOST_TEST(!run(saga().uninstall(client(), where(), "the-admin", told)).under_way);
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(who_is_cancelled_leaves_it_as_after_a_crash_and_keeps_nobody_out, workspace) {
    cancel_at(2, [&](auto told) { return saga().install(client(), order(wanted()), std::move(told)); });
    const auto known = record().value();
    BOOST_TEST((known.state == install::phase::installing));
    BOOST_TEST(known.failure == "");
    BOOST_TEST((known.under_way == install::progress(2, 3, "create the action \"Publish\"")));
    BOOST_TEST(known.webhook->is_known());
    BOOST_TEST(!install(wanted()).under_way);
    check(wanted());
    BOOST_TEST(record()->webhook->secret == known.webhook->secret);
}

BOOST_FIXTURE_TEST_CASE(what_has_ended_when_it_is_cancelled_has_ended, workspace) {
    const auto slow = std::make_shared<frameio_test::slow_store>(*store, clock, "installation");
    restart(slow);
    const auto one = start(saga().install(client(), order(wanted())));
    run_until([&] { return slow->begun == 4; });
    slow->once_written([&] { one->signal.emit(asio::cancellation_type::terminal); });
    const install::result made = finish(one);
    BOOST_TEST(made.is_first);
    BOOST_TEST(made.effects == 3U);
    check(wanted());
    BOOST_TEST(!install(wanted()).under_way);  // the lock was given back
}

BOOST_FIXTURE_TEST_CASE(who_is_cancelled_while_the_store_is_slow_leaves_what_he_knows, workspace) {
    const auto slow = std::make_shared<frameio_test::slow_store>(*store, clock, "installation");
    restart(slow);
    const auto one = start(saga().install(client(), order(wanted())));
    run_until([&] { return slow->begun == 2; });
    BOOST_TEST(new_calls("POST") == 1U);
    one->signal.emit(asio::cancellation_type::terminal);
    BOOST_CHECK_THROW(finish(one), boost::system::system_error);
    const auto known = record().value();
    BOOST_TEST(known.is_interrupted());
    BOOST_TEST(known.webhook->is_known());
    BOOST_TEST(!run(saga().resume(client(), order(wanted()))).under_way);
    check(wanted());
    BOOST_TEST(record()->webhook->secret == known.webhook->secret);
}

BOOST_FIXTURE_TEST_CASE(what_was_interrupted_is_resumed_by_its_acting_user_alone, workspace) {
    for (const char* const each : {"the-admin", ""}) {
        BOOST_TEST(run(saga().resume(client(), install::order(where(), each, wanted()))).under_way);
    }
    BOOST_TEST(!record().has_value());
    cancel_at(2, [&](auto told) { return saga().install(client(), order(wanted()), std::move(told)); });
    new_calls();
    BOOST_TEST(run(saga().resume(client(), install::order(where(), "another", wanted()))).under_way);
    BOOST_TEST(new_calls() == 0U);
    const auto made = run(saga().resume(client(), order(wanted())));
    BOOST_TEST(made.is_first);
    check(wanted());
    new_calls();
    BOOST_TEST(run(saga().resume(client(), order(frameio_test::changed(wanted())))).under_way);
    BOOST_TEST(new_calls() == 0U);
    check(wanted());
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_removal_is_resumed_also_after_a_failure, installed_workspace) {
    world.api().on("PATCH", "/v4/accounts/*/webhooks/*").answer(422, R"({"errors":[]})").times(1);
    BOOST_CHECK_THROW(install(frameio_test::changed(wanted())), frameio::api::api_error);
    BOOST_TEST(!record()->is_interrupted());
    cancel_at(2, [&](auto told) { return saga().uninstall(client(), where(), "the-admin", std::move(told)); });
    BOOST_TEST(!run(saga().resume(client(), order(wanted()))).under_way);
    check_empty();
}

BOOST_FIXTURE_TEST_CASE(who_waits_at_the_rate_limit_keeps_others_out_and_comes_to_the_end, workspace) {
    limited there(*this);
    const install::tenant at(there.platform.account_id(), there.platform.workspace_id());
    install::blueprint many = wanted();
    for (int each = 0; each < 24; ++each) {
        install::wanted_action one = many.actions.front();
        one.event += std::to_string(each);
        many.actions.push_back(one);
    }
    const auto begun = clock.steady();
    const auto first = start(saga().install(there.client, install::order(at, "admin", many)));
    for (int each = 1; each <= 3; ++each) {
        run_until([&] { return clock.steady() >= begun + each * 25s; });
        BOOST_TEST(!first->done);
        BOOST_TEST(run(saga().install(there.client, install::order(at, "admin", many))).under_way);
    }
    const auto made = finish(first);
    BOOST_TEST(!made.under_way);
    BOOST_TEST(made.effects == 27U);
    BOOST_TEST(there.count("action") == 26U);
    BOOST_TEST(there.count("webhook") == 1U);
    BOOST_TEST((clock.steady() - begun >= 90s));
    BOOST_TEST(run(saga().install(there.client, install::order(at, "admin", many))).effects == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
