// Preloaded into a program (LD_PRELOAD), ends it as `kill -9` does, at the N-th call with which it stores, sends or
// receives something: at each boundary where what the disk or a peer knows may differ from what the program knows.
//
//   KILL_AT_CALL    N, from 1 on; missing or 0: it is not ended, only counted
//   KILL_AT_MOMENT  "before" the call (the default), or "after" it, before the program learns that it has returned;
//                   "cut": it is not ended, but the call's connection is cut, behind what has been sent on it
//   KILL_AT_NAME    only calls of the function with that name count
//   KILL_AT_TO      "file", "local" or "network": only calls that go there count
//   KILL_AT_FROM    a file: only calls count that are made when it is there
//   KILL_AT_DRAIN   M: it is told to drain (SIGTERM) before its M-th call
//   KILL_AT_TRACE   a file that gets a line for each of the calls: its number, the function's name, and where it goes

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string_view variable(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? std::string_view() : std::string_view(text);
}

class plan {
public:
    plan() {
        const std::string_view trace = variable("KILL_AT_TRACE");
        if (!trace.empty()) {
            trace_ = ::open(trace.data(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        }
    }

    /// The call's number; 0 if it does not count. In the plan that ends the program before it, does not return.
    unsigned long begin(const char* name, int fd) {
        if (!counts_already()) {
            return 0;
        }
        const char* const place = place_of(fd);
        if ((!name_.empty() && name_ != name) || (!to_.empty() && to_ != place)) {
            return 0;
        }
        const unsigned long number = ++calls_;
        note(number, name, place);
        if (number == drain_) {
            ::kill(::getpid(), SIGTERM);
        }
        if (number == end_ && moment_ == moment::before) {
            end();
        }
        return number;
    }

    void returned(unsigned long number, int fd) const {
        if (number == 0 || number != end_ || moment_ == moment::before) {
            return;
        }
        if (moment_ == moment::after) {
            end();
        }
        const int error = errno;  // the call's
        cut(fd);
        errno = error;
    }

private:
    enum class moment { before, after, cut };

    static moment moment_wanted() {
        const std::string_view text = variable("KILL_AT_MOMENT");
        return text == "after" ? moment::after : text == "cut" ? moment::cut : moment::before;
    }

    static unsigned long number_wanted(const char* name) {
        return std::strtoul(std::string(variable(name)).c_str(), nullptr, 10);
    }

    /// Also what has been answered already is lost.
    static void cut(int fd) {
        ::shutdown(fd, SHUT_RDWR);
        std::array<char, 4096> lost{};
        while (::syscall(SYS_recvfrom, fd, lost.data(), lost.size(), MSG_DONTWAIT, nullptr, nullptr) > 0) {
        }
    }

    bool counts_already() {
        if (!counts_ && ::access(from_.c_str(), F_OK) == 0) {
            counts_ = true;
        }
        return counts_;
    }

    static const char* place_of(int fd) {
        sockaddr about{};
        socklen_t size = sizeof about;
        if (::getsockname(fd, &about, &size) != 0) {
            return "file";
        }
        return about.sa_family == AF_UNIX ? "local" : "network";
    }

    void note(unsigned long number, const char* name, const char* place) const {
        if (trace_ < 0) {
            return;
        }
        std::array<char, 64> line{};
        const int size = std::snprintf(line.data(), line.size(), "%lu %s %s\n", number, name, place);
        // The call itself would be counted. What cannot be noted is missed by those who read it.
        if (::syscall(SYS_write, trace_, line.data(), size) != size) {
            std::abort();
        }
    }

    [[noreturn]] static void end() {
        ::kill(::getpid(), SIGKILL);
        for (;;) {
            ::pause();
        }
    }

    const unsigned long end_ = number_wanted("KILL_AT_CALL");
    const unsigned long drain_ = number_wanted("KILL_AT_DRAIN");
    const moment moment_ = moment_wanted();
    const std::string name_{variable("KILL_AT_NAME")};
    const std::string to_{variable("KILL_AT_TO")};
    const std::string from_{variable("KILL_AT_FROM")};
    int trace_ = -1;
    std::atomic<bool> counts_{from_.empty()};
    std::atomic<unsigned long> calls_{0};
};

plan& the_plan() {
    static plan made;
    return made;
}

bool is(int fd, bool file, bool socket) {
    struct stat about{};
    return fd > STDERR_FILENO && ::fstat(fd, &about) == 0 &&
           ((file && S_ISREG(about.st_mode)) || (socket && S_ISSOCK(about.st_mode)));
}

// What is written to event descriptors, pipes and the log leaves nothing behind.
bool keeps(int fd) {
    return is(fd, true, true);
}

// Attempts that find nothing yet come and go with the weather; only those that find something are counted.
bool has_news(int fd) {
    pollfd asked{fd, POLLIN, 0};
    return is(fd, false, true) && ::poll(&asked, 1, 0) == 1;
}

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

template <class Function, class... Arguments>
auto call_on(int fd, bool counted, const char* name, Function* real, Arguments... arguments) {
    if (!counted) {
        return real(arguments...);
    }
    const unsigned long number = the_plan().begin(name, fd);
    const auto result = real(arguments...);
    the_plan().returned(number, fd);
    return result;
}

template <class Function, class... Arguments>
auto call(bool counted, const char* name, Function* real, int fd, Arguments... arguments) {
    return call_on(fd, counted, name, real, fd, arguments...);
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* from, size_t size) {
    static auto* const real = next<decltype(write)>("write");
    return call(keeps(fd), "write", real, fd, from, size);
}

ssize_t writev(int fd, const iovec* from, int count) {
    static auto* const real = next<decltype(writev)>("writev");
    return call(keeps(fd), "writev", real, fd, from, count);
}

ssize_t pwrite(int fd, const void* from, size_t size, off_t at) {
    static auto* const real = next<decltype(pwrite)>("pwrite");
    return call(keeps(fd), "pwrite", real, fd, from, size, at);
}

ssize_t pwrite64(int fd, const void* from, size_t size, off64_t at) {
    static auto* const real = next<decltype(pwrite64)>("pwrite64");
    return call(keeps(fd), "pwrite64", real, fd, from, size, at);
}

int fsync(int fd) {
    static auto* const real = next<decltype(fsync)>("fsync");
    return call(keeps(fd), "fsync", real, fd);
}

int fdatasync(int fd) {
    static auto* const real = next<decltype(fdatasync)>("fdatasync");
    return call(keeps(fd), "fdatasync", real, fd);
}

int ftruncate(int fd, off_t size) noexcept {
    static auto* const real = next<int(int, off_t)>("ftruncate");
    return call(keeps(fd), "ftruncate", real, fd, size);
}

int ftruncate64(int fd, off64_t size) noexcept {
    static auto* const real = next<int(int, off64_t)>("ftruncate64");
    return call(keeps(fd), "ftruncate64", real, fd, size);
}

int unlink(const char* path) noexcept {
    static auto* const real = next<int(const char*)>("unlink");
    return call_on(-1, true, "unlink", real, path);
}

int connect(int fd, const sockaddr* to, socklen_t size) {
    static auto* const real = next<decltype(connect)>("connect");
    return call(keeps(fd), "connect", real, fd, to, size);
}

int accept(int fd, sockaddr* from, socklen_t* size) {
    static auto* const real = next<decltype(accept)>("accept");
    return call(has_news(fd), "accept", real, fd, from, size);
}

int accept4(int fd, sockaddr* from, socklen_t* size, int flags) {
    static auto* const real = next<decltype(accept4)>("accept4");
    return call(has_news(fd), "accept4", real, fd, from, size, flags);
}

ssize_t send(int fd, const void* from, size_t size, int flags) {
    static auto* const real = next<decltype(send)>("send");
    return call(keeps(fd), "send", real, fd, from, size, flags);
}

ssize_t sendto(int fd, const void* from, size_t size, int flags, const sockaddr* to, socklen_t length) {
    static auto* const real = next<decltype(sendto)>("sendto");
    return call(keeps(fd), "sendto", real, fd, from, size, flags, to, length);
}

ssize_t sendmsg(int fd, const msghdr* what, int flags) {
    static auto* const real = next<decltype(sendmsg)>("sendmsg");
    return call(keeps(fd), "sendmsg", real, fd, what, flags);
}

ssize_t read(int fd, void* into, size_t size) {
    static auto* const real = next<decltype(read)>("read");
    return call(has_news(fd), "read", real, fd, into, size);
}

ssize_t readv(int fd, const iovec* into, int count) {
    static auto* const real = next<decltype(readv)>("readv");
    return call(has_news(fd), "readv", real, fd, into, count);
}

ssize_t recv(int fd, void* into, size_t size, int flags) {
    static auto* const real = next<decltype(recv)>("recv");
    return call(has_news(fd), "recv", real, fd, into, size, flags);
}

ssize_t recvfrom(int fd, void* into, size_t size, int flags, sockaddr* from, socklen_t* length) {
    static auto* const real = next<decltype(recvfrom)>("recvfrom");
    return call(has_news(fd), "recvfrom", real, fd, into, size, flags, from, length);
}

ssize_t recvmsg(int fd, msghdr* what, int flags) {
    static auto* const real = next<decltype(recvmsg)>("recvmsg");
    return call(has_news(fd), "recvmsg", real, fd, what, flags);
}
}
