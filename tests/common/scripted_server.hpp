#pragma once

/// @file
/// An HTTP server that does what a test tells it to, also what no server should.

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "common/certificates.hpp"
#include "common/scripted_reply.hpp"

namespace frameio_test {

/// How a scripted server speaks TLS.
struct tls_identity {
    const certificate* shown = nullptr;  ///< null: it does not
    int lowest = TLS1_2_VERSION;
    int highest = TLS1_3_VERSION;
};

/// Listens on 127.0.0.1, with a thread for each connection.
///
/// For each request, it takes the next of the scripts that were queued; when there is none, it asks the handler, which
/// answers "{}" unless `handle` has set another. Nothing waits for ever: what a test waits for throws after 20 s, and
/// the end of the server ends all.
///
/// Thread safety: all members but `handle` may be called from any thread.
class scripted_server {
public:
    using handler = std::function<reply(const received_request&)>;

    explicit scripted_server(const tls_identity& identity = {})
        : tls_(make_tls(identity)),
          listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
          stopped_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          resumed_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof here;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&here), size) != 0 || ::listen(listener_, 256) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size) != 0) {
            throw std::runtime_error("cannot listen");
        }
        port_ = ntohs(here.sin_port);
        handler_ = [](const received_request&) { return response(200).json("{}"); };
        acceptor_ = std::thread([this] { accept_all(); });
    }
    ~scripted_server() {
        const std::uint64_t one = 1;
        static_cast<void>(::write(stopped_, &one, sizeof one));
        acceptor_.join();
        for (std::thread& each : served_) {
            each.join();
        }
        ::close(listener_);
        ::close(stopped_);
        ::close(resumed_);
    }
    scripted_server(const scripted_server&) = delete;
    scripted_server& operator=(const scripted_server&) = delete;

    unsigned short port() const noexcept {
        return port_;
    }
    /// "http://127.0.0.1:port/target"; https if it speaks TLS.
    std::string url(const std::string& target = "/", const std::string& host = "127.0.0.1") const {
        return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(port_) + target;
    }

    /// What it does with requests that no script is queued for. Before the first connection.
    void handle(handler how) {
        handler_ = std::move(how);
    }
    /// Queues what it does with a request.
    void answer(reply how) {
        const std::lock_guard lock(mutex_);
        scripts_.push_back(std::move(how));
    }
    void stall() {
        answer(reply().stall());
    }
    void close_before_reply() {
        answer(reply().close());
    }
    void reset_before_reply() {
        answer(reply().reset());
    }
    /// Queues what it does with a new connection before it reads from it, and before TLS.
    void greet(reply how) {
        const std::lock_guard lock(mutex_);
        greetings_.push_back(std::move(how));
    }

    /// Lets that many that stall, now or later, go on.
    void resume(std::uint64_t count = 1) {
        static_cast<void>(::write(resumed_, &count, sizeof count));
    }

    std::vector<received_request> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    std::size_t request_count() const {
        const std::lock_guard lock(mutex_);
        return requests_.size();
    }
    /// How many connections it has accepted.
    std::size_t connections() const {
        const std::lock_guard lock(mutex_);
        return accepted_;
    }
    /// How many stand still now.
    std::size_t stalled() const {
        const std::lock_guard lock(mutex_);
        return stalled_;
    }
    /// How many times one has stood still so far.
    std::size_t stalls() const {
        const std::lock_guard lock(mutex_);
        return stalls_;
    }
    /// How many connections have ended, by whomever.
    std::size_t ended() const {
        const std::lock_guard lock(mutex_);
        return ended_;
    }

    /// Wait until it has received, accepted, … so many; throw if that takes too long.
    std::vector<received_request> wait_for_requests(std::size_t count) const {
        wait([&] { return requests_.size() >= count; }, "request");
        return requests();
    }
    void wait_for_stalled(std::size_t count) const {
        wait([&] { return stalled_ >= count; }, "stalled connection");
    }
    void wait_for_ended(std::size_t count) const {
        wait([&] { return ended_ >= count; }, "end of a connection");
    }

private:
    static constexpr std::chrono::seconds patience{20};
    using ssl_context = std::shared_ptr<SSL_CTX>;

    /// One connection, for its own thread.
    class connection {
    public:
        connection(scripted_server& server, int fd, std::size_t number) : server_(server), fd_(fd), number_(number) {
            const int on = 1;
            ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        }
        ~connection() {
            SSL_free(ssl_);
            ERR_clear_error();
            if (fd_ >= 0) {
                ::close(fd_);
            }
        }
        connection(const connection&) = delete;
        connection& operator=(const connection&) = delete;

        void serve() {
            const auto greeting = server_.next_greeting();
            if (greeting && !carry_out(*greeting)) {
                return;
            }
            if (server_.tls_ && !shake_hands()) {
                return;
            }
            while (read_request()) {
            }
        }

    private:
        bool shake_hands() {
            ssl_ = SSL_new(server_.tls_.get());
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
            pollfd both[2] = {{fd_, events, 0}, {server_.stopped_, POLLIN, 0}};
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
            auto how = server_.next_script();
            if (how && how->is_before_body()) {
                server_.note(request_);
                return carry_out(*how);
            }
            if (!read_body()) {
                return false;
            }
            server_.note(request_);
            return carry_out(how ? *how : server_.handler_(request_));
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
            server_.add_stalled(true);
            pollfd all[3] = {{fd_, POLLRDHUP, 0}, {server_.stopped_, POLLIN, 0}, {server_.resumed_, POLLIN, 0}};
            bool resumed = false;
            while (!resumed && ::poll(all, 3, -1) > 0 && all[0].revents == 0 && all[1].revents == 0) {
                std::uint64_t count = 0;
                resumed = ::read(server_.resumed_, &count, sizeof count) > 0;
            }
            server_.add_stalled(false);
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
                pollfd all[3] = {{fd_, POLLIN, 0}, {other, POLLIN, 0}, {server_.stopped_, POLLIN, 0}};
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

        scripted_server& server_;
        int fd_;
        std::size_t number_;
        SSL* ssl_ = nullptr;
        std::string received_;
        received_request request_;
        std::size_t body_left_ = 0;
    };

    static ssl_context make_tls(const tls_identity& identity) {
        if (identity.shown == nullptr) {
            return nullptr;
        }
        ssl_context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
        if (identity.lowest < TLS1_2_VERSION) {
            SSL_CTX_set_security_level(context.get(), 0);
        }
        SSL_CTX_set_min_proto_version(context.get(), identity.lowest);
        SSL_CTX_set_max_proto_version(context.get(), identity.highest);
        SSL_CTX_set_alpn_select_cb(
            context.get(),
            [](SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in, unsigned in_size, void*) {
                *size = in_size == 0 ? 0 : in[0];  // what is offered first
                *out = in + 1;
                return SSL_TLSEXT_ERR_OK;
            },
            nullptr);
        SSL_CTX_use_certificate(context.get(), identity.shown->x509());
        SSL_CTX_use_PrivateKey(context.get(), identity.shown->key());
        return context;
    }

    // OpenSSL writes to sockets whose other end may be gone.
    static void survive_pipes() {
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    }

    void accept_all() {
        for (;;) {
            pollfd both[2] = {{listener_, POLLIN, 0}, {stopped_, POLLIN, 0}};
            if (::poll(both, 2, -1) <= 0 || both[1].revents != 0) {
                return;
            }
            const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0) {
                continue;
            }
            const std::size_t number = change([](scripted_server& self) { return ++self.accepted_; });
            served_.emplace_back([this, fd, number] {
                survive_pipes();
                {
                    connection(*this, fd, number).serve();
                }
                change([](scripted_server& self) { return ++self.ended_; });
            });
        }
    }

    template <class Change>
    std::size_t change(Change how) {
        const std::lock_guard lock(mutex_);
        const std::size_t result = how(*this);
        changed_.notify_all();
        return result;
    }
    void note(const received_request& one) {
        change([&one](scripted_server& self) {
            self.requests_.push_back(one);
            return std::size_t{0};
        });
    }
    void add_stalled(bool more) {
        change([more](scripted_server& self) {
            self.stalls_ += more ? 1 : 0;
            return more ? ++self.stalled_ : --self.stalled_;
        });
    }
    std::optional<reply> next_script() {
        return next(scripts_);
    }
    std::optional<reply> next_greeting() {
        return next(greetings_);
    }
    std::optional<reply> next(std::deque<reply>& queue) {
        const std::lock_guard lock(mutex_);
        if (queue.empty()) {
            return std::nullopt;
        }
        reply first = std::move(queue.front());
        queue.pop_front();
        return first;
    }

    template <class Condition>
    void wait(Condition until, const char* what) const {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, patience, until)) {
            throw std::runtime_error(std::string("the scripted server waited in vain for a ") + what);
        }
    }

    ssl_context tls_;
    int listener_;
    int stopped_;
    int resumed_;
    unsigned short port_ = 0;
    handler handler_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::deque<reply> scripts_;
    std::deque<reply> greetings_;
    std::vector<received_request> requests_;
    std::size_t accepted_ = 0;
    std::size_t stalled_ = 0;
    std::size_t stalls_ = 0;
    std::size_t ended_ = 0;
    std::list<std::thread> served_;  // of the accepting thread, and after it
    std::thread acceptor_;
};

}  // namespace frameio_test
