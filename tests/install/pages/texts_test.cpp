// Whatever people, Frame.io and apps call things: on the install pages it is text.

#include <boost/test/unit_test.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include "install/pages/installing.hpp"

using frameio_test::form;
using frameio_test::installed;
using frameio_test::nowhere;
using frameio_test::second_workspace;
using frameio_test::shows;
using frameio_test::visitor;

namespace install = frameio::install;
namespace web = frameio::web;

namespace {

const std::string hostile = "</title></style><script>pwned()</script>\"'><img src=x onerror=pwned()>{{csrf}}{{{csrf}}}";

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

/// What is shown is text, and there is some of it.
void check_harmless(const web::response& shown) {
    BOOST_TEST_INFO(shown.body);
    BOOST_TEST(count(shown.body, "<script") == 0U);
    BOOST_TEST(count(shown.body, "<img") == 0U);
    BOOST_TEST(count(shown.body, "<style>") == 1U);
    BOOST_TEST(count(shown.body, "</title>") == 1U);
    BOOST_TEST(count(shown.body, "&lt;script&gt;pwned()") > 0U);
    BOOST_TEST(count(shown.body, "{{csrf}}") > 0U);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(install_texts, installed)

BOOST_AUTO_TEST_CASE(what_admins_type_is_text) {
    form typed{{"config_host", hostile}, {"config_notes", "</textarea>" + hostile}, {"config_size", "s"}};
    ada.post("/install/configure", ada.at_workspace(typed));
    BOOST_TEST(record()->config.at("host") == hostile);
    check_harmless(ada.get(ada.page()));
    typed["config_size"] = hostile;
    const web::response refused = ada.post("/install/configure", ada.at_workspace(typed));
    BOOST_TEST(refused.status == 400U);
    check_harmless(refused);
}

BOOST_AUTO_TEST_CASE(what_frameio_calls_things_is_text) {
    const install::tenant here = where();
    for (const auto& [id, resource] : on_platform("workspace")) {
        change(R"([{"kind":"workspace","id":")" + id + R"(","account_id":)" +
               boost::json::serialize(resource.at("account_id")) + R"(,"name":)" +
               boost::json::serialize(boost::json::value(hostile)) + "}]");
    }
    boost::json::object account = on_platform("account").at(here.account_id);
    account["display_name"] = hostile;
    boost::json::object user = on_platform("user").at(id_of_user("Ada"));
    user["name"] = "Ada" + hostile;
    change(boost::json::serialize(boost::json::array{account, user}));
    BOOST_TEST(ada.log_in("Ada").status == 303U);
    check_harmless(ada.get("/install"));
    check_harmless(ada.get("/install/account?account=" + here.account_id));
    check_harmless(ada.get(ada.page()));
    check_harmless(ada.get(ada.page("/install/uninstall")));
}

BOOST_AUTO_TEST_CASE(what_the_app_says_of_itself_is_text) {
    frameio::install_options odd = usual_options();
    odd.name = odd.description = hostile;
    odd.fields.push_back(
        frameio::config_field::select("more", hostile, frameio::option(hostile, hostile)).help(hostile).required());
    install::blueprint what = wanted();
    what.webhook_name = what.actions.front().name = what.actions.front().description = hostile;
    what.actions.front().event = what.events.front() = hostile;
    what.url = "https://app.example/" + hostile;
    open(odd, what);
    visitor stranger(*this);
    check_harmless(stranger.get("/install"));
    check_harmless(ada.get("/install"));
    check_harmless(ada.get(ada.page()));
    check_harmless(ada.get(ada.page("/install/workspace", second_workspace)));
    check_harmless(ada.get(ada.page("/install/uninstall")));
    check_harmless(ada.get(ada.page("/install/workspace", nowhere)));
}

BOOST_AUTO_TEST_CASE(what_frameio_says_of_a_failure_is_text_and_not_much_of_it) {
    const std::string token(64, 't');
    const std::string told = hostile + " Bearer " + token + std::string(5'000, '!');
    const std::string body = R"({"errors":[{"detail":)" + boost::json::serialize(boost::json::value(told)) + "}]}";
    world.api().on("GET", "/v4/accounts/*/workspaces/*/webhooks").answer(403, body);
    const web::response unlisted = ada.get(ada.page());
    BOOST_TEST(unlisted.status == 200U);
    check_harmless(unlisted);
    BOOST_TEST(!shows(unlisted, token));
    BOOST_TEST(count(unlisted.body, "!!!!!!!!") < 500U);
    ada.post("/install/apply", ada.at_workspace());
    settle();
    const web::response failed = ada.get(ada.page());
    BOOST_TEST(shows(failed, "The last attempt has failed"));
    check_harmless(failed);
    BOOST_TEST(!shows(failed, token));
    BOOST_TEST(count(failed.body, "!!!!!!!!") < 1'000U);
}

BOOST_AUTO_TEST_SUITE_END()
