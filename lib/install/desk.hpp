#pragma once

#include "install/outcomes.hpp"
#include "install/worker.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>

namespace frameio::install {

/// Where admins have their orders done, in the background: one at a time for each workspace. What was interrupted, here
/// or in a process that has died, is brought to its end: it is looked for at start, a minute later, and then every five
/// minutes.
///
/// Stopped, or destroyed, before the context of its executor. What is under way then may wind down after the desk.
///
/// Thread safety: all members may be called from any thread.
class desk {
public:
    /// store, keys, client, tokens, wanted, time, log
    using parts = worker::parts;

    explicit desk(parts of);
    ~desk();
    desk(const desk&) = delete;
    desk& operator=(const desk&) = delete;

    /// Once: from now on, jobs run on this executor, which runs one thing at a time.
    void start(const boost::asio::any_io_executor& executor);

    /// Interrupts what is under way: it goes on at the next start, here or elsewhere. Returns at once; when the
    /// executor has nothing left to do, all has ended.
    void stop();

    /// Begins to install, update or repair, as this user, with these settings; nothing: as they are. Returns at once.
    /// @return false if a job for that workspace is under way here, or the desk is not started: then, nothing is done
    bool install(const tenant& where, std::string user_id, std::optional<answers> settings);

    /// Begins to remove all of it, as this user. Returns at once.
    /// @return as `install`
    bool uninstall(const tenant& where, std::string user_id);

    /// Changes the settings of what is installed, and nothing on the platform: see `saga::configure`.
    boost::asio::awaitable<result> configure(tenant where, answers settings) const;

    /// Whether a job for it runs here. What runs elsewhere is seen by its record's `under_way`.
    bool is_running(const tenant& where) const;

    /// How far the job is that runs here; nothing if there is none, or it looks yet what there is to do.
    std::optional<progress> progress_of(const tenant& where) const;

    /// How the last job for it ended, in whatever process, if that was no success and not more than an hour ago: also
    /// where there is no record, as the first attempt was refused.
    /// @throws store_error
    boost::asio::awaitable<std::optional<outcome>> last_outcome(tenant where) const;

    const blueprint& wanted() const noexcept;
    const installations& records() const noexcept;

private:
    class state;

    std::shared_ptr<state> state_;
};

}  // namespace frameio::install
