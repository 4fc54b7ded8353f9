#include "http/client/wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>

#include <utility>

namespace frameio::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using wait_type = asio::ip::tcp::socket::wait_type;

constexpr auto when_done = asio::as_tuple(asio::deferred);

bool is_again(const error_code& failure) {
    return failure == asio::error::would_block || failure == asio::error::try_again;
}

constexpr std::size_t most_before_answer = 64 * 1024;

// Whether these octets, the first of an answer, can be of a final one: an interim one has a status of 1xx.
bool may_be_final(std::string_view octets) {
    constexpr std::size_t status = sizeof "HTTP/1.1 " - 1;
    if (octets.size() > most_before_answer) {
        return true;
    }
    while (octets.size() > status && octets[status] == '1') {
        const std::size_t end = octets.find("\r\n\r\n");
        octets = end == std::string_view::npos ? std::string_view() : octets.substr(end + 4);
    }
    return octets.size() > status;
}

}  // namespace

wire::wire(const asio::any_io_executor& executor, time_limit& limit) : executor_(executor), limit_(limit) {}

wire::~wire() {
    close();
}

error_code wire::attach(std::unique_ptr<bare_connection> connection) {
    close();
    error_code failure;
    if (!connection->registered || !connection->registered->wake(executor_)) {
        connection->registered.reset();  // a descriptor can be in one place of a kind only
        connection->registered =
            std::make_unique<registration>(executor_, connection->protocol(), connection->descriptor(), failure);
        if (failure) {
            return failure;
        }
    }
    connection_ = std::move(connection);
    answered_ = false;
    asked_ = false;
    limit_.watch(connection_->descriptor());
    return failure;
}

std::unique_ptr<bare_connection> wire::detach() {
    limit_.forget();
    auto connection = std::move(connection_);
    if (limit_.expired()) {
        connection.reset();
    } else {
        connection->registered->rest();
    }
    return connection;
}

void wire::close() {
    if (connection_) {
        limit_.forget();
        connection_.reset();
    }
}

asio::awaitable<error_code> wire::connect(asio::ip::tcp::endpoint to, std::atomic<std::size_t>& open) {
    error_code failure;
    auto fresh = std::make_unique<bare_connection>(to, open, failure);
    if (failure && failure != asio::error::in_progress) {
        co_return failure;
    }
    const error_code refused = attach(std::move(fresh));
    if (refused) {
        co_return refused;
    }
    while (failure == asio::error::in_progress) {
        auto waited = co_await socket().async_wait(wait_type::wait_write, when_done);
        if (std::get<0>(waited)) {
            co_return std::get<0>(waited);
        }
        failure = connection_->connected();
        if (failure == asio::error::in_progress && limit_.expired()) {
            co_return asio::error::timed_out;
        }
    }
    co_return failure;
}

asio::awaitable<error_code> wire::shake_hands() {
    for (;;) {
        const error_code failure = connection_->shake_hands();
        if (!is_again(failure)) {
            co_return failure;
        }
        const bool sending = !connection_->tls()->unsent.empty();
        const auto what = sending ? wait_type::wait_write : wait_type::wait_read;
        auto waited = co_await socket().async_wait(what, when_done);
        if (std::get<0>(waited)) {
            co_return std::get<0>(waited);
        }
    }
}

bool wire::look_for_answer() {
    const error_code failure = connection_->receive();
    answered_ = (failure && !is_again(failure)) || may_be_final(connection_->received.view());
    return answered_;
}

asio::awaitable<error_code> wire::write(std::string_view first, std::string_view second) {
    asked_ = true;
    for (;;) {
        const error_code failure = connection_->send(first, second);
        if (!is_again(failure)) {
            co_return failure;
        }
        if (look_for_answer()) {
            co_return error_code();
        }
        const error_code ended = co_await wait_for_room_or_answer();
        if (ended) {
            co_return ended;
        }
    }
}

// A server that has refused a request may neither read the rest nor close.
asio::awaitable<error_code> wire::wait_for_room_or_answer() {
    auto either = std::make_shared<waiting>();
    const auto tell = [either](error_code failure) { either->tell(failure); };
    socket().async_wait(wait_type::wait_read, tell);
    socket().async_wait(wait_type::wait_write, tell);
    const error_code ended = co_await either->wait();
    error_code ignored;
    socket().cancel(ignored);
    co_return ended;
}

asio::awaitable<error_code> wire::read() {
    if (connection_->tls() == nullptr) {
        // Asio looks first, and then waits without a system call of its own.
        const std::span<char> room = connection_->received.room();
        auto got = co_await socket().async_receive(asio::buffer(room.data(), room.size()), when_done);
        connection_->received.added(std::get<1>(got));
        co_return std::get<0>(got);
    }
    for (;;) {
        // A server takes its time to answer: the first look would be for nothing.
        if (!std::exchange(asked_, false)) {
            const error_code failure = connection_->receive();
            if (!is_again(failure)) {
                co_return failure;
            }
        }
        auto waited = co_await socket().async_wait(wait_type::wait_read, when_done);
        if (std::get<0>(waited)) {
            co_return std::get<0>(waited);
        }
    }
}

}  // namespace frameio::http
