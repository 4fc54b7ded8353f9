#pragma once

#include <frameio/app.hpp>

#include "api/call_journal.hpp"
#include "api/probe.hpp"
#include "delivery/journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace frameio {

/// What a run of an event from the store does outside: its calls of the API, and its own steps. Nothing that an earlier
/// run has done is done again.
class recorded_calls final : public api::call_journal {
public:
    /// The clock outlives it.
    /// @param patience how long a call that was cut off may still come to have its effect
    recorded_calls(std::shared_ptr<delivery::journal> journal, doubt rule, clock& time,
                   std::chrono::milliseconds patience)
        : journal_(std::move(journal)), rule_(rule), time_(time), patience_(patience) {}

    boost::asio::awaitable<std::unique_ptr<entry>> begin(const api::caller& by, const api::outgoing& call,
                                                         bool repeatable) override;

    /// Does the work, unless an earlier run has; returns its result.
    boost::asio::awaitable<std::string> once(std::string name,
                                             std::function<boost::asio::awaitable<std::string>()> work);

    /// The time that the first run was told here.
    boost::asio::awaitable<clock::wall_time> now();

private:
    void await_effect(const store::step& what) const;
    boost::asio::awaitable<void> settle(const api::caller& by, const api::outgoing& call,
                                        delivery::journal::begun& known);

    std::shared_ptr<delivery::journal> journal_;
    doubt rule_;
    clock& time_;
    std::chrono::milliseconds patience_;
    const std::shared_ptr<api::known_effects> effects_ = std::make_shared<api::known_effects>();
};

}  // namespace frameio
