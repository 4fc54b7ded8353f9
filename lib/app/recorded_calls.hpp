#pragma once

#include <frameio/app.hpp>

#include "api/call_journal.hpp"
#include "delivery/journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace frameio {

/// What a run of an event from the store does outside: its calls of the API, and its own steps. Nothing that an earlier
/// run has done is done again.
class recorded_calls final : public api::call_journal {
public:
    recorded_calls(std::shared_ptr<delivery::journal> journal, doubt rule)
        : journal_(std::move(journal)), rule_(rule) {}

    boost::asio::awaitable<std::unique_ptr<entry>> begin(const api::caller& by, const api::outgoing& call,
                                                         bool repeatable) override;

    /// Does the work, unless an earlier run has; returns its result.
    boost::asio::awaitable<std::string> once(std::string name,
                                             std::function<boost::asio::awaitable<std::string>()> work);

private:
    boost::asio::awaitable<void> settle(const api::caller& by, const api::outgoing& call,
                                        delivery::journal::begun& known);

    std::shared_ptr<delivery::journal> journal_;
    doubt rule_;
};

}  // namespace frameio
