#include "install/workspace.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include <algorithm>
#include <chrono>
#include <set>

#include "testing/mortal_engine.hpp"

namespace frameio_test {

namespace asio = boost::asio;
namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

constexpr auto manifest = R"({
    "webhook": {"events": ["file.ready", "comment.created"], "handlers": ["file.ready", "comment.created"]},
    "actions": [{"event": "acme.publish", "name": "Publish", "description": "Sends it", "timeout": 7,
                 "multi_asset": false, "resource_types": ["file"]},
                {"event": "acme.check", "name": "Check", "description": "Looks at it"}]})";

frameio::api::client client_for(workspace& of) {
    frameio::api::client_options options;
    options.url = of.world.url();
    options.who = frameio::api::credentials::token(of.world.token());
    options.use_proxies = false;
    options.keep_to_rates = false;
    options.time = &of.clock;
    options.random = [] { return 0.0; };
    return frameio::api::client(std::move(options));
}

std::string text(const json::object& from, std::string_view name) {
    return std::string(from.at(name).as_string());
}

}  // namespace

workspace::process::process(workspace& of, std::shared_ptr<frameio::store::engine> with)
    : store(std::move(with)), client(client_for(of)), saga(store, of.keys_, of.clock) {}

workspace::workspace(fate when_burnt, std::optional<double> rates)
    : store(std::make_shared<frameio::store::memory_engine>(clock)),
      world(clock, when, true, rates),
      fate_(when_burnt),
      keys_(std::make_shared<frameio::auth::key_ring>(
          frameio::auth::key_ring::parse(frameio::auth::new_key(), "the test"))),
      here_(world.platform()->account_id(), world.platform()->workspace_id()) {
    for (const char* const kind : {"webhook", "action"}) {
        BOOST_TEST_REQUIRE(on_platform(kind).empty());
    }
    restart();
}

install::blueprint workspace::wanted(const std::string& url) const {
    return install::blueprint_of(manifest, url, "Acme");
}

void workspace::restart(std::shared_ptr<frameio::store::engine> with) {
    process_.reset();
    when.mend();
    if (!with && fate_ == fate::dies) {
        with = std::make_shared<frameio::testing::mortal_engine>(store, when);
    }
    process_.emplace(*this, with ? with : store);
}

install::difference workspace::difference_to(const install::blueprint& wanted) {
    const install::record known = record().value_or(install::record(here_));
    const auto there = run(install::list_registrations(client(), here_));
    return {install::survey(known, wanted, there), wanted};
}

void workspace::change_by_hand(const std::string& kind, const std::string& id, const std::string& body) {
    frameio::api::request wanted("PATCH", "/v4/accounts/" + here_.account_id + '/' + kind + '/' + id);
    wanted.body(R"({"data":)" + body + '}');
    run(world.client().send(std::move(wanted)));
}

void workspace::remove_by_hand(const std::string& kind, const std::string& id) {
    frameio::api::request wanted("DELETE", "/v4/accounts/" + here_.account_id + '/' + kind + '/' + id);
    run(world.client().send(std::move(wanted)));
}

void workspace::remove_workspace() {
    frameio::api::request gone("DELETE", "/v4/accounts/" + here_.account_id + "/workspaces/" + here_.workspace_id);
    run(world.client().send(std::move(gone)));
}

void workspace::hide(std::string_view role) {
    const std::string path = "/v4/accounts/*/workspaces/" + here_.workspace_id;
    for (const std::string& hidden : {path, path + "/webhooks", path + "/actions"}) {
        world.api().on("GET", hidden).answer(404, R"({"errors":[]})");
    }
    for (const auto& [id, each] : on_platform("role")) {
        if (each.at("scope_id").as_string() == here_.account_id) {
            json::object changed = each;
            changed["role"] = role;
            world.platform()->add(json::serialize(json::array{std::move(changed)}));
        }
    }
}

std::string workspace::create_by_hand(const std::string& kind, const std::string& body) {
    frameio::api::request wanted("POST",
                                 "/v4/accounts/" + here_.account_id + "/workspaces/" + here_.workspace_id + '/' + kind);
    wanted.body(R"({"data":)" + body + '}');
    const auto made = run(world.client().send(std::move(wanted)));
    return text(json::parse(made.body).at("data").as_object(), "id");
}

std::map<std::string, json::object> workspace::on_platform(std::string_view kind) {
    std::map<std::string, json::object> made;
    const auto all = json::parse(world.platform()->snapshot());
    for (const json::value& each : all.at("resources").as_array()) {
        if (text(each.as_object(), "kind") == kind) {
            made.emplace(text(each.as_object(), "id"), each.as_object());
        }
    }
    return made;
}

std::size_t workspace::new_calls(const std::string& method) {
    const auto& calls = world.api().calls();
    const auto count = std::count_if(calls.begin() + static_cast<std::ptrdiff_t>(seen_calls_), calls.end(),
                                     [&method](const frameio::testing::api_call& each) {
                                         return method.empty() ? each.method != "GET" : each.method == method;
                                     });
    seen_calls_ = calls.size();
    return static_cast<std::size_t>(count);
}

void workspace::check(const install::blueprint& wanted) {
    const auto known = record();
    BOOST_TEST_REQUIRE(known.has_value());
    BOOST_TEST((known->state == install::phase::installed));
    BOOST_TEST(known->installed.has_value());
    BOOST_TEST(known->failure == "");
    BOOST_TEST(!known->under_way.has_value());
    BOOST_TEST(known->url == wanted.url);
    check_webhook(*known, wanted);
    check_actions(*known, wanted);
    BOOST_TEST(install::difference(install::survey(*known), wanted).empty());
    BOOST_TEST(difference_to(wanted).empty());
}

void workspace::check_webhook(const install::record& known, const install::blueprint& wanted) {
    const auto there = on_platform("webhook");
    BOOST_TEST_REQUIRE(there.size() == (wanted.wants_webhook() ? 1U : 0U));
    BOOST_TEST_REQUIRE(known.webhook.has_value() == wanted.wants_webhook());
    if (!wanted.wants_webhook()) {
        return;
    }
    const json::object& real = there.begin()->second;
    BOOST_TEST(known.webhook->id == text(real, "id"));
    BOOST_TEST(known.webhook->secret == text(real, "secret"));
    BOOST_TEST(text(real, "name") == wanted.webhook_name);
    BOOST_TEST(text(real, "url") == wanted.url);
    BOOST_TEST(real.at("active").as_bool());
    const auto events = json::value_to<std::set<std::string>>(real.at("events"));
    BOOST_TEST(events == std::set<std::string>(wanted.events.begin(), wanted.events.end()),
               boost::test_tools::per_element());
}

void workspace::check_actions(const install::record& known, const install::blueprint& wanted) {
    const auto there = on_platform("action");
    BOOST_TEST_REQUIRE(there.size() == wanted.actions.size());
    BOOST_TEST_REQUIRE(known.actions.size() == wanted.actions.size());
    for (const install::wanted_action& each : wanted.actions) {
        const install::installed_action* const ours = known.find_action(each.event);
        BOOST_TEST_REQUIRE(ours != nullptr);
        BOOST_TEST_REQUIRE(there.contains(ours->id));
        const json::object& real = there.at(ours->id);
        BOOST_TEST(ours->secret == text(real, "secret"));
        BOOST_TEST(text(real, "event") == each.event);
        BOOST_TEST(text(real, "name") == each.name);
        BOOST_TEST(text(real, "description") == each.description);
        BOOST_TEST(text(real, "url") == wanted.url);
        BOOST_TEST(real.at("timeout").as_int64() == each.timeout);
        BOOST_TEST(real.at("multi_asset").as_bool() == each.multi_asset);
        BOOST_TEST(real.at("active").as_bool());
    }
}

void workspace::check_empty() {
    BOOST_TEST(!record().has_value());
    BOOST_TEST(on_platform("webhook").empty());
    BOOST_TEST(on_platform("action").empty());
}

// One thing after the other: when the fuse has burnt, nothing more of the process may happen.
bool workspace::run_some() {
    bool any = false;
    for (auto* const loop : {&process_->loop, &world.loop()}) {
        loop->restart();
        while (loop->poll_one() != 0) {
            any = true;
            if (!when.is_burnt()) {
                continue;
            }
            if (fate_ == fate::dies) {
                restart();
                throw crash(when.moment());
            }
            when.mend();
        }
    }
    return any;
}

bool workspace::wait_for_news() {
    for (int look = 0; look < 3; ++look) {
        world.loop().restart();
        if (world.loop().run_one_for(1ms) != 0 || run_some()) {
            return true;
        }
    }
    return false;
}

void workspace::run_out() {
    constexpr int enough = 3;
    for (int quiet = 0; quiet < enough;) {
        const bool any = run_some() || wait_for_news();
        quiet = any ? 0 : quiet + 1;
    }
}

void workspace::run_until(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!holds()) {
        BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < end), "waited in vain");
        if (!run_some() && !wait_for_news() && !holds()) {
            clock.advance(clock_step);
        }
    }
}

}  // namespace frameio_test
