#pragma once

#include "cli/develop/program_start.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/streambuf.hpp>

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace frameio::cli {

/// A program that was started, with our standard input and error, and whose output is read here. It is in a process
/// group of its own, so that Ctrl-C is for us alone, and ends when we do.
class child_process {
public:
    /// @param command      the program, looked for as a shell does, and its arguments
    /// @param environment  in addition to ours
    /// @throws usage_error if it cannot be started
    child_process(const boost::asio::any_io_executor& executor, const std::vector<std::string>& command,
                  const variables& environment);
    /// Kills it.
    ~child_process();
    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;

    /// The next line of its output, without its end; nothing when there are no more.
    boost::asio::awaitable<std::optional<std::string>> read_line();

    /// Waits until it has ended. One at a time.
    boost::asio::awaitable<void> wait();

    void signal(int number) const;

    bool has_ended();
    /// "ended with exit code 2", "was ended by signal 11 (Segmentation fault)"; of one that has ended.
    std::string ending() const;
    bool succeeded() const noexcept;

private:
    pid_t id_ = -1;
    int status_ = 0;
    bool ended_ = false;
    boost::asio::posix::stream_descriptor output_;
    boost::asio::posix::stream_descriptor life_;  // readable when it has ended
    std::string unread_;
};

}  // namespace frameio::cli
