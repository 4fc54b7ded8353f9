// The install pages at large: who comes and goes, with which methods, and when somebody does not answer.

#include <boost/test/unit_test.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "install/pages/installing.hpp"
#include "store/passed_on.hpp"

using frameio_test::answers;
using frameio_test::header;
using frameio_test::installing;
using frameio_test::shows;
using frameio_test::visitor;

namespace install = frameio::install;
namespace web = frameio::web;

namespace {

class failing_reads final : public frameio_test::passed_on {
public:
    explicit failing_reads(const std::shared_ptr<frameio::store::engine>& inner) : passed_on(*inner), inner_(inner) {}

    boost::asio::awaitable<std::optional<frameio::store::document>> read(std::string collection,
                                                                         std::string key) override {
        if (is_down) {
            throw frameio::store::store_error("disk /dev/secret is full");
        }
        auto found = co_await passed_on::read(std::move(collection), std::move(key));
        co_return found;
    }

    bool is_down = false;

private:
    std::shared_ptr<frameio::store::engine> inner_;
};

frameio::install_options as_itself() {
    frameio::install_options made = frameio_test::site::usual_options();
    made.acts = frameio::acting_as::app;
    return made;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install_visits, installing)

BOOST_AUTO_TEST_CASE(an_admin_of_one_workspace_of_many_gets_there_in_three_clicks) {
    boost::json::array more;
    for (int i = 0; i < 60; ++i) {
        const std::string id = fmt::format("0ac00000-0000-4000-8000-0000000010{:02}", i);
        more.push_back({{"kind", "workspace"}, {"id", id}, {"name", id}, {"account_id", where().account_id}});
    }
    change(boost::json::serialize(more));
    visitor dora(*this);
    dora.log_in("Dora");
    new_calls("GET");
    const std::string of_account = "/install/account?account=" + where().account_id;
    BOOST_TEST(shows(dora.get("/install"), of_account));
    BOOST_TEST(shows(dora.get(of_account), "There are more"));
    BOOST_TEST(dora.get(dora.page("/install/workspace", frameio_test::second_workspace)).status == 200U);
    const std::size_t first = new_calls("GET");
    BOOST_TEST(first > 50U);
    BOOST_TEST(first < 65U);  // of 100 in a minute
    BOOST_TEST(shows(dora.get("/install"), of_account));
    BOOST_TEST(shows(dora.get(of_account), "There are more"));
    BOOST_TEST(new_calls("GET") < 10U);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_told_and_not_tried_again) {
    install_it();
    auto kept = run(store->read("installation", where().key())).value();
    kept.value = "damaged";
    BOOST_TEST_REQUIRE(run(store->write(kept)).has_value());
    for (const web::response& shown : {look(), post("apply"), post("configure", {{"config_host", "b.example"}}),
                                       ada.get(ada.page("/install/uninstall"))}) {
        BOOST_TEST(shown.status == 503U);
        BOOST_TEST(shows(shown, "The app cannot read what it keeps of this workspace"));
        BOOST_TEST(shows(shown, "frameio keys check"));
        BOOST_TEST(!shows(shown, "the-secret-key"));
        BOOST_TEST(header(shown, "Retry-After") == "");
    }
    BOOST_TEST(log->count("error: what is kept for a page cannot be read") == 4U);
    BOOST_TEST(log->count("\"" + where().key() + "\" of \"installation\"") >= 4U);
    BOOST_TEST(ada.get("/install").status == 200U);
    const auto lost = std::make_shared<const frameio::auth::key_ring>(
        frameio::auth::key_ring::parse(frameio::auth::new_key(), "another"));
    frameio::store::document sealed(kept.collection, kept.key, install::to_json(install::record(where())));
    sealed.version = run(store->read(kept.collection, kept.key))->version;
    BOOST_TEST_REQUIRE(run(frameio::auth::vault(store, lost).write(std::move(sealed))).has_value());
    BOOST_TEST(look().status == 503U);
    BOOST_TEST(shows(look(), "its encryption key is missing"));
}

BOOST_AUTO_TEST_CASE(a_double_click_is_one_click) {
    new_effects();
    post("apply", answers);
    settle();
    const std::size_t once = new_effects();
    post("uninstall");
    settle();
    check_empty();
    new_effects();
    look();
    BOOST_TEST(post("apply", answers).status == 303U);
    BOOST_TEST(post("apply", answers).status == 303U);
    settle();
    BOOST_TEST(new_effects() == once);
    check(wanted());
    BOOST_TEST(post("apply", answers).status == 303U);  // of three, one comes late
    settle();
    BOOST_TEST(new_effects() == 0U);
    look();
    BOOST_TEST(post("configure", {{"config_host", "b.example"}}).status == 303U);
    BOOST_TEST(post("configure", {{"config_host", "b.example"}}).status == 303U);
}

BOOST_AUTO_TEST_CASE(the_style_is_a_style_and_nothing_else) {
    const web::response got = ada.get("/install/style.css");
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(header(got, "Content-Type") == "text/css; charset=utf-8");
    BOOST_TEST(header(got, "X-Content-Type-Options") == "nosniff");
    BOOST_TEST(got.body == "h1 { color: red; }");
    stylesheet.clear();
    open(usual_options(), wanted());
    BOOST_TEST(!pages->has("/install/style.css"));
}

BOOST_AUTO_TEST_CASE(other_paths_are_not_its_own) {
    for (const std::string path : {"/install/", "/install/x", "/installs", "/", "/INSTALL", "/install/workspace/"}) {
        BOOST_TEST(!pages->has(path), path);
    }
}

BOOST_AUTO_TEST_CASE(each_page_has_its_methods) {
    const std::vector<std::pair<std::string, std::string>> all{
        {"/install", "GET, HEAD"},           {"/install/login", "GET, HEAD"},     {"/install/account", "GET, HEAD"},
        {"/install/workspace", "GET, HEAD"}, {"/install/style.css", "GET, HEAD"}, {"/install/apply", "POST"},
        {"/install/configure", "POST"},      {"/install/logout", "POST"}};
    for (const auto& [path, allowed] : all) {
        const web::response got = allowed == "POST" ? ada.get(path) : ada.post(path);
        BOOST_TEST(got.status == 405U, path);
        BOOST_TEST(header(got, "Allow") == allowed, path);
    }
    BOOST_TEST(pages->has("/install/uninstall"));
}

BOOST_AUTO_TEST_CASE(a_head_is_answered_as_a_get) {
    web::request asked;
    asked.method = "HEAD";
    asked.path = "/install";
    BOOST_TEST(ada.send(asked).status == 200U);
    asked.path = "/install/apply";
    BOOST_TEST(ada.send(asked).status == 405U);
}

BOOST_AUTO_TEST_CASE(what_a_query_has_beside_is_ignored) {
    BOOST_TEST(look("&config_host=evil&_method=POST&next=https%3A%2F%2Fevil.example").status == 200U);
    BOOST_TEST(!record().has_value());
}

BOOST_AUTO_TEST_CASE(who_acts_as_the_admin_says_so) {
    BOOST_TEST(shows(look(), "Acme Publisher will call Frame.io as you"));
    visitor stranger(*this);
    BOOST_TEST(shows(stranger.get("/install"), "will call Frame.io as you"));
    open(as_itself(), wanted());
    BOOST_TEST(!shows(look(), "as you"));
}

BOOST_AUTO_TEST_CASE(another_admin_may_take_over) {
    post("apply", answers);
    settle();
    BOOST_TEST(!shows(look(), "Let it call as me"));
    give_role(where().account_id, id_of_user("Ben"), "admin");
    visitor ben(*this, "Ben");
    BOOST_TEST(shows(ben.get(ben.page()), "Let it call as me"));
    ben.post("/install/apply", ben.at_workspace());
    settle();
    BOOST_TEST(record()->acting_user == id_of_user("Ben"));
    BOOST_TEST(record()->installed_by == id_of_user("Ada"));
    BOOST_TEST(!shows(ben.get(ben.page()), "Let it call as me"));
    open(as_itself(), wanted());
    BOOST_TEST(!shows(look(), "Let it call as me"));
}

BOOST_AUTO_TEST_CASE(an_outage_of_frameio_is_told_and_changes_nothing) {
    auto& down = world.api().on("GET", "/v4/accounts").answer(500);
    for (const std::string& path : {std::string("/install"), ada.page()}) {
        const web::response shown = ada.get(path);
        BOOST_TEST(shown.status == 502U);
        BOOST_TEST(shows(shown, "Nothing is lost"));
    }
    const web::response taken = post("apply", answers);
    BOOST_TEST(taken.status == 502U);
    BOOST_TEST(!shows(taken, "the-secret-key"));
    settle();
    check_empty();
    down.cut();
    const web::response shown = look();
    BOOST_TEST(shown.status == 503U);
    BOOST_TEST(header(shown, "Retry-After") == "30");
    down.times(0);
    BOOST_TEST(install_it().status == 200U);
    check(wanted());
}

BOOST_AUTO_TEST_CASE(an_outage_of_the_store_is_told) {
    const auto failing = std::make_shared<failing_reads>(store);
    store = failing;
    open(usual_options(), wanted());
    failing->is_down = true;
    const web::response shown = look();
    BOOST_TEST(shown.status == 503U);
    BOOST_TEST(shows(shown, "Nothing is lost"));
    BOOST_TEST(!shows(shown, "/dev/secret"));
    BOOST_TEST(post("apply", answers).status == 503U);
    failing->is_down = false;
    install_it();
    check(wanted());
}

BOOST_AUTO_TEST_CASE(an_app_that_stops_takes_no_orders) {
    desk->stop();
    BOOST_TEST(post("apply", answers).status == 503U);
    BOOST_TEST(post("uninstall").status == 503U);
    open(usual_options(), wanted());
    install_it();
    check(wanted());
}

BOOST_AUTO_TEST_CASE(whose_login_is_over_logs_in_again) {
    forget_tokens(id_of_user("Ada"));
    const web::response shown = look();
    BOOST_TEST(shown.status == 303U);
    BOOST_TEST(header(shown, "Location") == "/install");
    const web::response landing = ada.get("/install");
    BOOST_TEST(landing.status == 200U);
    BOOST_TEST(shows(landing, "Your login is over. Please log in again"));
    BOOST_TEST(ada.log_in("Ada").status == 303U);
    BOOST_TEST(look().status == 200U);
}

BOOST_AUTO_TEST_CASE(whose_token_frameio_refuses_logs_in_again) {
    world.api().on("GET", "/v4/accounts").answer(401);
    BOOST_TEST(look().status == 303U);
    BOOST_TEST(shows(ada.get("/install"), "Your login is over"));
}

BOOST_AUTO_TEST_CASE(whose_login_ends_while_the_page_is_made_logs_in_again) {
    install_it();
    on("GET", "webhooks").answer(401);
    BOOST_TEST(header(look(), "Location") == "/install");
}

// His tokens are there, and cannot be renewed just now: it would not help to log in again.
BOOST_AUTO_TEST_CASE(an_outage_of_adobe_is_no_end_of_the_login) {
    auto& down = world.api().on("POST", "/ims/token/v3").answer(503);
    clock.set_wall(clock.now() + std::chrono::hours(25));
    begin_session(ada, id_of_user("Ada"));
    BOOST_TEST(ada.get("/install").status == 503U);
    down.times(0);
    BOOST_TEST(shows(ada.get("/install"), "/install/account?account="));
}

BOOST_AUTO_TEST_SUITE_END()
