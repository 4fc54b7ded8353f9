// Preloaded into a program (LD_PRELOAD), plays the disk that its store is on: fails calls as it is told, and keeps a
// journal of what has reached it, by which a test tells what a power loss would have left. Nothing is really synced.
//
//   DISK_FOLDER   the files in it are the disk's; no others
//   DISK_JOURNAL  a file that gets a record for each change; see `journal`
//   DISK_CALL     N, from 1 on: which call fails. Calls are open, write, truncate, unlink and sync
//   DISK_ERROR    "EIO" (the default) or "ENOSPC"
//   DISK_STICKY   a file: as long as it is there, the calls behind the N-th fail, too
//   DISK_SIZE     octets: nothing is written behind them in any file, as long as the file DISK_STICKY is there
//   DISK_NORMAL   if set, SQLite is told to sync less than the store asks it to

#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

namespace {

std::string variable(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? std::string() : std::string(text);
}

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// One line for each change, "KIND SIZE PLACE NAME", and behind that of a write the octets:
///   W  written; PLACE is where in the file
///   T  cut to the size PLACE
///   S  synced, "." is the folder: what was removed from it;  F  not synced: what was written since the last sync may
///   be lost for ever U  removed X  a call, the one with the number PLACE, failed as it was told A  an answer begins
///   with "HTTP/1.1 200", and is about to be sent to the port PLACE
class journal {
public:
    // Not by `open`, which is ours.
    journal() {
        const std::string path = variable("DISK_JOURNAL");
        if (!path.empty()) {
            fd_ = static_cast<int>(
                ::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        }
    }

    void add(char kind, long long place, std::string_view name, std::string_view octets = {}) {
        if (fd_ < 0) {
            return;
        }
        std::array<char, PATH_MAX + 64> line{};
        const int size = std::snprintf(line.data(), line.size(), "%c %zu %lld %.*s\n", kind, octets.size(), place,
                                       static_cast<int>(name.size()), name.data());
        const std::array<iovec, 2> parts{
            iovec{line.data(), static_cast<std::size_t>(size)},
            iovec{const_cast<char*>(octets.data()), octets.size()},
        };
        const auto all = static_cast<long>(size) + static_cast<long>(octets.size());
        if (::syscall(SYS_writev, fd_, parts.data(), parts.size()) != all) {
            std::abort();  // who reads it would be misled
        }
    }

private:
    int fd_ = -1;
};

class disk {
public:
    /// The file's name on the disk, "." of its folder; empty if it is elsewhere. What all processes share in memory is
    /// no part of it.
    std::string name_of(const char* path) const {
        const std::string_view text = path;
        if (folder_.empty() || !text.starts_with(folder_) || text.ends_with("-shm")) {
            return {};
        }
        if (text.size() == folder_.size()) {
            return ".";
        }
        return text[folder_.size()] == '/' ? std::string(text.substr(folder_.size() + 1)) : std::string();
    }
    std::string name_of(int fd) const {
        if (folder_.empty() || fd < 0) {
            return {};
        }
        std::array<char, PATH_MAX> path{};
        const std::string link = "/proc/self/fd/" + std::to_string(fd);
        return ::readlink(link.c_str(), path.data(), path.size() - 1) < 0 ? std::string() : name_of(path.data());
    }

    /// Whether the next call fails; errno is set then. `order` is held.
    bool fails(const std::string& name, long long end = 0) {
        if (name == ".") {  // SQLite takes a folder that cannot be synced for one that need not be
            return false;
        }
        const unsigned long number = ++calls_;
        const bool still = !sticky_.empty() && ::access(sticky_.c_str(), F_OK) == 0;
        const bool now = call_ != 0 && (number == call_ || (number > call_ && still));
        if (!now && !(size_ != 0 && still && end > size_)) {
            return false;
        }
        changes.add('X', static_cast<long long>(number), name);
        errno = error_;
        return true;
    }

    journal changes;
    std::mutex order;  // of what is done and its record

private:
    const std::string folder_ = variable("DISK_FOLDER");
    const std::string sticky_ = variable("DISK_STICKY");
    const unsigned long call_ = std::strtoul(variable("DISK_CALL").c_str(), nullptr, 10);
    const long long size_ = std::strtoll(variable("DISK_SIZE").c_str(), nullptr, 10);
    const int error_ = variable("DISK_ERROR") == "ENOSPC" ? ENOSPC : EIO;
    unsigned long calls_ = 0;
};

disk& the_disk() {
    static disk made;
    return made;
}

template <class Real>
ssize_t write_at(int fd, const void* from, size_t size, long long at, Real real) {
    const std::string name = the_disk().name_of(fd);
    if (name.empty()) {
        return real();
    }
    const std::lock_guard lock(the_disk().order);
    if (the_disk().fails(name, at + static_cast<long long>(size))) {
        return -1;
    }
    const ssize_t written = real();
    if (written > 0) {
        the_disk().changes.add('W', at, name, {static_cast<const char*>(from), static_cast<std::size_t>(written)});
    }
    return written;
}

int sync(int fd, int (*real)(int)) {
    const std::string name = the_disk().name_of(fd);
    if (name.empty()) {
        return real(fd);
    }
    const std::lock_guard lock(the_disk().order);
    const bool fails = the_disk().fails(name);
    the_disk().changes.add(fails ? 'F' : 'S', 0, name);
    return fails ? -1 : 0;
}

template <class Real>
int cut(int fd, long long size, Real real) {
    const std::string name = the_disk().name_of(fd);
    if (name.empty()) {
        return real();
    }
    const std::lock_guard lock(the_disk().order);
    if (the_disk().fails(name, size)) {
        return -1;
    }
    const int done = real();
    if (done == 0) {
        the_disk().changes.add('T', size, name);
    }
    return done;
}

int open_file(const char* path, int flags, mode_t mode, int (*real)(const char*, int, ...)) {
    const std::string name = the_disk().name_of(path);
    if (name.empty()) {
        return real(path, flags, mode);
    }
    const std::lock_guard lock(the_disk().order);
    return the_disk().fails(name) ? -1 : real(path, flags, mode);
}

void note_answer(int fd, std::string_view begin) {
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    if (begin.starts_with("HTTP/1.1 200") && ::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0) {
        const std::lock_guard lock(the_disk().order);
        the_disk().changes.add('A', ntohs(peer.sin_port), "-");
    }
}

std::string_view view(const iovec& part) {
    return {static_cast<const char*>(part.iov_base), part.iov_len};
}

mode_t mode_of(int flags, va_list rest) {
    return (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    static auto* const real = next<int(const char*, int, ...)>("open");
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file(path, flags, mode, real);
}

int open64(const char* path, int flags, ...) {
    static auto* const real = next<int(const char*, int, ...)>("open64");
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file(path, flags, mode, real);
}

ssize_t pwrite(int fd, const void* from, size_t size, off_t at) {
    static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return write_at(fd, from, size, at, [&] { return real(fd, from, size, at); });
}

ssize_t pwrite64(int fd, const void* from, size_t size, off64_t at) {
    static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return write_at(fd, from, size, at, [&] { return real(fd, from, size, at); });
}

int fsync(int fd) {
    static auto* const real = next<int(int)>("fsync");
    return sync(fd, real);
}

int fdatasync(int fd) {
    static auto* const real = next<int(int)>("fdatasync");
    return sync(fd, real);
}

int ftruncate(int fd, off_t size) noexcept {
    static auto* const real = next<int(int, off_t)>("ftruncate");
    return cut(fd, size, [&] { return real(fd, size); });
}

int ftruncate64(int fd, off64_t size) noexcept {
    static auto* const real = next<int(int, off64_t)>("ftruncate64");
    return cut(fd, size, [&] { return real(fd, size); });
}

int unlink(const char* path) noexcept {
    static auto* const real = next<int(const char*)>("unlink");
    const std::string name = the_disk().name_of(path);
    if (name.empty()) {
        return real(path);
    }
    const std::lock_guard lock(the_disk().order);
    if (the_disk().fails(name)) {
        return -1;
    }
    const int done = real(path);
    if (done == 0) {
        the_disk().changes.add('U', 0, name);
    }
    return done;
}

ssize_t send(int fd, const void* from, size_t size, int flags) {
    static auto* const real = next<ssize_t(int, const void*, size_t, int)>("send");
    note_answer(fd, {static_cast<const char*>(from), size});
    return real(fd, from, size, flags);
}

ssize_t sendmsg(int fd, const msghdr* what, int flags) {
    static auto* const real = next<ssize_t(int, const msghdr*, int)>("sendmsg");
    if (what->msg_iovlen != 0) {
        note_answer(fd, view(what->msg_iov[0]));
    }
    return real(fd, what, flags);
}

ssize_t writev(int fd, const iovec* from, int count) {
    static auto* const real = next<ssize_t(int, const iovec*, int)>("writev");
    if (count > 0) {
        note_answer(fd, view(from[0]));
    }
    return real(fd, from, count);
}

/// Of SQLite, which other programs than the app may have loaded late.
int sqlite3_exec(void* database, const char* sql, int (*each)(void*, int, char**, char**), void* with, char** error) {
    using function = int(void*, const char*, int (*)(void*, int, char**, char**), void*, char**);
    static auto* const real =
        reinterpret_cast<function*>(::dlsym(::dlopen("libsqlite3.so.0", RTLD_LAZY | RTLD_NOLOAD), "sqlite3_exec"));
    const bool less = std::strcmp(sql, "PRAGMA synchronous = FULL") == 0 && !variable("DISK_NORMAL").empty();
    return real(database, less ? "PRAGMA synchronous = NORMAL" : sql, each, with, error);
}
}
