// What is sent for an operation, and what is not.

#include <boost/test/unit_test.hpp>

#include <string>

#include "api/api_caller.hpp"
#include "api/sample_calls.hpp"

using namespace std::chrono_literals;
using frameio::api::client;
using frameio_test::response;

namespace api = frameio::api;

namespace {

struct requesting : frameio_test::api_caller {
    requesting() {
        options.keep_to_rates = false;
    }

    frameio_test::received_request last() const {
        return server.requests().back();
    }
};

/// Whether the target is the path with something in each of its places.
bool matches(std::string_view target, std::string_view path) {
    target = target.substr(0, target.find('?'));
    while (!path.empty()) {
        if (path.front() == '{') {
            path.remove_prefix(path.find('}') + 1);
            const std::size_t size = std::min(target.find('/'), target.size());
            if (size == 0) {
                return false;
            }
            target.remove_prefix(size);
        } else {
            if (target.empty() || target.front() != path.front()) {
                return false;
            }
            target.remove_prefix(1);
            path.remove_prefix(1);
        }
    }
    return target.empty();
}

template <class Call>
bool is_refused(Call call) {
    try {
        call();
    } catch (const frameio::error& refused) {
        return refused.code() == frameio::errc::invalid_argument;
    }
    return false;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(requests, requesting)

BOOST_AUTO_TEST_CASE(every_operation_sends_what_the_specification_says) {
    for (const auto& call : frameio_test::sample_calls()) {
        BOOST_TEST_CONTEXT(std::string(call.id)) {
            finish(call.make(api()));
            BOOST_TEST(last().method == call.method);
            BOOST_TEST(matches(last().target, call.path), last().target << " is not " << call.path);
            BOOST_TEST(last().header("authorization") == std::string("Bearer ") + token);
        }
    }
    BOOST_TEST(server.request_count() == frameio_test::sample_calls().size());
}

BOOST_AUTO_TEST_CASE(a_request_without_a_body_says_who_asks_and_what_for) {
    options.user_agent = "my-app/1.0";
    finish(show());
    const auto sent = last();
    BOOST_TEST(sent.method == "GET");
    BOOST_TEST(sent.target == "/v4/accounts/a/files/f");
    BOOST_TEST(sent.header("authorization") == std::string("Bearer ") + token);
    BOOST_TEST(sent.header("accept") == "application/json");
    BOOST_TEST(sent.header("user-agent").starts_with("my-app/1.0 frameio-cpp/"));
    BOOST_TEST(sent.header("content-type").empty());
    BOOST_TEST(sent.header("traceparent").empty());
    BOOST_TEST(sent.header("x-frameio-legacy-token-auth").empty());
    BOOST_TEST(sent.body.empty());
}

BOOST_AUTO_TEST_CASE(a_request_with_a_body_says_that_it_is_json) {
    finish(comment());
    BOOST_TEST(last().method == "POST");
    BOOST_TEST(last().target == "/v4/accounts/a/files/f/comments");
    BOOST_TEST(last().header("content-type") == "application/json");
    BOOST_TEST(last().header("user-agent").starts_with("frameio-cpp/"));
    BOOST_TEST(last().body == R"({"data":{"text":"Hi"}})");
}

BOOST_AUTO_TEST_CASE(ids_are_percent_encoded) {
    for (const auto& [id, encoded] :
         {std::pair("adobe:urn:x|2", "adobe%3Aurn%3Ax%7C2"), std::pair("a b", "a%20b"), std::pair("a/b", "a%2Fb"),
          std::pair("a\\b", "a%5Cb"), std::pair("../x", "..%2Fx"), std::pair("...", "..."),
          std::pair("a?b=c", "a%3Fb%3Dc"), std::pair("a#b", "a%23b"), std::pair("a%2Fb", "a%252Fb"),
          std::pair("a\r\nb", "a%0D%0Ab"), std::pair("\xc3\xa4", "%C3%A4"), std::pair("A-Z_a.z~9", "A-Z_a.z~9")}) {
        finish(api().files().show("acc", id));
        BOOST_TEST(last().target == std::string("/v4/accounts/acc/files/") + encoded);
    }
    finish(api().files().show("x|y", "f"));
    BOOST_TEST(last().target == "/v4/accounts/x%7Cy/files/f");
}

BOOST_AUTO_TEST_CASE(ids_that_lead_elsewhere_are_refused) {
    for (const char* id : {"", ".", ".."}) {
        BOOST_TEST_CONTEXT(id) {
            BOOST_TEST(is_refused([&] { finish(api().files().show("a", id)); }));
            BOOST_TEST(is_refused([&] { finish(api().files().show(id, "f")); }));
            BOOST_TEST(is_refused([&] { finish(api().comments().remove("a", id)); }));
            BOOST_TEST(is_refused([&] { api().files().list("a", id); }));
        }
    }
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(options_go_into_the_query) {
    api::files::show_options wanted;
    wanted.include("media_links.original", "project", "a&b=c d");
    finish(api().files().show("a", "f", wanted));
    BOOST_TEST(last().target == "/v4/accounts/a/files/f?include=media_links.original,project,a%26b%3Dc%20d");
    api::files::list_options listed;
    listed.page_size(10).include_total_count().sort("name_asc").page_size(20).after("c+u/r=s&o#r");
    auto all = api().files().list("a", "folder", listed);
    finish(all.next_page());
    BOOST_TEST(last().target ==
               "/v4/accounts/a/folders/folder/files?page_size=20&include_total_count=true&sort=name_asc&"
               "after=c%2Bu%2Fr%3Ds%26o%23r");
}

BOOST_AUTO_TEST_CASE(a_call_may_carry_a_trace) {
    const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    finish(api().with(api::call_options().trace(trace)).files().show("a", "f"));
    BOOST_TEST(last().header("traceparent") == trace);
    finish(show());
    BOOST_TEST(last().header("traceparent").empty());
}

BOOST_AUTO_TEST_CASE(a_trace_that_could_not_be_sent_is_refused) {
    const client traced = api().with(api::call_options().trace("00-x\r\nAuthorization: Bearer other"));
    BOOST_TEST(is_refused([&] { finish(traced.files().show("a", "f")); }));
    BOOST_TEST(server.request_count() == 0U);
}

BOOST_AUTO_TEST_CASE(a_legacy_token_has_a_header_of_its_own) {
    options.who = api::credentials::legacy_token("fio-u-secret");
    finish(show());
    BOOST_TEST(last().header("authorization") == "Bearer fio-u-secret");
    BOOST_TEST(last().header("x-frameio-legacy-token-auth") == "true");
}

BOOST_AUTO_TEST_CASE(a_call_may_outlive_the_client) {
    server.stall();
    const auto running = start(show());
    run_until([&] { return server.stalled() == 1; });
    made.reset();
    server.answer(response(200).json(R"({"data":{"id":"f"}})"));
    running->cancel();
    BOOST_TEST(was_cancelled(running));
}

BOOST_AUTO_TEST_CASE(a_request_of_ones_own_is_sent_as_it_is) {
    server.answer(response(201)
                      .header("x-ratelimit-limit", "10")
                      .header("x-ratelimit-remaining", "9")
                      .header("x-ratelimit-window", "60000")
                      .json(R"({"x":1})"));
    const auto got = finish(api().send(api::request("POST", "/v4/new?x=1").body(R"({"y":2})").experimental()));
    BOOST_TEST(got.status == 201U);
    BOOST_TEST(got.body == R"({"x":1})");
    BOOST_TEST_REQUIRE(got.limit.has_value());
    BOOST_TEST(got.limit->limit == 10);
    BOOST_TEST(got.limit->remaining == 9);
    BOOST_TEST((got.limit->window == 60s));
    BOOST_TEST(last().method == "POST");
    BOOST_TEST(last().target == "/v4/new?x=1");
    BOOST_TEST(last().body == R"({"y":2})");
    BOOST_TEST(last().header("api-version") == "experimental");
    BOOST_TEST(last().header("authorization") == std::string("Bearer ") + token);
}

BOOST_AUTO_TEST_CASE(a_request_of_ones_own_may_go_by_an_absolute_link) {
    const auto got = finish(api().send(api::request("GET", server.url("/v4/me?a=b"))));
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(last().target == "/v4/me?a=b");
}

BOOST_AUTO_TEST_CASE(the_token_goes_to_no_other_server) {
    frameio_test::scripted_server other;
    for (const std::string& target : {other.url("/v4/me"), "//127.0.0.1:" + std::to_string(other.port()) + "/v4/me",
                                      std::string("https://api.example.com/"), server.url("/x", "localhost")}) {
        BOOST_TEST_CONTEXT(target) {
            BOOST_TEST(is_refused([&] { finish(api().send(api::request("GET", target))); }));
        }
    }
    BOOST_TEST(other.connections() == 0U);
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_request_that_could_not_be_sent_is_refused) {
    for (const auto& [method, target] :
         {std::pair("GET", "/a b"), std::pair("GET", "/a\r\nX: y"), std::pair("G T", "/a"), std::pair("", "/a"),
          std::pair("GET", "http://"), std::pair("GET", "/a#b")}) {
        BOOST_TEST_CONTEXT(method << ' ' << target) {
            BOOST_TEST(is_refused([&, how = method, where = target] { finish(api().send(api::request(how, where))); }));
        }
    }
    BOOST_TEST(is_refused([&] { finish(api().send(api::request("GET", "/a").header("X", "a\nb"))); }));
    BOOST_TEST(is_refused([&] { finish(api().send(api::request("GET", "/a").header("Host", "b"))); }));
    BOOST_TEST(server.request_count() == 0U);
}

BOOST_AUTO_TEST_CASE(headers_of_ones_own_take_the_place_of_the_librarys) {
    finish(api().send(api::request("PATCH", "/v4/x")
                          .body("{}")
                          .header("content-type", "application/merge-patch+json")
                          .header("Accept", "text/plain")));
    std::size_t types = 0;
    std::size_t accepts = 0;
    for (const auto& [name, value] : last().headers) {
        types += name == "Content-Type" || name == "content-type" ? 1U : 0U;
        accepts += name == "Accept" ? 1U : 0U;
    }
    BOOST_TEST(types == 1U);
    BOOST_TEST(accepts == 1U);
    BOOST_TEST(last().header("content-type") == "application/merge-patch+json");
    BOOST_TEST(last().header("accept") == "text/plain");
}

BOOST_AUTO_TEST_CASE(a_request_of_ones_own_is_repeated_as_its_method_allows) {
    answer(1, response(502));
    BOOST_TEST(finish(api().send(api::request("PUT", "/v4/x").body("{}"))).status == 200U);
    BOOST_TEST(server.request_count() == 2U);
    answer(1, response(502));
    BOOST_TEST(failure(api().send(api::request("POST", "/v4/x").body("{}"))).code() == api::errc::server_error);
    BOOST_TEST(server.request_count() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
