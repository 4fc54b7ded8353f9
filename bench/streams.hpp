#pragma once

#include "sockets.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

/// What a read or write came to.
enum class progress { some, later, closed };

struct transfer {
    progress state;
    std::size_t bytes = 0;
};

struct free_ssl {
    void operator()(SSL* session) const {
        SSL_free(session);
    }
    void operator()(SSL_CTX* context) const {
        SSL_CTX_free(context);
    }
};
using tls_context = std::unique_ptr<SSL_CTX, free_ssl>;

/// A socket without encryption. Owns the descriptor.
class plain_stream {
public:
    plain_stream() = default;
    explicit plain_stream(int socket) : socket_(socket) {}
    plain_stream(plain_stream&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
    plain_stream& operator=(plain_stream&& other) noexcept {
        std::swap(socket_, other.socket_);
        return *this;
    }
    ~plain_stream() {
        if (socket_ >= 0) {
            close(socket_);
        }
    }

    int socket() const {
        return socket_;
    }

    transfer read(std::span<char> into) {
        return outcome(recv(socket_, into.data(), into.size(), MSG_DONTWAIT));
    }
    transfer write(std::string_view bytes) {
        return outcome(send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
    }
    /// Whether bytes wait that the kernel does not know of.
    bool has_pending() const {
        return false;
    }
    void say_goodbye() {}

private:
    static transfer outcome(ssize_t result) {
        if (result > 0) {
            return {progress::some, static_cast<std::size_t>(result)};
        }
        bool again = result < 0 && (errno == EAGAIN || errno == EINTR);
        return {again ? progress::later : progress::closed};
    }

    int socket_ = -1;
};

/// The same with TLS. The handshake happens in the first reads and writes.
class tls_stream {
public:
    tls_stream() = default;
    tls_stream(int socket, SSL_CTX* context, bool is_server) : plain_(socket), session_(SSL_new(context)) {
        SSL_set_fd(session_.get(), socket);
        if (is_server) {
            SSL_set_accept_state(session_.get());
        } else {
            SSL_set_connect_state(session_.get());
        }
    }

    int socket() const {
        return plain_.socket();
    }

    transfer read(std::span<char> into) {
        return outcome(SSL_read(session_.get(), into.data(), static_cast<int>(into.size())));
    }
    transfer write(std::string_view bytes) {
        return outcome(SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())));
    }
    bool has_pending() const {
        return SSL_has_pending(session_.get()) == 1;
    }
    void say_goodbye() {
        SSL_shutdown(session_.get());
    }

private:
    transfer outcome(int result) {
        if (result > 0) {
            return {progress::some, static_cast<std::size_t>(result)};
        }
        int why = SSL_get_error(session_.get(), result);
        ERR_clear_error();
        bool again = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
        return {again ? progress::later : progress::closed};
    }

    plain_stream plain_;
    std::unique_ptr<SSL, free_ssl> session_;
};

/// TLS 1.3, sessions and tickets as OpenSSL has them; one recv for a record instead of one for its head and one for the
/// rest, and no buffers while idle.
inline tls_context make_tls_context(const SSL_METHOD* method) {
    tls_context context(SSL_CTX_new(method));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context.get(), 1);
    return context;
}

inline tls_context make_server_context(const std::string& certificate, const std::string& key) {
    tls_context context = make_tls_context(TLS_server_method());
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
        throw std::runtime_error("cannot use " + certificate + " and " + key);
    }
    return context;
}
