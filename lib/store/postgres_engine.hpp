#pragma once

#include "store/engine.hpp"
#include "store/postgres_admissions.hpp"
#include "store/postgres_bell.hpp"
#include "store/postgres_pool.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace frameio::store {

/// Keeps everything in a PostgreSQL database (version 13 or later), which many processes may share: the work too.
class postgres_engine final : public engine {
public:
    /// Connects. The clock outlives the engine.
    /// @param url  see `postgres_address`
    /// @throws store_error that names the database, what is wrong with it, and the remedy, but no password
    postgres_engine(std::string_view url, clock& time, opening what_for = opening::to_work,
                    postgres_limits limits = {});

    void on_change(std::function<void()> told) override;
    boost::asio::awaitable<admission> admit(arrival what) override;
    boost::asio::awaitable<void> acknowledge(std::vector<event_id> which) override;
    boost::asio::awaitable<std::vector<work>> claim(claim_request wanted) override;
    boost::asio::awaitable<std::vector<lease>> renew(std::vector<lease> held, std::chrono::milliseconds term) override;
    boost::asio::awaitable<void> give_back(std::vector<lease> held) override;
    boost::asio::awaitable<bool> finish(lease held, outcome how) override;
    boost::asio::awaitable<std::optional<wall_time>> next_due() override;
    boost::asio::awaitable<std::size_t> waiting(std::size_t most) override;
    boost::asio::awaitable<std::vector<event_id>> interaction(std::string route, std::string id) override;
    boost::asio::awaitable<bool> record(lease held, step what) override;
    boost::asio::awaitable<std::vector<step>> steps(event_id of) override;
    boost::asio::awaitable<std::vector<event_summary>> list(list_query wanted) override;
    boost::asio::awaitable<std::optional<event_details>> find(event_id which) override;
    boost::asio::awaitable<event_counts> count() override;
    boost::asio::awaitable<bool> redrive(event_id which) override;
    boost::asio::awaitable<bool> resolve(event_id which, std::string reason) override;
    boost::asio::awaitable<bool> park(event_id which, std::string reason) override;
    boost::asio::awaitable<std::optional<document>> read(std::string collection, std::string key) override;
    boost::asio::awaitable<std::optional<std::uint64_t>> write(document what) override;
    boost::asio::awaitable<bool> erase(std::string collection, std::string key, std::uint64_t version) override;
    boost::asio::awaitable<std::vector<document>> documents(std::string collection, std::string after,
                                                            std::size_t most) override;
    boost::asio::awaitable<std::uint64_t> change_count(std::string collection) override;
    boost::asio::awaitable<std::size_t> trim(wall_time before, std::size_t most, wall_time now) override;
    boost::asio::awaitable<std::size_t> bring_forward() override;

private:
    using repetition = postgres_pool::repetition;
    using urgency = postgres_pool::urgency;

    template <class Result, class Work>
    boost::asio::awaitable<Result> perform(Work what, repetition again, urgency how = urgency::usual);
    template <class Work>
    boost::asio::awaitable<void> carry_out(Work what, repetition again, urgency how = urgency::usual);
    boost::asio::awaitable<bool> decide(event_id which, event_state to, std::string reason);

    clock& time_;
    std::string last_tenant_;  // of the pool's thread
    std::string last_route_;   // likewise
    postgres_pool pool_;
    std::shared_ptr<postgres_bell> bell_;  // on the pool's thread; shared with what that does
    postgres_admissions admissions_;
};

}  // namespace frameio::store
