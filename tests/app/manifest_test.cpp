// What is to be registered with Frame.io for an app.

#include <boost/test/unit_test.hpp>

#include <frameio/app.hpp>

#include <string>

namespace asio = boost::asio;

namespace {

struct described_app {
    frameio::app app;

    void on(frameio::event_pattern pattern) {
        app.on_webhook(std::move(pattern), [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; });
    }
    void act(frameio::action what) {
        app.on_action(std::move(what), [](const frameio::action_event&) -> asio::awaitable<void> { co_return; });
    }
    std::string events() const {
        const std::string all = app.manifest();
        const std::size_t begin = all.find('[') + 1;
        return all.substr(begin, all.find(']') - begin);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(manifest, described_app)

BOOST_AUTO_TEST_CASE(names_each_event_once_and_needs_no_secrets) {
    on("file.ready");
    on("file.ready");
    on("comment.created");
    BOOST_TEST(app.manifest() == R"({"webhook":{"events":["file.ready","comment.created"],)"
                                 R"("handlers":["file.ready","comment.created"]},"actions":[]})");
}

BOOST_AUTO_TEST_CASE(of_a_family_has_the_documented_events) {
    on("share.*");
    BOOST_TEST(events() == R"("share.created","share.updated","share.deleted","share.viewed")");
}

BOOST_AUTO_TEST_CASE(of_a_star_has_all_of_them) {
    on("*");
    BOOST_TEST(events().find(R"("project.created")") == 0U);
    BOOST_TEST(events().find(R"("customfield.deleted")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(has_new_events_as_they_were_written_and_no_legacy_ones) {
    on(frameio::event_pattern::verbatim("file.teleported"));
    on("asset.ready");
    BOOST_TEST(events() == R"("file.teleported")");
}

BOOST_AUTO_TEST_CASE(describes_actions_as_the_api_does) {
    act(frameio::action("acme.publish", "Publish \"it\"", "Sends it").only_for("file", "folder"));
    act(frameio::action("acme.count", "Count", "Counts them").multi_asset().timeout(std::chrono::seconds(10)));
    BOOST_TEST(app.manifest() ==
               R"({"webhook":{"events":[],"handlers":[]},"actions":[)"
               R"({"event":"acme.publish","name":"Publish \"it\"","description":"Sends it","timeout":5,)"
               R"("multi_asset":false,"resource_types":["file","folder"]},)"
               R"({"event":"acme.count","name":"Count","description":"Counts them","timeout":10,)"
               R"("multi_asset":true,"resource_types":[]}]})");
}

BOOST_AUTO_TEST_CASE(says_that_admins_install_the_app) {
    frameio::install_options options;
    options.name = "Acme";
    app.installable(options);
    act(frameio::action("acme.count", "Count", "Counts them"));
    BOOST_TEST(app.manifest().ends_with(R"(],"installable":true})"), app.manifest());
}

BOOST_AUTO_TEST_SUITE_END()
