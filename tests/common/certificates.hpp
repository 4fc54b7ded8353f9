#pragma once

/// @file
/// Certificates for the length of a test.

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace frameio_test {

/// A key and a certificate that it signed itself.
class certificate {
public:
    explicit certificate(const std::string& name)
        : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), x509_(X509_new(), X509_free) {
        if (!key_ || !x509_) {
            throw std::runtime_error("cannot make a key");
        }
        ASN1_INTEGER_set(X509_get_serialNumber(x509_.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509_.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(x509_.get()), 3600);
        X509_set_pubkey(x509_.get(), key_.get());
        X509_NAME* const subject = X509_get_subject_name(x509_.get());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()),
                                   -1, -1, 0);
        X509_set_issuer_name(x509_.get(), subject);
        X509_sign(x509_.get(), key_.get(), EVP_sha256());
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

private:
    using file = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
    std::unique_ptr<X509, void (*)(X509*)> x509_;
};

}  // namespace frameio_test
