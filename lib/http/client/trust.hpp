#pragma once

#include <memory>
#include <mutex>
#include <string>

struct ssl_ctx_st;

namespace frameio::http {

/// Whose certificates are believed, and how TLS is spoken to servers: 1.2 and later, with HTTP/1.1 in it.
///
/// Thread safety: all members may be called from any thread.
class trust {
public:
    /// @param ca_file PEM file with the roots; empty: the system's
    /// @throws configuration_error naming the file and what is wrong with it
    explicit trust(const std::string& ca_file);
    ~trust();

    /// For one session. Reads the system's roots when first called, which takes some milliseconds.
    ssl_ctx_st* context() const;

private:
    std::shared_ptr<ssl_ctx_st> context_;
    bool system_;
    mutable std::once_flag system_roots_;
};

}  // namespace frameio::http
