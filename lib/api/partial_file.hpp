#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace frameio::api {

/// A file that comes in pieces: `path` + ".part", and beside it, in ".tag", what it is a part of. Errors of the system
/// are thrown as boost::system::system_error.
class partial_file {
public:
    /// Takes up what an earlier one left.
    explicit partial_file(const std::string& path);
    ~partial_file();
    partial_file(const partial_file&) = delete;
    partial_file& operator=(const partial_file&) = delete;

    std::uint64_t size() const noexcept {
        return size_;
    }
    /// The strong entity tag of what it is a part of (RFC 9110 §8.8.3); empty if there is none.
    const std::string& tag() const noexcept {
        return tag_;
    }

    /// Forgets what is there. A weak tag counts as none: its octets may differ.
    void start_over(std::string_view tag);
    void append(std::string_view octets);

    /// All is there: it gets its name.
    /// @return its size
    std::uint64_t finish();

private:
    std::string part_name() const {
        return path_ + ".part";
    }
    std::string tag_name() const {
        return path_ + ".part.tag";
    }

    std::string path_;
    std::string tag_;
    std::uint64_t size_ = 0;
    int fd_ = -1;
};

}  // namespace frameio::api
