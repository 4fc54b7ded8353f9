#include "http/socket_connection.hpp"

#include "http/lane.hpp"
#include "http/tls.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>

#include <sys/socket.h>

namespace frameio::http {
namespace {

namespace asio = boost::asio;

template <class Executor>
class socket_connection final : public connection {
public:
    socket_connection(lane& home, const Executor& executor, int family, int fd, std::unique_ptr<tls_session> tls)
        : connection(home, fd, std::move(tls)), socket_(executor, asio::generic::stream_protocol(family, 0), fd) {}

private:
    // A buffer sequence of one buffer that is looked up when it is needed, see `inline_room`.
    class late_buffer {
    public:
        using value_type = asio::mutable_buffer;
        using const_iterator = const asio::mutable_buffer*;

        explicit late_buffer(socket_connection& owner) : owner_(&owner) {}

        const_iterator begin() const {
            owner_->home_.bound = owner_->inline_room();
            return &owner_->home_.bound;
        }
        const_iterator end() const {
            return &owner_->home_.bound + 1;
        }

    private:
        socket_connection* owner_;
    };

    void read_inline() override {
        socket_.async_read_some(late_buffer(*this),
                                [this](boost::system::error_code ec, std::size_t count) { on_read_inline(ec, count); });
    }
    void await_octets() override {
        wait(socket_.wait_read, [this](boost::system::error_code ec) { on_await_octets(ec); });
    }
    void await_room() override {
        wait(socket_.wait_write, [this](boost::system::error_code ec) { on_await_room(ec); });
    }
    void close_socket() noexcept override {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

    template <class Handler>
    void wait(typename asio::socket_base::wait_type what, Handler handler) {
        if constexpr (std::is_same_v<Executor, asio::io_context::executor_type>) {
            socket_.async_wait(what, std::move(handler));
        } else {
            socket_.async_wait(what, asio::bind_executor(home_.executor(), std::move(handler)));
        }
    }

    asio::basic_stream_socket<asio::generic::stream_protocol, Executor> socket_;
};

int family_of(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return address.ss_family;
}

}  // namespace

std::unique_ptr<connection> make_connection(lane& home, int fd, std::unique_ptr<tls_session> tls) {
    if (home.loop() != nullptr) {
        return std::make_unique<socket_connection<asio::io_context::executor_type>>(home, home.loop()->get_executor(),
                                                                                    family_of(fd), fd, std::move(tls));
    }
    return std::make_unique<socket_connection<asio::any_io_executor>>(home, home.executor(), family_of(fd), fd,
                                                                      std::move(tls));
}

}  // namespace frameio::http
