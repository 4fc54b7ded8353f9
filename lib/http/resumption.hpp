#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace frameio::http {

/// Holds the one completion handler of a coroutine that waits, in place and without knowing its type.
class resumption {
public:
    resumption() = default;
    resumption(const resumption&) = delete;
    resumption& operator=(const resumption&) = delete;
    ~resumption() {
        drop();
    }

    bool waiting() const noexcept {
        return ops_ != nullptr;
    }

    /// Suspends a coroutine until `resume`: `co_await slot.wait();`
    auto wait() {
        return boost::asio::async_initiate<const boost::asio::deferred_t&, void()>(
            [](auto handler, resumption* self) { self->keep(std::move(handler)); }, boost::asio::deferred, this);
    }

    /// Goes on with the coroutine, here and now.
    void resume() {
        ops_->resume(*this);
    }

    /// Destroys the coroutine.
    void drop() {
        if (ops_ != nullptr) {
            ops_->drop(*this);
        }
    }

private:
    struct operations {
        void (*resume)(resumption&);
        void (*drop)(resumption&);
    };

    template <class Handler>
    void keep(Handler handler) {
        static_assert(sizeof(Handler) <= sizeof storage_ && alignof(Handler) <= alignof(std::max_align_t));
        new (storage_) Handler(std::move(handler));
        static constexpr operations all{&resume_as<Handler>, &drop_as<Handler>};
        ops_ = &all;
    }

    template <class Handler>
    static Handler take(resumption& self) {
        Handler* held = std::launder(reinterpret_cast<Handler*>(self.storage_));
        Handler handler(std::move(*held));
        held->~Handler();
        self.ops_ = nullptr;
        return handler;
    }
    template <class Handler>
    static void resume_as(resumption& self) {
        Handler handler = take<Handler>(self);
        std::move(handler)();
    }
    template <class Handler>
    static void drop_as(resumption& self) {
        take<Handler>(self);
    }

    alignas(std::max_align_t) std::byte storage_[64];
    const operations* ops_ = nullptr;
};

}  // namespace frameio::http
