#include "http/tls.hpp"

#include <frameio/error.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509err.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace frameio::http {
namespace {

// OpenSSL's text for an error, or null.
const char* reason_of(unsigned long code) {
    return ERR_SYSTEM_ERROR(code) ? std::strerror(ERR_GET_REASON(code)) : ERR_reason_error_string(code);
}

// Handlers may have left something in the thread's queue, which would be taken for ours. To look is cheaper than to
// clear.
void forget_errors_of_others() {
    if (ERR_peek_error() != 0) {
        ERR_clear_error();
    }
}

[[noreturn]] void refuse(const std::string& what) {
    const char* const reason = reason_of(ERR_peek_error());
    ERR_clear_error();
    throw configuration_error({reason != nullptr ? what + ": " + reason : what});
}

// Mozilla's "intermediate" profile, version 5.7 and later.
constexpr const char* intermediate_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

int choose_alpn(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in, unsigned in_size,
                void*) {
    static constexpr unsigned char http11[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, size, http11, sizeof http11, in, in_size) != OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    }
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

std::shared_ptr<SSL_CTX> make_context(const std::string& certificate, const std::string& key) {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context) {
        refuse("cannot set up TLS");
    }
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_cipher_list(context.get(), intermediate_ciphers);
    SSL_CTX_set1_groups_list(context.get(), "X25519:P-256:P-384");
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(context.get(), choose_alpn, nullptr);
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1) {
        refuse("cannot use the TLS certificate " + certificate);
    }
    if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
        if (ERR_GET_REASON(ERR_peek_error()) == X509_R_KEY_VALUES_MISMATCH) {
            ERR_clear_error();
            throw configuration_error({"the TLS key " + key + " does not belong to the certificate " + certificate});
        }
        refuse("cannot use the TLS key " + key);
    }
    return context;
}

}  // namespace

struct tls_bio {
    static tls_session& session(BIO* bio) {
        return *static_cast<tls_session*>(BIO_get_data(bio));
    }

    static int read(BIO* bio, char* to, int size) {
        std::span<const char>& input = session(bio).input_;
        BIO_clear_retry_flags(bio);
        if (input.empty()) {
            BIO_set_retry_read(bio);
            return -1;
        }
        const std::size_t count = std::min(input.size(), static_cast<std::size_t>(size));
        std::memcpy(to, input.data(), count);
        input = input.subspan(count);
        return static_cast<int>(count);
    }

    static int write(BIO* bio, const char* from, int size) {
        session(bio).unsent.append(from, static_cast<std::size_t>(size));
        return size;
    }

    static long control(BIO*, int command, long, void*) {
        return command == BIO_CTRL_FLUSH ? 1 : 0;
    }
};

bio_method_st* tls_session::method() {
    static BIO_METHOD* const all = [] {
        BIO_METHOD* made = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "frameio");
        BIO_meth_set_read(made, tls_bio::read);
        BIO_meth_set_write(made, tls_bio::write);
        BIO_meth_set_ctrl(made, tls_bio::control);
        return made;
    }();
    return all;
}

tls_context::tls_context(std::string certificate_file, std::string key_file)
    : certificate_file_(std::move(certificate_file)),
      key_file_(std::move(key_file)),
      current_(make_context(certificate_file_, key_file_)) {}

tls_context::~tls_context() = default;

void tls_context::reload() {
    std::shared_ptr<SSL_CTX> fresh = make_context(certificate_file_, key_file_);
    const std::lock_guard lock(mutex_);
    current_ = std::move(fresh);
}

std::shared_ptr<ssl_ctx_st> tls_context::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

tls_session::tls_session(ssl_ctx_st* context) : ssl_(SSL_new(context)) {
    attach();
    SSL_set_accept_state(ssl_);
}

tls_session::tls_session(ssl_ctx_st* context, const std::string& host) : ssl_(SSL_new(context)) {
    attach();
    SSL_set_connect_state(ssl_);
    SSL_set_verify(ssl_, SSL_VERIFY_PEER, nullptr);
    X509_VERIFY_PARAM* const rules = SSL_get0_param(ssl_);
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    bool named = X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1;
    if (!named) {  // only names are told to the server: RFC 6066 §3
        named = X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()) == 1 &&
                SSL_set_tlsext_host_name(ssl_, host.c_str()) == 1;
    }
    ERR_clear_error();
    if (!named) {  // a session that would believe every certificate must not come to be
        SSL_free(ssl_);
        throw std::bad_alloc();
    }
}

void tls_session::attach() {
    BIO* const bio = ssl_ == nullptr ? nullptr : BIO_new(method());
    if (bio == nullptr) {
        SSL_free(ssl_);
        throw std::bad_alloc();
    }
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_, bio, bio);
}

tls_session::~tls_session() {
    SSL_free(ssl_);
}

tls_session::progress tls_session::explain(int result) {
    const int why = SSL_get_error(ssl_, result);
    if (why == SSL_ERROR_WANT_READ) {
        return progress::more;
    }
    if (const char* const reason = ERR_reason_error_string(ERR_peek_error())) {
        failure_ = reason;
    }
    // The queue is the thread's: what stays in it would be taken for the next connection's failure.
    ERR_clear_error();
    return why == SSL_ERROR_ZERO_RETURN ? progress::done : progress::failed;
}

tls_session::progress tls_session::handshake() {
    forget_errors_of_others();
    const int result = SSL_do_handshake(ssl_);
    return result == 1 ? progress::done : explain(result);
}

long tls_session::verified() const noexcept {
    return SSL_get_verify_result(ssl_);
}

tls_session::progress tls_session::read(octet_buffer& buffer, std::size_t& count) {
    forget_errors_of_others();
    for (;;) {
        const std::span<char> room = buffer.room();
        std::size_t got = 0;
        const int result = SSL_read_ex(ssl_, room.data(), room.size(), &got);
        if (result != 1) {
            return explain(result);
        }
        buffer.added(got);
        count += got;
    }
}

bool tls_session::write(std::span<const char> plaintext) {
    forget_errors_of_others();
    while (!plaintext.empty()) {
        std::size_t taken = 0;
        if (SSL_write_ex(ssl_, plaintext.data(), plaintext.size(), &taken) != 1) {
            ERR_clear_error();
            return false;
        }
        plaintext = plaintext.subspan(taken);
    }
    return true;
}

void tls_session::close_notify() {
    SSL_shutdown(ssl_);
    ERR_clear_error();
}

}  // namespace frameio::http
