// Whatever happens at whatever moment of an installation, an update, a repair or a removal: the next attempt ends it,
// and then the record and the platform say the same.

#include <boost/test/unit_test.hpp>

#include <frameio/api/error.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "install/failing_store.hpp"
#include "install/installed_workspace.hpp"

using namespace std::chrono_literals;
using frameio_test::crash;
using frameio_test::failing_store;
using frameio_test::fate;
using frameio_test::workspace;
namespace install = frameio::install;

namespace {

/// What is done, after what; what somebody does when that has been interrupted; and how it should be then.
struct scenario {
    std::string name;
    std::function<void(workspace&)> prepare;
    std::function<void(workspace&)> act;
    std::function<void(workspace&)> then;
    std::function<void(workspace&)> check;
    bool keeps = false;  ///< whether what was there before is still the same
};

install::blueprint updated(const workspace& of) {
    return frameio_test::changed(of.wanted(frameio_test::other_url));
}

void nothing(workspace&) {}

void install_it(workspace& in) {
    BOOST_TEST(!in.install(in.wanted()).under_way);
}

void update_it(workspace& in) {
    BOOST_TEST(!in.install(updated(in)).under_way);
}

void remove_it(workspace& in) {
    BOOST_TEST(!in.uninstall().under_way);
}

void repair_it(workspace& in) {
    BOOST_TEST(!in.run(in.saga().repair(in.client(), in.where())).under_way);
}

void damage_it(workspace& in) {
    install_it(in);
    const install::record known = in.record().value();
    in.change_by_hand("webhooks", known.webhook->id, R"({"active":false})");
    in.remove_by_hand("actions", known.actions.at(0).id);
    in.change_by_hand("actions", known.actions.at(1).id, R"({"name":"Another"})");
}

/// An attempt has left a webhook, and an action has gone.
void litter_it(workspace& in) {
    install_it(in);
    in.create_by_hand("webhooks", R"({"name":"Acme","url":")" + in.wanted().url + R"(","events":["file.ready"]})");
    in.remove_by_hand("actions", in.record()->actions.at(0).id);
}

install::blueprint one_action(const workspace& of, const std::string& url, std::size_t number) {
    install::blueprint made = of.wanted(url);
    made.events.clear();
    made.actions = {made.actions.at(number)};
    return made;
}

void install_one(workspace& in) {
    in.install(one_action(in, in.wanted().url, 0));
}

/// Of which nothing that is there tells the URL.
void install_another_elsewhere(workspace& in) {
    BOOST_TEST(!in.install(one_action(in, frameio_test::other_url, 1)).under_way);
}

void refuse_an_action(workspace& in) {
    in.world.api().on("POST", "/v4/accounts/*/workspaces/*/actions").answer(422, R"({"errors":[{"detail":"no"}]})");
}

void be_refused(workspace& in) {
    try {
        install_it(in);
    } catch (const frameio::api::api_error& refused) {
        if (refused.status() != 422U) {
            throw;
        }
    }
}

void is_installed(workspace& in) {
    in.check(in.wanted());
}

void is_changed(workspace& in) {
    in.check(updated(in));
}

void is_gone(workspace& in) {
    in.check_empty();
}

std::vector<scenario> scenarios() {
    return {{"installing", nothing, install_it, install_it, is_installed},
            {"updating", install_it, update_it, update_it, is_changed, true},
            {"repairing", damage_it, install_it, install_it, is_installed, true},
            {"repairing what an attempt left", litter_it, install_it, install_it, is_installed, true},
            {"repairing by the record", damage_it, repair_it, repair_it, is_installed, true},
            {"removing", install_it, remove_it, remove_it, is_gone},
            {"removing what an attempt left", litter_it, remove_it, remove_it, is_gone},
            {"being refused", refuse_an_action, be_refused, be_refused, is_gone},
            // Those who change their mind.
            {"installing, and removing", nothing, install_it, remove_it, is_gone},
            {"installing, and something else", nothing, install_it, update_it, is_changed},
            {"updating, and back", install_it, update_it, install_it, is_installed, true},
            {"repairing by the record, and updating", damage_it, repair_it, update_it, is_changed, true},
            {"repairing by the record, and removing", damage_it, repair_it, remove_it, is_gone},
            {"updating, and removing", install_it, update_it, remove_it, is_gone},
            {"removing, and installing", install_it, remove_it, install_it, is_installed},
            {"changing all, and removing", install_one, install_another_elsewhere, remove_it, is_gone},
            {"being refused, and removing", refuse_an_action, be_refused, remove_it, is_gone}};
}

/// The webhook, and the action that is in all of it.
void check_kept(const install::record& before, const install::record& after) {
    BOOST_TEST(after.webhook->id == before.webhook->id);
    BOOST_TEST(after.webhook->secret == before.webhook->secret);
    BOOST_TEST(after.find_action("acme.check")->id == before.find_action("acme.check")->id);
    BOOST_TEST(after.find_action("acme.check")->secret == before.find_action("acme.check")->secret);
}

/// Something happens at that moment; what is done then comes to its end; and once more, which changes nothing.
/// @return at what moment; empty if there is no such one
std::string play(const scenario& what, std::size_t moment, workspace& in) {
    what.prepare(in);
    const auto before = in.record();
    in.when.arm(moment);
    try {
        what.act(in);
    } catch (const std::exception& ended) {
        BOOST_TEST_INFO(ended.what());
        BOOST_TEST(!in.when.moment().empty());
    }
    const std::string name = in.when.moment();
    BOOST_TEST_CONTEXT(what.name << ", something happens " << (name.empty() ? "never" : name)) {
        in.when.arm(0);
        in.when.mend();
        in.clock.advance(31s);
        what.then(in);
        what.check(in);
        if (what.keeps) {
            check_kept(*before, *in.record());
        }
        in.new_calls();
        what.then(in);
        BOOST_TEST((in.new_calls() == 0U || what.name == "being refused"));
        what.check(in);
    }
    return name;
}

/// @return how many moments there were
std::size_t play_all(const scenario& what, fate how, const std::function<void(workspace&)>& equip) {
    for (std::size_t moment = 1;; ++moment) {
        workspace in(how);
        equip(in);
        const std::string name = play(what, moment, in);
        if (name.empty()) {
            return moment - 1;
        }
    }
}

/// Of the shortest one: each thing that is stored or called makes two.
constexpr std::size_t fewest = 4;

}  // namespace

BOOST_AUTO_TEST_SUITE(crashes)

BOOST_AUTO_TEST_CASE(a_crash_at_every_moment) {
    for (const scenario& each : scenarios()) {
        const std::size_t moments = play_all(each, fate::dies, nothing);
        BOOST_TEST_MESSAGE(each.name << ": " << moments << " moments");
        BOOST_TEST(moments > fewest, each.name);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_lost_at_every_call) {
    for (const scenario& each : scenarios()) {
        const std::size_t moments = play_all(each, fate::goes_on, nothing);
        BOOST_TEST_MESSAGE(each.name << ": " << moments << " moments");
        BOOST_TEST(moments > fewest, each.name);
    }
}

BOOST_AUTO_TEST_CASE(a_store_that_fails_for_a_moment_at_every_writing) {
    const auto equip = [](workspace& in) {
        in.restart(std::make_shared<failing_store>(*in.store, in.when, in.clock, 0ms));
    };
    for (const scenario& each : scenarios()) {
        BOOST_TEST(play_all(each, fate::goes_on, equip) > fewest, each.name);
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_stored_at_once_is_stored_a_moment_later) {
    std::size_t failures = 0;
    for (std::size_t moment = 1;; ++moment) {
        workspace in(fate::goes_on);
        in.restart(std::make_shared<failing_store>(*in.store, in.when, in.clock, 5s));
        in.when.arm(moment);
        try {
            install_it(in);
        } catch (const std::exception&) {
            BOOST_TEST(in.when.moment().find("\"installation\"") == std::string::npos, in.when.moment());
        }
        if (in.when.moment().empty()) {
            break;
        }
        if (in.when.moment().find("\"installation\"") != std::string::npos) {
            ++failures;
            is_installed(in);
            BOOST_TEST(in.new_calls("POST") == 3U);
        }
    }
    BOOST_TEST(failures == 8U);
}

BOOST_AUTO_TEST_CASE(a_store_that_fails_for_longer_than_one_waits_at_every_writing) {
    const auto equip = [](workspace& in) {
        in.restart(std::make_shared<failing_store>(*in.store, in.when, in.clock, 20s));
        in.clock_step = 2s;  // many waits, and still far less than the term of a lock
    };
    for (const scenario& each : scenarios()) {
        const std::size_t moments = play_all(each, fate::goes_on, equip);
        BOOST_TEST_MESSAGE(each.name << ": " << moments << " moments");
        BOOST_TEST(moments > fewest, each.name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
