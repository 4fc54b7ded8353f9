#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>

namespace frameio::auth {

/// The renewals of tokens that are under way. Who ends a server waits for them: when Adobe has answered, the old token
/// is worth nothing, and the new one is not yet in the store.
///
/// Thread-safe.
class renewals {
public:
    /// Under way as long as this is there.
    class one {
    public:
        explicit one(renewals& of) noexcept : of_(&of) {}
        ~one();
        one(const one&) = delete;
        one& operator=(const one&) = delete;

    private:
        renewals* of_;
    };

    /// Whether one may begin: not when all are to end. Then `to` counts it.
    bool begin(std::optional<one>& to);

    /// None begins from now on. Calls `done` when the last has ended, on its thread; at once if there is none.
    void close(std::function<void()> done);

private:
    std::mutex mutex_;
    std::size_t count_ = 0;
    std::function<void()> done_;
    bool is_closed_ = false;
};

}  // namespace frameio::auth
