#include "api/partial_file.hpp"

#include <boost/system/system_error.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace frameio::api {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw boost::system::system_error(errno, boost::system::system_category(), what);
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

partial_file::partial_file(const std::string& path) : path_(path), tag_(content_of(path + ".part.tag")) {
    fd_ = ::open(part_name().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    struct stat facts{};
    if (fd_ < 0 || ::fstat(fd_, &facts) != 0) {
        fail("cannot write " + part_name());
    }
    size_ = static_cast<std::uint64_t>(facts.st_size);
    if (tag_.empty() && size_ != 0) {
        start_over({});  // nobody can say what it is a part of
    }
}

partial_file::~partial_file() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

void partial_file::start_over(std::string_view tag) {
    if (::ftruncate(fd_, 0) != 0) {
        fail("cannot write " + part_name());
    }
    size_ = 0;
    tag_ = tag.starts_with('"') ? tag : std::string_view();
    std::remove(tag_name().c_str());
    if (!tag_.empty()) {
        std::ofstream file(tag_name(), std::ios::binary | std::ios::trunc);
        file << tag_;
    }
}

void partial_file::append(std::string_view octets) {
    while (!octets.empty()) {
        const ssize_t count = ::pwrite(fd_, octets.data(), octets.size(), static_cast<off_t>(size_));
        if (count < 0 && errno != EINTR) {
            fail("cannot write " + part_name());
        }
        const std::size_t written = count > 0 ? static_cast<std::size_t>(count) : 0;
        octets.remove_prefix(written);
        size_ += written;
    }
}

std::uint64_t partial_file::finish() {
    if (::fsync(fd_) != 0 || std::rename(part_name().c_str(), path_.c_str()) != 0) {
        fail("cannot write " + path_);
    }
    std::remove(tag_name().c_str());
    return size_;
}

}  // namespace frameio::api
