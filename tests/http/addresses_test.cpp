// Where a server listens: addresses, ports, and files of unix sockets.

#include <boost/test/unit_test.hpp>

#include <boost/asio/detached.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "common/busy_server.hpp"
#include "common/temporary_directory.hpp"

namespace fs = std::filesystem;
using frameio_test::busy_server;
using frameio_test::client;

namespace {

struct placed_server : busy_server {
    frameio_test::temporary_directory folder;

    std::string path(const std::string& name = "socket") const {
        return (folder.path() / name).string();
    }

    /// The text of the mistake in an address.
    std::string mistake_in(const std::string& address) {
        options.listen = {address};
        try {
            server.emplace(loop.get_executor(), app, options);
        } catch (const frameio::configuration_error& wrong) {
            return wrong.problems().front();
        }
        return "none";
    }

    unsigned status_at(const frameio::endpoint& where) {
        client one(where, [this] { run(); });
        one.send(webhook("file.ready", std::to_string(++asked_)));
        return one.receive().status;
    }

private:
    int asked_ = 0;
};

/// Leaves the file of a unix socket behind, as a crash does.
void leave_stale_socket(const std::string& path) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    BOOST_TEST(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    ::close(fd);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(addresses, placed_server)

BOOST_AUTO_TEST_CASE(port_0_takes_a_free_one) {
    options.listen = {"127.0.0.1:0", "localhost:0"};
    serve();
    BOOST_TEST(server->local_endpoints().size() == 2U);
    BOOST_TEST(server->local_endpoint().port() != 0);
    BOOST_TEST(server->local_endpoint().address() == "127.0.0.1");
    BOOST_TEST(server->local_endpoint().to_string() == "127.0.0.1:" + std::to_string(server->local_endpoint().port()));
    for (const frameio::endpoint& each : server->local_endpoints()) {
        BOOST_TEST(status_at(each) == 200U);
    }
}

BOOST_AUTO_TEST_CASE(no_host_means_all_of_them) {
    options.listen = {":0", "*:0"};
    serve();
    for (const frameio::endpoint& each : server->local_endpoints()) {
        BOOST_TEST(each.address() == "0.0.0.0");
        BOOST_TEST(status_at(frameio::endpoint("127.0.0.1", each.port())) == 200U);
    }
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_an_error_of_the_system) {
    serve();
    frameio::server_options same = options;
    same.listen = {server->local_endpoint().to_string()};
    BOOST_CHECK_EXCEPTION(frameio::server(loop.get_executor(), app, same), boost::system::system_error,
                          [&](const boost::system::system_error& wrong) {
                              return wrong.code() == boost::system::errc::address_in_use &&
                                     std::string(wrong.what()).find(same.listen.front()) != std::string::npos &&
                                     std::string(wrong.what()).find("choose another port") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(mistakes_are_told_in_words) {
    BOOST_TEST(mistake_in("8080") == "cannot listen on \"8080\": write it as host:port, [v6]:port or unix:/path");
    for (const char* text : {"127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x", "127.0.0.1:-1", "127.0.0.1:80x", "::1"}) {
        BOOST_TEST(mistake_in(text).find(std::string("cannot listen on \"") + text + "\": ") == 0U, text);
    }
    BOOST_TEST(mistake_in("127.0.0.1:65536").find("the port is a number from 0 to 65535") != std::string::npos);
    BOOST_TEST(mistake_in("unix:").find("1 to 107 characters") != std::string::npos);
    BOOST_TEST(mistake_in("unix:/" + std::string(107, 'x')).find("1 to 107 characters") != std::string::npos);
    BOOST_TEST(mistake_in("not a host:80").find("is not an address of this machine") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(options_that_cannot_be_served_are_told_together) {
    options.listen = {};
    options.path = "hooks";
    options.tls_key = "key.pem";
    options.limits.header_bytes = 10;
    options.limits.connections = 0;
    options.limits.idle_time = std::chrono::milliseconds(0);
    options.limits.bodies_bytes = 10;
    BOOST_CHECK_EXCEPTION(frameio::server(loop.get_executor(), app, options), frameio::configuration_error,
                          [](const frameio::configuration_error& wrong) { return wrong.problems().size() == 7; });
}

BOOST_AUTO_TEST_CASE(mistakes_of_the_app_the_addresses_and_the_files_are_told_together) {
    app.webhook_secret("");
    options.listen = {"8080", "127.0.0.1:x"};
    options.path = "hooks";
    options.tls_certificate = "/nowhere/certificate.pem";
    options.tls_key = "/nowhere/key.pem";
    BOOST_CHECK_EXCEPTION(
        frameio::server(loop.get_executor(), app, options), frameio::configuration_error,
        [](const frameio::configuration_error& wrong) {
            return wrong.problems().size() == 5 &&
                   wrong.problems().back() ==
                       "cannot use the TLS certificate /nowhere/certificate.pem: No such file or directory";
        });
}

BOOST_AUTO_TEST_CASE(a_unix_socket_serves_and_its_file_goes_with_the_server) {
    options.listen = {"unix:" + path()};
    serve();
    BOOST_TEST(server->local_endpoint().to_string() == "unix:" + path());
    BOOST_TEST(server->local_endpoint().address() == path());
    BOOST_TEST(server->local_endpoint().port() == 0);
    BOOST_TEST(status_at(server->local_endpoint()) == 200U);
    BOOST_TEST(fs::exists(path()));
    server->drain();
    BOOST_TEST(run_until([this] { return ended.has_value(); }));
    server.reset();
    BOOST_TEST(!fs::exists(path()));
}

BOOST_AUTO_TEST_CASE(a_unix_socket_that_a_crash_left_is_replaced) {
    leave_stale_socket(path());
    BOOST_TEST(fs::exists(path()));
    options.listen = {"unix:" + path()};
    serve();
    BOOST_TEST(status_at(server->local_endpoint()) == 200U);
}

BOOST_AUTO_TEST_CASE(a_unix_socket_on_which_someone_answers_is_left_alone) {
    options.listen = {"unix:" + path()};
    serve();
    BOOST_CHECK_EXCEPTION(
        frameio::server(loop.get_executor(), app, options), boost::system::system_error,
        [](const boost::system::system_error& wrong) { return wrong.code() == boost::system::errc::address_in_use; });
    BOOST_TEST(status_at(server->local_endpoint()) == 200U);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_socket_is_left_alone) {
    std::ofstream(path()) << "precious";
    options.listen = {"unix:" + path()};
    BOOST_CHECK_THROW(frameio::server(loop.get_executor(), app, options), boost::system::system_error);
    BOOST_TEST(fs::file_size(path()) == 8U);
}

BOOST_AUTO_TEST_CASE(a_unix_socket_of_a_successor_is_left_alone) {
    options.listen = {"unix:" + path()};
    serve();
    client held(server->local_endpoint(), [this] { run(); });
    held.send(webhook("file.updated"));
    server->drain();
    BOOST_TEST(run_until([this] { return hold.waiting() == 1; }));
    run();
    frameio::server successor(loop.get_executor(), app, options);
    successor.async_run(boost::asio::detached);
    hold.open();
    BOOST_TEST(held.receive().status == 200U);
    BOOST_TEST(run_until([this] { return ended.has_value(); }));
    server.reset();
    BOOST_TEST_REQUIRE(fs::exists(path()));
    BOOST_TEST(status_at(successor.local_endpoint()) == 200U);
}

BOOST_AUTO_TEST_CASE(a_path_of_ones_own_is_the_only_one_for_deliveries) {
    options.path = "/hooks";
    serve();
    client one = connect();
    const std::string root = webhook("file.ready");
    one.send(root);
    BOOST_TEST(one.receive().status == 404U);
    one.send("POST /hooks?from=frame" + root.substr(root.find(" HTTP")));
    BOOST_TEST(one.receive().status == 200U);
    BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_SUITE_END()
