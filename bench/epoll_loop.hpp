#pragma once

#include "sockets.hpp"
#include "streams.hpp"

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a protocol made of the bytes it was given.
struct consumed {
    std::size_t bytes;
    bool close;
};

/// What a loop did, to see how close it is to one recv and one send for a request.
struct loop_counters {
    std::uint64_t calls = 0;
    std::uint64_t answers = 0;
};

/// One thread's event loop: level-triggered, one recv and one send for what arrived together, nothing kept for a
/// connection between requests but its descriptor.
///
/// A protocol has `consumed consume(std::string_view bytes, std::string& answers)`. Behind the bytes are at least
/// `padding` octets that may be read.
template <class Protocol, class Stream>
class epoll_loop {
public:
    static constexpr std::size_t padding = 64;
    using stream_maker = std::function<Stream(int socket)>;

    /// `patience` is how many milliseconds it sleeps at most; -1: until something comes, 0: it never sleeps.
    epoll_loop(int listener, int stop, Protocol protocol, stream_maker make_stream, int patience = -1)
        : epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
          listener_(listener),
          stop_(stop),
          protocol_(std::move(protocol)),
          make_stream_(std::move(make_stream)),
          patience_(patience),
          buffer_(128 * 1024 + padding) {
        watch(listener_);
        watch(stop_);
    }
    epoll_loop(const epoll_loop&) = delete;
    epoll_loop& operator=(const epoll_loop&) = delete;
    ~epoll_loop() {
        close(listener_);
        close(epoll_);
    }

    void run() {
        std::array<epoll_event, 256> events;
        while (!stopped_) {
            int ready = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), patience_);
            ++counters_.calls;
            for (const epoll_event& event : std::span(events).first(ready < 0 ? 0 : static_cast<std::size_t>(ready))) {
                handle(event.data.fd);
            }
        }
    }

    const loop_counters& counters() const {
        return counters_;
    }

private:
    struct connection {
        Stream stream;
        std::string unfinished;
    };

    void watch(int descriptor) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = descriptor;
        checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event), "epoll_ctl");
        ++counters_.calls;
    }

    void handle(int descriptor) {
        if (descriptor == listener_) {
            accept_all();
        } else if (descriptor == stop_) {
            stopped_ = true;
        } else {
            serve(connections_[static_cast<std::size_t>(descriptor)]);
        }
    }

    void accept_all() {
        while (true) {
            int socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            ++counters_.calls;
            if (socket < 0) {
                return;
            }
            auto place = static_cast<std::size_t>(socket);
            if (connections_.size() <= place) {
                connections_.resize(place + 1);
            }
            connection& fresh = connections_[place];
            fresh.stream = make_stream_(socket);
            // The request is often there already, and a connection for one request then never enters the epoll set.
            if (serve(fresh)) {
                watch(socket);
            }
        }
    }

    /// Returns whether the connection goes on.
    bool serve(connection& served) {
        bool more = true;
        while (more) {
            std::size_t kept = restore(served);
            transfer got = served.stream.read(std::span(buffer_).subspan(kept, buffer_.size() - padding - kept));
            ++counters_.calls;
            if (got.state == progress::later) {
                keep(served, kept, 0);
                return true;
            }
            if (got.state == progress::closed || !answer(served, kept + got.bytes)) {
                served = connection();
                ++counters_.calls;
                return false;
            }
            more = served.stream.has_pending();
        }
        return true;
    }

    bool answer(connection& served, std::size_t size) {
        answers_.clear();
        consumed done = protocol_.consume({buffer_.data(), size}, answers_);
        keep(served, size, done.bytes);
        if (!answers_.empty()) {
            transfer sent = served.stream.write(answers_);
            ++counters_.calls;
            ++counters_.answers;
            // Answers are a few octets: a peer whose window they do not fit into is not one that a bench has.
            if (sent.state != progress::some || sent.bytes != answers_.size()) {
                return false;
            }
        }
        if (done.close) {
            served.stream.say_goodbye();
        }
        return !done.close && served.unfinished.size() < buffer_.size() - padding;
    }

    std::size_t restore(connection& served) {
        std::memcpy(buffer_.data(), served.unfinished.data(), served.unfinished.size());
        return served.unfinished.size();
    }

    void keep(connection& served, std::size_t size, std::size_t used) {
        if (used == size && served.unfinished.empty()) {
            return;
        }
        std::string rest(buffer_.data() + used, size - used);
        served.unfinished.swap(rest);
    }

    int epoll_;
    int listener_;
    int stop_;
    bool stopped_ = false;
    Protocol protocol_;
    stream_maker make_stream_;
    int patience_;
    std::vector<char> buffer_;
    std::string answers_;
    std::vector<connection> connections_;
    loop_counters counters_;
};
