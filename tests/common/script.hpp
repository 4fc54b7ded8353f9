#pragma once

/// @file
/// What a scripted server is to do, and what it has seen.

#include <sys/eventfd.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/scripted_reply.hpp"

namespace frameio_test {

/// Shared by the threads of a server. Thread-safe, but for `otherwise`, which is set before the first connection.
class script {
public:
    script()
        : stopped_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          resumed_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE)) {}
    ~script() {
        ::close(stopped_);
        ::close(resumed_);
    }
    script(const script&) = delete;
    script& operator=(const script&) = delete;

    /// What is done with requests that nothing is queued for.
    std::function<reply(const received_request&)> otherwise = [](const received_request&) {
        return response(200).json("{}");
    };

    void add(reply how) {
        const std::lock_guard lock(mutex_);
        replies_.push_back(std::move(how));
    }
    void add_greeting(reply how) {
        const std::lock_guard lock(mutex_);
        greetings_.push_back(std::move(how));
    }
    std::optional<reply> next() {
        return take(replies_);
    }
    std::optional<reply> next_greeting() {
        return take(greetings_);
    }

    /// Readable once all is to end.
    int stopped() const noexcept {
        return stopped_;
    }
    void stop() const {
        raise(stopped_, 1);
    }
    /// To be read by one that stalls, to go on.
    int resumed() const noexcept {
        return resumed_;
    }
    void resume(std::uint64_t count) const {
        raise(resumed_, count);
    }

    /// What has happened so far.
    struct record {
        std::vector<received_request> requests;
        std::size_t accepted = 0;
        std::size_t stalled = 0;  ///< now
        std::size_t stalls = 0;
        std::size_t ended = 0;
    };

    void note(const received_request& one) {
        change([&one](record& seen) { seen.requests.push_back(one); });
    }
    void add_stalled(bool more) {
        change([more](record& seen) {
            seen.stalls += more ? 1 : 0;
            seen.stalled = more ? seen.stalled + 1 : seen.stalled - 1;
        });
    }
    /// @return its number, from 1 on
    std::size_t add_accepted() {
        std::size_t number = 0;
        change([&number](record& seen) { number = ++seen.accepted; });
        return number;
    }
    void add_ended() {
        change([](record& seen) { ++seen.ended; });
    }

    template <class Look>
    auto look(Look how) const {
        const std::lock_guard lock(mutex_);
        return how(record_);
    }

    /// Throws if that takes too long.
    template <class Condition>
    void wait(Condition until, const char* what) const {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, std::chrono::seconds(20), [&] { return until(record_); })) {
            throw std::runtime_error(std::string("the scripted server waited in vain for a ") + what);
        }
    }

private:
    static void raise(int event, std::uint64_t count) {
        static_cast<void>(::write(event, &count, sizeof count));
    }
    template <class Change>
    void change(Change how) {
        const std::lock_guard lock(mutex_);
        how(record_);
        changed_.notify_all();
    }
    std::optional<reply> take(std::deque<reply>& queue) {
        const std::lock_guard lock(mutex_);
        if (queue.empty()) {
            return std::nullopt;
        }
        reply first = std::move(queue.front());
        queue.pop_front();
        return first;
    }

    int stopped_;
    int resumed_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::deque<reply> replies_;
    std::deque<reply> greetings_;
    record record_;
};

}  // namespace frameio_test
