#pragma once

#include "cli/http/waiter.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

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
    /// For what shares it.
    const std::shared_ptr<store::engine>& engine() const noexcept {
        return engine_;
    }

    /// Waits for the result of one of the operations.
    template <class Result>
    Result wait_for(boost::asio::awaitable<Result> operation) {
        return waiter_.wait_for(std::move(operation));
    }

private:
    waiter waiter_;
    std::shared_ptr<store::engine> engine_;
};

}  // namespace frameio::cli
