#include "cli/develop/child_process.hpp"

#include "cli/inputs.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

namespace frameio::cli {

namespace asio = boost::asio;

namespace {

constexpr std::size_t longest_line = 1 << 20;  // a manifest is one

[[noreturn]] void fail(const char* doing) {
    throw std::system_error(errno, std::generic_category(), doing);
}

struct pipe_ends {
    int read = -1;
    int write = -1;
};

pipe_ends make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        fail("cannot make a pipe");
    }
    return {ends[0], ends[1]};
}

/// In the child, between fork and exec. Returns only if the program cannot be started.
void become(char** arguments, char** environment, int output, pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) {
        return;  // it has ended already
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGINT, SIGTERM, SIGPIPE, SIGHUP}) {
        std::signal(number, SIG_DFL);
    }
    ::dup2(output, STDOUT_FILENO);
    ::execvpe(arguments[0], arguments, environment);
}

/// What has stopped the child from becoming the program: 0 if nothing has.
int read_failure(int from) {
    int failure = 0;
    ssize_t size = 0;
    do {
        size = ::read(from, &failure, sizeof failure);
    } while (size < 0 && errno == EINTR);
    return size == sizeof failure ? failure : 0;
}

}  // namespace

child_process::child_process(const asio::any_io_executor& executor, const std::vector<std::string>& command,
                             const variables& environment)
    : output_(executor), life_(executor) {
    const pipe_ends output = make_pipe();
    output_.assign(output.read);
    const pipe_ends failed = make_pipe();
    text_pointers arguments(command);
    text_pointers settings(environment_with(environment));
    const pid_t parent = ::getpid();
    id_ = ::fork();
    if (id_ == 0) {
        become(arguments.get(), settings.get(), output.write, parent);
        const int failure = errno;
        const ssize_t told = ::write(failed.write, &failure, sizeof failure);
        ::_exit(told > 0 ? 127 : 126);
    }
    const int fork_failure = errno;
    ::close(output.write);
    ::close(failed.write);
    const int failure = id_ < 0 ? fork_failure : read_failure(failed.read);
    ::close(failed.read);
    if (id_ > 0 && failure != 0) {
        ::waitpid(id_, nullptr, 0);
    }
    if (failure != 0) {
        throw usage_error(fmt::format("cannot start {}: {}", command.front(), std::strerror(failure)));
    }
    life_.assign(static_cast<int>(::syscall(SYS_pidfd_open, id_, 0)));
}

child_process::~child_process() {
    if (!has_ended()) {
        signal(SIGKILL);
        ::waitpid(id_, nullptr, 0);
    }
}

asio::awaitable<std::optional<std::string>> child_process::read_line() {
    boost::system::error_code failure;
    const std::size_t size = co_await asio::async_read_until(output_, asio::dynamic_buffer(unread_, longest_line), '\n',
                                                             asio::redirect_error(asio::use_awaitable, failure));
    if (failure) {
        co_return std::nullopt;
    }
    std::string line = unread_.substr(0, size - 1);
    unread_.erase(0, size);
    co_return line;
}

asio::awaitable<void> child_process::wait() {
    while (!has_ended()) {
        co_await life_.async_wait(asio::posix::stream_descriptor::wait_read, asio::use_awaitable);
    }
}

void child_process::signal(int number) const {
    if (!ended_) {
        ::kill(id_, number);
    }
}

bool child_process::has_ended() {
    ended_ = ended_ || ::waitpid(id_, &status_, WNOHANG) == id_;
    return ended_;
}

std::string child_process::ending() const {
    if (WIFSIGNALED(status_)) {
        return fmt::format("was ended by signal {} ({})", WTERMSIG(status_), ::strsignal(WTERMSIG(status_)));
    }
    return fmt::format("ended with exit code {}", WEXITSTATUS(status_));
}

bool child_process::succeeded() const noexcept {
    return ended_ && WIFEXITED(status_) && WEXITSTATUS(status_) == 0;
}

}  // namespace frameio::cli
