#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <memory>
#include <optional>

namespace frameio::http {

/// That a descriptor is watched by the reactor of a context. To begin and to end that are system calls, so it is kept
/// between calls; it ends with its context.
///
/// Thread safety: none while in use; resting, it may be destroyed or woken on any thread, whatever becomes of the
/// context meanwhile.
class registration {
public:
    using socket_type = boost::asio::ip::tcp::socket;

    /// In use from the start. The descriptor outlives it and is not closed by it.
    registration(const boost::asio::any_io_executor& executor, const boost::asio::ip::tcp& protocol, int descriptor,
                 boost::system::error_code& failure);
    ~registration();
    registration(const registration&) = delete;
    registration& operator=(const registration&) = delete;

    /// To wait with. In use only.
    socket_type& socket() noexcept {
        return *socket_;
    }

    /// From now on nobody waits.
    void rest();

    /// Into use again, by that executor's context.
    /// @return false if it is another's, or has ended
    bool wake(const boost::asio::any_io_executor& executor);

private:
    struct home;
    class homes;

    void end();

    std::optional<socket_type> socket_;
    std::shared_ptr<home> home_;
    std::size_t place_ = 0;
    bool resting_ = false;
};

}  // namespace frameio::http
