#include "http/listener.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace frameio::http {
namespace {

// Accepting must not starve the connections that are there.
constexpr int most_at_once = 64;
constexpr int most_at_stop = 4096;
constexpr std::chrono::milliseconds pause_time{500};

int open_reserve() {
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

/// A socket on its way to another lane, which may have ended before it arrives.
class held_socket {
public:
    explicit held_socket(int fd) noexcept : fd_(fd) {}
    held_socket(held_socket&& other) noexcept : fd_(other.release()) {}
    held_socket& operator=(held_socket&&) = delete;
    ~held_socket() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }

    int release() noexcept {
        return std::exchange(fd_, -1);
    }

private:
    int fd_;
};

int family_of(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return address.ss_family;
}

}  // namespace

listener::listener(int fd, std::vector<std::shared_ptr<lane>> lanes)
    : lanes_(std::move(lanes)),
      acceptor_(lanes_.front()->executor(), boost::asio::generic::stream_protocol(family_of(fd), 0), fd),
      fd_(fd),
      reserve_(open_reserve()) {}

listener::~listener() {
    if (reserve_ >= 0) {
        ::close(reserve_);
    }
}

void listener::start() {
    wait();
}

void listener::wait() {
    acceptor_.async_wait(
        boost::asio::socket_base::wait_read,
        boost::asio::bind_executor(lanes_.front()->executor(),
                                   [self = shared_from_this()](boost::system::error_code ec) { self->on_ready(ec); }));
}

void listener::on_ready(boost::system::error_code ec) {
    if (stopped_ || ec) {
        return;
    }
    for (int i = 0; i < most_at_once; ++i) {
        switch (accept_some()) {
            case outcome::more:
                continue;
            case outcome::empty:
                wait();
                return;
            case outcome::exhausted:
                pause();
                return;
        }
    }
    wait();
}

listener::outcome listener::accept_some() {
    if (!find_lane()) {
        return outcome::exhausted;
    }
    const int fd = ::accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
        take(fd);
        return outcome::more;
    }
    switch (errno) {
        case EAGAIN:
            return outcome::empty;
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
            shed();
            return outcome::exhausted;
        default:
            return outcome::more;  // that connection is gone: ECONNABORTED, EINTR, and network errors as in accept(2)
    }
}

// The next lane that has room, if there is one.
bool listener::find_lane() {
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        if (!lanes_[next_lane_]->full()) {
            return true;
        }
        next_lane_ = (next_lane_ + 1) % lanes_.size();
    }
    return false;
}

void listener::take(int fd) {
    const std::shared_ptr<lane>& home = lanes_[next_lane_];
    next_lane_ = (next_lane_ + 1) % lanes_.size();
    if (home == lanes_.front()) {
        home->adopt(fd);
        return;
    }
    boost::asio::post(home->executor(), [home, one = held_socket(fd)]() mutable { home->adopt(one.release()); });
}

// Without descriptors the queue cannot even be emptied. One is kept back to tell a waiting peer at once, by closing.
void listener::shed() {
    lanes_.front()->setup().log.warning(
        "no file descriptors left; raise the limit (ulimit -n) or lower the number of "
        "connections");
    if (reserve_ < 0) {
        return;
    }
    ::close(reserve_);
    if (const int fd = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC); fd >= 0) {
        ::close(fd);
    }
    reserve_ = open_reserve();
}

void listener::pause() {
    pause_ = lanes_.front()->setup().time->every(lanes_.front()->executor(), pause_time, [self = weak_from_this()] {
        if (const auto alive = self.lock(); alive && !alive->stopped_) {
            const auto over = std::exchange(alive->pause_, nullptr);
            alive->wait();
        }
    });
}

void listener::stop() {
    if (std::exchange(stopped_, true)) {
        return;
    }
    pause_.reset();
    for (int i = 0; i < most_at_stop && accept_some() == outcome::more; ++i) {
    }
    boost::system::error_code ignored;
    acceptor_.close(ignored);
}

}  // namespace frameio::http
