#pragma once

/// @file
/// The client's end of TLS.

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "common/client.hpp"

namespace frameio_test {

/// What a client offers.
struct tls_offer {
    int lowest = TLS1_2_VERSION;
    int highest = TLS1_3_VERSION;
    std::string ciphers;  ///< for TLS 1.2 and below; OpenSSL's own if empty
};

/// A socket that speaks TLS from its first octet on. Believes every certificate.
class tls_transport final : public transport {
public:
    explicit tls_transport(const frameio::endpoint& to, const tls_offer& offer = {})
        : transport(to), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
        SSL_CTX_set_min_proto_version(context_.get(), offer.lowest);
        SSL_CTX_set_max_proto_version(context_.get(), offer.highest);
        // Lets the client offer what the server must refuse.
        SSL_CTX_set_security_level(context_.get(), 0);
        if (!offer.ciphers.empty()) {
            SSL_CTX_set_cipher_list(context_.get(), offer.ciphers.c_str());
        }
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_fd(ssl_.get(), fd());
        SSL_set_connect_state(ssl_.get());
    }

    long read(char* to, std::size_t size) override {
        std::size_t count = 0;
        const int result = SSL_read_ex(ssl_.get(), to, size, &count);
        return result == 1 ? static_cast<long>(count) : explain(result);
    }
    long write(const char* from, std::size_t size) override {
        std::size_t count = 0;
        const int result = SSL_write_ex(ssl_.get(), from, size, &count);
        return result == 1 ? static_cast<long>(count) : explain(result);
    }
    /// Says so in TLS; the socket stays open both ways.
    void finish() override {
        SSL_shutdown(ssl_.get());
        ERR_clear_error();
    }

    /// Says that it changes its keys, and wants the server to. False if the socket takes no more.
    bool ask_for_new_keys() {
        SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_REQUESTED);
        const int result = SSL_do_handshake(ssl_.get());
        return result == 1 || explain(result) != nothing_yet;
    }

    bool established() const {
        return SSL_is_init_finished(ssl_.get()) == 1;
    }
    std::string version() const {
        return SSL_get_version(ssl_.get());
    }
    std::string cipher() const {
        return SSL_get_cipher_name(ssl_.get());
    }
    /// Whether the server has said that it sends no more.
    bool was_told_the_end() const {
        return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
    }
    /// The name in the server's certificate.
    std::string peer_name() const {
        const std::unique_ptr<X509, void (*)(X509*)> peer(SSL_get1_peer_certificate(ssl_.get()), X509_free);
        char name[256] = "";
        if (peer) {
            X509_NAME_get_text_by_NID(X509_get_subject_name(peer.get()), NID_commonName, name, sizeof name);
        }
        return name;
    }

private:
    long explain(int result) {
        const int why = SSL_get_error(ssl_.get(), result);
        ERR_clear_error();
        if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) {
            return nothing_yet;
        }
        return why == SSL_ERROR_ZERO_RETURN ? 0 : broken;
    }

    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
    struct free_ssl {
        void operator()(SSL* ssl) const {
            SSL_free(ssl);
        }
    };
    std::unique_ptr<SSL, free_ssl> ssl_;
};

}  // namespace frameio_test
