#include "app.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <charconv>
#include <chrono>
#include <csignal>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = boost::asio::ip::tcp;
using request_message = http::request<http::string_body>;
using response_message = http::response<http::string_body>;

// ---- Between your server's types and the library's: two plain functions. ----

frameio::http_request to_frameio(request_message message, const tcp::endpoint& peer) {
    frameio::http_request request(std::string(message.method_string()), std::string(message.target()));
    for (const auto& field : message) {
        request.header(std::string(field.name_string()), std::string(field.value()));
    }
    request.body(std::move(message.body()));
    request.peer(peer.address().to_string() + ":" + std::to_string(peer.port()));
    return request;
}

response_message from_frameio(const frameio::http_response& answer) {
    response_message message(static_cast<http::status>(answer.status()), 11);
    for (const auto& [name, value] : answer.headers()) {
        message.insert(name, value);
    }
    message.body() = answer.body();
    return message;
}

// ---- Your server: its own routes, and one of them is the app's. ----

response_message own_page(const request_message& request) {
    bool is_status = request.method() == http::verb::get && request.target() == "/status";
    response_message page(is_status ? http::status::ok : http::status::not_found, 11);
    page.set(http::field::content_type, "text/plain");
    page.body() = is_status ? "this page is not the app's\n" : "no such page\n";
    return page;
}

asio::awaitable<response_message> answer(frameio::app& app, request_message request, tcp::endpoint peer) {
    if (request.target() != "/frameio") {
        co_return own_page(request);
    }
    frameio::http_request asked = to_frameio(std::move(request), peer);
    frameio::http_response answered = co_await app.async_handle(std::move(asked), asio::use_awaitable);
    co_return from_frameio(answered);
}

constexpr auto patience = std::chrono::seconds(30);

asio::awaitable<void> serve_requests(frameio::app& app, beast::tcp_stream& stream) {
    tcp::endpoint peer = stream.socket().remote_endpoint();
    beast::flat_buffer buffer;
    bool keep_alive = true;
    while (keep_alive) {
        http::request_parser<http::string_body> parser;
        parser.body_limit(1024 * 1024);
        stream.expires_after(patience);
        co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
        request_message request = parser.release();
        keep_alive = request.keep_alive();
        response_message response = co_await answer(app, std::move(request), peer);
        response.keep_alive(keep_alive);
        response.prepare_payload();
        stream.expires_after(patience);
        co_await http::async_write(stream, response, asio::use_awaitable);
    }
}

asio::awaitable<void> serve_connection(frameio::app& app, beast::tcp_stream stream) {
    try {
        co_await serve_requests(app, stream);
    } catch (const boost::system::system_error&) {
        // The peer has gone, was too slow, or sent no HTTP: nobody is there to be told.
    }
}

asio::awaitable<void> accept_connections(frameio::app& app, tcp::acceptor& acceptor) {
    while (true) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        auto executor = socket.get_executor();
        beast::tcp_stream stream(std::move(socket));
        asio::co_spawn(executor, serve_connection(app, std::move(stream)), asio::detached);
    }
}

void rethrow(std::exception_ptr failure) {
    if (failure) {
        std::rethrow_exception(failure);
    }
}

unsigned short port_in(const std::string& text) {
    unsigned short port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        throw std::invalid_argument("\"" + text + "\" is not a port: give a number from 0 to 65535");
    }
    return port;
}

int run(unsigned short port) {
    frameio::app app = make_app();  // before the context: coroutines that are still suspended at the end refer to it
    app.log_to(frameio::logger(frameio::stderr_sink()));
    app.check();

    asio::io_context context(1);
    tcp::acceptor acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), port));
    asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&context](boost::system::error_code, int) { context.stop(); });
    asio::co_spawn(context, accept_connections(app, acceptor), rethrow);
    std::cout << "listening on http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
    context.run();
    return 0;
}

int main(int argc, char** argv) {
    try {
        return run(argc > 1 ? port_in(argv[1]) : 8080);
    } catch (const std::exception& error) {
        std::cerr << "own_server: " << error.what() << '\n';
        return 2;
    }
}
