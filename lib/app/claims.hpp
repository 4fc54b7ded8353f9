#pragma once

#include <frameio/events.hpp>

#include "app/ledger.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frameio {

class app_state;

/// What one delivery after the other has claimed in the app's memories of deliveries, so that a retry joins its run or
/// gets its answer. Used by one runner of deliveries, on its lane.
///
/// A webhook is known by its signature. Only those whose answer did not arrive in time, or not at all, are known by
/// their body too: a retry may be signed anew, but so is a later event that looks the same.
class claims {
public:
    using time_point = std::chrono::steady_clock::time_point;

    explicit claims(app_state& app) noexcept : app_(app) {}
    ~claims();
    claims(const claims&) = delete;
    claims& operator=(const claims&) = delete;

    /// Begins with another delivery. A claim of the one before that was not settled is a failure; an answer that was
    /// not sent yet is kept in mind.
    void begin(time_point started);

    /// A signature that has the right size, to be verified next; if it is genuine, `take_webhook` comes after that.
    void expect(std::string_view signature);

    /// Looks up what is known of the delivery. `run`: it is claimed for this run, and others join until `settle`.
    /// `repeat`: `answer` is what it was answered. `join`: it runs already, wait for `joined`.
    ///
    /// The body stays valid until `begin` or `forget_body`.
    ledger::verdict take_webhook(std::string_view body, stored_answer& answer);

    /// The answer of the run that was joined.
    boost::asio::awaitable<stored_answer> joined(boost::asio::any_io_executor executor);

    /// How often this delivery has been run, as far as it is known; with this time.
    unsigned attempt() const noexcept {
        return attempt_;
    }

    /// The run has ended with that answer, which is given to those who joined.
    void settle(const stored_answer& answer, bool failed);

    /// The peer was told to come back while the run goes on: the retry joins, whatever its signature.
    void outlasted();

    /// The run has failed, and the retry is to be told what attempt it is.
    void failed(const stored_answer& answer);

    /// What `settle` got is about to be sent; if it turns out `lost`, the retry gets it, whatever its signature.
    void sending(const stored_answer& answer);

    /// What was sending has been handed to the system. If that was in time, the next delivery with that body is
    /// another event; else it is the retry, as when it was lost.
    void sent(time_point now);
    void lost();

    /// The run goes on, but nobody is to wait for it.
    void abandon();

    /// Keeps what is needed of the body, which is about to go.
    void forget_body();

private:
    /// An answer that waits to be sent with those of later requests.
    struct kept {
        std::string body;
        std::optional<delivery_key> digest;  // instead of the body
        stored_answer answer;
        time_point started;
        unsigned attempt = 1;
        bool known = false;
    };

    ledger::verdict take_earlier_run(stored_answer& answer);
    delivery_key kept_digest(const kept& each) const;
    void acknowledged(const delivery_key& digest);
    const delivery_key& digest();
    void keep();
    void note(const delivery_key& digest, time_point started, unsigned attempt, const stored_answer& answer,
              bool failed);

    app_state& app_;
    flight flight_;
    ledger::entry claimed_;
    ledger::entry unacknowledged_;
    ledger* joining_ = nullptr;  // where `key_` is known
    delivery_key key_{};
    std::string_view body_;  // of a webhook
    std::optional<delivery_key> digest_;
    std::optional<stored_answer> sending_;
    std::vector<kept> kept_;  // the first `kept_count_`; the others' memory is used again
    std::size_t kept_count_ = 0;
    time_point started_{};
    unsigned attempt_ = 1;
    bool known_ = false;      // this is a repeat, or a retry
    bool looked_up_ = false;  // a webhook has been looked up
};

}  // namespace frameio
