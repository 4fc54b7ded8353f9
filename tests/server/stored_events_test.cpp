// The events of a store, as a program sees them that is not the server.

#include <frameio/stored_events.hpp>

#include <boost/asio/co_spawn.hpp>

#include <stdexcept>
#include <string>

#include "server/stored_server.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using frameio::context;
using frameio::event_query;
using frameio::event_state;
using frameio::webhook_event;

namespace {

struct looked_into : frameio_test::stored_server {
    std::optional<frameio::stored_events> events;
    int failures = 1;

    looked_into() {
        on("file.*", [this](const webhook_event& event, context& ctx) -> asio::awaitable<void> {
            co_await ctx.once("mail", []() -> asio::awaitable<std::string> { co_return "sent"; });
            if (event.resource.id == "bad" && failures-- > 0) {
                throw frameio::park("no luck");
            }
        });
        serve();
        events.emplace("sqlite:" + path(), clock);
    }

    template <class Result>
    Result result_of(asio::awaitable<Result> work) {
        std::optional<Result> got;
        asio::co_spawn(loop, std::move(work), [&](std::exception_ptr failure, Result value) {
            BOOST_TEST_REQUIRE(!failure);
            got.emplace(std::move(value));
        });
        BOOST_TEST_REQUIRE(run_until([&] { return got.has_value(); }));
        return std::move(*got);
    }

    /// The ids of the events in that state.
    std::vector<std::string> in(event_state state) {
        std::vector<std::string> ids;
        for (const frameio::stored_event& each : result_of(events->list(event_query().in(state)))) {
            ids.push_back(each.id);
        }
        return ids;
    }
    std::string the_one(event_state state) {
        BOOST_TEST_REQUIRE(run_until([&] { return in(state).size() == 1; }));
        return in(state).front();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stored_events, looked_into)

BOOST_AUTO_TEST_CASE(are_listed_and_shown) {
    const auto now = clock.now();
    status_of(webhook("file.ready", "good"));
    const std::string id = the_one(event_state::done);
    const auto shown = result_of(events->find(id));
    BOOST_TEST_REQUIRE(shown.has_value());
    BOOST_TEST(shown->type == "file.ready");
    BOOST_TEST(shown->route == "file.*");
    BOOST_TEST(shown->resource_id == "good");
    BOOST_TEST(shown->tenant == "account-1");
    BOOST_TEST((shown->received_at == std::chrono::floor<std::chrono::milliseconds>(now)));
    BOOST_TEST(shown->body == frameio_test::webhook_body("file.ready", "good"));
    BOOST_TEST(shown->past.at(0).ending == "done");
    BOOST_TEST(shown->past.at(0).build != "");
    BOOST_TEST(shown->steps.at(0).what == "once mail");
    BOOST_TEST(shown->steps.at(0).is_known);
    BOOST_TEST(shown->steps.at(0).status == 200U);
    BOOST_TEST(shown->steps.at(0).result == "sent");
    end();
}

BOOST_AUTO_TEST_CASE(are_found_by_what_is_known_of_them) {
    std::size_t count = 0;
    for (const char* id : {"a", "b", "c"}) {
        status_of(webhook("file.ready", id));
        wait_for(++count, frameio::store::event_state::done);
        turn(1min);
    }
    const auto newest = result_of(events->list(event_query().limit(2)));
    BOOST_TEST_REQUIRE(newest.size() == 2U);
    BOOST_TEST(newest[0].resource_id == "c");
    const auto oldest = result_of(events->list(event_query().after(newest[1].id)));
    BOOST_TEST_REQUIRE(oldest.size() == 1U);
    BOOST_TEST(oldest[0].resource_id == "a");
    BOOST_TEST(result_of(events->list(event_query().of_resource("b"))).size() == 1U);
    BOOST_TEST(result_of(events->list(event_query().of_type("file.deleted"))).empty());
    BOOST_TEST(result_of(events->list(event_query().of_tenant("account-1").since(clock.now() - 90s))).size() == 1U);
    BOOST_TEST(result_of(events->list(event_query().before(clock.now() - 150s))).size() == 1U);
    BOOST_TEST(result_of(events->count()).done == 3U);
    end();
}

BOOST_AUTO_TEST_CASE(are_decided_about) {
    status_of(webhook("file.ready", "bad"));
    const std::string id = the_one(event_state::parked);
    BOOST_TEST(result_of(events->find(id))->reason == "no luck");
    BOOST_TEST(result_of(events->redrive(id)));
    const auto is_done = [&] {
        turn(500ms);  // the server looks for what others have done
        return in(event_state::done).size() == 1;
    };
    BOOST_TEST(run_until(is_done));
    BOOST_TEST(result_of(events->park(id, "look again")));
    BOOST_TEST(result_of(events->resolve(id, "all is well")));
    BOOST_TEST(result_of(events->find(id))->reason == "all is well");
    BOOST_TEST(!result_of(events->redrive("0190a6ec-7f00-7000-8000-000000000001")));
    BOOST_TEST(!result_of(events->find("0190a6ec-7f00-7000-8000-000000000001")).has_value());
    end();
}

BOOST_AUTO_TEST_CASE(of_a_store_that_is_not_there_or_ids_that_are_none_are_errors) {
    const auto is = [](frameio::errc code) {
        return [code](const frameio::error& wrong) { return wrong.code() == code; };
    };
    BOOST_CHECK_EXCEPTION(frameio::stored_events("sqlite:" + path() + ".other"), frameio::error,
                          is(frameio::errc::store_failed));
    BOOST_CHECK_EXCEPTION(frameio::stored_events("memory:"), frameio::error, is(frameio::errc::store_failed));
    BOOST_CHECK_EXCEPTION(static_cast<void>(events->resolve("the first one", "")), frameio::error,
                          is(frameio::errc::invalid_argument));
    end();
}

BOOST_AUTO_TEST_SUITE_END()
