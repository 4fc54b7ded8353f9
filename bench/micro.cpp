// Single steps of the receive path, one at a time: where the nanoseconds of a request go.

#include "sample_event.hpp"

#include <frameio/frameio.hpp>

#include <benchmark/benchmark.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace {

namespace asio = boost::asio;
using std::chrono::sys_seconds;

constexpr sys_seconds sent_at{std::chrono::seconds(1700000000)};

void prepare_secret(benchmark::State& state) {
    for (auto _ : state) {
        frameio::signing_secret secret("a secret of a usual length, more or less");
        benchmark::DoNotOptimize(&secret);
    }
}
BENCHMARK(prepare_secret);

/// The arguments are the size of the body, and how many secrets are active; the last of them is the right one.
void verify(benchmark::State& state) {
    std::string body = make_sample_event(static_cast<std::size_t>(state.range(0)));
    std::vector<frameio::signing_secret> secrets;
    for (std::int64_t i = 0; i < state.range(1); ++i) {
        secrets.emplace_back("secret " + std::to_string(i));
    }
    std::string signature = secrets.back().sign(sent_at, body);
    for (auto _ : state) {
        bool genuine = frameio::verify(secrets, "1700000000", body, signature, sent_at);
        if (!genuine) {
            state.SkipWithError("the signature does not hold");
        }
    }
}
BENCHMARK(verify)->ArgNames({"body", "secrets"})->Args({315, 1})->Args({4096, 1})->Args({315, 2});

void sign(benchmark::State& state) {
    frameio::signing_secret secret("a secret");
    std::string body(sample_event);
    for (auto _ : state) {
        benchmark::DoNotOptimize(secret.sign(sent_at, body));
    }
}
BENCHMARK(sign);

void decode_webhook(benchmark::State& state) {
    std::string body = make_sample_event(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        frameio::webhook_event event = frameio::decode_webhook(body);
        benchmark::DoNotOptimize(event.resource.id.data());
    }
}
BENCHMARK(decode_webhook)->ArgName("body")->Arg(315)->Arg(4096);

void copy_event(benchmark::State& state) {
    frameio::webhook_event event = frameio::decode_webhook(sample_event);
    for (auto _ : state) {
        frameio::webhook_event copy = event;
        benchmark::DoNotOptimize(&copy);
    }
}
BENCHMARK(copy_event);

asio::awaitable<void> handler(const frameio::webhook_event& event, std::uint64_t& count) {
    count += event.resource.id.size();
    co_return;
}

asio::awaitable<void> await_handlers(benchmark::State& state, const frameio::webhook_event& event) {
    std::uint64_t count = 0;
    for (auto _ : state) {
        co_await handler(event, count);
    }
    benchmark::DoNotOptimize(count);
}

void co_await_handler(benchmark::State& state) {
    frameio::webhook_event event = frameio::decode_webhook(sample_event);
    asio::io_context context(1);
    asio::co_spawn(context, await_handlers(state, event), asio::detached);
    context.run();
}
BENCHMARK(co_await_handler);

void write_form(benchmark::State& state) {
    for (auto _ : state) {
        frameio::response answer = frameio::form("Publish")
                                       .description("Where should it go?")
                                       .select("platform", "Platform", frameio::option("Vimeo", "vimeo"),
                                               frameio::option("YouTube", "youtube"))
                                       .text("caption", "Caption");
        benchmark::DoNotOptimize(answer.json().data());
    }
}
BENCHMARK(write_form);

}  // namespace

BENCHMARK_MAIN();
