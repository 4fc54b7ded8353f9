#pragma once

#include "store/engine.hpp"
#include "store/sqlite_writer.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace frameio::store {

/// Keeps everything in a SQLite file: what has been returned is on the disk. One process works on a file; others may
/// look and decide beside it.
class sqlite_engine final : public engine {
public:
    /// The clock outlives the engine.
    /// @throws store_error that names the file, what is wrong with it, and the remedy
    sqlite_engine(const std::string& path, clock& time, opening what_for = opening::to_work);

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
    std::uint64_t log_octets() const noexcept override {
        return writer_.log_octets();
    }

private:
    template <class Work>
    auto perform(Work what, sqlite_writer::effect effect = sqlite_writer::effect::changes)
        -> boost::asio::awaitable<std::invoke_result_t<Work, sqlite_database&, wall_time>>;

    clock& time_;
    std::string last_tenant_;  // of the writer's thread
    sqlite_writer writer_;
};

}  // namespace frameio::store
