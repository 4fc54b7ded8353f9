#pragma once

/// @file
/// An HTTP server that does what a test tells it to, also what no server should.

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/certificates.hpp"
#include "common/script.hpp"
#include "common/scripted_connection.hpp"
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
        : tls_(make_tls(identity)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof here;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&here), size) != 0 || ::listen(listener_, 256) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size) != 0) {
            throw std::runtime_error("cannot listen");
        }
        port_ = ntohs(here.sin_port);
        acceptor_ = std::thread([this] { accept_all(); });
    }
    ~scripted_server() {
        script_.stop();
        acceptor_.join();
        for (std::thread& each : served_) {
            each.join();
        }
        ::close(listener_);
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
        script_.otherwise = std::move(how);
    }
    /// Queues what it does with a request.
    void answer(reply how) {
        script_.add(std::move(how));
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
        script_.add_greeting(std::move(how));
    }

    /// Lets that many that stall, now or later, go on.
    void resume(std::uint64_t count = 1) {
        script_.resume(count);
    }

    std::vector<received_request> requests() const {
        return script_.look([](const script::record& seen) { return seen.requests; });
    }
    std::size_t request_count() const {
        return script_.look([](const script::record& seen) { return seen.requests.size(); });
    }
    /// How many connections it has accepted.
    std::size_t connections() const {
        return script_.look([](const script::record& seen) { return seen.accepted; });
    }
    /// How many stand still now.
    std::size_t stalled() const {
        return script_.look([](const script::record& seen) { return seen.stalled; });
    }
    /// How many times one has stood still so far.
    std::size_t stalls() const {
        return script_.look([](const script::record& seen) { return seen.stalls; });
    }
    /// How many connections have ended, by whomever.
    std::size_t ended() const {
        return script_.look([](const script::record& seen) { return seen.ended; });
    }

    /// Wait until it has received, accepted, … so many; throw if that takes too long.
    std::vector<received_request> wait_for_requests(std::size_t count) const {
        script_.wait([count](const auto& seen) { return seen.requests.size() >= count; }, "request");
        return requests();
    }
    void wait_for_stalled(std::size_t count) const {
        script_.wait([count](const auto& seen) { return seen.stalled >= count; }, "stalled connection");
    }
    void wait_for_ended(std::size_t count) const {
        script_.wait([count](const auto& seen) { return seen.ended >= count; }, "end of a connection");
    }

private:
    using ssl_context = std::shared_ptr<SSL_CTX>;

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
            pollfd both[2] = {{listener_, POLLIN, 0}, {script_.stopped(), POLLIN, 0}};
            if (::poll(both, 2, -1) <= 0 || both[1].revents != 0) {
                return;
            }
            const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0) {
                continue;
            }
            const std::size_t number = script_.add_accepted();
            served_.emplace_back([this, fd, number] {
                survive_pipes();
                {
                    scripted_connection(script_, tls_.get(), fd, number).serve();
                }
                script_.add_ended();
            });
        }
    }

    ssl_context tls_;
    int listener_;
    unsigned short port_ = 0;
    script script_;
    std::list<std::thread> served_;  // of the accepting thread, and after it
    std::thread acceptor_;
};

}  // namespace frameio_test
