#include "http/client/trust.hpp"

#include <frameio/error.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace frameio::http {
namespace {

std::shared_ptr<SSL_CTX> make_context() {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    static constexpr unsigned char http11[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1 ||
        SSL_CTX_set_alpn_protos(context.get(), http11, sizeof http11) != 0) {
        ERR_clear_error();
        throw configuration_error({"cannot set up TLS for requests"});
    }
    SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    return context;
}

}  // namespace

trust::trust(const std::string& ca_file) : context_(make_context()), system_(ca_file.empty()) {
    ERR_clear_error();
    if (!system_ && SSL_CTX_load_verify_file(context_.get(), ca_file.c_str()) != 1) {
        const char* const reason = ERR_reason_error_string(ERR_peek_error());
        const std::string because = reason != nullptr ? std::string(" (") + reason + ")" : std::string();
        ERR_clear_error();
        throw configuration_error({"cannot use the CA file " + ca_file + because +
                                   ": give a readable PEM file with the certificates of the CAs to trust"});
    }
}

trust::~trust() = default;

ssl_ctx_st* trust::context() const {
    std::call_once(system_roots_, [this] {
        if (system_) {
            SSL_CTX_set_default_verify_paths(context_.get());
            ERR_clear_error();
        }
    });
    return context_.get();
}

}  // namespace frameio::http
