#pragma once

#include "load_options.hpp"
#include "request_source.hpp"
#include "response_reader.hpp"
#include "sockets.hpp"
#include "streams.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>

/// Opens a connection to a server, in as few calls as can be: with a new connection for each request the load has more
/// to do than the server. On loopback it is established when `connect` returns, even if that says that it is not.
inline int open_connection(const sockaddr_in& to) {
    int socket = checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
    if (connect(socket, generic(to), sizeof to) != 0 && errno != EINPROGRESS) {
        throw std::system_error(errno, std::generic_category(), "connect");
    }
    return socket;
}

/// One connection of a load, and the requests on it that are not answered yet.
class load_connection {
public:
    load_connection(const sockaddr_in& to, SSL_CTX* tls) {
        if (tls == nullptr) {
            stream_.emplace<plain_stream>(open_connection(to));
        } else {
            stream_.emplace<tls_stream>(open_connection(to), tls, false);
        }
    }

    int socket() const {
        return std::visit([](const auto& stream) { return stream.socket(); }, stream_);
    }

    /// Puts a request into the next `flush`. `due` is the time to measure its latency from.
    void add(request_source& source, std::int64_t due) {
        source.append_to(unsent_);
        due_.push_back(due);
    }

    std::size_t waiting() const {
        return due_.size();
    }

    /// Sends what can be sent now.
    void flush() {
        while (!unsent_.empty()) {
            transfer sent = std::visit([this](auto& stream) { return stream.write(unsent_); }, stream_);
            if (sent.state != progress::some) {
                return;
            }
            unsent_.erase(0, sent.bytes);
        }
    }

    /// Reads what there is and calls `answered(due, is_ok)` for each response. Returns false at the connection's end,
    /// which is seen at once only `to_the_end`; that costs a system call.
    template <class Answered>
    bool receive(response_reader& reader, bool to_the_end, Answered answered) {
        static std::array<char, 64 * 1024> buffer;
        bool more = true;
        while (more) {
            transfer got = std::visit([](auto& stream) { return stream.read(buffer); }, stream_);
            if (got.state != progress::some) {
                return got.state == progress::later;
            }
            take({buffer.data(), got.bytes}, reader, answered);
            more = to_the_end || got.bytes == buffer.size() ||
                   std::visit([](const auto& stream) { return stream.has_pending(); }, stream_);
        }
        return true;
    }

private:
    template <class Answered>
    void take(std::string_view bytes, response_reader& reader, Answered& answered) {
        if (!unread_.empty()) {
            unread_ += bytes;
            bytes = unread_;
        }
        while (!due_.empty() && !bytes.empty()) {
            auto found = reader.read(bytes);
            if (!found) {
                break;
            }
            bytes.remove_prefix(found->size);
            std::int64_t due = due_.front();
            due_.pop_front();
            answered(due, found->is_ok);
        }
        unread_ = std::string(bytes);
    }

    std::variant<plain_stream, tls_stream> stream_;
    std::string unsent_;
    std::string unread_;
    std::deque<std::int64_t> due_;
};
