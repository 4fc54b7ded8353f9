// The app that is killed while it has to do with a local Frame.io. Its handler looks at a file, comments on it, which
// Frame.io can be asked about, and copies it, which it cannot be asked about.

#include <frameio/frameio.hpp>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>

namespace asio = boost::asio;
namespace api = frameio::api;

namespace {

asio::awaitable<void> deliver(const frameio::webhook_event& event, frameio::context& ctx) {
    const std::string account(event.account_id);
    const std::string id(event.resource.id);
    const auto file = co_await ctx.api().files().show(account, id);
    co_await ctx.api().comments().create(account, file.id, api::new_comment("Ready: " + file.id));
    co_await ctx.api().files().copy(account, file.id);
}

// Nothing but the faults themselves is to hold up the calls.
api::client unhurried_by_rates() {
    api::client_options options;
    options.keep_to_rates = false;
    options.failures_to_open = 0;
    return api::client(options);
}

// As no app should that cares: what is in doubt is done again.
bool is_careless() {
    const char* const said = std::getenv("DELIVER_CARELESSLY");
    return said != nullptr && std::string_view(said) == "1";
}

}  // namespace

int main(int argc, char** argv) {
    // Being killed many times is not the events' fault here.
    constexpr std::chrono::milliseconds pause(500);
    frameio::app app;
    app.use_client(unhurried_by_rates());
    frameio::route& route = app.on_webhook("file.upload.completed", deliver).attempts(10'000).backoff(pause, pause);
    if (is_careless()) {
        route.in_doubt(frameio::doubt::retry);
    }
    return frameio::run(app, argc, argv);
}
