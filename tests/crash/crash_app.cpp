// The app that is killed. Its handler has two effects that nobody can take back, and a boundary between them.

#include <frameio/frameio.hpp>

#include <chrono>
#include <string>

namespace asio = boost::asio;
namespace api = frameio::api;

namespace {

asio::awaitable<void> say_two_things(const frameio::webhook_event& event, frameio::context& ctx) {
    const std::string file(event.resource.id);
    co_await ctx.api().comments().create(event.account_id, file, api::new_comment("Ready: " + file));
    co_await ctx.api().comments().create(event.account_id, file, api::new_comment("Checked: " + file));
}

}  // namespace

int main(int argc, char** argv) {
    // One may happen to a file again, the other may not: what is a repetition is decided differently. Being killed many
    // times is not the events' fault here.
    constexpr std::chrono::milliseconds pause(500);
    constexpr unsigned many = 10'000;
    frameio::app app;
    app.on_webhook("file.ready", say_two_things).attempts(many).backoff(pause, pause);
    app.on_webhook("file.upload.completed", say_two_things).attempts(many).backoff(pause, pause);
    return frameio::run(app, argc, argv);
}
