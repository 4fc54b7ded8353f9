#pragma once

#include "simulator/json.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// One request to an app, and what came of it.
struct attempt {
    std::string sent_at;
    std::string timestamp;  ///< as it was signed
    std::string signature;
    unsigned status = 0;  ///< 0: there was no answer
    std::chrono::milliseconds took{};
    std::string answer;  ///< its beginning
    std::string error;   ///< why there was no answer
    std::string fault;   ///< what went wrong with it as asked for

    bool succeeded() const noexcept {
        return status >= 200 && status < 300;
    }
};

/// An event for one subscriber.
struct logged_delivery {
    std::uint64_t number = 0;
    std::uint64_t version = 0;  ///< grows when anything of it changes
    std::string kind;           ///< "webhook" or "action"
    std::string type;           ///< "file.ready", or the event of the action
    std::string subscription;   ///< the id of the webhook or the action
    std::string url;
    std::string body;
    std::string state;      ///< "sending", "waiting" for its next attempt, "delivered" or "failed"
    std::size_t tries = 0;  ///< attempts, but for copies and those that somebody has asked for
    std::vector<attempt> attempts;
};

/// The last deliveries. What it gives stays good until the next one is added.
class delivery_log {
public:
    logged_delivery& add(logged_delivery fresh);
    logged_delivery* find(std::uint64_t number);
    void note_change(logged_delivery& of);

    /// Those that were changed after that version, newest first.
    json::object since(std::uint64_t version) const;

private:
    static constexpr std::size_t most = 1'000;

    std::deque<logged_delivery> entries_;
    std::uint64_t last_number_ = 0;
    std::uint64_t version_ = 0;
};

}  // namespace frameio::sim
