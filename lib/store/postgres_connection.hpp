#pragma once

#include "store/postgres_address.hpp"
#include "store/postgres_query.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct pg_conn;
struct pg_result;

namespace frameio::store {

/// What was asked for has had no effect; or, if `in_doubt`, may have had it.
class postgres_failure : public std::runtime_error {
public:
    enum class kind : std::uint8_t {
        lost,      ///< there is no connection any more
        conflict,  ///< with another transaction; to be tried again
        refused
    };

    postgres_failure(kind what, const std::string& text, bool in_doubt = false)
        : std::runtime_error(text), what_(what), in_doubt_(in_doubt) {}

    kind what_kind() const noexcept {
        return what_;
    }
    bool in_doubt() const noexcept {
        return in_doubt_;
    }

private:
    kind what_;
    bool in_doubt_;
};

/// A connection to a server, in pipeline mode: a batch is one round trip. For one coroutine at a time, on an executor
/// that runs one thing at a time.
class postgres_connection {
public:
    /// The address outlives it.
    postgres_connection(const boost::asio::any_io_executor& executor, const postgres_address& address);
    ~postgres_connection();
    postgres_connection(const postgres_connection&) = delete;
    postgres_connection& operator=(const postgres_connection&) = delete;

    /// Connects, and sets up the session. Once.
    /// @throws postgres_failure
    boost::asio::awaitable<void> open();

    /// The results of the statements, in their order.
    /// @throws postgres_failure  if a statement failed: those behind it were not done, and a transaction is to be
    ///                           rolled back
    boost::asio::awaitable<std::vector<postgres_rows>> perform(postgres_batch what);

    /// Waits for what the server says unasked, and returns what other sessions have notified this one of: their
    /// payloads. Returns nothing when `interrupt` is called.
    /// @throws postgres_failure
    boost::asio::awaitable<std::vector<std::string>> hear();

    /// Ends a `hear`, and nothing else.
    void interrupt();

    /// Ends the transaction that a failure has left, if any.
    /// @throws postgres_failure
    boost::asio::awaitable<void> roll_back();

    /// Whether it can be used, as far as one can tell without asking the server.
    bool is_alive();

    /// Whether the server has said something that nobody has looked at yet.
    bool has_news() const;

    /// What waits for the server is told that the connection is lost.
    void give_up();

    const postgres_address& address() const noexcept {
        return address_;
    }

private:
    struct closer {
        void operator()(pg_conn* connection) const noexcept;
    };
    /// What the server has yet to answer.
    struct request {
        const char* sql = nullptr;
        bool prepares = false;
    };
    struct answers {
        std::vector<postgres_rows> rows;
        std::unique_ptr<postgres_failure> failure;
        std::size_t place = 0;
        bool complete = false;
    };

    void start();
    void watch_socket();
    void send(const postgres_batch& what, std::vector<request>& sent);
    void send(const postgres_query& one, std::vector<request>& sent);
    const std::string& prepare(const postgres_query& one, std::vector<request>& sent);
    void take(pg_result* result, const std::vector<request>& sent, answers& to);
    void check(int done, bool in_doubt = false);
    bool is_idle() const noexcept;
    boost::asio::awaitable<void> connect();
    boost::asio::awaitable<void> set_up();
    boost::asio::awaitable<void> flush(bool in_doubt);
    boost::asio::awaitable<pg_result*> next_result(bool in_doubt);
    boost::asio::awaitable<void> wait(boost::asio::posix::stream_descriptor::wait_type until, bool in_doubt);
    [[noreturn]] void lose(bool in_doubt);

    const postgres_address& address_;
    std::unique_ptr<pg_conn, closer> connection_;
    boost::asio::posix::stream_descriptor descriptor_;  // of libpq's socket, but our own
    std::map<const char*, std::string> prepared_;       // their names
    unsigned names_ = 0;
    bool given_up_ = false;
};

}  // namespace frameio::store
