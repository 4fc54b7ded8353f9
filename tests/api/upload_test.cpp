#include <boost/test/unit_test.hpp>

#include <boost/asio/strand.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "api/api_caller.hpp"
#include "api/transfer_server.hpp"
#include "common/temporary_directory.hpp"

namespace api = frameio::api;
namespace asio = boost::asio;
using frameio_test::reply;
using frameio_test::response;
using frameio_test::transfer_server;
using namespace std::chrono_literals;

namespace {

struct uploading : frameio_test::turned_loop {
    transfer_server frame{{4, 4, 2}};
    frameio_test::temporary_directory place;
    std::string content = "0123456789";
    std::vector<api::transfer_progress> seen;

    api::client client() {
        api::client_options options;
        options.url = frame.url();
        options.who = api::credentials::token("secret-token");
        options.use_proxies = false;
        options.time = &clock;
        options.timeout = 0ms;  // the clock is turned while calls are under way
        options.random = [] { return 0.0; };
        return api::client(options);
    }

    std::string state_file() const {
        return (place.path() / "a.upload").string();
    }

    asio::awaitable<api::file> upload(const api::upload_options& options) {
        return client().upload("acc", "fol", "a.mov", api::upload_source::octets(content), options);
    }

    api::api_error failure(const frameio_test::running<api::file>& one) {
        return ended_by<api::api_error>(one);
    }
};

/// Fails when it is read beyond a place.
class broken_source final : public api::upload_source {
public:
    std::uint64_t size() const override {
        return 10;
    }
    void read(std::uint64_t offset, std::span<char> to) override {
        if (offset + to.size() > 4) {
            throw std::runtime_error("the disk is gone");
        }
        std::fill(to.begin(), to.end(), 'x');
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(uploads, uploading)

BOOST_AUTO_TEST_CASE(parts_are_put_with_the_headers_that_were_signed_and_no_token) {
    const auto made = finish(upload(api::upload_options()));
    BOOST_TEST(made.id == "f1");
    BOOST_TEST(!made.upload_urls);
    BOOST_TEST(frame.content() == content);
    for (const auto& put : frame.put_requests()) {
        BOOST_TEST(put.header("content-type") == "video/quicktime");
        BOOST_TEST(put.header("x-amz-acl") == "private");
        BOOST_TEST(put.header("authorization").empty());
    }
    const auto first = frame.server().wait_for_requests(1).front();
    BOOST_TEST(first.target == "/v4/accounts/acc/folders/fol/files/local_upload");
    BOOST_TEST(first.body == R"({"data":{"name":"a.mov","file_size":10}})");
}

BOOST_AUTO_TEST_CASE(a_part_that_fails_is_put_again_and_the_others_are_not) {
    frame.fail_part(1, {response(503), reply().reset()});
    const auto running = start(upload(api::upload_options().parallel(1)));
    run_until([&] {
        turn(1s);
        return running->done;
    });
    finish(running);
    BOOST_TEST(frame.content() == content);
    BOOST_TEST(frame.puts(0) == 1U);
    BOOST_TEST(frame.puts(1) == 3U);
    BOOST_TEST(frame.puts(2) == 1U);
}

BOOST_AUTO_TEST_CASE(progress_goes_from_the_first_octet_to_the_last) {
    auto note = [this](const api::transfer_progress& now) { seen.push_back(now); };
    finish(upload(api::upload_options().parallel(1).progress(note)));
    BOOST_TEST_REQUIRE(!seen.empty());
    for (std::size_t at = 1; at < seen.size(); ++at) {
        BOOST_TEST(seen[at].done >= seen[at - 1].done);
    }
    BOOST_TEST(seen.back().done == 10U);
    BOOST_TEST(seen.back().total == 10U);
}

BOOST_AUTO_TEST_CASE(an_upload_that_was_given_up_is_taken_up_again) {
    frame.fail_part(1, {response(403)});
    const auto options = api::upload_options().parallel(1).remember(state_file());
    const auto first = failure(start(upload(options)));
    BOOST_TEST(first.status() == 403U);
    BOOST_TEST(std::filesystem::exists(state_file()));
    const auto rights = std::filesystem::status(state_file()).permissions();
    BOOST_TEST((rights == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));

    finish(upload(options));
    BOOST_TEST(frame.content() == content);
    BOOST_TEST(frame.files_created() == 1U);
    BOOST_TEST(frame.puts(0) == 1U);
    BOOST_TEST(!std::filesystem::exists(state_file()));
}

BOOST_AUTO_TEST_CASE(the_state_of_another_upload_is_not_touched) {
    std::ofstream(state_file()) << R"({"account_id":"acc","folder_id":"fol","name":"b.mov","size":10,"file_id":"f2",)"
                                   R"("media_type":"x","parts":[]})";
    const auto refused = failure(start(upload(api::upload_options().remember(state_file()))));
    BOOST_TEST(refused.code() == api::errc::upload_failed);
    BOOST_TEST(std::string(refused.what()).find(state_file()) != std::string::npos);
    BOOST_TEST(std::filesystem::exists(state_file()));
    std::ofstream(state_file()) << "{";
    const auto unreadable = ended_by<frameio::error>(start(upload(api::upload_options().remember(state_file()))));
    BOOST_TEST((unreadable.code() == frameio::errc::malformed_json));
    BOOST_TEST(frame.files_created() == 0U);
}

BOOST_AUTO_TEST_CASE(it_waits_until_frame_io_has_put_the_parts_together) {
    frame.statuses(
        {R"("upload_complete":false,"upload_failed":false)", R"("upload_complete":false,"upload_failed":false)"});
    const auto running = start(upload(api::upload_options()));
    run_until([&] {
        turn(250ms);
        return running->done;
    });
    BOOST_TEST(finish(running).id == "f1");
}

BOOST_AUTO_TEST_CASE(what_frame_io_could_not_use_is_an_error) {
    frame.statuses({R"("upload_complete":false,"upload_failed":true)"});
    BOOST_TEST(failure(start(upload(api::upload_options()))).code() == api::errc::upload_failed);
}

BOOST_AUTO_TEST_CASE(what_frame_io_never_puts_together_is_in_doubt) {
    frame.statuses(std::vector<std::string>(1'000, R"("upload_complete":false,"upload_failed":false)"));
    const auto running = start(upload(api::upload_options()));
    run_until([&] {
        turn(10s);
        return running->done;
    });
    const auto given_up = failure(running);
    BOOST_TEST(given_up.code() == api::errc::upload_failed);
    BOOST_TEST(given_up.in_doubt());
}

BOOST_AUTO_TEST_CASE(one_failure_ends_the_other_parts) {
    frame.fail_part(0, {response(403)});
    frame.fail_part(1, {reply().stall()});
    frame.fail_part(2, {reply().stall()});
    BOOST_TEST(failure(start(upload(api::upload_options().parallel(3)))).status() == 403U);
}

BOOST_AUTO_TEST_CASE(a_cancelled_upload_has_let_go_of_everything_when_it_ends) {
    frame.fail_part(0, {reply().stall()});
    frame.fail_part(1, {reply().stall()});
    auto source = api::upload_source::octets(content);
    const std::weak_ptr<api::upload_source> watched = source;
    const auto running = start(client().upload("acc", "fol", "a.mov", std::move(source), api::upload_options()));
    run_until([&] { return frame.server().stalled() == 2; });
    running->cancel();
    BOOST_TEST(was_cancelled(running));
    BOOST_TEST(watched.expired());
}

BOOST_AUTO_TEST_CASE(a_source_that_fails_ends_the_upload_with_its_error) {
    const auto running = start(
        client().upload("acc", "fol", "a.mov", std::make_shared<broken_source>(), api::upload_options().parallel(1)));
    BOOST_TEST(std::string(ended_by<std::runtime_error>(running).what()) == "the disk is gone");
}

BOOST_AUTO_TEST_CASE(parts_that_do_not_make_the_file_are_refused) {
    content = "0123456789abc";
    const auto refused = failure(start(upload(api::upload_options())));
    BOOST_TEST(refused.code() == api::errc::upload_failed);
    BOOST_TEST(frame.put_requests().empty());
}

BOOST_AUTO_TEST_CASE(a_file_goes_up_under_its_own_name) {
    const std::string path = (place.path() / "clip.mov").string();
    std::ofstream(path) << content;
    finish(client().upload("acc", "fol", path));
    BOOST_TEST(frame.server().wait_for_requests(1).front().body == R"({"data":{"name":"clip.mov","file_size":10}})");
    BOOST_TEST(frame.content() == content);
}

BOOST_AUTO_TEST_CASE(there_must_be_something_to_upload) {
    BOOST_CHECK_THROW(static_cast<void>(client().upload("a", "f", "x", api::upload_source::octets(""))),
                      frameio::error);
    BOOST_CHECK_THROW(static_cast<void>(client().upload("a", "f", (place.path() / "missing").string())),
                      boost::system::system_error);
    BOOST_CHECK_THROW(static_cast<void>(client().upload("a", "f", place.path().string())), boost::system::system_error);
}

BOOST_AUTO_TEST_SUITE_END()
