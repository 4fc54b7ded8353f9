#include "http/connection.hpp"

#include "http/lane.hpp"
#include "http/request_view.hpp"
#include "http/tls.hpp"
#include "http/worker.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace frameio::http {
namespace {

// What `receive_some` returns beside a number of octets.
constexpr std::ptrdiff_t nothing_there = -1;
constexpr std::ptrdiff_t failed = -2;

constexpr int most_at_once = 16;  // reads, before other connections have their turn
constexpr std::size_t most_unsent = 64 * 1024;

}  // namespace

connection::connection(lane& home, int fd, std::unique_ptr<tls_session> tls)
    : home_(home), tls_(std::move(tls)), fd_(fd) {}

connection::~connection() {
    if (!closed_) {
        close_socket();
    }
}

void connection::close_socket() noexcept {
    if (watched_) {
        // Closing alone does not end the watch while a child process has a copy of the descriptor.
        home_.watcher().remove(fd_);
    }
    ::close(fd_);
}

void connection::start() {
    home_.enter(*this, tls_ ? phase::handshake : phase::fresh);
    waiting_ = wait::octets;
    // The request has often come with the connection; then the system need not be asked to watch for it.
    on_ready(EPOLLIN);
}

void connection::on_ready(std::uint32_t events) {
    if (closed_) {
        return;
    }
    readable_ = readable_ || (events & ~std::uint32_t{EPOLLOUT}) != 0;
    ended_ = ended_ || (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    if (waiting_ == wait::room && (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) {
        waiting_ = wait::nothing;
        user->resume();
    } else if (waiting_ == wait::octets && readable_) {
        take_octets();
    }
}

void connection::take_octets() {
    waiting_ = wait::nothing;
    if (current == phase::linger) {
        discard();
    } else if (current == phase::handshake) {
        go_on_handshake();
    } else {
        serve();
    }
}

void connection::watch() {
    if (!watched_ && !home_.watcher().add(fd_, this)) {
        close();
        return;
    }
    watched_ = true;
}

void connection::wait_for_octets() {
    if (readable_) {
        come_again();  // whoever read has stopped before the end, and would not be told of what is there
        return;
    }
    waiting_ = wait::octets;
    watch();
}

void connection::wait_for_room() {
    waiting_ = wait::room;
    watch();
    if (!closed_ && !home_.watcher().await_room(fd_, this)) {
        close();
    }
}

void connection::come_again() {
    waiting_ = wait::octets;
    home_.come_again(*this);
}

void connection::go_on() {
    if (!closed_ && waiting_ == wait::octets) {
        take_octets();
    }
}

void connection::serve() {
    if (user != nullptr) {
        user->resume();
        return;
    }
    worker& reader = home_.take();
    switch (receive(reader.buffer())) {
        case receiving::octets:
            user = &reader;
            reader.lend(*this);
            reader.resume();
            break;
        case receiving::nothing_yet:
            home_.give_back(reader);
            wait_for_octets();
            break;
        case receiving::closed:
            home_.give_back(reader);
            close();
            break;
    }
}

std::ptrdiff_t connection::receive_some(std::span<char> room) {
    for (;;) {
        const ssize_t count = ::recv(fd_, room.data(), room.size(), 0);
        if (count >= 0) {
            readable_ = ended_ || static_cast<std::size_t>(count) == room.size();
            return count;
        }
        if (errno != EINTR) {
            readable_ = false;
            return errno == EAGAIN || errno == EWOULDBLOCK ? nothing_there : failed;
        }
    }
}

receiving connection::receive(octet_buffer& buffer) {
    return tls_ == nullptr ? receive_plain(buffer) : receive_encrypted(buffer);
}

receiving connection::receive_plain(octet_buffer& buffer) {
    const std::ptrdiff_t count = readable_ ? receive_some(buffer.room()) : nothing_there;
    if (count <= 0) {
        return count == nothing_there ? receiving::nothing_yet : receiving::closed;
    }
    buffer.added(static_cast<std::size_t>(count));
    return receiving::octets;
}

receiving connection::receive_encrypted(octet_buffer& buffer) {
    // What came with the end of the handshake is there already.
    receiving result = tls_->fed() ? decrypt(buffer) : receiving::nothing_yet;
    // Records without data are no reason to stay, nor are the answers of TLS to them to be hoarded.
    for (int rounds = 0; result == receiving::nothing_yet && readable_ && rounds < most_at_once; ++rounds) {
        if (tls_->unsent.size() > most_unsent) {
            return receiving::closed;
        }
        const std::ptrdiff_t count = receive_some(home_.scratch());
        if (count <= 0) {
            return count == nothing_there ? receiving::nothing_yet : receiving::closed;
        }
        tls_->feed({home_.scratch().data(), static_cast<std::size_t>(count)});
        result = decrypt(buffer);
    }
    return result;
}

receiving connection::decrypt(octet_buffer& buffer) {
    std::size_t count = 0;
    const tls_session::progress how = tls_->read(buffer, count);
    if (count > 0) {
        return receiving::octets;
    }
    return how == tls_session::progress::more ? receiving::nothing_yet : receiving::closed;
}

void connection::go_on_handshake() {
    for (int rounds = 0; readable_ && rounds < most_at_once; ++rounds) {
        const std::ptrdiff_t count = receive_some(home_.scratch());
        if (count == nothing_there) {
            break;
        }
        if (count <= 0) {
            close();
            return;
        }
        tls_->feed({home_.scratch().data(), static_cast<std::size_t>(count)});
        const tls_session::progress how = tls_->handshake();
        // A flight fits into an empty socket buffer; a peer that will not take it is not worth waiting for.
        if (send_ciphertext() != sending::done || how == tls_session::progress::failed) {
            lane_setup& setup = home_.setup();
            write_within(setup.refusals, *setup.time, setup.log, log_level::info, "a TLS handshake failed",
                         log_field("reason", tls_->failure()), log_field("peer", peer()));
            close();
            return;
        }
        if (how == tls_session::progress::done) {
            home_.enter(*this, phase::fresh);
            serve();
            return;
        }
    }
    wait_for_octets();
}

sending connection::send_some(std::span<const char>& octets) {
    while (!octets.empty()) {
        const ssize_t count = ::send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL);
        if (count >= 0) {
            octets = octets.subspan(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return sending::blocked;
        } else if (errno != EINTR) {
            return sending::broken;
        }
    }
    return sending::done;
}

sending connection::send_ciphertext() {
    std::span<const char> octets(tls_->unsent);
    const sending how = send_some(octets);
    if (how != sending::done) {
        tls_->unsent.erase(0, tls_->unsent.size() - octets.size());
        return how;
    }
    constexpr std::size_t worth_keeping = 1024;
    if (tls_->unsent.capacity() > worth_keeping) {
        std::string().swap(tls_->unsent);
    }
    tls_->unsent.clear();
    return how;
}

sending connection::send(std::span<const char>& octets) {
    if (tls_ == nullptr) {
        return send_some(octets);
    }
    if (!octets.empty() && !tls_->write(octets)) {
        return sending::broken;
    }
    octets = {};
    return send_ciphertext();
}

void connection::close() {
    if (closed_) {
        return;
    }
    closed_ = true;
    if (user != nullptr) {
        std::exchange(user, nullptr)->forsaken();
    }
    if (tls_ != nullptr) {
        tls_->close_notify();
        send_ciphertext();
    }
    close_socket();
    home_.bury(*this);
}

void connection::close_gently() {
    if (tls_ != nullptr) {
        tls_->close_notify();
        send_ciphertext();
    }
    if (::shutdown(fd_, SHUT_WR) != 0) {
        close();
        return;
    }
    home_.enter(*this, phase::linger);
    waiting_ = wait::nothing;
    readable_ = true;
    discard();
}

// Reads on for as long as there is something, or the peer has not closed; the linger time bounds it.
void connection::discard() {
    for (int rounds = 0; rounds < most_at_once; ++rounds) {
        const std::ptrdiff_t count = receive_some(home_.scratch());
        if (count == nothing_there) {
            wait_for_octets();
            return;
        }
        if (count <= 0) {
            break;
        }
    }
    close();
}

std::string connection::peer() const {
    request_view from_here;
    from_here.socket = fd_;
    return from_here.peer();
}

bool connection::has_octets() const noexcept {
    char one = 0;
    return ::recv(fd_, &one, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

void connection::expired() {
    worker* const served_by = user;
    if (served_by != nullptr && (current == phase::head || current == phase::body)) {
        served_by->head_expired();
    } else if (served_by != nullptr && current == phase::run) {
        served_by->run_expired();
    } else {
        close();
    }
}

}  // namespace frameio::http
