#pragma once

#include "cli/http/http_client.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <stdexcept>
#include <string>

namespace frameio::cli {

/// Why there was no answer, in a sentence that names the remedy.
class exchange_error : public std::runtime_error {
public:
    exchange_error(const std::string& text, bool closed) : std::runtime_error(text), closed_(closed) {}

    /// Whether the peer closed the connection before it answered. On a kept connection it may not have seen the
    /// request.
    bool closed() const noexcept {
        return closed_;
    }

private:
    bool closed_;
};

/// A connection that is kept for as long as both sides like. Everything it throws is an `exchange_error`.
class connection {
public:
    virtual ~connection() = default;

    virtual bool is_open() const noexcept = 0;
    virtual boost::asio::awaitable<void> open() = 0;
    /// Sends the request and fills in what was answered.
    virtual boost::asio::awaitable<void> exchange(const post& request, outcome& result) = 0;
    virtual void close() = 0;
};

/// Makes connections to one target.
class dialer {
public:
    /// @throws usage_error if the CA file cannot be used
    dialer(boost::asio::any_io_executor executor, const client_options& options);
    ~dialer();
    dialer(const dialer&) = delete;
    dialer& operator=(const dialer&) = delete;

    /// A connection that is not open yet. Does not outlive the dialer.
    std::unique_ptr<connection> dial() const;

private:
    struct tls;
    boost::asio::any_io_executor executor_;
    const client_options& options_;
    std::unique_ptr<tls> tls_;
};

}  // namespace frameio::cli
