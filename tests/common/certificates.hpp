#pragma once

/// @file
/// Certificates for the length of a test.

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace frameio_test {

/// What a certificate says.
struct certificate_content {
    std::string name;               ///< its subject's common name
    std::string alternatives = {};  ///< "DNS:api.example.com,IP:127.0.0.1"; empty: none
    bool is_authority = false;      ///< may sign others
    long valid_from = -3600;        ///< seconds from now
    long valid_until = 3600;
};

/// A key and its certificate.
class certificate {
public:
    /// Signed by itself, without any extensions.
    explicit certificate(const std::string& name) : certificate(certificate_content{.name = name}) {}

    /// Signed by `issuer`, or by itself.
    explicit certificate(const certificate_content& content, const certificate* issuer = nullptr)
        : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), x509_(X509_new(), X509_free) {
        if (!key_ || !x509_) {
            throw std::runtime_error("cannot make a key");
        }
        const certificate& by = issuer == nullptr ? *this : *issuer;
        static long serial = 0;
        X509_set_version(x509_.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(x509_.get()), ++serial);
        X509_gmtime_adj(X509_getm_notBefore(x509_.get()), content.valid_from);
        X509_gmtime_adj(X509_getm_notAfter(x509_.get()), content.valid_until);
        X509_set_pubkey(x509_.get(), key_.get());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(x509_.get()), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(content.name.c_str()), -1, -1, 0);
        X509_set_issuer_name(x509_.get(), X509_get_subject_name(by.x509_.get()));
        if (content.is_authority) {
            extend(NID_basic_constraints, "critical,CA:TRUE");
            extend(NID_key_usage, "critical,keyCertSign,cRLSign");
        }
        if (!content.alternatives.empty()) {
            extend(NID_subject_alt_name, content.alternatives);
        }
        X509_sign(x509_.get(), by.key_.get(), EVP_sha256());
    }

    void write(const std::string& certificate_file, const std::string& key_file) const {
        write_certificate(certificate_file);
        write_key(key_file);
    }
    void write_certificate(const std::string& path) const {
        const file to(std::fopen(path.c_str(), "w"), std::fclose);
        PEM_write_X509(to.get(), x509_.get());
    }
    void write_key(const std::string& path) const {
        const file to(std::fopen(path.c_str(), "w"), std::fclose);
        PEM_write_PrivateKey(to.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    }

    X509* x509() const noexcept {
        return x509_.get();
    }
    EVP_PKEY* key() const noexcept {
        return key_.get();
    }

private:
    using file = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

    void extend(int kind, const std::string& value) {
        const std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> extension(
            X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()), X509_EXTENSION_free);
        if (!extension) {
            throw std::runtime_error("cannot say " + value + " in a certificate");
        }
        X509_add_ext(x509_.get(), extension.get(), -1);
    }

    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
    std::unique_ptr<X509, void (*)(X509*)> x509_;
};

}  // namespace frameio_test
