// Our server with a store, whose handler takes as long as BENCH_HANDLER_SECONDS says.

#include <frameio/frameio.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <cstdlib>

namespace {

namespace asio = boost::asio;

std::chrono::steady_clock::duration handler_time() {
    const char* const text = std::getenv("BENCH_HANDLER_SECONDS");
    const std::chrono::duration<double> seconds(text == nullptr ? 0.0 : std::atof(text));
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(seconds);
}

asio::awaitable<void> take_long(const frameio::webhook_event&, frameio::context&) {
    static const auto time = handler_time();
    if (time.count() != 0) {
        const auto executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor, time);
        co_await timer.async_wait(asio::deferred);
    }
}

}  // namespace

int main(int argc, char** argv) {
    frameio::app app;
    app.on_webhook("file.ready", take_long);
    return frameio::run(app, argc, argv);
}
