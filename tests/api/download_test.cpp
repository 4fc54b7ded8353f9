#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "api/api_caller.hpp"
#include "common/temporary_directory.hpp"

namespace api = frameio::api;
namespace asio = boost::asio;
using frameio_test::reply;
using frameio_test::response;
using frameio_test::scripted_server;
using namespace std::chrono_literals;

namespace {

struct downloading : frameio_test::api_caller {
    frameio_test::temporary_directory place;
    std::string path = (place.path() / "a.mov").string();

    asio::awaitable<std::uint64_t> download(const std::string& target = "/media") {
        return api().download(server.url(target), path);
    }

    static std::string content_of(const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(place.path()), std::filesystem::directory_iterator()));
    }

    /// The first octets of ten, and then the end of the connection.
    static reply cut_off(const std::string& tag = "\"v1\"") {
        return reply().send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: " + tag + "\r\n\r\n0123").close();
    }
    static response rest(const std::string& range, const std::string& octets) {
        return response(206).header("Content-Range", range).header("ETag", "\"v1\"").body(octets);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(downloads, downloading)

BOOST_AUTO_TEST_CASE(a_medium_gets_its_name_when_it_is_all_there) {
    server.answer(response(200).body("0123456789"));
    BOOST_TEST(std::get<0>(std::tuple(finish(download()))) == 10U);
    BOOST_TEST(content_of(path) == "0123456789");
    BOOST_TEST(files() == 1U);
    BOOST_TEST(server.wait_for_requests(1).front().header("authorization").empty());
}

BOOST_AUTO_TEST_CASE(a_connection_that_ends_is_followed_by_another_for_the_rest) {
    server.answer(cut_off());
    server.answer(rest("bytes 4-9/10", "456789"));
    finish(download());
    BOOST_TEST(content_of(path) == "0123456789");
    const auto asked = server.wait_for_requests(2).back();
    BOOST_TEST(asked.header("range") == "bytes=4-");
    BOOST_TEST(asked.header("if-range") == "\"v1\"");
}

BOOST_AUTO_TEST_CASE(another_process_takes_it_up) {
    options.retry.attempts = 1;
    server.answer(cut_off());
    failure(download());
    BOOST_TEST(content_of(path + ".part") == "0123");
    BOOST_TEST(!std::filesystem::exists(path));
    server.answer(rest("bytes 4-9/10", "456789"));
    finish(download());
    BOOST_TEST(content_of(path) == "0123456789");
    BOOST_TEST(files() == 1U);
}

BOOST_AUTO_TEST_CASE(what_has_changed_meanwhile_is_fetched_from_its_begin) {
    server.answer(cut_off());
    server.answer(response(200).header("ETag", "\"v2\"").body("abcdefghij"));
    finish(download());
    BOOST_TEST(content_of(path) == "abcdefghij");
}

BOOST_AUTO_TEST_CASE(what_nobody_can_tell_apart_is_fetched_from_its_begin) {
    for (const char* tag : {"W/\"v1\"", ""}) {
        server.answer(cut_off(tag));
        server.answer(response(200).body("0123456789"));
        finish(download());
        BOOST_TEST(content_of(path) == "0123456789");
        BOOST_TEST(server.wait_for_requests(2).back().header("range").empty());
        std::filesystem::remove(path);
    }
}

BOOST_AUTO_TEST_CASE(a_piece_that_does_not_fit_is_not_used) {
    for (const char* range : {"bytes 3-9/10", "bytes 4-9/11", "bytes */10", "octets 4-9/10", "bytes 4"}) {
        BOOST_TEST_CONTEXT(range) {
            server.answer(cut_off());
            server.answer(rest(range, "456789"));
            server.answer(response(200).body("abcdefghij"));
            finish(download());
            BOOST_TEST(content_of(path) == "abcdefghij");
            std::filesystem::remove(path);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_longer_here_than_there_is_fetched_anew) {
    server.answer(cut_off());
    server.answer(response(416).header("Content-Range", "bytes */3"));
    server.answer(response(200).body("abc"));
    finish(download());
    BOOST_TEST(content_of(path) == "abc");
}

BOOST_AUTO_TEST_CASE(a_link_that_has_expired_is_forbidden) {
    server.answer(response(403).body("<Error>expired</Error>"));
    const auto refused = failure(download());
    BOOST_TEST(refused.is_forbidden());
    BOOST_TEST(refused.body() == "<Error>expired</Error>");
    BOOST_TEST(server.request_count() == 1U);
    BOOST_TEST(!std::filesystem::exists(path));
}

BOOST_AUTO_TEST_CASE(redirects_are_followed_but_not_for_ever) {
    server.answer(response(302).header("Location", "/elsewhere"));
    server.answer(response(200).body("abc"));
    finish(download());
    BOOST_TEST(server.wait_for_requests(2).back().target == "/elsewhere");
    for (int i = 0; i < 6; ++i) {
        server.answer(response(302).header("Location", "/elsewhere"));
    }
    BOOST_TEST(failure(download()).code() == api::errc::unexpected_answer);
}

BOOST_AUTO_TEST_CASE(one_that_stands_still_is_given_up_and_begun_again) {
    server.answer(reply().send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: \"v1\"\r\n\r\n0123").stall());
    server.answer(rest("bytes 4-9/10", "456789"));
    const auto running = start(download());
    run_until([&] { return server.stalled() == 1 && content_of(path + ".part") == "0123"; });
    turn(31s);
    finish(running);
    BOOST_TEST(content_of(path) == "0123456789");
}

BOOST_AUTO_TEST_CASE(progress_counts_what_was_there_before) {
    options.retry.attempts = 1;
    server.answer(cut_off());
    failure(download());
    server.answer(rest("bytes 4-9/10", "456789"));
    api::transfer_progress last;
    auto note = [&last](const api::transfer_progress& now) { last = now; };
    finish(api().download(server.url("/media"), path, api::download_options().progress(note)));
    BOOST_TEST(last.done == 10U);
    BOOST_TEST(last.total == 10U);
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_an_error_before_anything_is_asked) {
    path = (place.path() / "missing" / "a.mov").string();
    const auto running = start(download());
    BOOST_TEST(
        (ended_by<boost::system::system_error>(running).code() == boost::system::errc::no_such_file_or_directory));
    BOOST_TEST(server.request_count() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
