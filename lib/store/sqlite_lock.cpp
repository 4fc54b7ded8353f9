#include "store/sqlite_lock.hpp"

#include "store/engine.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace frameio::store {

namespace {

// Then SQLite cannot make its files there either, and says so. Unless the lock alone is another user's.
bool is_of_the_folder(int error, const std::string& store) {
    const bool is_forbidden = error == EACCES || error == EPERM || error == EROFS;
    return error == ENOENT || error == ENOTDIR || (is_forbidden && ::access(store.c_str(), W_OK) != 0);
}

}  // namespace

sqlite_lock::sqlite_lock(const std::string& store)
    : fd_(::open((store + "-lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    const int wrong = fd_ < 0 ? errno : 0;
    if (wrong != 0 && !is_of_the_folder(wrong, store)) {
        throw store_error("the store " + store + ": its lock, " + store + "-lock, cannot be opened: " +
                          std::generic_category().message(wrong) + "; give it to the same user as the store");
    }
    if (fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd_);
        throw store_error("the store " + store +
                          ": another process works on it; end that one, give this one a file of its own, or use "
                          "PostgreSQL to share the work");
    }
}

sqlite_lock::~sqlite_lock() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

void require_sqlite_file(const std::string& store) {
    if (::access(store.c_str(), F_OK) != 0 && errno == ENOENT) {
        throw store_error("the store " + store +
                          ": there is no such file; give the address that the app was started with, or start the app "
                          "once, which makes it");
    }
}

}  // namespace frameio::store
