// What a user's program may be: an app with handlers, a server that it runs itself, and a delivery answered.

#include <frameio/frameio.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

namespace asio = boost::asio;

namespace {

bool seen = false;

asio::awaitable<void> on_file_ready(const frameio::webhook_event& event) {
    seen = event.type == "file.ready";
    co_return;
}

asio::awaitable<frameio::response> greet(const frameio::action_event&, frameio::context&) {
    co_return frameio::message("Hello", "From outside");
}

frameio::http_request delivery() {
    const std::string body = R"({"type":"file.ready","resource":{"id":"f1","type":"file"}})";
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    frameio::http_request request("POST", "/");
    request.header(std::string(frameio::timestamp_header), std::to_string(now.time_since_epoch().count()));
    request.header(std::string(frameio::signature_header), frameio::sign("a secret", now, body));
    request.body(body);
    return request;
}

}  // namespace

int main() {
    frameio::app app;
    app.webhook_secret("a secret").action_secret("another secret");
    app.on_webhook("file.ready", on_file_ready);
    app.on_action(frameio::action("outside.greet", "Greet", "Says hello"), greet);

    asio::io_context context;
    frameio::server_options options;
    options.listen = {"127.0.0.1:0"};
    frameio::server server(context.get_executor(), app, options);
    server.async_run(asio::detached);

    unsigned status = 0;
    app.async_handle(delivery(), asio::bind_executor(context, [&](std::exception_ptr, frameio::http_response answer) {
                         status = answer.status();
                         server.drain();
                     }));
    context.run();

    std::cout << "frameio " << frameio::version() << " answered " << status << " on port "
              << server.local_endpoint().port() << "\n";
    return status == 200 && seen ? EXIT_SUCCESS : EXIT_FAILURE;
}
