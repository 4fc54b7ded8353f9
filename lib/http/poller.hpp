#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

struct epoll_event;

namespace frameio::http {

/// Watches many sockets for one lane, with an epoll instance of its own that Asio watches in turn.
///
/// Why not Asio's sockets: each of their reads begins with one that finds nothing, or with a system call to say that it
/// waits, and each keeps some hundred octets while it is idle. Here a socket is registered once, and several that
/// become ready together cost Asio one event.
///
/// Used on the lane's executor.
class poller : public std::enable_shared_from_this<poller> {
public:
    /// Called with what has become ready, on the executor.
    using ready_function = std::function<void(std::span<const epoll_event>)>;

    /// @throws boost::system::system_error if the system gives no epoll instance
    explicit poller(boost::asio::any_io_executor executor);

    void start(ready_function on_ready);
    void stop();

    /// Tells once, each time that octets arrive or the peer closes; `what` comes back as `data.ptr`. False if it
    /// cannot.
    bool add(int fd, void* what) noexcept;

    /// Tells also, once, when the socket takes octets again.
    bool await_room(int fd, void* what) noexcept;

    /// Nothing more about it.
    void remove(int fd) noexcept;

private:
    void wait();
    void collect();

    boost::asio::posix::stream_descriptor descriptor_;
    ready_function on_ready_;
    bool stopped_ = false;
};

}  // namespace frameio::http
