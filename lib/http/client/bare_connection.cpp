#include "http/client/bare_connection.hpp"

#include "http/client/transport_error.hpp"

#include <boost/asio/error.hpp>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

namespace frameio::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t record_size = 16 * 1024;
constexpr std::size_t piece_of_plaintext = 4 * record_size;

error_code last_error() {
    return {errno, boost::system::system_category()};
}

bool is_again(const error_code& failure) {
    return failure == asio::error::would_block || failure == asio::error::try_again;
}

void set_flag(int descriptor, int level, int name) {
    const int on = 1;
    ::setsockopt(descriptor, level, name, &on, sizeof on);
}

}  // namespace

bare_connection::bare_connection(const asio::ip::tcp::endpoint& to, std::atomic<std::size_t>& open, error_code& failure)
    : protocol_(to.protocol()),
      descriptor_(::socket(protocol_.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP)),
      open_(open) {
    if (descriptor_ < 0) {
        failure = last_error();
        return;
    }
    ++open_;
    set_flag(descriptor_, IPPROTO_TCP, TCP_NODELAY);
    set_flag(descriptor_, SOL_SOCKET, SO_KEEPALIVE);
    const int result = ::connect(descriptor_, to.data(), static_cast<socklen_t>(to.size()));
    failure = result == 0 ? error_code() : last_error();
}

bare_connection::~bare_connection() {
    registered.reset();
    if (descriptor_ >= 0) {
        --open_;
        ::close(descriptor_);
    }
}

error_code bare_connection::connected() const {
    int pending = 0;
    socklen_t size = sizeof pending;
    ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &pending, &size);
    if (pending != 0) {
        return {pending, boost::system::system_category()};
    }
    sockaddr_storage peer{};
    size = sizeof peer;
    const bool has_peer = ::getpeername(descriptor_, reinterpret_cast<sockaddr*>(&peer), &size) == 0;
    return has_peer ? error_code() : error_code(asio::error::in_progress);
}

error_code bare_connection::shake_hands() {
    for (;;) {
        const auto progress = tls_->handshake();
        const error_code flushed = flush();
        established_ = progress == tls_session::progress::done;
        if (progress == tls_session::progress::failed) {
            return transport_errc::tls_failed;
        }
        if (flushed || established_) {
            return flushed;
        }
        const error_code received_some = receive_ciphertext();
        if (received_some || established_) {
            return received_some;
        }
    }
}

error_code bare_connection::receive() {
    if (tls_) {
        const std::size_t before = received.size();
        error_code failure;
        while (!failure && received.size() == before) {
            failure = ended_ ? error_code(asio::error::eof) : receive_ciphertext();
        }
        return failure;
    }
    const std::span<char> room = received.room();
    const ssize_t count = ::recv(descriptor_, room.data(), room.size(), 0);
    if (count > 0) {
        received.added(static_cast<std::size_t>(count));
        return {};
    }
    return count == 0 ? error_code(asio::error::eof) : last_error();
}

error_code bare_connection::receive_ciphertext() {
    std::array<char, record_size + 512> octets;
    const ssize_t count = ::recv(descriptor_, octets.data(), octets.size(), 0);
    if (count > 0) {
        return digest({octets.data(), static_cast<std::size_t>(count)});
    }
    // TLS announces its end; what ends without it may have been cut off by anybody.
    return count == 0 ? error_code(asio::error::connection_reset) : last_error();
}

error_code bare_connection::digest(std::span<const char> ciphertext) {
    tls_->feed(ciphertext);
    auto progress = tls_session::progress::done;
    if (!established_) {
        progress = tls_->handshake();
        established_ = progress == tls_session::progress::done;
    }
    if (established_) {
        std::size_t count = 0;
        progress = tls_->read(received, count);
        ended_ = progress == tls_session::progress::done;
    }
    // An alert, or an answer to new keys; what cannot leave now goes with the next request.
    const error_code flushed = flush();
    if (progress == tls_session::progress::failed) {
        return transport_errc::tls_failed;
    }
    return is_again(flushed) && established_ ? error_code() : flushed;
}

error_code bare_connection::flush() {
    std::string& unsent = tls_->unsent;
    while (flushed_ < unsent.size()) {
        const ssize_t count = ::send(descriptor_, unsent.data() + flushed_, unsent.size() - flushed_, MSG_NOSIGNAL);
        if (count < 0) {
            return last_error();
        }
        flushed_ += static_cast<std::size_t>(count);
        sent_ += static_cast<std::uint64_t>(count);
    }
    unsent.clear();
    flushed_ = 0;
    return {};
}

void bare_connection::encrypt(std::string_view& octets) {
    const std::string_view piece = octets.substr(0, piece_of_plaintext);
    broken_ = broken_ || !tls_->write(piece);
    octets.remove_prefix(piece.size());
}

error_code bare_connection::send(std::string_view& first, std::string_view& second) {
    if (!tls_) {
        return send_now(first, second);
    }
    for (;;) {
        const error_code failure = broken_ ? error_code(transport_errc::tls_failed) : flush();
        if (failure || (first.empty() && second.empty())) {
            return failure;
        }
        encrypt(first.empty() ? second : first);
    }
}

error_code bare_connection::send_now(std::string_view& first, std::string_view& second) {
    while (!first.empty() || !second.empty()) {
        std::array<iovec, 2> parts{iovec{const_cast<char*>(first.data()), first.size()},
                                   iovec{const_cast<char*>(second.data()), second.size()}};
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        const ssize_t count = ::sendmsg(descriptor_, &message, MSG_NOSIGNAL);
        if (count < 0) {
            return last_error();
        }
        const auto taken = static_cast<std::size_t>(count);
        const std::size_t of_first = std::min(taken, first.size());
        first.remove_prefix(of_first);
        second.remove_prefix(taken - of_first);
        sent_ += taken;
    }
    return {};
}

bool bare_connection::is_quiet() {
    if (tls_) {
        return is_again(receive()) && received.empty();
    }
    char octet = 0;
    const ssize_t count = ::recv(descriptor_, &octet, 1, MSG_PEEK);
    return count < 0 && is_again(last_error());
}

}  // namespace frameio::http
