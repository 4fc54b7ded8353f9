#pragma once

#include <frameio/api/client.hpp>

#include "api/upload_state.hpp"
#include "support/waiting.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace frameio::api {

/// Sends the parts of an upload, several at the same time, each again if it fails.
class part_sender : public std::enable_shared_from_this<part_sender> {
public:
    part_sender(caller by, upload_state state, std::shared_ptr<upload_source> source, upload_options options);

    /// Sends what is not done yet. Whatever happens, nothing of it goes on afterwards.
    /// @throws api_error; what source, progress handler or state file throw; `operation_aborted` when cancelled
    static boost::asio::awaitable<void> run(std::shared_ptr<part_sender> self);

private:
    class part_body;

    static boost::asio::awaitable<void> send_parts(std::shared_ptr<part_sender> self);
    boost::asio::awaitable<void> send(upload_part& part);
    boost::asio::awaitable<void> put(const upload_part& part);
    upload_part* next();
    void begin(const boost::asio::any_io_executor& strand);
    void ended(std::exception_ptr failure);
    void cancel();
    void sent(std::uint64_t octets);
    void finished(upload_part& part);

    caller by_;
    upload_state state_;
    std::shared_ptr<upload_source> source_;
    upload_options options_;
    std::uint64_t base_;  // octets that earlier calls sent
    std::uint64_t done_;
    clock::steady_time begin_;
    std::size_t next_ = 0;
    std::size_t running_ = 0;
    std::exception_ptr failure_;  // the first
    std::vector<std::shared_ptr<boost::asio::cancellation_signal>> signals_;
    std::shared_ptr<waiting> over_ = std::make_shared<waiting>();
    std::shared_ptr<waiting> stopped_ = std::make_shared<waiting>();  // the same, for one who was cancelled meanwhile
};

}  // namespace frameio::api
