#include "http/poller.hpp"

#include <boost/system/system_error.hpp>

#include <sys/epoll.h>

#include <array>
#include <cerrno>
#include <utility>

namespace frameio::http {
namespace {

constexpr int most_at_once = 128;
constexpr std::uint32_t arrivals = EPOLLIN | EPOLLRDHUP | EPOLLET;

int make_epoll() {
    const int fd = ::epoll_create1(EPOLL_CLOEXEC);
    if (fd < 0) {
        throw boost::system::system_error(errno, boost::system::system_category(), "cannot watch connections");
    }
    return fd;
}

}  // namespace

poller::poller(boost::asio::any_io_executor executor) : descriptor_(std::move(executor), make_epoll()) {}

void poller::start(ready_function on_ready) {
    on_ready_ = std::move(on_ready);
    wait();
}

void poller::stop() {
    stopped_ = true;
    boost::system::error_code ignored;
    descriptor_.close(ignored);
}

void poller::wait() {
    // The descriptor's executor is the lane's: the completion runs there without being bound to it.
    descriptor_.async_wait(boost::asio::posix::descriptor_base::wait_read,
                           [self = shared_from_this()](boost::system::error_code ec) {
                               if (!ec && !self->stopped_) {
                                   self->collect();
                               }
                           });
}

void poller::collect() {
    std::array<epoll_event, most_at_once> ready;  // NOLINT: written by the system
    const int count = ::epoll_wait(descriptor_.native_handle(), ready.data(), most_at_once, 0);
    if (count > 0) {
        on_ready_({ready.data(), static_cast<std::size_t>(count)});
    }
    if (!stopped_) {
        wait();
    }
}

bool poller::add(int fd, void* what) noexcept {
    epoll_event event{};
    event.events = arrivals;
    event.data.ptr = what;
    return ::epoll_ctl(descriptor_.native_handle(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void poller::remove(int fd) noexcept {
    ::epoll_ctl(descriptor_.native_handle(), EPOLL_CTL_DEL, fd, nullptr);
}

bool poller::await_room(int fd, void* what) noexcept {
    epoll_event event{};
    event.events = arrivals | EPOLLOUT;
    event.data.ptr = what;
    return ::epoll_ctl(descriptor_.native_handle(), EPOLL_CTL_MOD, fd, &event) == 0;
}

}  // namespace frameio::http
