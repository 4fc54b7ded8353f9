#pragma once

#include "store/engine.hpp"
#include "testing/fuse.hpp"

#include <memory>

namespace frameio::testing {

/// A store whose user may die before and after each thing that it stores. The store itself lives on.
class mortal_engine final : public store::engine {
public:
    /// The fuse outlives it.
    mortal_engine(std::shared_ptr<store::engine> inner, fuse& when) : inner_(std::move(inner)), fuse_(when) {}

    void on_change(std::function<void()> told) override;
    boost::asio::awaitable<store::admission> admit(store::arrival what) override;
    boost::asio::awaitable<void> acknowledge(std::vector<store::event_id> which) override;
    boost::asio::awaitable<std::vector<store::work>> claim(store::claim_request wanted) override;
    boost::asio::awaitable<std::vector<store::lease>> renew(std::vector<store::lease> held,
                                                            std::chrono::milliseconds term) override;
    boost::asio::awaitable<void> give_back(std::vector<store::lease> held) override;
    boost::asio::awaitable<bool> finish(store::lease held, store::outcome how) override;
    boost::asio::awaitable<std::optional<store::wall_time>> next_due() override;
    boost::asio::awaitable<std::size_t> waiting(std::size_t most) override;
    boost::asio::awaitable<std::vector<store::event_id>> interaction(std::string route, std::string id) override;
    boost::asio::awaitable<bool> record(store::lease held, store::step what) override;
    boost::asio::awaitable<std::vector<store::step>> steps(store::event_id of) override;
    boost::asio::awaitable<std::vector<store::event_summary>> list(store::list_query wanted) override;
    boost::asio::awaitable<std::optional<store::event_details>> find(store::event_id which) override;
    boost::asio::awaitable<store::event_counts> count() override;
    boost::asio::awaitable<bool> redrive(store::event_id which) override;
    boost::asio::awaitable<bool> resolve(store::event_id which, std::string reason) override;
    boost::asio::awaitable<bool> park(store::event_id which, std::string reason) override;
    boost::asio::awaitable<std::optional<store::document>> read(std::string collection, std::string key) override;
    boost::asio::awaitable<std::optional<std::uint64_t>> write(store::document what) override;
    boost::asio::awaitable<bool> erase(std::string collection, std::string key, std::uint64_t version) override;
    boost::asio::awaitable<std::vector<store::document>> documents(std::string collection, std::string after,
                                                                   std::size_t most) override;
    boost::asio::awaitable<std::uint64_t> change_count(std::string collection) override;
    boost::asio::awaitable<std::size_t> trim(store::wall_time before, std::size_t most, store::wall_time now) override;
    boost::asio::awaitable<std::size_t> bring_forward() override;

private:
    std::shared_ptr<store::engine> inner_;
    fuse& fuse_;
};

}  // namespace frameio::testing
