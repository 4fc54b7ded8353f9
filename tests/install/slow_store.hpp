#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "store/passed_on.hpp"
#include "support/waiting.hpp"

namespace frameio_test {

/// A store that takes a second to write into one of its collections, and can be cancelled until then.
class slow_store final : public passed_on {
public:
    /// They outlive it.
    slow_store(frameio::store::engine& inner, frameio::clock& time, std::string collection)
        : passed_on(inner), time_(time), collection_(std::move(collection)) {}

    boost::asio::awaitable<std::optional<std::uint64_t>> write(frameio::store::document what) override {
        if (what.collection == collection_) {
            ++begun;
            co_await frameio::sleep_until(time_, time_.steady() + std::chrono::seconds(1));
        }
        const bool is_slow = what.collection == collection_;
        auto version = co_await passed_on::write(std::move(what));
        if (is_slow && then_) {
            std::exchange(then_, nullptr)();
        }
        co_return version;
    }

    /// Does that as soon as the next of those writes is done.
    void once_written(std::function<void()> what) {
        then_ = std::move(what);
    }

    int begun = 0;  ///< how many of those writes

private:
    frameio::clock& time_;
    const std::string collection_;
    std::function<void()> then_;
};

}  // namespace frameio_test
