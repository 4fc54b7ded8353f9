#pragma once

/// @file
/// One connection of a scripted server.

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/script.hpp"
#include "common/scripted_reply.hpp"

namespace frameio_test {

/// Does what the script says, on its own thread. `tls` may be null.
class scripted_connection {
public:
    scripted_connection(script& by, SSL_CTX* tls, int fd, std::size_t number)
        : script_(by), tls_(tls), fd_(fd), number_(number) {
        const int on = 1;
        ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~scripted_connection() {
        SSL_free(ssl_);
        ERR_clear_error();
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    scripted_connection(const scripted_connection&) = delete;
    scripted_connection& operator=(const scripted_connection&) = delete;

    void serve() {
        const auto greeting = script_.next_greeting();
        if (greeting && !carry_out(*greeting)) {
            return;
        }
        if (tls_ != nullptr && !shake_hands()) {
            return;
        }
        while (read_request()) {
        }
    }

private:
    bool shake_hands() {
        ssl_ = SSL_new(tls_);
        SSL_set_fd(ssl_, fd_);
        while (wait_readable()) {
            const int result = SSL_accept(ssl_);
            if (result == 1) {
                return true;
            }
            if (SSL_get_error(ssl_, result) != SSL_ERROR_WANT_READ) {
                return false;
            }
        }
        return false;
    }

    bool wait_for(short events, int timeout = -1) const {
        pollfd both[2] = {{fd_, events, 0}, {script_.stopped(), POLLIN, 0}};
        return ::poll(both, 2, timeout) > 0 && both[1].revents == 0;
    }
    bool wait_readable() const {
        return (ssl_ != nullptr && SSL_pending(ssl_) > 0) || wait_for(POLLIN);
    }

    bool read_some() {
        char octets[16 * 1024];
        for (;;) {
            if (!wait_readable()) {
                return false;
            }
            if (ssl_ == nullptr) {
                const ssize_t count = ::recv(fd_, octets, sizeof octets, MSG_DONTWAIT);
                if (count > 0) {
                    received_.append(octets, static_cast<std::size_t>(count));
                }
                return count > 0;
            }
            const int count = SSL_read(ssl_, octets, sizeof octets);
            if (count > 0) {
                received_.append(octets, static_cast<std::size_t>(count));
                return true;
            }
            if (SSL_get_error(ssl_, count) != SSL_ERROR_WANT_READ) {
                return false;
            }
        }
    }

    bool write(std::string_view octets) {
        while (!octets.empty()) {
            if (!wait_for(POLLOUT)) {
                return false;
            }
            const ssize_t count = ssl_ == nullptr
                                      ? ::send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL | MSG_DONTWAIT)
                                      : SSL_write(ssl_, octets.data(), static_cast<int>(octets.size()));
            if (count <= 0) {
                return ssl_ == nullptr && errno == EAGAIN ? write(octets) : false;
            }
            octets.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    bool read_request() {
        std::size_t end = 0;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
            if (!read_some()) {
                return false;
            }
        }
        request_ = parse(received_.substr(0, end + 2));
        request_.connection = number_;
        note_tls();
        received_.erase(0, end + 4);
        body_left_ = static_cast<std::size_t>(std::atoll(request_.header("content-length").c_str()));
        auto how = script_.next();
        if (how && how->is_before_body()) {
            script_.note(request_);
            return carry_out(*how);
        }
        if (!read_body()) {
            return false;
        }
        script_.note(request_);
        return carry_out(how ? *how : script_.otherwise(request_));
    }

    bool read_body() {
        while (received_.size() < body_left_) {
            if (!read_some()) {
                return false;
            }
        }
        request_.body = received_.substr(0, body_left_);
        received_.erase(0, body_left_);
        body_left_ = 0;
        return true;
    }

    void note_tls() {
        if (ssl_ == nullptr) {
            return;
        }
        const char* const name = SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name);
        request_.server_name = name == nullptr ? "" : name;
        const unsigned char* protocol = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(ssl_, &protocol, &size);
        request_.protocol.assign(reinterpret_cast<const char*>(protocol), size);
    }

    static received_request parse(const std::string& head) {
        received_request made;
        std::size_t at = head.find("\r\n") + 2;
        made.method = head.substr(0, head.find(' '));
        const std::size_t target = made.method.size() + 1;
        made.target = head.substr(target, head.find(' ', target) - target);
        while (at < head.size()) {
            const std::size_t end = head.find("\r\n", at);
            const std::string line = head.substr(at, end - at);
            const std::size_t colon = std::min(line.find(": "), line.size());
            made.headers.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 2, line.size())));
            at = end + 2;
        }
        return made;
    }

    /// Whether the connection goes on.
    bool carry_out(const reply& how) {
        return std::all_of(how.steps().begin(), how.steps().end(),
                           [this](const reply::step& each) { return carry_out(each); });
    }
    bool carry_out(const reply::step& step) {
        switch (step.what) {
            case reply::action::send:
                return send_pieces(step.octets, step.piece == 0 ? step.octets.size() : step.piece);
            case reply::action::stall:
                return stall();
            case reply::action::half_close:
                return ::shutdown(fd_, SHUT_WR) == 0;
            case reply::action::close:
                say_end();
                return false;
            case reply::action::reset:
                reset();
                return false;
            case reply::action::read_body:
                return read_body();
            case reply::action::tunnel:
                tunnel(step.port);
                return false;
        }
        return false;
    }

    bool send_pieces(std::string_view octets, std::size_t piece) {
        for (std::size_t at = 0; at < octets.size(); at += piece) {
            if (!write(octets.substr(at, piece))) {
                return false;
            }
        }
        return true;
    }

    bool stall() {
        script_.add_stalled(true);
        pollfd all[3] = {{fd_, POLLRDHUP, 0}, {script_.stopped(), POLLIN, 0}, {script_.resumed(), POLLIN, 0}};
        bool resumed = false;
        while (!resumed && ::poll(all, 3, -1) > 0 && all[0].revents == 0 && all[1].revents == 0) {
            std::uint64_t count = 0;
            resumed = ::read(script_.resumed(), &count, sizeof count) > 0;
        }
        script_.add_stalled(false);
        return resumed;
    }

    void say_end() {
        if (ssl_ != nullptr) {
            SSL_shutdown(ssl_);
        }
        // What was not read would make it a RST.
        while (received_.clear(), wait_for(POLLIN, 0) && read_some()) {
        }
    }

    void reset() {
        const linger at_once{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        ::close(fd_);
        fd_ = -1;
    }

    void tunnel(unsigned short port) {
        const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in there{};
        there.sin_family = AF_INET;
        there.sin_port = htons(port);
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(other, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0) {
            pollfd all[3] = {{fd_, POLLIN, 0}, {other, POLLIN, 0}, {script_.stopped(), POLLIN, 0}};
            while (::poll(all, 3, -1) > 0 && all[2].revents == 0 && (all[0].revents == 0 || pass(fd_, other)) &&
                   (all[1].revents == 0 || pass(other, fd_))) {
            }
        }
        ::close(other);
    }
    static bool pass(int from, int to) {
        char octets[16 * 1024];
        const ssize_t count = ::recv(from, octets, sizeof octets, 0);
        return count > 0 && ::send(to, octets, static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
    }

    script& script_;
    SSL_CTX* tls_;
    int fd_;
    std::size_t number_;
    SSL* ssl_ = nullptr;
    std::string received_;
    received_request request_;
    std::size_t body_left_ = 0;
};

}  // namespace frameio_test
