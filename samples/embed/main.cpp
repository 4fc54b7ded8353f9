#include "app.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <csignal>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;
using boost::system::error_code;

// ---- The program as it was before: a timer that takes one file at a time, two threads, a shutdown. ----

/// What is to end when the program is told to. Used on one strand only.
struct shutdown_parts {
    explicit shutdown_parts(const asio::any_io_executor& executor) : timer(executor) {}

    asio::steady_timer timer;
    std::shared_ptr<asio::cancellation_signal> server_stop = std::make_shared<asio::cancellation_signal>();
    bool ending = false;
};

asio::awaitable<void> render(render_queue& queue, shutdown_parts& parts) {
    while (!parts.ending) {
        std::string file = queue.take();
        if (!file.empty()) {
            std::cout << "rendered " << file << std::endl;
        }
        error_code cancelled;
        parts.timer.expires_after(std::chrono::milliseconds(20));
        co_await parts.timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
}

asio::awaitable<void> shut_down_when_told(shutdown_parts& parts) {
    auto executor = co_await asio::this_coro::executor;
    asio::signal_set signals(executor, SIGINT, SIGTERM);
    co_await signals.async_wait(asio::use_awaitable);
    std::cout << "shutting down" << std::endl;
    parts.ending = true;
    parts.timer.cancel();
    parts.server_stop->emit(asio::cancellation_type::total);  // this line is new
}

// ---- What is new: a server for the app, on the program's own threads. ----

asio::awaitable<void> serve(frameio::server& server, std::shared_ptr<asio::cancellation_signal> stop) {
    std::cout << "listening on http://" << server.local_endpoint().to_string() << std::endl;
    error_code result;
    auto token = asio::redirect_error(asio::use_awaitable, result);
    co_await server.async_run(asio::bind_cancellation_slot(stop->slot(), token));
    std::cout << (result ? "ended before all handlers had returned" : "drained") << std::endl;
}

void rethrow(std::exception_ptr failure) {
    if (failure) {
        std::rethrow_exception(failure);
    }
}

int run(const std::string& address) {
    render_queue queue;
    frameio::app app = make_app(queue);
    app.log_to(frameio::logger(frameio::stderr_sink()));

    asio::thread_pool threads(2);
    frameio::server_options options;
    options.listen = {address};
    frameio::server server(threads.get_executor(), app, options);

    auto strand = asio::make_strand(threads.get_executor());
    shutdown_parts parts(strand);
    asio::co_spawn(strand, shut_down_when_told(parts), rethrow);
    asio::co_spawn(strand, render(queue, parts), rethrow);
    asio::co_spawn(strand, serve(server, parts.server_stop), rethrow);
    threads.join();
    return 0;
}

int main(int argc, char** argv) {
    try {
        return run(argc > 1 ? argv[1] : "127.0.0.1:8080");
    } catch (const std::exception& error) {
        std::cerr << "embed: " << error.what() << '\n';
        return 2;
    }
}
