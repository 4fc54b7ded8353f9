// The settings of an installation, as the install pages take them.

#include <boost/test/unit_test.hpp>

#include "install/pages/installing.hpp"

using frameio_test::answers;
using frameio_test::header;
using frameio_test::installing;
using frameio_test::shows;

namespace install = frameio::install;
namespace web = frameio::web;

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

BOOST_AUTO_TEST_SUITE_END()
