#pragma once

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <string>

namespace frameio::testing {

/// Decides when an app dies: at the N-th moment at which what the store or Frame.io knows may differ from what the app
/// knows.
class fuse {
public:
    /// It burns at that moment, counted from 1 on; 0: never.
    void arm(std::size_t moment) noexcept {
        left_ = moment;
    }

    /// The moment has come. True: the app is dead, now or for longer.
    bool burns_at(const std::string& moment);

    /// The same, in a coroutine of the app, which does not go on then.
    boost::asio::awaitable<void> pass(std::string moment);

    bool is_burnt() const noexcept {
        return burnt_;
    }
    /// There is a new app.
    void mend() noexcept {
        burnt_ = false;
    }
    /// At which moment it has burnt; empty: it has not.
    const std::string& moment() const noexcept {
        return moment_;
    }

private:
    std::size_t left_ = 0;
    bool burnt_ = false;
    std::string moment_;
};

}  // namespace frameio::testing
