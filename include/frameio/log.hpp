#pragma once

/// @file
/// Structured logging: a text, fields, and a place to write them to. Nothing in this library logs a secret, a
/// signature, a token or a body.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace frameio {

enum class log_level { debug, info, warning, error, off };

/// The level named `text` ("debug", "info", "warning", "error", "off").
/// @throws frameio::error (`errc::invalid_configuration`) for any other text.
log_level parse_log_level(std::string_view text);

std::string_view to_string(log_level level) noexcept;

/// One key and its value. Views: valid for the call that it is passed to.
class log_field {
public:
    using value_type = std::variant<std::string_view, std::int64_t, double, bool>;

    log_field(std::string_view key, std::string_view value) : key_(key), value_(value) {}
    log_field(std::string_view key, const std::string& value) : key_(key), value_(std::string_view(value)) {}
    log_field(std::string_view key, const char* value) : key_(key), value_(std::string_view(value)) {}
    log_field(std::string_view key, bool value) : key_(key), value_(value) {}
    log_field(std::string_view key, double value) : key_(key), value_(value) {}
    template <class Integer>
        requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>)
    log_field(std::string_view key, Integer value) : key_(key), value_(static_cast<std::int64_t>(value)) {}

    std::string_view key() const noexcept {
        return key_;
    }
    const value_type& value() const noexcept {
        return value_;
    }

private:
    std::string_view key_;
    value_type value_;
};

/// Where log lines go. Derive from it to feed a logging library that you already use.
///
/// Thread safety: `write` is called from every thread that serves; it must be safe and should not block for long.
class log_sink {
public:
    virtual ~log_sink() = default;

    /// Writes one line. The views are valid for the call. Must not throw: a log line never fails a delivery.
    virtual void write(log_level level, std::string_view text, std::span<const log_field> fields) noexcept = 0;
};

enum class log_format { text, json };

/// A sink that writes one line per call to standard error, with an RFC 3339 time in UTC. Control octets are escaped.
std::shared_ptr<log_sink> stderr_sink(log_format format = log_format::text);

/// A cheap, copyable handle: a sink, a lowest level, and fields that every line repeats.
class logger {
public:
    /// Writes nothing.
    logger() = default;

    explicit logger(std::shared_ptr<log_sink> sink, log_level lowest = log_level::info);

    bool enabled(log_level level) const noexcept {
        return sink_ != nullptr && level >= lowest_;
    }

    /// A logger that adds these fields, copied, to every line.
    logger with(std::span<const log_field> fields) const;

    void write(log_level level, std::string_view text, std::span<const log_field> fields) const noexcept;

    template <class... Fields>
    void debug(std::string_view text, const Fields&... fields) const noexcept {
        write_all(log_level::debug, text, fields...);
    }
    template <class... Fields>
    void info(std::string_view text, const Fields&... fields) const noexcept {
        write_all(log_level::info, text, fields...);
    }
    template <class... Fields>
    void warning(std::string_view text, const Fields&... fields) const noexcept {
        write_all(log_level::warning, text, fields...);
    }
    template <class... Fields>
    void error(std::string_view text, const Fields&... fields) const noexcept {
        write_all(log_level::error, text, fields...);
    }

private:
    struct owned_fields;

    template <class... Fields>
    void write_all(log_level level, std::string_view text, const Fields&... fields) const noexcept {
        if (!enabled(level)) {
            return;
        }
        if constexpr (sizeof...(fields) == 0) {
            write(level, text, {});
        } else {
            const log_field all[] = {fields...};
            write(level, text, all);
        }
    }

    std::shared_ptr<log_sink> sink_;
    std::shared_ptr<const owned_fields> fields_;
    log_level lowest_ = log_level::off;
};

}  // namespace frameio
