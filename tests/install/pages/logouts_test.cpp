// Who logs out of the install pages, and what becomes of their tokens.

#include <boost/test/unit_test.hpp>

#include <string>

#include "install/pages/installing.hpp"

using frameio_test::answers;
using frameio_test::header;
using frameio_test::installing;
using frameio_test::shows;
using frameio_test::visitor;

namespace install = frameio::install;
namespace web = frameio::web;

BOOST_FIXTURE_TEST_SUITE(install_logouts, installing)

BOOST_AUTO_TEST_CASE(who_logs_out_is_gone) {
    const auto before = ada.cookies;
    const web::response taken = ada.post("/install/logout");
    BOOST_TEST(taken.status == 303U);
    BOOST_TEST(header(taken, "Location") == "/install");
    BOOST_TEST(ada.cookies.empty());
    ada.cookies = before;
    BOOST_TEST(shows(ada.get("/install"), "Log in with Adobe"));
    BOOST_TEST(!has_tokens(id_of_user("Ada")));
}

BOOST_AUTO_TEST_CASE(as_whom_the_app_acts_stays_so_after_a_logout) {
    install_it();
    ada.post("/install/logout");
    BOOST_TEST(has_tokens(id_of_user("Ada")));
    visitor cleo(*this, "Cleo");
    cleo.post("/install/logout");
    BOOST_TEST(!has_tokens(id_of_user("Cleo")));
}

BOOST_AUTO_TEST_CASE(what_was_begun_is_ended_after_a_logout) {
    BOOST_TEST(post("apply", answers).status == 303U);
    ada.post("/install/logout");
    BOOST_TEST(has_tokens(id_of_user("Ada")));
    settle();
    check(wanted());
    give_role(where().account_id, id_of_user("Ben"), "admin");
    visitor ben(*this, "Ben");
    BOOST_TEST(ben.post("/install/uninstall", ben.at_workspace()).status == 303U);
    ben.post("/install/logout");
    BOOST_TEST(has_tokens(id_of_user("Ben")));
    settle();
    check_empty();
}

BOOST_AUTO_TEST_CASE(what_may_be_needed_yet_is_kept_after_a_logout) {
    install_it();
    install::record now = *record();
    now.acting_user = "another";
    now.state = install::phase::removing;  // by somebody, elsewhere
    keep(now);
    ada.post("/install/logout");
    BOOST_TEST(has_tokens(id_of_user("Ada")));
    now.state = install::phase::installed;
    keep(now);
    const frameio::store::document damaged("installation", std::string("0/") + frameio_test::nowhere, "damaged");
    const auto version = run(store->write(damaged));
    ada.log_in("Ada");
    ada.get("/install");
    ada.post("/install/logout");
    BOOST_TEST(has_tokens(id_of_user("Ada")));
    run(store->erase(damaged.collection, damaged.key, version.value()));
    ada.log_in("Ada");
    ada.get("/install");
    ada.post("/install/logout");
    BOOST_TEST(!has_tokens(id_of_user("Ada")));
}

BOOST_AUTO_TEST_SUITE_END()
