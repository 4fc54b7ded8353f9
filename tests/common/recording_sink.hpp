#pragma once

/// @file
/// A place for log lines that remembers them.

#include <frameio/log.hpp>

#include <algorithm>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace frameio_test {

/// Each line as one text: level, text, and "key=value" for each field. Thread-safe.
class recording_sink final : public frameio::log_sink {
public:
    void write(frameio::log_level level, std::string_view text,
               std::span<const frameio::log_field> fields) noexcept override {
        std::string line = std::string(frameio::to_string(level)) + ": " + std::string(text);
        for (const frameio::log_field& each : fields) {
            line.append(" ").append(each.key()).append("=").append(std::visit(words(), each.value()));
        }
        const std::lock_guard lock(mutex_);
        lines_.push_back(std::move(line));
    }

    std::vector<std::string> lines() const {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

    /// How many lines contain the text.
    std::size_t count(std::string_view part) const {
        const std::vector<std::string> all = lines();
        return static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(), [&](const std::string& line) { return line.find(part) != std::string::npos; }));
    }

private:
    struct words {
        std::string operator()(std::string_view text) const {
            return std::string(text);
        }
        std::string operator()(bool value) const {
            return value ? "true" : "false";
        }
        template <class Number>
        std::string operator()(Number number) const {
            return std::to_string(number);
        }
    };

    mutable std::mutex mutex_;
    std::vector<std::string> lines_;
};

}  // namespace frameio_test
