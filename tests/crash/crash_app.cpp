// The app that is killed. Its handler has two effects that nobody can take back, and a boundary between them.

#include <frameio/frameio.hpp>

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>

namespace asio = boost::asio;
namespace api = frameio::api;

namespace {

// Frame.io can be asked whether a comment is there; of anything else the app must know by itself what it has done.
api::request remark_on(const frameio::webhook_event& event) {
    const std::string file(event.resource.id);
    return api::request("POST", "/v4/accounts/" + std::string(event.account_id) + "/files/" + file + "/remarks")
        .body(R"({"data":{"text":"Checked: )" + file + R"("}})");
}

asio::awaitable<void> say_two_things(const frameio::webhook_event& event, frameio::context& ctx) {
    const std::string file(event.resource.id);
    std::fputs("the handler has begun\n", stderr);  // for who asks afterwards; not a call at which it is killed
    co_await ctx.api().comments().create(event.account_id, file, api::new_comment("Ready: " + file));
    api::request remark = remark_on(event);
    co_await ctx.api().send(std::move(remark));
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
