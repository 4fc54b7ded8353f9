#include "delivery/run_policy.hpp"

#include <frameio/delivery.hpp>

#include <boost/asio/multiple_exceptions.hpp>

#include <algorithm>
#include <string>

namespace frameio::delivery {
namespace {

constexpr unsigned growth = 4;

std::chrono::milliseconds pause_after(const run_policy& policy, unsigned run, double chance) {
    std::chrono::milliseconds pause = policy.first_pause;
    for (unsigned i = 1; i < run && pause < policy.longest_pause; ++i) {
        pause *= growth;
    }
    pause = std::min(pause, policy.longest_pause);
    const double spread = 0.8 + 0.4 * chance;
    return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(pause.count()) * spread));
}

}  // namespace

std::exception_ptr cause_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const boost::asio::multiple_exceptions& several) {
        return cause_of(several.first_exception());
    } catch (...) {
        return failure;
    }
}

bool is_decision(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(cause_of(failure));
    } catch (const retry_later&) {
        return true;
    } catch (const park&) {
        return true;
    } catch (...) {
        return false;
    }
}

store::outcome judge(const run_policy& policy, unsigned run, const std::exception_ptr& failure, double chance) {
    std::string reason = "unknown exception";
    try {
        std::rethrow_exception(cause_of(failure));
    } catch (const retry_later& later) {
        return store::outcome::later(std::max(later.pause(), std::chrono::milliseconds(0)), later.what());
    } catch (const park& aside) {
        return store::outcome::parked(aside.what());
    } catch (const std::exception& known) {
        reason = known.what();
    } catch (...) {
    }
    if (!policy.retries || run >= policy.attempts) {
        return store::outcome::parked(std::to_string(run) + (run == 1 ? " run" : " runs") + " failed: " + reason);
    }
    return store::outcome::again(pause_after(policy, run, chance), std::move(reason));
}

}  // namespace frameio::delivery
