#include "cli/develop/program_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace frameio::cli {
namespace {

using steady = std::chrono::steady_clock;

constexpr std::size_t most_octets = 1UL << 20;

class one_way {
public:
    one_way() {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) {
            throw std::system_error(errno, std::generic_category());
        }
    }
    ~one_way() {
        close_in();
        ::close(ends_[0]);
    }
    one_way(const one_way&) = delete;
    one_way& operator=(const one_way&) = delete;

    int out() const noexcept {
        return ends_[0];
    }
    int in() const noexcept {
        return ends_[1];
    }
    void close_in() noexcept {
        if (ends_[1] >= 0) {
            ::close(ends_[1]);
            ends_[1] = -1;
        }
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

class file_actions {
public:
    file_actions() {
        ::posix_spawn_file_actions_init(&all_);
    }
    ~file_actions() {
        ::posix_spawn_file_actions_destroy(&all_);
    }
    file_actions(const file_actions&) = delete;
    file_actions& operator=(const file_actions&) = delete;

    posix_spawn_file_actions_t* get() noexcept {
        return &all_;
    }

private:
    posix_spawn_file_actions_t all_{};
};

/// In a group of its own, so that what it has started can be ended with it.
pid_t start(const std::vector<std::string>& command, const variables& environment, const one_way& out,
            const one_way& err) {
    file_actions files;
    ::posix_spawn_file_actions_addopen(files.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(files.get(), out.in(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(files.get(), err.in(), STDERR_FILENO);
    posix_spawnattr_t how{};
    ::posix_spawnattr_init(&how);
    ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP);
    text_pointers arguments(command);
    text_pointers settings(environment_with(environment));
    pid_t child = 0;
    const int wrong =
        ::posix_spawnp(&child, command.front().c_str(), files.get(), &how, arguments.get(), settings.get());
    ::posix_spawnattr_destroy(&how);
    if (wrong != 0) {
        throw std::system_error(wrong, std::generic_category());
    }
    return child;
}

/// Whether there may be more.
bool take(const pollfd& from, std::string& to) {
    if (from.revents == 0) {
        return true;
    }
    std::array<char, 4096> piece{};
    const ssize_t count = ::read(from.fd, piece.data(), piece.size());
    to.append(piece.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return count > 0 || (count < 0 && errno == EINTR);
}

program_output::end listen(const one_way& out, const one_way& err, program_output& said, steady::time_point until) {
    std::array<pollfd, 2> both{pollfd{out.out(), POLLIN, 0}, pollfd{err.out(), POLLIN, 0}};
    while (both[0].fd >= 0 || both[1].fd >= 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady::now()).count();
        if (left <= 0) {
            return program_output::end::timed_out;
        }
        if (::poll(both.data(), both.size(), static_cast<int>(std::min<std::int64_t>(left, 60'000))) < 0) {
            continue;  // a signal
        }
        both[0].fd = both[0].fd >= 0 && take(both[0], said.out) ? both[0].fd : -1;
        both[1].fd = both[1].fd >= 0 && take(both[1], said.err) ? both[1].fd : -1;
        if (said.out.size() + said.err.size() > most_octets) {
            return program_output::end::said_too_much;
        }
    }
    return program_output::end::by_itself;
}

/// A program may go on when it has closed its output.
bool ends_in_time(pid_t child, steady::time_point until) {
    const int watched = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady::now()).count();
    pollfd one{watched, POLLIN, 0};
    const bool ends = watched < 0 || ::poll(&one, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000))) > 0;
    if (watched >= 0) {
        ::close(watched);
    }
    return ends;
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

program_output run_program(const std::vector<std::string>& command, std::chrono::milliseconds patience,
                           const variables& environment) {
    one_way out;
    one_way err;
    const pid_t child = start(command, environment, out, err);
    out.close_in();
    err.close_in();
    program_output said;
    const auto until = steady::now() + patience;
    said.ending = listen(out, err, said, until);
    if (said.ending == program_output::end::by_itself && !ends_in_time(child, until)) {
        said.ending = program_output::end::timed_out;
    }
    if (said.ending != program_output::end::by_itself) {
        ::kill(-child, SIGKILL);
    }
    said.code = wait_for(child);
    return said;
}

}  // namespace frameio::cli
