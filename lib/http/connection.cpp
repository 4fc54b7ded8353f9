#include "http/connection.hpp"

#include "http/lane.hpp"
#include "http/tls.hpp"
#include "http/worker.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <chrono>

namespace frameio::http {
namespace {

constexpr std::ptrdiff_t nothing_yet = -1;
constexpr std::ptrdiff_t failed = -2;

std::ptrdiff_t receive_some(int fd, std::span<char> room) {
    for (;;) {
        const ssize_t count = ::recv(fd, room.data(), room.size(), 0);
        if (count >= 0) {
            return count;
        }
        if (errno != EINTR) {
            return errno == EAGAIN || errno == EWOULDBLOCK ? nothing_yet : failed;
        }
    }
}

sending send_some(int fd, std::span<const char>& octets) {
    while (!octets.empty()) {
        const ssize_t count = ::send(fd, octets.data(), octets.size(), MSG_NOSIGNAL);
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

}  // namespace

connection::connection(lane& home, int fd, std::unique_ptr<tls_session> tls)
    : home_(home), tls_(std::move(tls)), fd_(fd) {}

connection::~connection() = default;

void connection::start() {
    home_.enter(*this, tls_ ? phase::handshake : phase::fresh);
    wait_for_octets();
}

void connection::wait_for_octets() {
    ++pending_;
    // Asio tries to read at once unless the last read emptied the socket. What it got then would lie in a buffer that
    // was meant for someone else until the completion runs, so in that case only readiness is awaited.
    if (tls_ == nullptr && drained_ && home_.loop() != nullptr) {
        home_.arming = true;
        home_.binds_while_arming = 0;
        read_inline();
        home_.arming = false;
    } else {
        await_octets();
    }
}

void connection::wait_for_room() {
    ++pending_;
    await_room();
}

boost::asio::mutable_buffer connection::inline_room() {
    // While arming, Asio asks once whether the buffer is empty. If it asks again, it reads: something has arrived
    // since, and its completion comes later, so a worker is set aside until then.
    if (home_.arming && ++home_.binds_while_arming > 1 && user == nullptr) {
        user = &home_.take();
        user->lend(*this);
    }
    const std::span<char> room = (user != nullptr ? *user : home_.spare()).buffer().room();
    return {room.data(), room.size()};
}

bool connection::ended() {
    --pending_;
    if (!closed_) {
        return false;
    }
    if (pending_ == 0) {
        home_.bury(*this);
        home_.collect();
    }
    return true;
}

void connection::on_read_inline(boost::system::error_code ec, std::size_t count) {
    if (ended()) {
        return;
    }
    if (current == phase::linger) {
        if (ec || count == 0) {
            close();
        } else {
            discard();
        }
        home_.collect();
        return;
    }
    worker& reader = user != nullptr ? *user : home_.take();
    drained_ = count < reader.buffer().room().size();
    serve_with(reader, ec ? failed : static_cast<std::ptrdiff_t>(count));
    home_.collect();
}

void connection::on_await_octets(boost::system::error_code ec) {
    if (ended()) {
        return;
    }
    if (ec) {
        close();
    } else if (current == phase::linger) {
        discard();
    } else if (current == phase::handshake) {
        go_on_handshake();
    } else {
        receive();
    }
    home_.collect();
}

void connection::on_await_room(boost::system::error_code ec) {
    if (ended()) {
        return;
    }
    if (user == nullptr) {
        close();
    } else {
        if (ec) {
            user->peer_gone();
        }
        user->resume();
    }
    home_.collect();
}

void connection::receive() {
    worker& reader = user != nullptr ? *user : home_.take();
    const std::ptrdiff_t count = receive_into(reader);
    if (count != nothing_yet) {
        serve_with(reader, count);
        return;
    }
    if (user == nullptr) {
        home_.give_back(reader);
    }
    wait_for_octets();
}

std::ptrdiff_t connection::receive_into(worker& reader) {
    if (tls_ == nullptr) {
        const std::span<char> room = reader.buffer().room();
        const std::ptrdiff_t count = receive_some(fd_, room);
        drained_ = count >= 0 && static_cast<std::size_t>(count) < room.size();
        return count;
    }
    const std::ptrdiff_t count = receive_some(fd_, home_.scratch());
    if (count <= 0) {
        return count;
    }
    tls_->feed({home_.scratch().data(), static_cast<std::size_t>(count)});
    return decrypt_into(reader);
}

std::ptrdiff_t connection::decrypt_into(worker& reader) {
    std::size_t count = 0;
    const tls_session::progress how = tls_->read(reader.buffer(), count);
    if (count > 0) {
        return static_cast<std::ptrdiff_t>(count);
    }
    switch (how) {
        case tls_session::progress::more:
            return nothing_yet;
        case tls_session::progress::done:
            return 0;
        case tls_session::progress::failed:
            break;
    }
    return failed;
}

void connection::serve_with(worker& reader, std::ptrdiff_t count) {
    if (count > 0) {
        if (tls_ == nullptr) {
            reader.buffer().added(static_cast<std::size_t>(count));
        }
        if (user == nullptr) {
            user = &reader;
            reader.lend(*this);
        }
        reader.resume();
        return;
    }
    if (user == nullptr) {
        home_.give_back(reader);
        close();
        return;
    }
    reader.peer_gone();
    reader.resume();
}

void connection::go_on_handshake() {
    const std::ptrdiff_t count = receive_some(fd_, home_.scratch());
    if (count == nothing_yet) {
        wait_for_octets();
        return;
    }
    if (count <= 0) {
        close();
        return;
    }
    tls_->feed({home_.scratch().data(), static_cast<std::size_t>(count)});
    const tls_session::progress how = tls_->handshake();
    // A flight fits into an empty socket buffer; a peer that will not take it is not worth waiting for.
    if (send_ciphertext() != sending::done || how == tls_session::progress::failed) {
        close();
        return;
    }
    if (how == tls_session::progress::more) {
        wait_for_octets();
        return;
    }
    home_.enter(*this, phase::fresh);
    worker& reader = home_.take();
    const std::ptrdiff_t early = decrypt_into(reader);
    if (early == nothing_yet) {
        home_.give_back(reader);
        wait_for_octets();
        return;
    }
    serve_with(reader, early);
}

sending connection::send_ciphertext() {
    std::span<const char> octets(tls_->unsent);
    const sending how = send_some(fd_, octets);
    if (how == sending::done) {
        tls_->unsent.clear();
        if (tls_->unsent.capacity() > 4096) {
            std::string().swap(tls_->unsent);
        }
    } else {
        tls_->unsent.erase(0, tls_->unsent.size() - octets.size());
    }
    return how;
}

sending connection::send(std::span<const char>& octets) {
    if (tls_ == nullptr) {
        return send_some(fd_, octets);
    }
    if (!tls_->write(octets)) {
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
    home_.leave(*this);
    if (tls_ != nullptr) {
        tls_->close_notify();
        send_ciphertext();
    }
    close_socket();
    if (pending_ == 0) {
        home_.bury(*this);
    }
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
    if (pending_ == 0) {
        ++pending_;
        await_octets();
    }
}

void connection::discard() {
    for (int rounds = 0; rounds < 16; ++rounds) {
        const std::ptrdiff_t count = receive_some(fd_, home_.scratch());
        if (count == nothing_yet) {
            ++pending_;
            await_octets();
            return;
        }
        if (count <= 0) {
            break;
        }
    }
    close();
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
