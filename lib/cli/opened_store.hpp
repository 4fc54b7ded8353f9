#pragma once

#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <memory>
#include <string>
#include <utility>

namespace frameio::cli {

/// The store of an app, which may run now or not, for a program that asks one thing after the other.
class opened_store {
public:
    /// @throws usage_error if there is no such store, or it cannot be opened
    explicit opened_store(const std::string& address);

    store::engine& operations() noexcept {
        return *engine_;
    }

    /// Waits for the result of one of the operations.
    template <class Result>
    Result wait_for(boost::asio::awaitable<Result> operation) {
        auto result = boost::asio::co_spawn(context_, std::move(operation), boost::asio::use_future);
        context_.restart();
        context_.run();
        return result.get();
    }

private:
    boost::asio::io_context context_{1};
    std::shared_ptr<store::engine> engine_;
};

}  // namespace frameio::cli
