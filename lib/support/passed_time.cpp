#include "support/passed_time.hpp"

#include <chrono>
#include <utility>

namespace frameio {
namespace {

constexpr std::chrono::seconds corrected{1};  // at most, by one who keeps a clock right
constexpr std::chrono::hours until_believed{24};

}  // namespace

passed_time::passed_time(clock& time) : time_(time), believed_(difference()), last_(believed_) {}

clock::wall_time passed_time::now() {
    const clock::steady_time steady = time_.steady();
    const duration said = difference();
    if (said <= believed_ + corrected) {
        believed_ = said;
        ahead_since_.reset();
    } else if (!ahead_since_) {
        ahead_since_ = steady;
    } else if (steady - *ahead_since_ >= until_believed) {
        believed_ = said;
        ahead_since_.reset();
    }
    return clock::wall_time(std::chrono::duration_cast<duration>(steady.time_since_epoch()) + believed_);
}

bool passed_time::was_set_back() {
    const duration said = difference();
    return said + corrected < std::exchange(last_, said);
}

passed_time::duration passed_time::difference() const {
    return time_.now().time_since_epoch() - std::chrono::duration_cast<duration>(time_.steady().time_since_epoch());
}

}  // namespace frameio
