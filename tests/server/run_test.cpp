// `frameio::run` as a program: output, signals, exit codes.

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "common/program.hpp"
#include "common/temporary_directory.hpp"

using frameio_test::client;
using frameio_test::program;

namespace {

/// How many sockets of this machine listen on the port.
int listeners_on(std::uint16_t port) {
    char hex[8];
    std::snprintf(hex, sizeof hex, ":%04X ", port);
    std::ifstream table("/proc/net/tcp");
    int count = 0;
    for (std::string line; std::getline(table, line);) {
        count += line.find(hex) != std::string::npos && line.find(" 0A ") != std::string::npos ? 1 : 0;
    }
    return count;
}

const std::vector<std::string> anywhere{"--listen", "127.0.0.1:0"};

std::vector<std::string> anywhere_and(std::vector<std::string> more) {
    more.insert(more.begin(), anywhere.begin(), anywhere.end());
    return more;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(run)

BOOST_AUTO_TEST_CASE(prints_one_line_serves_and_ends_well_on_sigterm) {
    program one(anywhere);
    const std::uint16_t port = one.address().port();
    client sender = one.connect();
    sender.send(program::webhook("file.ready"));
    BOOST_TEST(sender.receive().status == 200U);
    one.process().signal(SIGTERM);
    BOOST_TEST(sender.at_end());
    BOOST_TEST(one.process().wait() == 0);
    BOOST_TEST(one.process().output() == "listening on http://127.0.0.1:" + std::to_string(port) + "\n");
    BOOST_TEST(one.process().errors().find("draining") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(prints_the_manifest_without_serving) {
    std::string output;
    std::string errors;
    BOOST_TEST(program::result_of({"--manifest"}, output, errors) == 0);
    BOOST_TEST(output.find(R"({"webhook":{"events":[)") == 0U);
    BOOST_TEST(output.ends_with("]}\n"));
    BOOST_TEST(errors.empty());
}

BOOST_AUTO_TEST_CASE(ends_well_on_sigint_too) {
    program one(anywhere);
    one.address();
    one.process().signal(SIGINT);
    BOOST_TEST(one.process().wait() == 0);
}

BOOST_AUTO_TEST_CASE(answers_the_requests_that_are_under_way_before_it_ends) {
    program one(anywhere);
    client held = one.connect();
    client idle = one.connect();
    held.send(program::webhook("file.updated"));
    BOOST_TEST(one.process().says("a handler waits"));
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().says("draining"));
    BOOST_TEST(idle.at_end());
    BOOST_CHECK_THROW(one.connect(), std::runtime_error);
    BOOST_TEST(!held.has_answer());
    one.release();
    const auto last = held.receive();
    BOOST_TEST(last.status == 200U);
    BOOST_TEST(last.closes());
    BOOST_TEST(held.at_end());
    BOOST_TEST(one.process().wait() == 0);
}

BOOST_AUTO_TEST_CASE(ends_at_once_when_it_is_asked_twice) {
    program one(anywhere);
    client held = one.connect();
    held.send(program::webhook("file.updated"));
    BOOST_TEST(one.process().says("a handler waits"));
    one.process().signal(SIGINT);
    BOOST_TEST(one.process().says("draining"));
    one.process().signal(SIGINT);
    BOOST_TEST(one.process().wait() == 1);
    BOOST_TEST(held.at_end());
    BOOST_TEST(one.process().errors().find("ending without waiting") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ends_without_handlers_that_outlast_the_grace_time) {
    program one(anywhere_and({"--grace", "0.01"}));
    client held = one.connect();
    held.send(program::webhook("file.updated"));
    BOOST_TEST(one.process().says("a handler waits"));
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 1);
    BOOST_TEST(held.at_end());
}

BOOST_AUTO_TEST_CASE(goes_on_after_sighup) {
    program one(anywhere);
    client sender = one.connect();
    one.process().signal(SIGHUP);
    BOOST_TEST(one.process().says("there are no TLS files to read again"));
    one.process().signal(SIGHUP);
    sender.send(program::webhook("file.ready"));
    BOOST_TEST(sender.receive().status == 200U);
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
}

BOOST_AUTO_TEST_CASE(listens_once_for_each_thread) {
    program one(anywhere_and({"--threads", "4"}));
    BOOST_TEST(listeners_on(one.address().port()) == 4);
    std::vector<client> clients;
    for (int i = 0; i < 32; ++i) {
        clients.push_back(one.connect());
        clients.back().send(program::webhook("file.ready", std::to_string(i)));
    }
    for (client& each : clients) {
        BOOST_TEST(each.receive().status == 200U);
    }
    clients[7].send(program::webhook("file.updated"));
    BOOST_TEST(one.process().says("a handler waits"));
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().says("draining"));
    one.release();
    BOOST_TEST(clients[7].receive().status == 200U);
    BOOST_TEST(one.process().wait() == 0);
    BOOST_TEST(one.process().output().find('\n') == one.process().output().size() - 1);
}

BOOST_AUTO_TEST_CASE(listens_on_unix_sockets) {
    const frameio_test::temporary_directory folder;
    const std::string path = (folder.path() / "socket").string();
    program one({"--listen", "unix:" + path, "--threads", "2"});
    client sender = one.connect();
    sender.send(program::webhook("file.ready"));
    BOOST_TEST(sender.receive().status == 200U);
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
    BOOST_TEST(one.process().output() == "listening on unix:" + path + "\n");
    BOOST_TEST(!std::filesystem::exists(path));
}

BOOST_AUTO_TEST_CASE(listens_on_several_addresses_and_still_prints_one_line) {
    program one({"--listen", "127.0.0.1:0,127.0.0.1:0"});
    one.address();
    BOOST_TEST(one.process().says("listening also"));
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
    BOOST_TEST(one.process().output().find('\n') == one.process().output().size() - 1);
}

BOOST_AUTO_TEST_CASE(logs_as_json_when_asked_to) {
    program one(anywhere_and({"--log-format", "json"}));
    one.address();
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
    std::istringstream lines(one.process().errors());
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        BOOST_TEST((line.front() == '{' && line.back() == '}'), line);
    }
    BOOST_TEST(count >= 2);
}

BOOST_AUTO_TEST_CASE(logs_no_more_than_asked_for) {
    program one(anywhere_and({"--log-level", "off"}));
    one.address();
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
    BOOST_TEST(one.process().errors() == "");
}

BOOST_AUTO_TEST_SUITE_END()
