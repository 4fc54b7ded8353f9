#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace frameio::cli {

/// A recording that is added to. It is its owner's alone to read, and has one writer at a time.
class recording_file {
public:
    /// Makes it, or goes on behind its last complete line.
    /// @throws usage_error if it is no recording, cannot be written, or may be read by others
    explicit recording_file(std::string path);
    ~recording_file();
    recording_file(const recording_file&) = delete;
    recording_file& operator=(const recording_file&) = delete;

    /// How many deliveries are in it.
    std::size_t count() const noexcept {
        return count_;
    }
    const std::string& path() const noexcept {
        return path_;
    }

    /// @throws std::system_error
    void add(std::string_view line);

private:
    void check();
    void go_on();
    void write(std::string_view octets);

    std::string path_;
    int file_ = -1;
    std::size_t count_ = 0;
};

}  // namespace frameio::cli
