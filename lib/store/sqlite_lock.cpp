#include "store/sqlite_lock.hpp"

#include "store/engine.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace frameio::store {

namespace {

std::string lock_of(const std::string& store) {
    return store + "-lock";
}

// What keeps a lock from being made keeps SQLite from making its files there, and it says so. Not so if the lock is
// there, and is alone in not being ours.
bool is_of_the_folder(int error, const std::string& store) {
    const bool is_forbidden = error == EACCES || error == EPERM || error == EROFS;
    const bool is_missing = error == ENOENT || error == ENOTDIR;
    struct stat ignored{};
    const bool lock_is_there = ::lstat(lock_of(store).c_str(), &ignored) == 0;
    const bool store_is_there = ::access(store.c_str(), F_OK) == 0;
    const bool store_is_ours = ::access(store.c_str(), W_OK) == 0;
    return (is_forbidden || is_missing) && !store_is_ours && (store_is_there || !lock_is_there);
}

[[noreturn]] void refuse(const std::string& store, const char* what, int error, const char* remedy) {
    throw store_error("the store " + store + ": its lock, " + lock_of(store) + ", cannot be " + what + ": " +
                      std::generic_category().message(error) + "; " + remedy);
}

}  // namespace

sqlite_lock::sqlite_lock(const std::string& store)
    : fd_(::open(lock_of(store).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    const int not_opened = fd_ < 0 ? errno : 0;
    if (not_opened != 0 && !is_of_the_folder(not_opened, store)) {
        refuse(store, "opened", not_opened, "give it to the same user as the store");
    }
    const int not_locked = fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) != 0 ? errno : 0;
    if (not_locked != 0) {
        ::close(fd_);
    }
    if (not_locked == EWOULDBLOCK) {
        throw store_error("the store " + store +
                          ": another process works on it; end that one, give this one a file of its own, or use "
                          "PostgreSQL to share the work");
    }
    if (not_locked != 0) {
        refuse(store, "locked", not_locked, "put the store on a disk of this machine");
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
