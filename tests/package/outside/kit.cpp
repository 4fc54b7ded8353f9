// What a user's test may be, with no framework at all.

#include <frameio/frameio.hpp>
#include <frameio/testing.hpp>

#include <iostream>

namespace asio = boost::asio;
namespace testing = frameio::testing;

namespace {

asio::awaitable<void> comment(const frameio::webhook_event& event, frameio::context& ctx) {
    co_await ctx.api().comments().create(event.account_id, event.resource.id, frameio::api::new_comment("Seen"));
}

frameio::app make_app() {
    frameio::app app;
    app.on_webhook("file.ready", comment);
    return app;
}

void see_a_file(testing::kit& kit) {
    kit.deliver(testing::webhook("file.ready"));
    kit.settle();
    if (kit.api().count("POST", "/v4/accounts/*/files/*/comments") != 1) {
        throw testing::failure("it was not said once");
    }
}

}  // namespace

int main() {
    testing::kit_options options;
    options.platform = true;
    try {
        const testing::crash_report seen = testing::crash_everywhere(make_app, see_a_file, options);
        std::cout << seen.moments.size() << " crashes\n";
        return seen.moments.empty() ? 1 : 0;
    } catch (const testing::failure& wrong) {
        std::cerr << wrong.what() << '\n';
        return 1;
    }
}
