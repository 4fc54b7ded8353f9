// The logins that an installed app acts with: they do not end because there was nothing to do.

#include <boost/test/unit_test.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>

#include "auth/installer_tokens.hpp"
#include "common/recording_sink.hpp"
#include "install/login_keeper.hpp"
#include "install/pages/installing.hpp"

using namespace std::chrono_literals;
using frameio::install::login_keeper;

namespace asio = boost::asio;

namespace {

/// As many as a look takes that finds nothing to do.
asio::awaitable<int> turns() {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    int made = 0;
    while (++made < 100) {
        co_await asio::post(executor, asio::use_awaitable);
    }
    co_return made;
}

struct kept_logins : frameio_test::installing {
    std::shared_ptr<frameio_test::recording_sink> log = std::make_shared<frameio_test::recording_sink>();
    std::shared_ptr<login_keeper> keeper;

    kept_logins() {
        install_it();
        keeper = std::make_shared<login_keeper>(installations(), identity->tokens(), clock, frameio::logger(log));
    }
    /// Changes with each renewal.
    std::uint64_t version_of(const std::string& user) {
        const auto found = run(store->read("token", frameio::auth::admin_login(id_of_user(user)).key()));
        BOOST_TEST_REQUIRE(found.has_value());
        return found->version;
    }
    asio::awaitable<int> forget_login() {
        co_await identity->tokens()->forget(frameio::auth::admin_login(id_of_user("Ada")));
        co_return 0;
    }
    void let_pass(std::chrono::hours time) {
        clock.advance(time);
        run(turns());
    }
    void wait_for_renewal_after(std::uint64_t version) {
        run_until([&] { return version_of("Ada") != version; });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(login_keepers, kept_logins)

BOOST_AUTO_TEST_CASE(a_login_that_nobody_has_used_for_days_is_renewed) {
    keeper->start(executor());
    const std::uint64_t first = version_of("Ada");
    let_pass(70h);
    BOOST_TEST(version_of("Ada") == first);
    let_pass(3h);
    wait_for_renewal_after(first);
    const std::uint64_t second = version_of("Ada");
    let_pass(70h);
    BOOST_TEST(version_of("Ada") == second);
    let_pass(3h);
    wait_for_renewal_after(second);
}

BOOST_AUTO_TEST_CASE(nothing_is_renewed_after_the_end) {
    keeper->start(executor());
    const std::uint64_t first = version_of("Ada");
    keeper->stop();
    let_pass(73h);
    BOOST_TEST(version_of("Ada") == first);
}

BOOST_AUTO_TEST_CASE(one_that_is_not_there_is_told_of_as_long_as_it_is_not) {
    run(forget_login());
    keeper->start(executor());
    const auto told = [this] { return log->count("nobody is logged in as whom the app calls Frame.io"); };
    run_until([&] { return told() == 1U; });
    clock.advance(1h);
    run_until([&] { return told() == 2U; });
}

BOOST_AUTO_TEST_CASE(one_that_adobe_has_ended_is_told_of) {
    keeper->start(executor());
    world.api().on("POST", "/ims/token/v3").answer(400, R"({"error":"invalid_grant"})");
    clock.advance(73h);
    run_until([this] { return log->count("was not renewed") == 1U; });
    BOOST_TEST(!has_tokens(id_of_user("Ada")));
}

BOOST_AUTO_TEST_SUITE_END()
