// Calls every operation of the specification at the API whose URL is the first argument, and fails with the first that
// has no good answer, or one that is not as documented.

#include <frameio/api/all.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <exception>
#include <memory>
#include <span>
#include <string>

#include "api/sample_calls.hpp"

namespace {

namespace asio = boost::asio;
namespace api = frameio::api;

/// Counts what was logged as not documented.
class deviation_counter final : public frameio::log_sink {
public:
    void write(frameio::log_level level, std::string_view text,
               std::span<const frameio::log_field> fields) noexcept override {
        if (level < frameio::log_level::warning) {
            return;
        }
        ++count;
        std::printf("%.*s", static_cast<int>(text.size()), text.data());
        for (const auto& field : fields) {
            if (const auto* value = std::get_if<std::string_view>(&field.value())) {
                std::printf(" %.*s", static_cast<int>(value->size()), value->data());
            }
        }
        std::printf("\n");
    }

    int count = 0;
};

asio::awaitable<void> call_all(const api::client& to, int& good) {
    for (const auto& call : frameio_test::sample_calls()) {
        if (!call.documented) {
            continue;
        }
        try {
            co_await call.make(to);
            ++good;
        } catch (const api::api_error& failure) {
            std::printf("%s\n%s\n", failure.what(), failure.body().c_str());
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::printf("usage: call_all_operations URL\n");
        return 2;
    }
    const auto sink = std::make_shared<deviation_counter>();
    api::client_options options;
    options.url = argv[1];
    options.who = api::credentials::token("a-token");
    options.use_proxies = false;
    options.keep_to_rates = false;  // Prism's own counters never move
    options.retry.attempts = 1;
    options.failures_to_open = 0;
    options.log = frameio::logger(sink);
    const api::client client(options);
    asio::io_context loop(1);
    int good = 0;
    std::exception_ptr failure;
    asio::co_spawn(loop, call_all(client, good), [&](std::exception_ptr ended) { failure = ended; });
    loop.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    std::printf("%d operations\n", good);
    return good == 90 && sink->count == 0 ? 0 : 1;
}
