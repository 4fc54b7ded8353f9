// Lists that come page by page.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "api/api_caller.hpp"

using namespace std::chrono_literals;
using api_errc = frameio::api::errc;
using frameio::api::api_error;
using frameio_test::reply;
using frameio_test::response;

namespace api = frameio::api;

namespace {

using comments = api::pages<api::comment>;

struct paging : frameio_test::api_caller {
    comments list(const api::comments::index_options& wanted = api::comments::index_options()) {
        return api().comments().index("a", "f", wanted);
    }

    /// A page whose items have these letters as ids.
    static std::string page(const std::string& ids, const std::string& more = "") {
        std::string items;
        for (const char each : ids) {
            items += (items.empty() ? "" : ",") + (R"({"id":")" + std::string(1, each)) + "\"}";
        }
        return R"({"data":[)" + items + "]" + more + "}";
    }
    static std::string next(const std::string& link) {
        return R"(,"links":{"next":")" + link + "\"}";
    }
    void serve(const std::string& ids, const std::string& more = "") {
        server.answer(response(200).json(page(ids, more)));
    }

    /// The ids of all items from here on.
    std::string rest(comments& all) {
        std::string ids;
        for (;;) {
            const auto one = finish(all.next());
            if (!one) {
                return ids;
            }
            ids += one->id;
        }
    }
    static std::string ids_of(const std::optional<api::page<api::comment>>& some) {
        std::string ids = some ? "" : "none";
        if (some) {
            for (const api::comment& each : some->items) {
                ids += each.id;
            }
        }
        return ids;
    }
    std::string target(std::size_t number) const {
        return server.requests().at(number).target;
    }
};

const std::string path = "/v4/accounts/a/files/f/comments";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pages, paging)

BOOST_AUTO_TEST_CASE(items_come_one_by_one) {
    serve("abc", next(path + "?after=1"));
    serve("de", next(path + "?after=2"));
    serve("f");
    comments all = list();
    BOOST_TEST(server.connections() == 0U);  // nothing is asked for before
    BOOST_TEST(rest(all) == "abcdef");
    BOOST_TEST(server.request_count() == 3U);
    BOOST_TEST(target(0) == path);
    BOOST_TEST(target(1) == path + "?after=1");
    BOOST_TEST(target(2) == path + "?after=2");
    BOOST_TEST(!finish(all.next()));
    BOOST_TEST(!finish(all.next_page()));
    BOOST_TEST(server.request_count() == 3U);
}

BOOST_AUTO_TEST_CASE(pages_come_as_they_are) {
    serve("abc", next(path + "?after=1") + R"(,"total_count":5)");
    serve("de");
    comments all = list();
    const auto first = finish(all.next_page());
    BOOST_TEST(ids_of(first) == "abc");
    BOOST_TEST(first->next.value() == path + "?after=1");
    BOOST_TEST(first->total_count.value() == 5);
    const auto second = finish(all.next_page());
    BOOST_TEST(ids_of(second) == "de");
    BOOST_TEST(!second->next);
    BOOST_TEST(!finish(all.next_page()));
}

BOOST_AUTO_TEST_CASE(items_and_pages_may_be_mixed) {
    serve("abc", next(path + "?after=1"));
    serve("de", next(path + "?after=2"));
    serve("fg");
    comments all = list();
    BOOST_TEST(finish(all.next())->id == "a");
    const auto left = finish(all.next_page());
    BOOST_TEST(ids_of(left) == "bc");
    BOOST_TEST(left->next.value() == path + "?after=1");
    BOOST_TEST(server.request_count() == 1U);
    BOOST_TEST(ids_of(finish(all.next_page())) == "de");
    BOOST_TEST(finish(all.next())->id == "f");
    BOOST_TEST(finish(all.next())->id == "g");
    BOOST_TEST(!finish(all.next_page()));
}

BOOST_AUTO_TEST_CASE(what_the_caller_asked_for_counts_for_every_page) {
    serve("a", next(path + "?after=1"));
    serve("b", next(path + "?after=2&page_size=10"));
    serve("c", next("?after=3&include=owner%2Creplies"));
    serve("d");
    comments all =
        list(api::comments::index_options().include("owner", "replies").page_size(10).timestamp_as_timecode());
    BOOST_TEST(rest(all) == "abcd");
    const std::string asked = "include=owner,replies&page_size=10&timestamp_as_timecode=true";
    BOOST_TEST(target(0) == path + "?" + asked);
    BOOST_TEST(target(1) == path + "?after=1&" + asked);
    BOOST_TEST(target(2) == path + "?after=2&page_size=10&include=owner,replies&timestamp_as_timecode=true");
    BOOST_TEST(target(3).starts_with("/?after=3&include=owner%2Creplies&page_size=10"));
}

BOOST_AUTO_TEST_CASE(the_number_of_items_is_told_once_a_page_has_come) {
    serve("a", next(path + "?after=1") + R"(,"total_count":2)");
    serve("b", R"(,"total_count":null)");
    comments all = list();
    BOOST_TEST(!all.total_count());
    finish(all.next());
    BOOST_TEST(all.total_count().value() == 2);
    finish(all.next());
    BOOST_TEST(!all.total_count());
}

BOOST_AUTO_TEST_CASE(a_last_page_is_told_in_many_ways) {
    for (const char* more :
         {"", R"(,"links":null)", R"(,"links":{})", R"(,"links":{"next":null})", R"(,"links":{"next":""})",
          R"(,"links":[])", R"(,"links":{"next":7})", R"(,"links":"x")"}) {
        BOOST_TEST_CONTEXT(more) {
            serve("a", more);
            comments all = list();
            BOOST_TEST(rest(all) == "a");
        }
    }
}

BOOST_AUTO_TEST_CASE(pages_may_be_empty) {
    serve("", next(path + "?after=1"));
    serve("a", next(path + "?after=2"));
    serve("", next(path + "?after=3"));
    serve("", next(path + "?after=4"));
    serve("b", next(path + "?after=5"));
    serve("");
    comments all = list();
    BOOST_TEST(rest(all) == "ab");
    serve("");
    comments none = list();
    BOOST_TEST(rest(none).empty());
    serve("");
    comments empty = list();
    BOOST_TEST(ids_of(finish(empty.next_page())).empty());
    BOOST_TEST(!finish(empty.next_page()));
}

BOOST_AUTO_TEST_CASE(a_circle_is_noticed_after_the_items_of_its_last_page) {
    serve("ab", next(path + "?after=1"));
    serve("cd", next(path + "?after=2"));
    serve("ef", next(path + "?after=1"));
    comments all = list();
    std::string ids;
    for (int i = 0; i < 6; ++i) {
        ids += finish(all.next())->id;
    }
    BOOST_TEST(ids == "abcdef");
    for (int i = 0; i < 2; ++i) {
        const api_error failed = failure(all.next());
        BOOST_TEST(failed.code() == api_errc::page_loop);
        BOOST_TEST(failed.operation() == "comments.index");
    }
    BOOST_TEST(failure(all.next_page()).code() == api_errc::page_loop);
    BOOST_TEST(server.request_count() == 3U);
}

BOOST_AUTO_TEST_CASE(a_page_that_leads_to_itself_is_delivered_once) {
    serve("ab", next(path + "?page_size=2"));
    comments all = list(api::comments::index_options().page_size(2));
    BOOST_TEST(ids_of(finish(all.next_page())) == "ab");
    BOOST_TEST(failure(all.next_page()).code() == api_errc::page_loop);
    BOOST_TEST(server.request_count() == 1U);
}

BOOST_AUTO_TEST_CASE(a_link_may_be_absolute) {
    serve("a", next(server.url(path + "?after=1")));
    serve("b");
    comments all = list();
    BOOST_TEST(rest(all) == "ab");
}

BOOST_AUTO_TEST_CASE(a_link_to_another_server_gets_no_token) {
    frameio_test::scripted_server other;
    for (const std::string& link : {other.url(path), "//127.0.0.1:" + std::to_string(other.port()) + "/",
                                    server.url(path, "localhost"), std::string("https://api.example.com/")}) {
        BOOST_TEST_CONTEXT(link) {
            serve("ab", next(link));
            comments all = list();
            BOOST_TEST(finish(all.next())->id == "a");
            BOOST_TEST(finish(all.next())->id == "b");
            const api_error failed = failure(all.next());
            BOOST_TEST(failed.code() == api_errc::unexpected_answer);
            BOOST_TEST(!failed.in_doubt());
        }
    }
    BOOST_TEST(other.connections() == 0U);
    BOOST_TEST(server.request_count() == 4U);
}

BOOST_AUTO_TEST_CASE(a_link_that_is_none_fails_after_the_items_of_its_page) {
    for (const char* link : {"http://", "https://[", "/a b", "mailto:x", "http://u:p@127.0.0.1/", "/x#y"}) {
        BOOST_TEST_CONTEXT(link) {
            serve("ab", next(link));
            comments all = list();
            BOOST_TEST(ids_of(finish(all.next_page())) == "ab");
            for (int i = 0; i < 2; ++i) {
                BOOST_TEST(failure(all.next()).code() == api_errc::unexpected_answer);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_search_repeats_its_question) {
    server.answer(response(200).json(R"({"data":[],"links":{"next":"/v4/accounts/a/search?after=1"}})"));
    server.answer(response(200).json(R"({"data":[]})"));
    auto found = api().search().search("a", api::search_query(api::search_query_engine::lexical, "cats"),
                                       api::search::search_options().page_size(7));
    BOOST_TEST(!finish(found.next()));
    const auto sent = server.requests();
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    for (const auto& each : sent) {
        BOOST_TEST(each.method == "POST");
        BOOST_TEST(each.body == R"({"engine":"lexical","query":"cats"})");
        BOOST_TEST(each.header("content-type") == "application/json");
    }
    BOOST_TEST(sent[1].target == "/v4/accounts/a/search?after=1&page_size=7");
}

BOOST_AUTO_TEST_CASE(a_search_may_be_asked_again) {
    answer(1, response(502));
    server.answer(response(200).json(R"({"data":[]})"));
    auto found = api().search().search("a", api::search_query(api::search_query_engine::lexical, "cats"));
    BOOST_TEST(!finish(found.next()));
    options.retry.attempts = 1;
    made.reset();
    answer(1, response(502));
    auto lost = api().search().search("a", api::search_query(api::search_query_engine::lexical, "cats"));
    BOOST_TEST(!failure(lost.next()).in_doubt());
}

BOOST_AUTO_TEST_CASE(after_an_error_it_goes_on_where_it_was) {
    options.retry.attempts = 1;
    serve("ab", next(path + "?after=1"));
    answer(1, response(500));
    answer(1, response(200).json("not JSON"));
    answer(1, reply().reset());
    serve("cd");
    comments all = list();
    BOOST_TEST(finish(all.next())->id == "a");
    BOOST_TEST(finish(all.next())->id == "b");
    BOOST_TEST(failure(all.next()).code() == api_errc::server_error);
    BOOST_TEST(failure(all.next_page()).code() == api_errc::unexpected_answer);
    // A GET on a kept connection: the transport asks again by itself.
    BOOST_TEST(rest(all) == "cd");
    BOOST_TEST(target(server.request_count() - 1) == path + "?after=1");
}

BOOST_AUTO_TEST_CASE(after_a_cancellation_it_goes_on_where_it_was) {
    serve("ab", next(path + "?after=1"));
    comments all = list();
    finish(all.next_page());
    server.stall();
    const auto running = start(all.next());
    run_until([&] { return server.stalled() == 1; });
    running->cancel();
    BOOST_TEST(was_cancelled(running));
    serve("cd");
    BOOST_TEST(rest(all) == "cd");
}

BOOST_AUTO_TEST_CASE(a_page_that_is_not_as_documented_is_read_as_far_as_it_goes) {
    server.answer(response(200).json(R"({"data":[{"id":"a"},7,null,{"id":"b"}],"links":{}})"));
    comments all = list();
    BOOST_TEST(rest(all) == "ab");
    BOOST_TEST(log->count("at=/data/1") == 1U);
    for (const char* body : {"{}", "[]", "null", R"({"data":null})", R"({"data":{}})", R"({"data":"x"})"}) {
        BOOST_TEST_CONTEXT(body) {
            server.answer(response(200).json(body));
            comments none = list();
            BOOST_TEST(rest(none).empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_list_may_outlive_its_client) {
    serve("a", next(path + "?after=1"));
    serve("b");
    comments all = list();
    BOOST_TEST(finish(all.next())->id == "a");
    made.reset();
    BOOST_TEST(finish(all.next())->id == "b");
}

BOOST_AUTO_TEST_SUITE_END()
