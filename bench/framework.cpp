// Our server, as a user writes one. Whatever the rows say about it, this is all that there is to it.

#include <frameio/frameio.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>

namespace {

// A counter for each thread: a shared one would be a cache line that all of them write.
thread_local std::uint64_t ready_events = 0;

boost::asio::awaitable<void> on_file_ready(const frameio::webhook_event& event, frameio::context&) {
    ready_events += event.resource.id.empty() ? 0U : 1U;
    co_return;
}

}  // namespace

int main(int argc, char** argv) {
    frameio::app app;
    app.on_webhook("file.ready", on_file_ready);
    return frameio::run(app, argc, argv);
}
