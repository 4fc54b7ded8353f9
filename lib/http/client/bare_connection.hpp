#pragma once

#include <frameio/clock.hpp>

#include "http/client/registration.hpp"
#include "http/octet_buffer.hpp"
#include "http/tls.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace frameio::http {

/// A connection to a server: a non-blocking descriptor, and TLS on it if there is. Never waits, but says `would_block`.
/// Closed when destroyed.
///
/// Thread safety: none; handed on by those who have it.
class bare_connection {
public:
    using error_code = boost::system::error_code;

    /// Starts connecting. `failure` is nothing, `in_progress`, or why it failed.
    bare_connection(const boost::asio::ip::tcp::endpoint& to, std::atomic<std::size_t>& open, error_code& failure);
    ~bare_connection();
    bare_connection(const bare_connection&) = delete;
    bare_connection& operator=(const bare_connection&) = delete;

    int descriptor() const noexcept {
        return descriptor_;
    }
    const boost::asio::ip::tcp& protocol() const noexcept {
        return protocol_;
    }

    /// After `in_progress`, when the descriptor has become writable: nothing, `in_progress`, or why it failed.
    error_code connected() const;

    /// From now on it speaks TLS.
    void secure(std::unique_ptr<tls_session> session) {
        tls_ = std::move(session);
    }
    tls_session* tls() noexcept {
        return tls_.get();
    }

    /// Goes on with the TLS handshake: nothing when it is done, `would_block` when the server has to say more,
    /// `tls_failed`, or what the system says.
    error_code shake_hands();

    /// Adds what has arrived to `received`, as much as one system call tells (TLS: at least one octet of plaintext).
    /// `eof` is a proper end, `connection_reset` one that TLS did not announce.
    error_code receive();

    /// Sends from `first`, then from `second`, and takes from them what need not be given again. Nothing: all has been
    /// sent. `would_block`: call again, with what is left.
    error_code send(std::string_view& first, std::string_view& second);

    /// Octets that the system took in `send`; of TLS, ciphertext.
    std::uint64_t sent() const noexcept {
        return sent_;
    }

    /// Whether the idle connection can take a request: not closed, and nothing came unasked.
    bool is_quiet();

    octet_buffer received;
    std::unique_ptr<registration> registered;  ///< where it is waited for
    std::uintptr_t context = 0;                ///< that used it last
    clock::steady_time since;                  ///< when it became idle

private:
    error_code send_now(std::string_view& first, std::string_view& second);
    error_code receive_ciphertext();
    error_code digest(std::span<const char> ciphertext);
    error_code flush();
    void encrypt(std::string_view& octets);

    boost::asio::ip::tcp protocol_;
    int descriptor_ = -1;
    std::atomic<std::size_t>& open_;
    std::unique_ptr<tls_session> tls_;
    std::size_t flushed_ = 0;  // of the session's unsent ciphertext
    std::uint64_t sent_ = 0;
    bool established_ = false;
    bool broken_ = false;  // TLS cannot encrypt any more
    bool ended_ = false;   // the peer has said so in TLS
};

}  // namespace frameio::http
