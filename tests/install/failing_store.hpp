#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "store/memory_engine.hpp"
#include "testing/fuse.hpp"

namespace frameio_test {

/// A store of documents that fails for so long from the moment on at which a fuse burns, before or after its effect.
class failing_store final : public frameio::store::engine {
public:
    /// They outlive it.
    failing_store(frameio::store::engine& inner, frameio::testing::fuse& when, frameio::clock& time,
                  std::chrono::milliseconds how_long)
        : inner_(inner), fuse_(when), time_(time), how_long_(how_long) {}

    boost::asio::awaitable<std::optional<frameio::store::document>> read(std::string collection,
                                                                         std::string key) override {
        auto found = co_await inner_.read(std::move(collection), std::move(key));
        co_return found;
    }
    boost::asio::awaitable<std::optional<std::uint64_t>> write(frameio::store::document what) override {
        const std::string name = "a document of \"" + what.collection + "\" is stored";
        strike("before " + name);
        const auto version = co_await inner_.write(std::move(what));
        strike("after " + name);
        co_return version;
    }
    boost::asio::awaitable<bool> erase(std::string collection, std::string key, std::uint64_t version) override {
        const std::string name = "a document of \"" + collection + "\" is removed";
        strike("before " + name);
        const bool done = co_await inner_.erase(std::move(collection), std::move(key), version);
        strike("after " + name);
        co_return done;
    }
    boost::asio::awaitable<std::vector<frameio::store::document>> documents(std::string collection, std::string after,
                                                                            std::size_t most) override {
        auto found = co_await inner_.documents(std::move(collection), std::move(after), most);
        co_return found;
    }
    boost::asio::awaitable<std::uint64_t> change_count(std::string collection) override {
        const std::uint64_t found = co_await inner_.change_count(std::move(collection));
        co_return found;
    }

    // No installation needs these.
    boost::asio::awaitable<frameio::store::admission> admit(frameio::store::arrival) override {
        none();
    }
    boost::asio::awaitable<void> acknowledge(std::vector<frameio::store::event_id>) override {
        none();
    }
    boost::asio::awaitable<std::vector<frameio::store::work>> claim(frameio::store::claim_request) override {
        none();
    }
    boost::asio::awaitable<std::vector<frameio::store::lease>> renew(std::vector<frameio::store::lease>,
                                                                     std::chrono::milliseconds) override {
        none();
    }
    boost::asio::awaitable<void> give_back(std::vector<frameio::store::lease>) override {
        none();
    }
    boost::asio::awaitable<bool> finish(frameio::store::lease, frameio::store::outcome) override {
        none();
    }
    boost::asio::awaitable<std::optional<frameio::store::wall_time>> next_due() override {
        none();
    }
    boost::asio::awaitable<std::size_t> waiting(std::size_t) override {
        none();
    }
    boost::asio::awaitable<std::vector<frameio::store::event_id>> interaction(std::string, std::string) override {
        none();
    }
    boost::asio::awaitable<bool> record(frameio::store::lease, frameio::store::step) override {
        none();
    }
    boost::asio::awaitable<std::vector<frameio::store::step>> steps(frameio::store::event_id) override {
        none();
    }
    boost::asio::awaitable<std::vector<frameio::store::event_summary>> list(frameio::store::list_query) override {
        none();
    }
    boost::asio::awaitable<std::optional<frameio::store::event_details>> find(frameio::store::event_id) override {
        none();
    }
    boost::asio::awaitable<frameio::store::event_counts> count() override {
        none();
    }
    boost::asio::awaitable<bool> redrive(frameio::store::event_id) override {
        none();
    }
    boost::asio::awaitable<bool> resolve(frameio::store::event_id, std::string) override {
        none();
    }
    boost::asio::awaitable<bool> park(frameio::store::event_id, std::string) override {
        none();
    }
    boost::asio::awaitable<std::size_t> trim(frameio::store::wall_time, std::size_t,
                                             frameio::store::wall_time) override {
        none();
    }
    boost::asio::awaitable<std::size_t> bring_forward() override {
        none();
    }

private:
    [[noreturn]] static void none() {
        throw std::logic_error("an installation needs no events");
    }
    void strike(const std::string& moment) {
        if (fuse_.burns_at(moment)) {
            fuse_.mend();
            until_ = time_.steady() + how_long_;
        } else if (!until_ || time_.steady() >= *until_) {
            return;
        }
        throw frameio::store::store_error("the store does not work " + moment, true);
    }

    frameio::store::engine& inner_;
    frameio::testing::fuse& fuse_;
    frameio::clock& time_;
    const std::chrono::milliseconds how_long_;
    std::optional<frameio::clock::steady_time> until_;
};

}  // namespace frameio_test
