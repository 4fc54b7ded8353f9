// The file that keeps two processes from working on one SQLite store, and what can be wrong with it.

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <grp.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/child.hpp"
#include "store/engines.hpp"

using frameio::store::sqlite_engine;
using frameio::store::store_error;

namespace {

constexpr const char* opened = "opened\n";

struct locked_store : frameio_test::stored {
    std::string lock() const {
        return path() + "-lock";
    }
    /// What the engine says of the store when it is opened.
    std::string attempt() {
        try {
            sqlite_engine(path(), clock);
        } catch (const store_error& failure) {
            return failure.what();
        }
        return opened;
    }
    /// The same in another process, after `change`.
    std::string attempt_after(const std::function<bool()>& change) {
        frameio_test::child other([&] {
            const bool is_changed = change();
            if (is_changed) {
                std::fputs(attempt().c_str(), stdout);
            }
            return is_changed ? 0 : 1;
        });
        BOOST_TEST(other.wait() == 0);
        return other.output();
    }
    /// The same by a user whose folder it is, and whose the store is too, if there is one; but not the lock.
    std::string attempt_without_right_to_lock() {
        BOOST_TEST_REQUIRE(::chmod(lock().c_str(), 0) == 0);
        if (::geteuid() != 0) {
            return attempt();
        }
        constexpr uid_t somebody = 65'534;
        for (const std::string& each : {directory.path().string(), path()}) {
            BOOST_TEST_REQUIRE((::chown(each.c_str(), somebody, somebody) == 0 || errno == ENOENT));
        }
        return attempt_after(
            [] { return ::setgroups(0, nullptr) == 0 && ::setgid(somebody) == 0 && ::setuid(somebody) == 0; });
    }
    void check_opening_fails(const std::string& said, const std::string& why) const {
        BOOST_TEST(said == "the store " + path() + ": its lock, " + lock() + ", cannot be opened: " + why +
                               "; give it to the same user as the store");
    }
};

/// From now on this process has no locks: as on some file systems of other machines.
bool refuse_locks() {
    sock_filter rules[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_flock, 0, 1),
                           BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOLCK),
                           BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    const sock_fprog program{std::size(rules), rules};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite_locks, locked_store)

BOOST_AUTO_TEST_CASE(what_is_no_file_is_told) {
    std::filesystem::create_directory(lock());
    check_opening_fails(attempt(), "Is a directory");
    BOOST_TEST(!std::filesystem::exists(path()));
    std::filesystem::remove(lock());
    BOOST_TEST(attempt() == opened);
}

BOOST_AUTO_TEST_CASE(that_of_another_user_is_told) {
    BOOST_TEST(attempt() == opened);
    check_opening_fails(attempt_without_right_to_lock(), "Permission denied");
}

// As when somebody has taken the store away, to begin anew.
BOOST_AUTO_TEST_CASE(that_of_another_user_is_told_also_if_there_is_no_store) {
    std::ofstream(lock()).close();
    check_opening_fails(attempt_without_right_to_lock(), "Permission denied");
    BOOST_TEST(!std::filesystem::exists(path()));
}

BOOST_AUTO_TEST_CASE(one_that_leads_nowhere_is_told) {
    BOOST_TEST(attempt() == opened);
    std::filesystem::remove(lock());
    std::filesystem::create_symlink(directory.path() / "nowhere" / "lock", lock());
    check_opening_fails(attempt(), "No such file or directory");
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_locked_is_told_and_nobody_else_is_blamed) {
    const std::string said = attempt_after(refuse_locks);
    BOOST_TEST(said == "the store " + path() + ": its lock, " + lock() +
                           ", cannot be locked: No locks available; put the store on a disk of this machine");
    BOOST_TEST(!std::filesystem::exists(path()));
}

// Then nothing can be made in there: SQLite says what is wrong.
BOOST_AUTO_TEST_CASE(a_store_that_is_another_user_s_as_a_whole_is_told_as_such) {
    BOOST_TEST(attempt() == opened);
    BOOST_TEST_REQUIRE(::chmod(path().c_str(), 0) == 0);
    const auto give_all_away = [] { return ::setgid(65'534) == 0 && ::setuid(65'534) == 0; };
    const std::string said = ::geteuid() == 0 ? attempt_after(give_all_away) : attempt();
    BOOST_TEST_MESSAGE(said);
    BOOST_TEST(said.find("-lock") == std::string::npos);
    BOOST_TEST(said.starts_with("the store " + path() + ": "));
}

BOOST_AUTO_TEST_SUITE_END()
