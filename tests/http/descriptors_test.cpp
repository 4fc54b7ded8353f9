// A server that runs out of file descriptors tells those who wait, and serves again when there are some.

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <sys/resource.h>

#include <string>
#include <vector>

#include "common/busy_server.hpp"

using namespace std::chrono_literals;
using frameio_test::client;

namespace {

/// As long as it lives, no further descriptor can be opened.
class no_descriptors {
public:
    no_descriptors() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const int lowest_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        ::close(lowest_free);
        rlimit limit = before_;
        limit.rlim_cur = static_cast<rlim_t>(lowest_free);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    ~no_descriptors() {
        ::setrlimit(RLIMIT_NOFILE, &before_);
    }
    no_descriptors(const no_descriptors&) = delete;
    no_descriptors& operator=(const no_descriptors&) = delete;

private:
    rlimit before_{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(descriptors, frameio_test::busy_server)

BOOST_AUTO_TEST_CASE(may_run_out_and_come_back) {
    serve();
    client served = connect();
    served.send(webhook("file.ready", "before"));
    BOOST_TEST(served.receive().status == 200U);
    std::vector<client> waiting;
    for (int i = 0; i < 4; ++i) {
        waiting.emplace_back(server->local_endpoint());  // only the kernel knows of it yet
    }
    {
        const no_descriptors exhausted;
        run();
        BOOST_TEST(waiting[0].at_end());
        BOOST_TEST(sink->count("no file descriptors left") == 1U);
        BOOST_TEST(waiting[1].is_open());
        turn(500ms);
        BOOST_TEST(waiting[1].at_end());
        served.send(webhook("file.ready", "meanwhile"));
        BOOST_TEST(served.receive().status == 200U);
    }
    turn(500ms);
    for (std::size_t i = 2; i < 4; ++i) {
        waiting[i].send(webhook("file.ready", "after"));
        run();
        BOOST_TEST(waiting[i].receive().status == 200U);
    }
    client late = connect();
    late.send(webhook("file.ready", "late"));
    BOOST_TEST(late.receive().status == 200U);
}

BOOST_AUTO_TEST_SUITE_END()
