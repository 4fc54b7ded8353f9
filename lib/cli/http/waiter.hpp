#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <utility>

namespace frameio::cli {

/// Runs one coroutine after the other, for a program that asks one thing at a time.
class waiter {
public:
    /// Waits for its result.
    template <class Result>
    Result wait_for(boost::asio::awaitable<Result> operation) {
        auto result = boost::asio::co_spawn(context_, std::move(operation), boost::asio::use_future);
        context_.restart();
        context_.run();
        return result.get();
    }

private:
    boost::asio::io_context context_{1};
};

}  // namespace frameio::cli
