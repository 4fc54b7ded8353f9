#include "cli/http/http_client.hpp"

#include "cli/http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <exception>
#include <memory>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;
using steady = std::chrono::steady_clock;

/// What the connections of one command share. One thread runs them all.
struct workload {
    const std::function<post(std::size_t)>& make;
    std::vector<outcome> outcomes;
    std::size_t next = 0;
};

asio::awaitable<void> exchange(connection& line, const post& request, outcome& result) {
    auto start = steady::now();
    if (!line.is_open()) {
        co_await line.open();
        auto connected = steady::now();
        result.connecting = connected - start;
        start = connected;
    }
    co_await line.exchange(request, result);
    result.latency = steady::now() - start;
}

/// Returns whether it makes sense to try once more: the connection was an old one, and was closed before an answer.
asio::awaitable<bool> attempt(connection& line, const post& request, outcome& result) {
    bool reused = line.is_open();
    try {
        co_await exchange(line, request, result);
    } catch (const exchange_error& error) {
        line.close();
        result.error = error.what();
        co_return reused&& error.closed();
    }
    result.error.clear();
    co_return false;
}

asio::awaitable<void> work(workload& all, std::unique_ptr<connection> line) {
    while (all.next < all.outcomes.size()) {
        std::size_t index = all.next++;
        post request = all.make(index);
        outcome result;
        co_await send_over(*line, request, result);
        all.outcomes[index] = std::move(result);
    }
}

void rethrow(std::exception_ptr failure) {
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace

asio::awaitable<void> send_over(connection& line, const post& request, outcome& result) {
    const bool again = co_await attempt(line, request, result);
    if (again) {
        co_await attempt(line, request, result);
    }
}

std::vector<outcome> post_all(const client_options& options, std::size_t count, std::size_t concurrency,
                              const std::function<post(std::size_t)>& make) {
    asio::io_context context(1);
    workload all{make, std::vector<outcome>(count)};
    dialer lines(context.get_executor(), options);
    for (std::size_t line = 0; line < std::min(count, concurrency); ++line) {
        asio::co_spawn(context, work(all, lines.dial()), rethrow);
    }
    context.run();
    return std::move(all.outcomes);
}

}  // namespace frameio::cli
