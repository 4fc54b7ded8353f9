// Boost.Beast as its own awaitable example has it (http_server_awaitable.cpp), with the work of a webhook receiver in
// the handler: what a careful person writes in an afternoon without a framework.

#include "options.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <simdjson.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/version.hpp>

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using request = http::request<http::string_body>;
using response = http::response<http::string_body>;

std::atomic<std::uint64_t> ready_events{0};

std::string sign(std::string_view secret, std::string_view timestamp, std::string_view body) {
    std::string message = "v0:" + std::string(timestamp) + ":" + std::string(body);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(), &size);
    std::string text = "v0=";
    for (unsigned i = 0; i < size; ++i) {
        text += "0123456789abcdef"[digest[i] >> 4];
        text += "0123456789abcdef"[digest[i] & 15];
    }
    return text;
}

bool is_genuine(std::string_view secret, const request& asked) {
    std::string_view timestamp = asked["X-Frameio-Request-Timestamp"];
    std::string_view signature = asked["X-Frameio-Signature"];
    std::int64_t signed_at = 0;
    std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), signed_at);
    std::int64_t age = std::time(nullptr) - signed_at;
    std::string expected = sign(secret, timestamp, asked.body());
    return age <= 300 && age >= -300 && signature.size() == expected.size() &&
           CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
}

asio::awaitable<void> on_file_ready(std::string_view resource) {
    ready_events += resource.empty() ? 0U : 1U;
    co_return;
}

asio::awaitable<http::status> receive(std::string_view secret, const request& asked) {
    if (asked.method() != http::verb::post || !is_genuine(secret, asked)) {
        co_return http::status::unauthorized;
    }
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element event;
    std::string_view type;
    std::string_view resource;
    if (parser.parse(asked.body()).get(event) != simdjson::SUCCESS || event["type"].get(type) != simdjson::SUCCESS ||
        event["resource"]["id"].get(resource) != simdjson::SUCCESS) {
        co_return http::status::bad_request;
    }
    if (type == "file.ready") {
        co_await on_file_ready(resource);
    }
    co_return http::status::ok;
}

response make_response(const request& asked, http::status status) {
    response answer(status, asked.version());
    answer.set(http::field::server, BOOST_BEAST_VERSION_STRING);
    answer.keep_alive(asked.keep_alive());
    answer.prepare_payload();
    return answer;
}

asio::awaitable<void> session(beast::tcp_stream stream, std::string_view secret) {
    beast::flat_buffer buffer;
    try {
        while (true) {
            stream.expires_after(std::chrono::seconds(30));
            http::request_parser<http::string_body> parser;
            parser.body_limit(1024 * 1024);
            co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
            http::status status = co_await receive(secret, parser.get());
            response answer = make_response(parser.get(), status);
            co_await http::async_write(stream, answer, asio::use_awaitable);
            if (!answer.keep_alive()) {
                break;
            }
        }
    } catch (const boost::system::system_error&) {
        // The peer has gone.
    }
    boost::system::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> listen(tcp::acceptor acceptor, std::string_view secret) {
    auto executor = acceptor.get_executor();
    while (true) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        beast::tcp_stream stream(std::move(socket));
        asio::co_spawn(executor, session(std::move(stream), secret), asio::detached);
    }
}

void serve(const options& given) {
    std::string secret = given.secret();
    asio::io_context context(1);
    asio::signal_set signals(context, SIGTERM, SIGINT);
    signals.async_wait([&context](boost::system::error_code, int) { context.stop(); });
    std::string listen_to = given.text("--listen", "127.0.0.1:0");
    std::size_t colon = listen_to.rfind(':');
    tcp::endpoint address(asio::ip::make_address(listen_to.substr(0, colon)),
                          static_cast<std::uint16_t>(std::stoul(listen_to.substr(colon + 1))));
    tcp::acceptor acceptor(context, address);
    std::printf("listening on http://127.0.0.1:%u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
    std::fflush(stdout);
    asio::co_spawn(context, listen(std::move(acceptor), secret), asio::detached);
    context.run();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        serve(options(argc, argv));
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
