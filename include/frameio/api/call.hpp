#pragma once

/// @file
/// How a call is made: what may be said for one call, or for all calls of a client.

#include <frameio/api/credentials.hpp>
#include <frameio/clock.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api {

class client_state;
class call_journal;

/// When a call that failed is made again.
///
/// A wait before attempt n + 1 is random between nothing and `first_wait` * 2^(n-1), at most `longest_wait` (full
/// jitter). What the platform asks for in Retry-After counts instead, up to `longest_asked`; after 429 without it, or
/// with nothing to wait for, at least 1 s passes, as the rate limit guide advises. 429 is not counted as an attempt.
struct retry_policy {
    unsigned attempts = 5;
    std::chrono::milliseconds first_wait{500};
    std::chrono::milliseconds longest_wait{30'000};
    std::chrono::milliseconds longest_asked{120'000};
    /// No attempt begins later than this after the first one.
    std::chrono::milliseconds patience{300'000};
};

/// Whether a call may be made again after the platform may have acted on it.
enum class repetition {
    by_method,  ///< GET, PUT, PATCH and DELETE, and POST where it only reads
    never,
    always  ///< for a POST that you know to be harmless twice
};

/// Who waits at the rate limit: the interactive ones go first.
enum class priority { background, interactive };

/// What may be said for one call. Pass it by `client::with`.
class call_options {
public:
    call_options() {}  // not defaulted: it must not be an aggregate

    /// No later than this, by the client's clock. Waits that would go beyond it are not begun.
    call_options& deadline(clock::steady_time until) {
        deadline_ = until;
        return *this;
    }
    /// For each attempt, from its first octet to the last of its answer. Default: the client's.
    call_options& timeout(std::chrono::milliseconds time) {
        timeout_ = time;
        return *this;
    }
    call_options& retry(retry_policy policy) {
        retry_ = policy;
        return *this;
    }
    call_options& repeat(repetition how) {
        repeat_ = how;
        return *this;
    }
    call_options& urgency(priority who) {
        priority_ = who;
        return *this;
    }
    /// A W3C "traceparent", sent with the call.
    call_options& trace(std::string traceparent) {
        trace_ = std::move(traceparent);
        return *this;
    }

    std::optional<clock::steady_time> deadline() const noexcept {
        return deadline_;
    }
    std::optional<std::chrono::milliseconds> timeout() const noexcept {
        return timeout_;
    }
    const std::optional<retry_policy>& retry() const noexcept {
        return retry_;
    }
    repetition repeat() const noexcept {
        return repeat_;
    }
    priority urgency() const noexcept {
        return priority_;
    }
    const std::string& trace() const noexcept {
        return trace_;
    }

private:
    std::optional<clock::steady_time> deadline_;
    std::optional<std::chrono::milliseconds> timeout_;
    std::optional<retry_policy> retry_;
    repetition repeat_ = repetition::by_method;
    priority priority_ = priority::background;
    std::string trace_;
};

/// A client, for whom it calls, what is said for its calls, and who remembers them. How operations find their way.
class caller {
public:
    caller(std::shared_ptr<client_state> client, credentials who, call_options options,
           std::shared_ptr<call_journal> journal = nullptr)
        : client_(std::move(client)),
          who_(std::move(who)),
          options_(std::move(options)),
          journal_(std::move(journal)) {}

    const std::shared_ptr<client_state>& client() const noexcept {
        return client_;
    }
    const credentials& who() const noexcept {
        return who_;
    }
    const call_options& options() const noexcept {
        return options_;
    }
    /// Null: nobody.
    const std::shared_ptr<call_journal>& journal() const noexcept {
        return journal_;
    }

private:
    std::shared_ptr<client_state> client_;
    credentials who_;
    call_options options_;
    std::shared_ptr<call_journal> journal_;
};

/// The parameters of an operation that go into its URL's query.
class query {
public:
    struct field {
        std::string_view name;  ///< a literal
        std::string value;
    };

    const std::vector<field>& fields() const noexcept {
        return fields_;
    }

protected:
    query() = default;
    /// Replaces an earlier value.
    void set(std::string_view name, std::string_view value);
    void set(std::string_view name, bool value);
    void set(std::string_view name, std::int64_t value);
    /// Adds one to a list separated by commas.
    void add(std::string_view name, std::string_view value);

private:
    std::string& place(std::string_view name);

    std::vector<field> fields_;
};

}  // namespace frameio::api
