#pragma once

/// @file
/// A store that passes everything on to another one; a test overrides what it wants to happen otherwise.

#include "store/engine.hpp"

namespace frameio_test {

class passed_on : public frameio::store::engine {
    template <class T>
    using awaitable = boost::asio::awaitable<T>;

public:
    /// The other one outlives it.
    explicit passed_on(frameio::store::engine& inner) : inner_(inner) {}

    void on_change(std::function<void()> told) override {
        inner_.on_change(std::move(told));
    }
    awaitable<frameio::store::admission> admit(frameio::store::arrival what) override {
        return inner_.admit(std::move(what));
    }
    awaitable<void> acknowledge(std::vector<frameio::store::event_id> which) override {
        return inner_.acknowledge(std::move(which));
    }
    awaitable<std::vector<frameio::store::work>> claim(frameio::store::claim_request wanted) override {
        return inner_.claim(std::move(wanted));
    }
    awaitable<std::vector<frameio::store::lease>> renew(std::vector<frameio::store::lease> held,
                                                        std::chrono::milliseconds term) override {
        return inner_.renew(std::move(held), term);
    }
    awaitable<void> give_back(std::vector<frameio::store::lease> held) override {
        return inner_.give_back(std::move(held));
    }
    awaitable<bool> finish(frameio::store::lease held, frameio::store::outcome how) override {
        return inner_.finish(held, std::move(how));
    }
    awaitable<std::optional<frameio::store::wall_time>> next_due() override {
        return inner_.next_due();
    }
    awaitable<std::size_t> waiting(std::size_t most) override {
        return inner_.waiting(most);
    }
    awaitable<std::vector<frameio::store::event_id>> interaction(std::string route, std::string id) override {
        return inner_.interaction(std::move(route), std::move(id));
    }
    awaitable<bool> record(frameio::store::lease held, frameio::store::step what) override {
        return inner_.record(held, std::move(what));
    }
    awaitable<std::vector<frameio::store::step>> steps(frameio::store::event_id of) override {
        return inner_.steps(of);
    }
    awaitable<std::vector<frameio::store::event_summary>> list(frameio::store::list_query wanted) override {
        return inner_.list(std::move(wanted));
    }
    awaitable<std::optional<frameio::store::event_details>> find(frameio::store::event_id which) override {
        return inner_.find(which);
    }
    awaitable<frameio::store::event_counts> count() override {
        return inner_.count();
    }
    awaitable<bool> redrive(frameio::store::event_id which) override {
        return inner_.redrive(which);
    }
    awaitable<bool> resolve(frameio::store::event_id which, std::string reason) override {
        return inner_.resolve(which, std::move(reason));
    }
    awaitable<bool> park(frameio::store::event_id which, std::string reason) override {
        return inner_.park(which, std::move(reason));
    }
    awaitable<std::optional<frameio::store::document>> read(std::string collection, std::string key) override {
        return inner_.read(std::move(collection), std::move(key));
    }
    awaitable<std::optional<std::uint64_t>> write(frameio::store::document what) override {
        return inner_.write(std::move(what));
    }
    awaitable<bool> erase(std::string collection, std::string key, std::uint64_t version) override {
        return inner_.erase(std::move(collection), std::move(key), version);
    }
    awaitable<std::vector<frameio::store::document>> documents(std::string collection, std::string after,
                                                               std::size_t most) override {
        return inner_.documents(std::move(collection), std::move(after), most);
    }
    awaitable<std::uint64_t> change_count(std::string collection) override {
        return inner_.change_count(std::move(collection));
    }
    awaitable<std::size_t> trim(frameio::store::wall_time before, std::size_t most,
                                frameio::store::wall_time now) override {
        return inner_.trim(before, most, now);
    }
    awaitable<std::size_t> bring_forward() override {
        return inner_.bring_forward();
    }

private:
    frameio::store::engine& inner_;
};

}  // namespace frameio_test
