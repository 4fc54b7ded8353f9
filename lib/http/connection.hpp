#pragma once

#include <frameio/clock.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/intrusive/list_hook.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace frameio::http {

class lane;
class tls_session;
class worker;

/// What a connection is waiting for; each phase has a deadline.
enum class phase : std::uint8_t { handshake, fresh, idle, head, body, run, write, linger, count };

/// What became of octets that were to be sent.
enum class sending : std::uint8_t { done, blocked, broken };

/// One connection. While it is idle this is all there is of it: a worker with a buffer and a coroutine is lent to it
/// only while it has a request under way.
///
/// Owned by its lane. Used from the lane's executor only.
class connection : public boost::intrusive::list_base_hook<> {
public:
    virtual ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    /// Begins: with the TLS handshake, or with waiting for the first octets.
    void start();

    /// Waits for octets; then its worker goes on, or one is lent.
    void wait_for_octets();

    /// Waits until the socket takes octets again; then its worker goes on.
    void wait_for_room();

    /// Sends what the socket takes at once, and removes it from `octets`.
    sending send(std::span<const char>& octets);

    /// Closes at once. The worker, if there is one, is told.
    void close();

    /// Closes after the peer had a chance to read the last answer: RFC 9112 §9.6. The worker must have let go.
    void close_gently();

    /// The deadline of the phase has passed.
    void expired();

    /// Whether something has arrived that was not read yet.
    bool has_octets() const noexcept;

    int socket() const noexcept {
        return fd_;
    }

    phase current = phase::count;
    std::uint32_t requests = 0;
    clock::steady_time deadline{};
    worker* user = nullptr;

protected:
    connection(lane& home, int fd, std::unique_ptr<tls_session> tls);

    /// Each starts one operation, and its completion calls the function of the same name with `on_`.
    virtual void read_inline() = 0;
    virtual void await_octets() = 0;
    virtual void await_room() = 0;
    virtual void close_socket() noexcept = 0;

    void on_read_inline(boost::system::error_code ec, std::size_t count);
    void on_await_octets(boost::system::error_code ec);
    void on_await_room(boost::system::error_code ec);

    /// Where the octets of `read_inline` go. Asked when they are there, so that an idle connection needs no buffer.
    boost::asio::mutable_buffer inline_room();

    lane& home_;

private:
    bool ended();
    void receive();
    std::ptrdiff_t receive_into(worker& reader);
    std::ptrdiff_t decrypt_into(worker& reader);
    void serve_with(worker& reader, std::ptrdiff_t count);
    void go_on_handshake();
    void discard();
    sending send_ciphertext();

    std::unique_ptr<tls_session> tls_;
    int fd_;
    std::uint8_t pending_ = 0;  // operations
    bool drained_ = false;      // the last read found less than there was room for
    bool closed_ = false;
};

}  // namespace frameio::http
