// The app whose disk fails: all that it does is to store what comes.

#include <frameio/frameio.hpp>

namespace {

boost::asio::awaitable<void> do_nothing(const frameio::webhook_event&) {
    co_return;
}

}  // namespace

int main(int argc, char** argv) {
    frameio::app app;
    app.on_webhook("file.upload.completed", do_nothing);
    return frameio::run(app, argc, argv);
}
