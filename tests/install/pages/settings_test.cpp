// The settings of an installation, as the install pages take them.

#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>

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

/// A store where somebody saves other settings right after somebody has looked.
class quick_others final : public frameio_test::passed_on {
public:
    quick_others(std::shared_ptr<frameio::store::engine> inner, frameio::auth::vault kept, frameio::clock& time)
        : passed_on(*inner), inner_(std::move(inner)), vault_(std::move(kept)), time_(time) {}

    boost::asio::awaitable<std::optional<frameio::store::document>> read(std::string collection,
                                                                         std::string key) override {
        auto found = co_await passed_on::read(collection, key);
        if (collection == install::collection && !wanted.empty()) {
            auto there = co_await vault_.read(collection, key);
            install::record changed = there ? install::record_of(there->value) : made;
            changed.take(std::exchange(wanted, install::config()), time_.now());
            frameio::store::document kept(collection, key, install::to_json(changed));
            kept.version = there ? there->version : 0;
            co_await vault_.write(std::move(kept));
        }
        co_return found;
    }

    install::config wanted;  ///< empty: nobody does
    install::record made;    ///< where nothing is installed

private:
    std::shared_ptr<frameio::store::engine> inner_;
    frameio::auth::vault vault_;
    frameio::clock& time_;
};

/// Two admins who have the same page before them.
struct two_admins : installing {
    two_admins() {
        give_role(where().account_id, id_of_user("Ben"), "admin");
        ben.log_in("Ben");
    }
    web::response post_of_ben(const std::string& what, frameio_test::form values) {
        return ben.post("/install/" + what, ben.at_workspace(std::move(values)));
    }
    void both_look() {
        look();
        ben.get(ben.page());
    }
    std::shared_ptr<quick_others> be_quick() {
        auto quick = std::make_shared<quick_others>(store, vault(), clock);
        store = quick;
        open(usual_options(), wanted());
        return quick;
    }

    visitor ben{*this};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install_settings, installing)

BOOST_AUTO_TEST_CASE(settings_are_saved) {
    install_it();
    const web::response shown =
        after(post("configure", {{"config_host", "b.example"}, {"config_key", ""}, {"config_size", "s"}}));
    BOOST_TEST(shows(shown, "The settings are saved."));
    BOOST_TEST(shows(shown, "value=\"b.example\""));
    BOOST_TEST(
        (settings() ==
         install::config{{"host", "b.example"}, {"key", "the-secret-key"}, {"size", "s"}, {"notes", "one\ntwo"}}));
    after(post("configure", {{"clear_key", "on"}}));
    BOOST_TEST(!settings().contains("key"));
    BOOST_TEST(shows(look(), "It is not set"));
    new_effects();
    after(post("configure", {{"config_key", "another"}}));
    BOOST_TEST(settings().at("key") == "another");
    BOOST_TEST(new_effects() == 0U);
}

BOOST_AUTO_TEST_CASE(settings_that_do_not_fit_are_told_and_kept_in_the_form) {
    install_it();
    const install::config before = settings();
    const web::response shown = post("configure", {{"config_host", ""},
                                                   {"config_key", "typed-secret"},
                                                   {"config_size", "huge"},
                                                   {"config_notes", "<b>typed</b>"}});
    BOOST_TEST(shown.status == 400U);
    BOOST_TEST(shows(shown, "Nothing was saved"));
    BOOST_TEST(shows(shown, "<p class=\"problem\" id=\"problem_config_host\">The app needs this.</p>"));
    BOOST_TEST(shows(shown, "<p class=\"problem\" id=\"problem_config_size\">Please choose one of these.</p>"));
    BOOST_TEST(shows(shown, "&lt;b&gt;typed&lt;/b&gt;</textarea>"));
    BOOST_TEST(!shows(shown, "typed-secret"));
    BOOST_TEST((settings() == before));
}

BOOST_AUTO_TEST_CASE(an_installation_whose_settings_do_not_fit_is_not_begun) {
    const web::response shown = post("apply", {{"config_host", ""}, {"config_notes", "typed"}});
    BOOST_TEST(shown.status == 400U);
    BOOST_TEST(shows(shown, "Nothing was changed"));
    BOOST_TEST(shows(shown, "typed</textarea>"));
    BOOST_TEST(shows(shown, "action=\"/install/apply\""));
    BOOST_TEST(header(shown, "Refresh") == "");
    settle();
    check_empty();
}

BOOST_AUTO_TEST_CASE(an_update_that_needs_a_setting_asks_for_it_first) {
    install_it();
    frameio::install_options more = usual_options();
    more.fields.push_back(frameio::config_field::text("region", "Region").required());
    open(more, wanted("https://new.example/frameio"));
    const web::response refused = post("apply");
    BOOST_TEST(refused.status == 400U);
    BOOST_TEST(shows(refused, "id=\"problem_config_region\""));
    after(post("configure", {{"config_region", "eu"}}));
    after(post("apply"));
    check(wanted("https://new.example/frameio"));
    BOOST_TEST(settings().at("region") == "eu");
}

BOOST_AUTO_TEST_CASE(settings_are_not_saved_while_somebody_works_there) {
    install_it();
    auto& held = on("GET", "webhooks").answer(429);
    BOOST_TEST(post("apply").status == 303U);
    run_until([this] { return world.api().calls().back().status == 429U; });
    const web::response shown = post("configure", {{"config_host", "typed.example"}});
    BOOST_TEST(shown.status == 409U);
    BOOST_TEST(shows(shown, "Nothing was saved: somebody works on the installation right now"));
    BOOST_TEST(shows(shown, "value=\"typed.example\""));
    held.times(0);
    settle();
    BOOST_TEST(settings().at("host") == "a.example");
}

BOOST_AUTO_TEST_CASE(settings_of_nothing_are_not_saved) {
    const web::response taken = post("configure", answers);
    BOOST_TEST(taken.status == 303U);
    BOOST_TEST(shows(after(taken), "The app is not installed"));
    BOOST_TEST(!record().has_value());
}

BOOST_FIXTURE_TEST_CASE(of_two_who_change_the_same_the_second_is_told_of_the_first, two_admins) {
    install_it();
    both_look();
    after(post("configure", {{"config_host", "b.example"}, {"config_key", "new-secret"}, {"config_size", "s"}}));
    const frameio_test::form typed{{"config_host", "a.example"}, {"config_key", ""}, {"config_size", "l"}};
    const web::response shown = post_of_ben("configure", typed);
    BOOST_TEST(shown.status == 409U);
    BOOST_TEST(shows(shown, "Nothing was saved: somebody else has changed the settings"));
    BOOST_TEST(shows(shown, "value=\"a.example\""));
    BOOST_TEST(shows(shown, "It is &quot;b.example&quot; now."));
    BOOST_TEST(!shows(shown, "new-secret"));
    BOOST_TEST(settings().at("host") == "b.example");
    BOOST_TEST(post_of_ben("configure", typed).status == 303U);  // who knows, may
    BOOST_TEST(settings().at("host") == "a.example");
    BOOST_TEST(settings().at("key") == "new-secret");
    BOOST_TEST(post("configure", {{"config_host", "c.example"}}).status == 409U);
}

BOOST_FIXTURE_TEST_CASE(what_somebody_saves_while_a_form_is_taken_is_not_overwritten, two_admins) {
    install_it();
    const auto quick = be_quick();
    both_look();
    quick->wanted = {{"host", "b.example"}, {"key", "new-secret"}};
    const web::response shown = post("configure", {{"config_host", "c.example"}, {"config_key", ""}});
    BOOST_TEST(shown.status == 409U);
    BOOST_TEST(shows(shown, "somebody else has changed the settings"));
    BOOST_TEST(shows(shown, "value=\"c.example\""));
    BOOST_TEST(settings().at("key") == "new-secret");
    BOOST_TEST(settings().at("host") == "b.example");
}

BOOST_FIXTURE_TEST_CASE(of_two_who_install_the_second_is_told_of_the_first, two_admins) {
    both_look();
    after(post("apply", answers));
    new_effects();
    const web::response shown = post_of_ben("apply", {{"config_host", "b.example"}, {"config_key", "of-ben"}});
    BOOST_TEST(shown.status == 409U);
    BOOST_TEST(shows(shown, "somebody else has changed the settings"));
    BOOST_TEST(shows(shown, "action=\"/install/configure\""));
    settle();
    BOOST_TEST(settings().at("key") == "the-secret-key");
    BOOST_TEST(new_effects() == 0U);
}

BOOST_FIXTURE_TEST_CASE(what_somebody_installs_while_a_form_is_taken_is_not_overwritten, two_admins) {
    const auto quick = be_quick();
    both_look();
    quick->made = install::record(where());
    quick->made.state = install::phase::installed;
    quick->wanted = {{"host", "b.example"}, {"key", "new-secret"}};
    const web::response shown = after(post("apply", answers));
    BOOST_TEST(shows(shown, "Somebody else was at work on it just then."));
    BOOST_TEST(settings().at("key") == "new-secret");
}

BOOST_FIXTURE_TEST_CASE(a_form_that_does_not_say_what_it_was_made_from_is_shown_again, two_admins) {
    install_it();
    ada.made_from.clear();
    BOOST_TEST(post("configure", {{"config_host", "b.example"}}).status == 409U);
    BOOST_TEST(settings().at("host") == "a.example");
    BOOST_TEST(post("configure", {{"config_host", "b.example"}}).status == 303U);
    BOOST_TEST(settings().at("host") == "b.example");
}

BOOST_FIXTURE_TEST_CASE(what_is_no_change_of_settings_is_in_nobodys_way, two_admins) {
    install_it();
    both_look();
    open(usual_options(), wanted("https://new.example/frameio"));
    after(post("apply"));
    BOOST_TEST(post_of_ben("configure", {{"config_host", "b.example"}}).status == 303U);
    BOOST_TEST(post("apply").status == 303U);
    settle();
    BOOST_TEST(settings().at("host") == "b.example");
}

BOOST_AUTO_TEST_CASE(a_secret_is_not_shown_by_an_app_that_asks_for_plain_text) {
    install_it();
    frameio::install_options plain = usual_options();
    plain.fields.at(1) = frameio::config_field::text("key", "Key");
    open(plain, wanted());
    BOOST_TEST(!shows(look(), "the-secret-key"));
    BOOST_TEST(shows(look(), "It is set, and not shown"));
    after(post("configure", {{"config_host", "b.example"}, {"config_key", ""}}));
    BOOST_TEST(settings().at("key") == "the-secret-key");
    BOOST_TEST(!shows(look(), "the-secret-key"));
    BOOST_TEST(shows(after(post("configure", {{"config_key", "plain"}})), "value=\"plain\""));
}

BOOST_AUTO_TEST_SUITE_END()
