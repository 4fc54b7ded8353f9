// What fails in the server itself costs one connection, and nothing else.

#include "http/lane.hpp"
#include "http/service.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <new>
#include <string>
#include <string_view>

#include "common/recording_sink.hpp"

namespace asio = boost::asio;
namespace http = frameio::http;

namespace {

/// Fails where the path says: "/accepts", "/begin", "/run", "/finish". Answers 200 elsewhere, 500 if `run` failed.
class failing_delivery final : public http::delivery {
public:
    bool accepts(const http::request_view& head, http::reply&) override {
        fail_at("/accepts", head.path);
        return true;
    }
    bool begin(const http::request_view& request, http::reply&) override {
        path_ = request.path;
        fail_at("/begin", path_);
        return path_ == "/";
    }
    asio::awaitable<void> run() override {
        fail_at("/run", path_);
        co_return;
    }
    void finish(std::exception_ptr failure, http::reply& answer) override {
        answer.status = failure ? 500 : 200;
        fail_at("/finish", path_);
    }
    frameio::clock::steady_time deadline() const override {
        return frameio::clock::steady_time::max();
    }
    void overdue() override {}
    void sent(frameio::clock::steady_time) override {}
    void lost() override {}
    void abandon() override {}

private:
    static void fail_at(std::string_view place, std::string_view path) {
        if (place == path) {
            throw std::bad_alloc();
        }
    }
    std::string path_;
};

class failing_service final : public http::service {
public:
    std::unique_ptr<http::delivery> make_delivery(asio::any_io_executor) override {
        return std::make_unique<failing_delivery>();
    }
};

struct failing_lane {
    frameio::manual_clock clock;
    asio::io_context loop{1};
    std::shared_ptr<frameio_test::recording_sink> sink = std::make_shared<frameio_test::recording_sink>();
    std::shared_ptr<http::lane> lane;

    failing_lane() {
        auto setup = std::make_shared<http::lane_setup>();
        setup->service = std::make_shared<failing_service>();
        setup->time = &clock;
        setup->log = frameio::logger(sink);
        lane = std::make_shared<http::lane>(asio::any_io_executor(loop.get_executor()), setup);
        lane->start();
    }
    ~failing_lane() {
        lane->stop();
        run();
    }

    void run() {
        loop.restart();
        loop.poll();
    }

    /// What comes back on a new connection to that path, until it is closed or says nothing more.
    std::string answer_at(const std::string& path) {
        int ends[2] = {-1, -1};
        BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0);
        const std::string request = "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n";
        BOOST_REQUIRE(::write(ends[0], request.data(), request.size()) == static_cast<ssize_t>(request.size()));
        lane->adopt(ends[1]);
        run();
        char octets[1024];
        const ssize_t count = ::read(ends[0], octets, sizeof octets);
        const bool closed = count == 0;
        const std::string got(octets, count > 0 ? static_cast<std::size_t>(count) : 0);
        ::close(ends[0]);
        run();
        return closed ? "closed" : got.substr(0, 12);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(faults, failing_lane)

BOOST_AUTO_TEST_CASE(close_their_connection_and_leave_the_others_alone) {
    BOOST_TEST(answer_at("/") == "HTTP/1.1 200");
    for (const char* place : {"/accepts", "/begin", "/finish"}) {
        for (int i = 0; i < 3; ++i) {
            BOOST_TEST(answer_at(place) == "closed", place);
            BOOST_TEST(answer_at("/") == "HTTP/1.1 200", "after " << place);
        }
    }
    BOOST_TEST(sink->count("error: a connection is closed after an error in the server reason=std::bad_alloc") == 9U);
    BOOST_TEST(lane->counters().open.value() == 0);
    BOOST_TEST(lane->counters().running.value() == 0);
}

BOOST_AUTO_TEST_CASE(of_a_run_are_its_outcome) {
    BOOST_TEST(answer_at("/run") == "HTTP/1.1 500");
    BOOST_TEST(answer_at("/") == "HTTP/1.1 200");
    BOOST_TEST(sink->lines().empty());
}

BOOST_AUTO_TEST_SUITE_END()
