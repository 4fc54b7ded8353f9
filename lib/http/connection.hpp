#pragma once

#include <frameio/clock.hpp>

#include <boost/intrusive/list_hook.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace frameio::http {

class lane;
class octet_buffer;
class tls_session;
class worker;

/// What a connection is waiting for; each phase has a deadline.
enum class phase : std::uint8_t { handshake, fresh, idle, head, body, run, write, linger, count };

/// What became of octets that were to be sent.
enum class sending : std::uint8_t { done, blocked, broken };

/// What came of an attempt to receive.
enum class receiving : std::uint8_t { octets, nothing_yet, closed };

/// One connection. While it is idle this is all there is of it: a worker with a buffer and a coroutine is lent to it
/// only while it has a request under way.
///
/// Owned by its lane, and used on its lane only.
class connection final : public boost::intrusive::list_base_hook<> {
public:
    /// Takes over a connected, non-blocking socket.
    connection(lane& home, int fd, std::unique_ptr<tls_session> tls);
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    /// Begins: with what has arrived already, or with waiting for it.
    void start();

    /// The socket has become ready, as `epoll_wait` says it.
    void on_ready(std::uint32_t events);

    /// Appends to the buffer what has arrived, without waiting.
    receiving receive(octet_buffer& buffer);

    /// Waits for octets, or for room to send more; then the worker is resumed, or one is lent.
    void wait_for_octets();
    void wait_for_room();

    /// Goes on with octets that are there already, after the other connections had their turn.
    void come_again();
    void go_on();

    /// Sends what the socket takes at once, and removes it from `octets`.
    sending send(std::span<const char>& octets);

    /// Closes at once. The worker, if there is one, is told.
    void close();

    /// Closes after the peer had a chance to read the last answer: RFC 9112 §9.6. The worker must have let go.
    void close_gently();

    /// The deadline of the phase has passed.
    void expired();

    /// Whether something has arrived that was not read yet. Asks the system.
    bool has_octets() const noexcept;

    /// Whether something may have arrived since the last `receive`.
    bool readable() const noexcept {
        return readable_;
    }

    int socket() const noexcept {
        return fd_;
    }

    /// The peer's address, as text.
    std::string peer() const;

    phase current = phase::count;
    std::uint32_t requests = 0;
    clock::steady_time deadline{};
    worker* user = nullptr;

private:
    enum class wait : std::uint8_t { nothing, octets, room };

    void watch();
    void close_socket() noexcept;
    void take_octets();
    void serve();
    void go_on_handshake();
    void discard();
    receiving receive_plain(octet_buffer& buffer);
    receiving receive_encrypted(octet_buffer& buffer);
    receiving decrypt(octet_buffer& buffer);
    std::ptrdiff_t receive_some(std::span<char> room);
    sending send_some(std::span<const char>& octets);
    sending send_ciphertext();

    lane& home_;
    std::unique_ptr<tls_session> tls_;
    int fd_;
    wait waiting_ = wait::nothing;
    bool watched_ = false;
    bool readable_ = true;  // until a read has found less than it had room for
    bool ended_ = false;    // the peer has closed its side: a short read is not the last
    bool closed_ = false;
};

}  // namespace frameio::http
