#pragma once

#include "web/message.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace frameio::sim {

/// Serves HTTP/1.1 to whoever develops here: any method, any type of content, and no defence against strangers but for
/// limits of size. All on one executor that runs one thing at a time.
class web_server {
public:
    static constexpr std::uint64_t largest_body = 64ULL * 1024 * 1024;

    using handler = std::function<boost::asio::awaitable<web::response>(web::request)>;

    /// Listens at once. `how` is called until `stop`.
    /// @param host  an address of this machine; @param port  0: any that is free
    /// @param most_octets  of a body; the connection of a longer one is closed
    /// @throws configuration_error
    web_server(boost::asio::any_io_executor executor, const std::string& host, std::uint16_t port, handler how,
               std::uint64_t most_octets = largest_body);
    ~web_server();
    web_server(const web_server&) = delete;
    web_server& operator=(const web_server&) = delete;

    std::uint16_t port() const noexcept;

    /// Takes no more requests, and calls `done` when the answers to those that were taken have been sent.
    void drain(std::function<void()> done);

    /// Closes everything; what is being answered is not answered.
    void stop();

private:
    class state;
    std::shared_ptr<state> state_;
};

}  // namespace frameio::sim
