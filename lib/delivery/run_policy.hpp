#pragma once

#include "store/records.hpp"

#include <chrono>
#include <exception>

namespace frameio::delivery {

/// How often and how long the events of a route are run. With the defaults, five runs within about 15 min.
struct run_policy {
    unsigned attempts = 5;
    std::chrono::milliseconds first_pause{15'000};  ///< before the second run; four times as long before each further
    std::chrono::milliseconds longest_pause{600'000};
    std::chrono::milliseconds timeout{};  ///< of a run; zero: none
    bool retries = true;                  ///< whether a run that failed is repeated; one that was cut off always is
};

/// What has ended a run, also if that is one of several things that it awaited side by side: then the first that
/// failed.
std::exception_ptr cause_of(const std::exception_ptr& failure);

/// Whether the handler has decided by it what becomes of its event: it is no failure.
bool is_decision(const std::exception_ptr& failure);

/// What becomes of an event whose `run`-th run was ended by `failure`.
/// @param chance from 0 up to 1, to spread events that failed together
store::outcome judge(const run_policy& policy, unsigned run, const std::exception_ptr& failure, double chance);

}  // namespace frameio::delivery
