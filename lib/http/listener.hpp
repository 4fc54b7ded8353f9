#pragma once

#include "http/lane.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>

#include <cstddef>
#include <memory>
#include <vector>

namespace frameio::http {

/// A listening socket on one lane, whose connections it gives to one lane after the other.
///
/// Used on its lane's executor. Lives until its last wait has ended; `stop` ends it.
class listener : public std::enable_shared_from_this<listener> {
public:
    /// Takes over the socket. `lanes` is not empty; the first is where the listener itself runs.
    listener(int fd, std::vector<std::shared_ptr<lane>> lanes);
    ~listener();

    void start();

    /// Accepts what is in the queue already, then refuses further connections.
    void stop();

private:
    enum class outcome { empty, more, exhausted };

    void wait();
    void on_ready(boost::system::error_code ec);
    outcome accept_some();
    bool find_lane();
    void take(int fd);
    void shed();
    void pause();

    std::vector<std::shared_ptr<lane>> lanes_;
    std::size_t next_lane_ = 0;
    boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol> acceptor_;
    std::unique_ptr<clock::ticks> pause_;
    int fd_;
    int reserve_;  // a descriptor to give up when there are no more
    bool stopped_ = false;
};

}  // namespace frameio::http
