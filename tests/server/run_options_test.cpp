// The flags and variables of `frameio::run`, and what it says about mistakes in them.

#include <boost/test/unit_test.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <vector>

#include "common/environment.hpp"
#include "common/program.hpp"

using frameio_test::client;
using frameio_test::program;
using frameio_test::variable;

namespace {

struct outcome {
    std::string output;
    std::string errors;
    int code = -1;

    explicit outcome(const std::vector<std::string>& flags) {
        code = program::result_of(flags, output, errors);
    }
    bool says(const std::string& text) const {
        return errors.find(text) != std::string::npos;
    }
};

/// The status of a GET of that path.
unsigned status_of(program& one, const std::string& path) {
    client asking = one.connect();
    asking.send("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
    return asking.receive().status;
}

/// Flags that are a mistake, and a part of what is said about it.
void check_mistake(const std::vector<std::string>& flags, const std::string& said) {
    std::vector<std::string> all{"--listen", "127.0.0.1:0"};
    all.insert(all.end(), flags.begin(), flags.end());
    const outcome wrong(all);
    BOOST_TEST(wrong.code == 2, flags.front() << " ends with " << wrong.code);
    BOOST_TEST(wrong.output == "");
    BOOST_TEST(wrong.says(said), flags.front() << ": " << wrong.errors);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(run_options)

BOOST_AUTO_TEST_CASE(help_lists_the_flags_and_variables) {
    const outcome help({"--help"});
    BOOST_TEST(help.code == 0);
    for (const char* flag : {"--listen", "--threads", "--tls-cert", "--tls-key", "--path", "--grace", "--lease",
                             "--max-body", "--log-level", "--log-format", "FRAMEIO_LISTEN", "WEBHOOK_SECRET"}) {
        BOOST_TEST(help.output.find(flag) != std::string::npos, flag);
    }
}

BOOST_AUTO_TEST_CASE(version_is_one_line) {
    const outcome version({"--version"});
    BOOST_TEST(version.code == 0);
    BOOST_TEST(version.output.find("frameio-cpp ") == 0U);
    BOOST_TEST(version.output.find('\n') == version.output.size() - 1);
}

BOOST_AUTO_TEST_CASE(variables_stand_for_flags) {
    const variable listen("FRAMEIO_LISTEN", "127.0.0.1:0");
    const variable path("FRAMEIO_PATH", "/from-the-environment");
    const variable level("FRAMEIO_LOG_LEVEL", "off");
    program one({});
    BOOST_TEST(status_of(one, "/from-the-environment") == 405U);
    BOOST_TEST(status_of(one, "/") == 404U);
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
    BOOST_TEST(one.process().errors() == "");
}

BOOST_AUTO_TEST_CASE(flags_count_more_than_variables) {
    const variable listen("FRAMEIO_LISTEN", "this is not an address");
    const variable path("FRAMEIO_PATH", "/from-the-environment");
    program one({"--listen", "127.0.0.1:0", "--path", "/from-the-flag"});
    BOOST_TEST(status_of(one, "/from-the-flag") == 405U);
    BOOST_TEST(status_of(one, "/from-the-environment") == 404U);
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
}

BOOST_AUTO_TEST_CASE(limits_are_obeyed) {
    program one({"--listen", "127.0.0.1:0", "--max-body", "2048", "--max-header", "1024"});
    const auto status = [&](const std::string& request) {
        client sender = one.connect();
        sender.send(request);
        return sender.receive().status;
    };
    BOOST_TEST(status("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 2049\r\n\r\n") == 413U);
    BOOST_TEST(status("GET / HTTP/1.1\r\nHost: test\r\nX-Long: " + std::string(2'000, 'x') + "\r\n\r\n") == 431U);
    one.process().signal(SIGTERM);
    BOOST_TEST(one.process().wait() == 0);
}

BOOST_AUTO_TEST_CASE(mistakes_in_flags_end_with_2_and_a_clear_text) {
    check_mistake({"--nonsense"}, "--nonsense");
    check_mistake({"--threads", "0"}, "--threads");
    check_mistake({"--threads", "many"}, "--threads");
    check_mistake({"--log-level", "loud"}, "--log-level");
    check_mistake({"--log-format", "xml"}, "--log-format");
    check_mistake({"--grace", "-1"}, "--grace");
    check_mistake({"--lease", "0"}, "--lease");
    check_mistake({"--idle-timeout", "-1"}, "idle");
    check_mistake({"--header-timeout", "1e300"}, "--header-timeout");
    check_mistake({"--max-body", "10"}, "body_bytes");
    check_mistake({"--max-body", "-1"}, "\"-1\" is not a whole number");
    check_mistake({"--max-connections", "99999999999999999999"}, "--max-connections");
    check_mistake({"--path", "hooks"}, "the path \"hooks\" must begin with /");
    check_mistake({"--path", "/healthz"}, "taken for health checks");
    check_mistake({"--tls-cert", "/nonexistent.pem"}, "TLS needs both");
    check_mistake({"--tls-cert", "/nonexistent.pem", "--tls-key", "/nonexistent.pem"}, "/nonexistent.pem");
}

BOOST_AUTO_TEST_CASE(mistakes_in_addresses_end_with_2_and_a_clear_text) {
    const outcome wrong({"--listen", "8080"});
    BOOST_TEST(wrong.code == 2);
    BOOST_TEST(wrong.says("cannot listen on \"8080\": write it as host:port"));
}

BOOST_AUTO_TEST_CASE(mistakes_in_variables_end_with_2_and_a_clear_text) {
    {
        const variable threads("FRAMEIO_THREADS", "0");
        check_mistake({"--path", "/"}, "--threads");
    }
    {
        const variable threads("FRAMEIO_THREADS", "many");
        check_mistake({"--path", "/"}, "--threads");
    }
    {
        const variable level("FRAMEIO_LOG_LEVEL", "loud");
        check_mistake({"--path", "/"}, "--log-level");
    }
    {
        const variable level("FRAMEIO_PATH", "hooks");
        check_mistake({"--threads", "1"}, "hooks");
    }
}

BOOST_AUTO_TEST_CASE(an_app_that_cannot_serve_ends_with_2) {
    const frameio_test::no_secrets none;
    frameio_test::child bare([] {
        frameio::app app;
        app.on_webhook("file.raedy", [](const frameio::webhook_event&) -> boost::asio::awaitable<void> { co_return; });
        char name[] = "program";
        char* arguments[] = {name, nullptr};
        return frameio::run(app, 1, arguments);
    });
    BOOST_TEST(bare.wait() == 2);
    BOOST_TEST(bare.errors().find("did you mean \"file.ready\"?") != std::string::npos);
    BOOST_TEST(bare.errors().find("there is no signing secret for webhooks") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_ends_with_1) {
    boost::asio::io_context loop;
    const boost::asio::ip::tcp::endpoint any(boost::asio::ip::address_v4::loopback(), 0);
    const boost::asio::ip::tcp::acceptor taken(loop, any);
    const std::string address = "127.0.0.1:" + std::to_string(taken.local_endpoint().port());
    const outcome wrong({"--listen", address});
    BOOST_TEST(wrong.code == 1);
    BOOST_TEST(wrong.says(address));
    BOOST_TEST(wrong.output == "");
}

BOOST_AUTO_TEST_SUITE_END()
