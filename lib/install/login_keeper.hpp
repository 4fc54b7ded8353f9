#pragma once

#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "auth/token_book.hpp"
#include "install/installations.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace frameio::install {

/// Keeps the logins alive that an app acts with where it is installed: Adobe ends one that nobody has used for long,
/// and there may be nothing to do in a workspace for weeks. Looks once an hour.
///
/// Thread safety: as that of an executor that runs one thing at a time, but for the constructor.
class login_keeper : public std::enable_shared_from_this<login_keeper> {
public:
    /// @param time  outlives it
    login_keeper(installations records, std::shared_ptr<auth::token_book> tokens, clock& time, logger log);

    void start(const boost::asio::any_io_executor& executor);
    /// What is under way ends with the login that it is at.
    void stop();

private:
    void tick();
    boost::asio::awaitable<void> look();
    boost::asio::awaitable<void> renew(std::string user_id);

    installations records_;
    std::shared_ptr<auth::token_book> tokens_;
    clock& time_;
    logger log_;
    boost::asio::any_io_executor executor_;
    std::unique_ptr<clock::ticks> ticks_;
    clock::steady_time next_{};
    bool busy_ = false;
};

}  // namespace frameio::install
