#pragma once

#include "cli/develop/child_process.hpp"
#include "cli/develop/file_watch.hpp"

#include <frameio/simulator.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frameio::cli {

/// What `frameio dev` is to do beside the simulator.
struct dev_options {
    std::vector<std::string> command;  ///< the app and its arguments
    std::vector<std::string> watched;  ///< files; empty: the app's program
    std::string path = "/";            ///< that the app takes deliveries at
    bool opens = true;                 ///< the page, if somebody sits at a screen
};

/// An app that is developed, beside a local Frame.io in which it is registered: it is started again when its program
/// changes. For one executor.
class dev_session {
public:
    /// @param platform  outlives it
    dev_session(const boost::asio::any_io_executor& executor, simulator& platform, dev_options options);

    /// Until it is told to end; returns whether the app has ended well. `watch` is to run beside it.
    /// @throws usage_error if the app does not begin to listen the first time
    boost::asio::awaitable<bool> live();

    /// Looks for changes, for ever.
    boost::asio::awaitable<void> watch();

    /// Ends the app as an administrator does; when it is called again, at once.
    void end();

private:
    boost::asio::awaitable<void> listen_to_app(const std::string& manifest);
    boost::asio::awaitable<void> nap();
    variables environment_of_app(const std::string& manifest) const;
    bool register_app(const std::string& url, const std::string& manifest);
    void has_started(const std::string& url, const std::string& manifest);
    void show_page();

    std::string name() const;
    bool is_called_off() const noexcept {
        return ending_ || changed_;
    }

    boost::asio::any_io_executor executor_;
    simulator& platform_;
    const dev_options options_;
    variables environment_;
    file_watch program_;
    std::unique_ptr<child_process> app_;
    std::unique_ptr<child_process> browser_;
    bool has_listened_ = false;
    bool changed_ = false;
    bool ending_ = false;
};

}  // namespace frameio::cli
