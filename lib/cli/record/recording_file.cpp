#include "cli/record/recording_file.hpp"

#include "cli/inputs.hpp"
#include "cli/record/recording.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace frameio::cli {
namespace {

struct descriptor {
    int number;
    ~descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
};

}  // namespace

recording_file::recording_file(std::string path) : path_(std::move(path)) {
    descriptor opened{::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0600)};
    if (opened.number < 0) {
        throw usage_error(fmt::format("--to: cannot open {}: {}", path_, std::strerror(errno)));
    }
    file_ = opened.number;
    check();
    go_on();
    opened.number = -1;
}

recording_file::~recording_file() {
    ::close(file_);
}

void recording_file::check() {
    struct stat facts{};
    const bool is_file = ::fstat(file_, &facts) == 0 && S_ISREG(facts.st_mode);
    if (!is_file) {
        throw usage_error(fmt::format("--to: {} is not a file", path_));
    }
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        throw usage_error(
            fmt::format("--to: {0} is open to others, and a recording is not for them: run \"chmod 600 {0}\"", path_));
    }
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        throw usage_error(fmt::format("--to: another process records to {}: give each a file of its own", path_));
    }
}

/// What a crash has left behind the last complete line is not the beginning of ours.
void recording_file::go_on() {
    const recording known = read_recording(path_);
    count_ = known.deliveries.size();
    struct stat facts{};
    const bool cut = !known.is_torn || ::ftruncate(file_, static_cast<off_t>(known.whole)) == 0;
    if (!cut || ::fstat(file_, &facts) != 0) {
        throw usage_error(fmt::format("--to: cannot go on with {}: {}", path_, std::strerror(errno)));
    }
    char last = '\n';
    if (facts.st_size > 0 && ::pread(file_, &last, 1, facts.st_size - 1) == 1 && last != '\n') {
        write("\n");
    }
}

void recording_file::add(std::string_view line) {
    write(std::string(line) + "\n");
    ++count_;
}

void recording_file::write(std::string_view octets) {
    while (!octets.empty()) {
        const ssize_t written = ::write(file_, octets.data(), octets.size());
        if (written < 0 && errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "cannot write to " + path_);
        }
        octets.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

}  // namespace frameio::cli
