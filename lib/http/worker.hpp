#pragma once

#include "http/octet_buffer.hpp"
#include "http/request_parser.hpp"
#include "http/resumption.hpp"
#include "http/service.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <string>

namespace frameio::http {

class connection;
class lane;

/// Serves one connection after another: the coroutine, the buffers and the parser that a connection has while a request
/// is under way. Owned by its lane.
class worker {
public:
    explicit worker(lane& home);
    ~worker();
    worker(const worker&) = delete;
    worker& operator=(const worker&) = delete;

    /// Starts the coroutine.
    void start();

    octet_buffer& buffer() noexcept {
        return buffer_;
    }

    /// Takes over a connection whose first octets are in the buffer. Call `resume` next.
    void lend(connection& customer) noexcept;

    /// What the worker waited for has happened: octets or room came, or nothing more will.
    void resume();

    /// The peer is gone; call `resume` next.
    void peer_gone() noexcept {
        gone_ = true;
    }

    /// The customer's phase has expired.
    void head_expired();
    void run_expired();

    /// The connection is being closed under the worker.
    void forsaken();

    /// The lane ends: nobody is to wait for what runs here.
    void stop();

    /// Ends the coroutine, if it waits for a customer.
    void retire();

private:
    enum class wait { other, next, run, end };

    boost::asio::awaitable<void> serve(std::shared_ptr<lane> keep_alive);
    wait step();
    wait advance();
    void end_run(std::exception_ptr failure);
    void give_up();
    bool read_on();
    wait take_request();
    void take_head();
    void refuse(unsigned status, std::string_view reason);
    void note_refusal(const reply& refusal);
    void note_overload(std::string_view what);
    void write(const reply& answer, bool close);
    void run_done(std::exception_ptr failure);
    void give_way();
    bool must_flush() const noexcept;
    bool flush();
    void answers_sent();
    void answers_lost();
    void release();
    void dismiss();
    void part_from(connection& customer);
    bool reserve_body();
    void free_body() noexcept;

    lane& home_;
    octet_buffer buffer_;
    request_parser parser_;
    std::unique_ptr<delivery> delivery_;
    resumption waiting_;
    std::string out_;
    std::size_t sent_ = 0;         // of out_
    std::size_t taken_ = 0;        // by the peer since the write time began
    std::size_t unflushed_ = 0;    // answers in out_
    std::size_t body_octets_ = 0;  // counted in the server's sum
    connection* customer_ = nullptr;
    unsigned reads_ = 0;  // in this turn
    bool gone_ = false;
    bool closing_ = false;  // no request after this one
    bool gently_ = false;   // the peer may still be sending
    bool running_ = false;
    bool suspended_ = false;  // the run has given the thread away
    bool away_ = false;       // the coroutine goes on without being resumed by us
    bool head_taken_ = false;
    bool served_ = false;  // a request of this customer, since it was lent
};

}  // namespace frameio::http
