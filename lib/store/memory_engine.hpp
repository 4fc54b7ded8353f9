#pragma once

#include "store/decision.hpp"
#include "store/engine.hpp"

#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace frameio::store {

/// Keeps everything in memory, until it is destroyed.
class memory_engine final : public engine {
public:
    /// What becomes of parked events when old ones are forgotten.
    enum class parked_events : std::uint8_t {
        keep,   ///< until somebody has decided about them
        forget  ///< where nobody can
    };

    /// The clock outlives it.
    explicit memory_engine(clock& time, parked_events parked = parked_events::keep) : time_(time), parked_(parked) {}

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
    struct entry {
        event_details shown;
        stored_event event;
        known_delivery known;
        std::uint64_t epoch = 0;
        unsigned tries = 0;  // runs since it came, or was redriven
        wall_time done_at{};
    };
    struct ledger_row {
        event_id event;
        wall_time forget_at{};
    };
    struct key_hash {
        std::size_t operator()(const ledger_key& key) const noexcept;
    };
    using entries = std::map<event_id, entry>;
    using queue = std::set<std::pair<wall_time, event_id>>;  // by when they are due

    ledger_row* find_row(const ledger_key& key);
    std::optional<known_delivery> look_up(const ledger_key& key);
    admission store(arrival& what, wall_time first_copy, wall_time due);
    admission rerun(arrival& what);
    void put_in_order(const event_id& which, const std::string& key);
    admission repeat(const arrival& what, admission::verdict as);
    void begin_run(entry& one, const std::string& owner, const std::string& build, std::chrono::milliseconds term);
    void end_run(entry& one, std::string_view ending, const std::string& reason);
    void wait_until(entry& one, wall_time due);
    void set_state(entry& one, event_state to);
    bool is_behind(const entry& one) const;
    bool take(const event_id& id, const claim_request& wanted, std::vector<work>& taken);
    void take_lost(const claim_request& wanted, std::vector<work>& taken);
    void take_in_turns(event_kind kind, const claim_request& wanted, std::vector<work>& taken);
    entry* leased(const lease& held);
    entry* free_entry(const event_id& id);
    entry* find_entry(const event_id& id);
    void forget_interaction(const event_summary& of);
    document* find_document(const std::string& collection, const std::string& key);
    std::size_t trim_documents(std::size_t most, wall_time now);

    clock& time_;
    const parked_events parked_;
    std::mutex mutex_;
    entries entries_;
    std::unordered_map<ledger_key, ledger_row, key_hash> ledger_;
    std::map<std::pair<event_kind, std::string>, queue> pending_;                     // by tenant
    queue running_;                                                                   // by when the lease ends
    std::map<std::string, std::set<event_id>> ordered_;                               // unfinished, by order key
    std::map<std::pair<std::string, std::string>, std::set<event_id>> interactions_;  // by route and id
    std::map<std::pair<std::string, std::string>, document> documents_;               // by collection and key
    std::map<std::string, std::uint64_t> changes_;                                    // by collection
    std::string last_tenant_;
};

}  // namespace frameio::store
