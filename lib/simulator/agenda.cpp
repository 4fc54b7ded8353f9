#include "simulator/agenda.hpp"

#include <utility>

namespace frameio::sim {
namespace {

constexpr std::chrono::milliseconds between_looks{20};

}  // namespace

agenda::agenda(clock& time, boost::asio::any_io_executor executor, double speed)
    : time_(time), speed_(speed), ticks_(time.every(std::move(executor), between_looks, [this] { look(); })) {}

void agenda::after(std::chrono::milliseconds pause, std::function<void()> what) {
    const auto scaled = std::chrono::round<std::chrono::milliseconds>(pause / speed_);
    entries_.emplace(time_.steady() + scaled, std::move(what));
}

// What is due may put down more.
void agenda::look() {
    while (!entries_.empty() && entries_.begin()->first <= time_.steady()) {
        const auto what = std::move(entries_.begin()->second);
        entries_.erase(entries_.begin());
        what();
    }
}

}  // namespace frameio::sim
