#pragma once

#include "http/octet_buffer.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <string>

struct ssl_ctx_st;
struct ssl_st;
struct bio_st;
struct bio_method_st;

namespace frameio::http {

/// Certificate, key and settings (Mozilla's intermediate: TLS 1.2 and 1.3). Can be read again while serving.
class tls_context {
public:
    /// @throws configuration_error naming the file and what is wrong with it.
    tls_context(std::string certificate_file, std::string key_file);
    ~tls_context();

    /// Reads the files again; on failure throws as the constructor does, and keeps the old ones.
    void reload();

    /// What new connections use. From any thread.
    std::shared_ptr<ssl_ctx_st> current() const;

private:
    std::string certificate_file_;
    std::string key_file_;
    mutable std::mutex mutex_;
    std::shared_ptr<ssl_ctx_st> current_;
};

/// One end of a TLS connection, without a socket: ciphertext goes in and comes out as octets, so that nothing is
/// buffered while the connection is idle.
class tls_session {
public:
    enum class progress { done, more, failed };

    /// The server's end.
    explicit tls_session(ssl_ctx_st* context);
    /// The client's end. The server's certificate must be for `host`, a name or an address, and lead to a root that the
    /// context trusts. @throws std::bad_alloc
    tls_session(ssl_ctx_st* context, const std::string& host);
    ~tls_session();
    tls_session(const tls_session&) = delete;
    tls_session& operator=(const tls_session&) = delete;

    /// Gives it what was received. The octets must stay in place until `handshake` or `read` has returned `more`.
    void feed(std::span<const char> ciphertext) noexcept {
        input_ = ciphertext;
    }

    /// Whether some of that was not looked at yet.
    bool fed() const noexcept {
        return !input_.empty();
    }

    progress handshake();

    /// What went wrong with it.
    std::string_view failure() const noexcept {
        return failure_;
    }

    /// What OpenSSL found out about the peer's certificate: X509_V_OK, also before there is one, or X509_V_ERR_….
    long verified() const noexcept;

    /// Appends all plaintext there is to `buffer`. `done`: the peer has closed.
    progress read(octet_buffer& buffer, std::size_t& count);

    /// Encrypts; false if the connection is broken.
    bool write(std::span<const char> plaintext);

    /// Tells the peer that nothing more will be sent.
    void close_notify();

    /// Ciphertext that waits to be sent.
    std::string unsent;

private:
    friend struct tls_bio;
    static bio_method_st* method();
    void attach();
    progress explain(int result);

    ssl_st* ssl_;
    std::span<const char> input_;
    std::string_view failure_ = "the peer is gone";
};

}  // namespace frameio::http
